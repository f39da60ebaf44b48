package org.juliaset.color;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.juliaset.parameters.InvalidParameterException;

/**
 * A colour: sRGB codes of 16 bits, from 0 to 65535. A code of 8 bits is 257 times that.
 *
 * @param red code
 * @param green code
 * @param blue code
 */
public record Rgb(int red, int green, int blue) {
    /** How colours are written, for messages. */
    static final String SYNTAX = "#rgb, #rrggbb or a colour's name as in CSS";

    private static final int LAST = 0xFFFF;

    /** Of 8 bits to 16: 0xFF is 0xFFFF. */
    private static final int WIDEN = 0x101;

    private static final int HEX = 16;
    private static final Pattern DIGITS = Pattern.compile("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{12})");

    public Rgb {
        if ((red | green | blue) < 0 || Math.max(red, Math.max(green, blue)) > LAST) {
            throw new IllegalArgumentException(red + ", " + green + ", " + blue);
        }
    }

    /** A colour of 8 bits a channel. */
    static Rgb of8Bits(int red, int green, int blue) {
        return new Rgb(red * WIDEN, green * WIDEN, blue * WIDEN);
    }

    /** The nearest colour to codes from 0 to 1; what is below or above is taken for these. */
    static Rgb nearest(double red, double green, double blue) {
        return new Rgb(code(red), code(green), code(blue));
    }

    private static int code(double value) {
        return (int) StrictMath.rint(Math.min(Math.max(value, 0), 1) * LAST);
    }

    /**
     * A colour by its text: {@code #rgb}, {@code #rrggbb}, {@code #rrrrggggbbbb} or a name of CSS, in upper or lower
     * case.
     *
     * @throws InvalidParameterException if it is none of these
     */
    public static Rgb of(String text) {
        return of("colour", text);
    }

    /**
     * {@link #of(String)}, for a parameter.
     *
     * @param name of the parameter, for a message
     */
    public static Rgb of(String name, String text) {
        return find(text.strip()).orElseThrow(() -> new InvalidParameterException(
                spelling -> spelling.of(name) + " is " + Palette.quoted(text) + ": give " + SYNTAX));
    }

    static Optional<Rgb> find(String text) {
        if (!DIGITS.matcher(text).matches()) {
            return CssColors.find(text).map(code -> of8Bits(code >> 16, code >> 8 & 0xFF, code & 0xFF));
        }
        int digits = text.length() / 3;
        int[] codes = new int[3];
        for (int channel = 0; channel < codes.length; channel++) {
            int code = Integer.parseInt(text.substring(1 + channel * digits, 1 + (channel + 1) * digits), HEX);
            codes[channel] = code * (LAST / ((1 << 4 * digits) - 1));
        }
        return Optional.of(new Rgb(codes[0], codes[1], codes[2]));
    }

    /** The largest difference of a code. */
    int distance(Rgb other) {
        int ofGreenAndBlue = Math.max(Math.abs(green - other.green), Math.abs(blue - other.blue));
        return Math.max(Math.abs(red - other.red), ofGreenAndBlue);
    }

    /** As in {@code #ffaa00}, or with four digits a channel where two do not do. */
    @Override
    public String toString() {
        boolean is8Bits = red % WIDEN == 0 && green % WIDEN == 0 && blue % WIDEN == 0;
        HexFormat hex = HexFormat.of();
        StringBuilder text = new StringBuilder("#");
        for (int code : new int[] {red, green, blue}) {
            text.append(is8Bits ? hex.toHexDigits((byte) code) : hex.toHexDigits((short) code));
        }
        return text.toString();
    }
}
