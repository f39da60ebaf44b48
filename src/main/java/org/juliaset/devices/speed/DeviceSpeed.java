package org.juliaset.devices.speed;

import java.util.Optional;
import org.juliaset.model.Precision;

/**
 * The measured speed of a device. Values that were not measured are NaN.
 *
 * @param startSeconds time from the first call of the driver to a passed reference check
 * @param float64 iterations per second in float64
 * @param float32 iterations per second in float32
 */
public record DeviceSpeed(double startSeconds, double float64, double float32) {
    public static final DeviceSpeed UNKNOWN = new DeviceSpeed(Double.NaN, Double.NaN, Double.NaN);

    private static final int FIELDS = 3;

    /** Parses the output of {@link #toString}; empty for any other text. */
    public static Optional<DeviceSpeed> parse(String text) {
        String[] fields = text.split(" ");
        try {
            return fields.length == FIELDS
                    ? Optional.of(new DeviceSpeed(positive(fields[0]), positive(fields[1]), positive(fields[2])))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * Parses a positive number or NaN.
     *
     * @throws NumberFormatException if it is neither
     */
    private static double positive(String text) {
        double number = Double.parseDouble(text);
        if (number <= 0 || Double.isInfinite(number)) {
            throw new NumberFormatException(text);
        }
        return number;
    }

    /** Returns the iterations per second in one precision. */
    public double rate(Precision precision) {
        return precision == Precision.FLOAT64 ? float64 : float32;
    }

    /** Returns the speed after another measurement. A slower one may have been disturbed, so the mean is taken. */
    public DeviceSpeed withRate(Precision precision, double measured) {
        double before = rate(precision);
        double rate = measured < before ? (measured + before) / 2 : measured;
        return precision == Precision.FLOAT64
                ? new DeviceSpeed(startSeconds, rate, float32)
                : new DeviceSpeed(startSeconds, float64, rate);
    }

    /** Returns the speed after another start; for a longer one, the mean is taken. */
    public DeviceSpeed withStart(double seconds) {
        double start = seconds > startSeconds ? (seconds + startSeconds) / 2 : seconds;
        return new DeviceSpeed(start, float64, float32);
    }

    @Override
    public String toString() {
        return startSeconds + " " + float64 + " " + float32;
    }
}
