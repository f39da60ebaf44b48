package org.juliaset.devices.speed;

import java.util.Optional;
import org.juliaset.model.Precision;

/**
 * How soon a device has a picture's counts, as far as that was measured: what was not is NaN.
 *
 * @param startSeconds from nothing at all to a device that has passed its self-test
 * @param float64 iterations per second in float64
 * @param float32 iterations per second in float32
 */
public record DeviceSpeed(double startSeconds, double float64, double float32) {
    public static final DeviceSpeed UNKNOWN = new DeviceSpeed(Double.NaN, Double.NaN, Double.NaN);

    private static final int FIELDS = 3;

    /** Reads what {@link #toString} wrote. */
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

    /** @throws NumberFormatException if it is neither that nor NaN */
    private static double positive(String text) {
        double number = Double.parseDouble(text);
        if (number <= 0 || Double.isInfinite(number)) {
            throw new NumberFormatException(text);
        }
        return number;
    }

    /** Iterations per second. */
    public double rate(Precision precision) {
        return precision == Precision.FLOAT64 ? float64 : float32;
    }

    /** After another measurement, of which one that was held up counts half. */
    public DeviceSpeed withRate(Precision precision, double measured) {
        double before = rate(precision);
        double rate = measured < before ? (measured + before) / 2 : measured;
        return precision == Precision.FLOAT64
                ? new DeviceSpeed(startSeconds, rate, float32)
                : new DeviceSpeed(startSeconds, float64, rate);
    }

    /** After another start, likewise. */
    public DeviceSpeed withStart(double seconds) {
        double start = seconds > startSeconds ? (seconds + startSeconds) / 2 : seconds;
        return new DeviceSpeed(start, float64, float32);
    }

    @Override
    public String toString() {
        return startSeconds + " " + float64 + " " + float32;
    }
}
