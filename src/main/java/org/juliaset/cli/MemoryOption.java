package org.juliaset.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Quantity;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The memory of the process. Java needs it at its start, so the launcher reads this option and gives Java's heap what
 * the rest leaves; this class checks it.
 */
final class MemoryOption extends OptionGroup {
    /** The least that Java, zlib and the bands of a picture need, in MiB. */
    private static final long LEAST = 192;

    private static final Pattern SIZE =
            Pattern.compile("((?:0|[1-9]\\d{0,9})(?:\\.\\d{1,9})?)(?:([kKmMgGtT])[iI]?)?[bB]?");

    private static final int DECIMALS = 3;
    private static final long MEBI = 1 << 20;

    /** The most memory of a process in MiB, found by the launcher. */
    private static final long MOST = Long.getLong("juliaset.memory", Long.MAX_VALUE / MEBI);

    private final OptionSpec size = add(text("--memory")
            .paramLabel("SIZE")
            .description("memory that the process may take, such as 400M or 1.5G, in units of 1024 (a quarter of the"
                    + " machine's for Java, of which a picture that streams takes little)"));

    /** @throws InvalidParameterException if it is no size, too little, or more than there is */
    void require() {
        String given = size.getValue();
        if (given == null) {
            return;
        }
        long mebibytes = mebibytes(given);
        if (mebibytes < LEAST) {
            throw new InvalidParameterException("memory is " + given + ": give " + LEAST + "M or more");
        }
        if (mebibytes > MOST) {
            throw new InvalidParameterException("memory is " + given + " and a process may take "
                    + Quantity.ofMemory(MOST * MEBI) + " here: give less");
        }
    }

    /**
     * Returns a size in whole MiB, as the launcher does.
     *
     * @throws InvalidParameterException if it is no size
     */
    static long mebibytes(String size) {
        Matcher form = SIZE.matcher(size);
        if (!form.matches()) {
            throw new InvalidParameterException("memory is \"" + size
                    + "\": give a number of bytes, or with K, M, G or T, such as 400M or 1.5G");
        }
        long unit = switch (Objects.requireNonNullElse(form.group(2), "").toUpperCase(Locale.ROOT)) {
            case "K" -> 1L << 10;
            case "M" -> 1L << 20;
            case "G" -> 1L << 30;
            case "T" -> 1L << 40;
            default -> 1;
        };
        BigDecimal number = new BigDecimal(form.group(1)).setScale(DECIMALS, RoundingMode.DOWN);
        return number.multiply(BigDecimal.valueOf(unit)).divideToIntegralValue(BigDecimal.valueOf(MEBI)).longValue();
    }
}
