package org.juliaset.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.juliaset.core.InvalidParameterException;
import picocli.CommandLine.Model.OptionSpec;

/**
 * How much memory the process may take. Java has to know it when it starts, so the launcher reads this option
 * and gives Java's heap what the rest leaves; here it is checked.
 */
final class MemoryOption extends OptionGroup {
    /** What Java, zlib and the picture's bands need at least. */
    private static final long LEAST = 192;

    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,9})([kKmMgGtT]?)");
    private static final long MEBI = 1 << 20;

    private final OptionSpec size = add(text("--memory")
            .paramLabel("SIZE")
            .description("memory that the process may take, such as 400M or 2G (a quarter of the machine's for Java,"
                    + " of which a picture that streams takes little)"));

    /** @throws InvalidParameterException if it is no size, or too little */
    void require() {
        String given = size.getValue();
        if (given == null) {
            return;
        }
        Matcher form = SIZE.matcher(given);
        if (!form.matches()) {
            throw new InvalidParameterException(
                    "memory is \"" + given + "\": give a number of bytes, or with K, M, G or T, such as 400M");
        }
        long unit = switch (form.group(2).toUpperCase(Locale.ROOT)) {
            case "K" -> 1L << 10;
            case "M" -> 1L << 20;
            case "G" -> 1L << 30;
            case "T" -> 1L << 40;
            default -> 1;
        };
        if (Long.parseLong(form.group(1)) * unit < LEAST * MEBI) {
            throw new InvalidParameterException("memory is " + given + ": give " + LEAST + "M or more");
        }
    }
}
