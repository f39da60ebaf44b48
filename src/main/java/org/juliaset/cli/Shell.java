package org.juliaset.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Prepares text for a terminal and its shell, and reads that of a shell. */
final class Shell {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    /** Control characters, among them those that start a command of a terminal, and invalid characters. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\uFFFD]");

    private Shell() {}

    /** Returns whether a text can be shown on a terminal and copied from it unchanged. */
    static boolean isPrintable(String text) {
        return !UNPRINTABLE.matcher(text).find();
    }

    /** Replaces each character that a terminal must not receive by a question mark. */
    static String printable(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }

    /** Quotes a word of a command line, if necessary. */
    static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /**
     * Splits a line into words as a shell does: at blanks, but not inside of quotes, single or double, or after a
     * backslash; a # at the beginning of a word starts a comment. Variables, globs and substitutions are plain text.
     *
     * @throws IllegalArgumentException if a quote is not closed, or the last character is a backslash
     */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        char quote = 0;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (quote == 0 && Character.isWhitespace(c)) {
                if (word != null) {
                    words.add(word.toString());
                }
                word = null;
            } else if (quote == 0 && word == null && c == '#') {
                return words;
            } else {
                word = word == null ? new StringBuilder() : word;
                boolean isEscape = c == '\\' && quote != '\'';
                if (isEscape && at + 1 < line.length()) {
                    at++;
                    boolean isKept = quote == '"' && "\"\\$`".indexOf(line.charAt(at)) < 0;
                    word.append(isKept ? "\\" : "").append(line.charAt(at));
                } else if (isEscape) {
                    throw new IllegalArgumentException("it ends with a backslash");
                } else if (c == quote) {
                    quote = 0;
                } else if (quote == 0 && (c == '"' || c == '\'')) {
                    quote = c;
                } else {
                    word.append(c);
                }
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("a quote " + quote + " is not closed");
        }
        if (word != null) {
            words.add(word.toString());
        }
        return words;
    }
}
