package org.juliaset.cli;

import java.util.regex.Pattern;

/** Text for a terminal and for the shell behind it. */
final class Shell {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    /** Control characters, among them those that begin a terminal's own commands, and what is no character. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\uFFFD]");

    private Shell() {}

    /** Whether a text can be shown and copied from a terminal as it is. */
    static boolean isPrintable(String text) {
        return !UNPRINTABLE.matcher(text).find();
    }

    /** The text with a question mark for each character that a terminal must not see. */
    static String printable(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }

    /** One word of a command line, in quotes where it needs them. */
    static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
