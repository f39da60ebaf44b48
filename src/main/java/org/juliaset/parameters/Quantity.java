package org.juliaset.parameters;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;

/** Formats sizes and times for people: up to four digits, in a suitable unit. */
public final class Quantity {
    private static final String[] DECIMAL = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final int KILO = 1000;
    private static final int KIBI = 1024;
    private static final MathContext DIGITS = new MathContext(4);

    private Quantity() {}

    /** Formats the size of a file or a disk, in units of 1000: {@code 344.2 MB}. */
    public static String ofFile(double bytes) {
        return size(bytes, KILO, DECIMAL);
    }

    /** Formats an amount of memory, in units of 1024: {@code 5.9 GiB}. */
    public static String ofMemory(double bytes) {
        return size(bytes, KIBI, BINARY);
    }

    private static String size(double bytes, int step, String[] units) {
        int unit = 0;
        while (unit < units.length - 1 && rounded(bytes / step).compareTo(BigDecimal.ONE) >= 0) {
            bytes /= step;
            unit++;
        }
        return rounded(bytes).stripTrailingZeros().toPlainString() + " " + units[unit];
    }

    private static BigDecimal rounded(double value) {
        return new BigDecimal(value).round(DIGITS);
    }

    /** Formats a time: {@code 4.6 s}, {@code 12 min 05 s}, {@code 3 h 07 min 02 s} or {@code 21 d 4 h}. */
    public static String ofSeconds(double seconds) {
        Duration time = Duration.ofSeconds(Math.round(seconds));
        if (time.toDays() > 0) {
            return String.format(Locale.ROOT, "%,d d %d h", time.toDays(), time.toHoursPart());
        }
        if (time.toHours() > 0) {
            return String.format(
                    Locale.ROOT, "%d h %02d min %02d s", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
        }
        return time.toMinutes() > 0
                ? String.format(Locale.ROOT, "%d min %02d s", time.toMinutes(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
