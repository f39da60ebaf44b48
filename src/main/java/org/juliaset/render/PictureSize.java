package org.juliaset.render;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Parameters;

/**
 * The sides of a picture, in pixels or in print.
 *
 * @param text as it was given
 * @param inches units in an inch; null for a size in pixels
 */
public record PictureSize(String text, BigDecimal width, BigDecimal height, BigDecimal inches) {
    private static final String NUMBER = "(\\d+\\.?\\d*|\\.\\d+)";
    private static final String TIMES = "\\s*[xX*\u00D7]\\s*";
    private static final Pattern IN_PIXELS = Pattern.compile("(\\d+)" + TIMES + "(\\d+)(?:\\s*px)?");
    private static final Pattern IN_PRINT = Pattern.compile(NUMBER + TIMES + NUMBER + "\\s*(mm|cm|in)");

    private static final Map<String, BigDecimal> UNITS_IN_AN_INCH =
            Map.of("mm", new BigDecimal("25.4"), "cm", new BigDecimal("2.54"), "in", BigDecimal.ONE);

    /**
     * Reads a size in pixels.
     *
     * @throws NumberFormatException if it is none; the message begins with the text
     */
    public static PictureSize ofPixels(String text) {
        Matcher size = IN_PIXELS.matcher(text.strip());
        if (!size.matches()) {
            throw new NumberFormatException("\"" + text + "\" is not a size in pixels: write it like 1920x1080");
        }
        return new PictureSize(text, new BigDecimal(size.group(1)), new BigDecimal(size.group(2)), null);
    }

    /**
     * Reads a size in print.
     *
     * @throws NumberFormatException if it is none; the message begins with the text
     */
    public static PictureSize inPrint(String text) {
        Matcher size = IN_PRINT.matcher(text.strip());
        if (!size.matches()) {
            throw new NumberFormatException(
                    "\"" + text + "\" is not a size in print: write it like 60x40cm, 600x400mm or 24x16in");
        }
        return new PictureSize(text, new BigDecimal(size.group(1)), new BigDecimal(size.group(2)),
                UNITS_IN_AN_INCH.get(size.group(3)));
    }

    /**
     * Returns the sides in pixels.
     *
     * @param dpi pixels per inch; not used for a size in pixels
     * @return width and height
     * @throws InvalidParameterException if a side has no or too many pixels
     */
    public int[] pixels(int dpi) {
        return new int[] {pixels(width, dpi), pixels(height, dpi)};
    }

    private int pixels(BigDecimal side, int dpi) {
        BigDecimal pixels = inches == null
                ? side
                : side.multiply(BigDecimal.valueOf(dpi)).divide(inches, 0, RoundingMode.HALF_UP);
        if (pixels.signum() == 0 || pixels.compareTo(BigDecimal.valueOf(Parameters.MAX_SIDE)) > 0) {
            String limits = "give sides of 1 to " + Parameters.MAX_SIDE + " pixels";
            throw new InvalidParameterException(inches == null
                    ? "size is " + text + ": " + limits
                    : "print is " + text + ", a side of " + pixels.toPlainString() + " pixels at " + dpi + " dpi: "
                            + limits);
        }
        return pixels.intValueExact();
    }
}
