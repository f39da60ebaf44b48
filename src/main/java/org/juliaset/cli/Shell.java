package org.juliaset.cli;

import java.util.regex.Pattern;

/** Prepares text for a terminal and its shell. */
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
}
