package org.juliaset.animate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Frames per second, as a fraction in lowest terms.
 *
 * @param frames number of frames in so many seconds
 * @param seconds whole number of seconds
 */
public record Rate(int frames, int seconds) {
    /** The most frames per second. */
    public static final int MAX = 1000;

    /** The most frames of a film. */
    public static final int MAX_FRAMES = 1_000_000;

    private static final Pattern FRACTION = Pattern.compile("(\\d{1,9})/(\\d{1,9})");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,4}(\\.\\d{1,5})?");
    private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(ms|s|min)");

    /**
     * Reads a rate such as {@code 30}, {@code 23.976} or {@code 30000/1001}.
     *
     * @throws NumberFormatException if it is none; the message begins with the text
     */
    public static Rate read(String text) {
        Matcher fraction = FRACTION.matcher(text);
        BigInteger frames;
        BigInteger seconds;
        if (fraction.matches()) {
            frames = new BigInteger(fraction.group(1));
            seconds = new BigInteger(fraction.group(2));
        } else if (DECIMAL.matcher(text).matches()) {
            BigDecimal number = new BigDecimal(text);
            frames = number.unscaledValue();
            seconds = BigInteger.TEN.pow(number.scale());
        } else {
            throw invalid(text);
        }
        BigInteger most = seconds.multiply(BigInteger.valueOf(MAX));
        if (frames.signum() == 0 || frames.compareTo(most) > 0) {
            throw invalid(text);
        }
        BigInteger divisor = frames.gcd(seconds);
        return new Rate(frames.divide(divisor).intValueExact(), seconds.divide(divisor).intValueExact());
    }

    private static NumberFormatException invalid(String text) {
        return new NumberFormatException("\"" + text + "\" is no number of frames per second: give one above 0 and up"
                + " to " + MAX + ", like 30, 23.976 or 30000/1001");
    }

    /**
     * Reads a time such as {@code 10s}, {@code 1.5s}, {@code 250ms} or {@code 2min}.
     *
     * @return seconds
     * @throws NumberFormatException if it is none; the message begins with the text
     */
    public static BigDecimal readTime(String text) {
        Matcher time = TIME.matcher(text.strip());
        if (!time.matches()) {
            throw new NumberFormatException("\"" + text + "\" is no time: write it like 10s, 250ms or 2min");
        }
        BigDecimal number = new BigDecimal(time.group(1));
        return switch (time.group(2)) {
            case "ms" -> number.movePointLeft(3);
            case "min" -> number.multiply(BigDecimal.valueOf(60));
            default -> number;
        };
    }

    /** Returns the number of frames in some seconds, rounded; the largest int if there are more. */
    public int framesIn(BigDecimal time) {
        double number = time.doubleValue() * frames / seconds;
        return (int) Math.min(Integer.MAX_VALUE, Math.rint(number));
    }

    /** Returns the time of some frames, in seconds. */
    public double secondsOf(double number) {
        return number * seconds / frames;
    }

    /** Returns the rate as {@link #read} takes it. */
    @Override
    public String toString() {
        return seconds == 1 ? Integer.toString(frames) : frames + "/" + seconds;
    }
}
