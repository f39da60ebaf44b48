package org.juliaset.color;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.juliaset.parameters.InvalidParameterException;

/**
 * Palettes from files of other programs: gradients (.ggr) and palettes (.gpl) of GIMP, colour maps of Fractint (.map),
 * and gradients of Ultra Fractal (.ugr). The format is that of the suffix, else that of the first line.
 *
 * <p>These programs blend sRGB codes, and not always along a straight line. What they blend is sampled here, and
 * of the samples those become stops that a {@link Palette}, with its straight lines in Oklab, needs to be within half
 * a code of 8 bits. Colours of a .gpl are stops at
 * equal distances. So are those of a .map, which is a cycle; the first colour of a full map, with 256 colours, is left
 * out, as Fractint paints the interior with it. Opacity is left out.
 *
 * <p>A file may be anything: what is read of it is bounded, and a file that is no palette is refused with the line
 * where it goes wrong.
 */
public final class PaletteFile {
    private static final int MOST_BYTES = 1 << 22;
    private static final int FULL_MAP = 256;
    private static final int LAST_CODE = 255;

    private static final Pattern SUFFIX = Pattern.compile("(?i).*\\.(ggr|gpl|map|ugr)");
    private static final Pattern COLOR = Pattern.compile("\\s*(\\d{1,3})\\s+(\\d{1,3})\\s+(\\d{1,3})(?:\\s.*)?");
    private static final Pattern NO_COLOR = Pattern.compile("\\s*(|[#;].*|(Name|Columns):.*)");

    private PaletteFile() {}

    /** Whether a name has the suffix of such a file. */
    static boolean hasSuffix(String name) {
        return SUFFIX.matcher(name).matches();
    }

    /**
     * Reads a palette.
     *
     * @param gradient which one of a .ugr, which may have several; null for the first
     * @throws InvalidParameterException if the file cannot be read or is no palette, with the line that is wrong and
     *     what was expected there
     */
    public static Palette read(Path file, String gradient) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            String why = e instanceof NoSuchFileException ? "there is no such file"
                    : e instanceof AccessDeniedException ? "its permissions do not allow it"
                    : Files.isDirectory(file) ? "it is a folder" : e.getMessage();
            throw new InvalidParameterException(
                    "cannot read the palette " + Palette.quoted(file.toString()) + ": " + why);
        }
        return read(file.toString(), bytes, gradient);
    }

    /**
     * Reads a palette from the bytes of its file.
     *
     * @param name the file's, for messages and for its suffix
     * @param gradient which one of a .ugr; null for the first
     * @throws InvalidParameterException if they are no palette
     */
    public static Palette read(String name, byte[] bytes, String gradient) {
        if (bytes.length > MOST_BYTES) {
            throw new InvalidParameterException("the palette " + Palette.quoted(name) + " has more than " + MOST_BYTES
                    + " bytes: give a smaller file");
        }
        String text = new String(bytes, StandardCharsets.UTF_8).replaceFirst("^\uFEFF", "");
        Lines lines = new Lines(name, text);
        return switch (format(name, text)) {
            case "ggr" -> GimpGradient.read(lines);
            case "gpl" -> gimpPalette(lines);
            case "ugr" -> UltraFractalGradient.read(lines, gradient);
            default -> fractintMap(lines);
        };
    }

    private static String format(String name, String text) {
        Matcher suffix = SUFFIX.matcher(name);
        if (suffix.matches()) {
            return suffix.group(1).toLowerCase(Locale.ROOT);
        }
        return text.startsWith(GimpGradient.FIRST_LINE) ? "ggr"
                : text.startsWith("GIMP Palette") ? "gpl"
                : text.contains("{") ? "ugr" : "map";
    }

    private static Palette gimpPalette(Lines lines) {
        lines.require("GIMP Palette");
        return Palette.evenly(null, colors(lines, Palette.MOST_STOPS), false);
    }

    private static Palette fractintMap(Lines lines) {
        List<Rgb> colors = colors(lines, FULL_MAP);
        return Palette.evenly(null, colors.size() == FULL_MAP ? colors.subList(1, FULL_MAP) : colors, true);
    }

    /** Two colours or more. */
    private static List<Rgb> colors(Lines lines, int most) {
        List<Rgb> colors = new ArrayList<>();
        while (lines.hasNext()) {
            String line = lines.next();
            if (NO_COLOR.matcher(line).matches()) {
                continue;
            }
            Matcher color = COLOR.matcher(line);
            if (!color.matches() || colors.size() == most) {
                throw lines.expected(colors.size() == most
                        ? "at most " + most + " colours"
                        : "red, green and blue from 0 to " + LAST_CODE);
            }
            colors.add(Rgb.of8Bits(code(color.group(1), lines), code(color.group(2), lines),
                    code(color.group(3), lines)));
        }
        if (colors.size() < 2) {
            throw lines.expected("two colours or more", "");
        }
        return colors;
    }

    private static int code(String digits, Lines lines) {
        return (int) lines.number(digits, 0, LAST_CODE, "red, green and blue");
    }

    /** The lines of a text, and what is wrong in them. */
    static final class Lines {
        private static final Pattern NUMBER =
                Pattern.compile("[-+]?(\\d{1,20}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][-+]?\\d{1,3})?");

        private final String name;
        private final Iterator<String> lines;
        private String line = "";
        private int number;

        private Lines(String name, String text) {
            this.name = name;
            this.lines = text.lines().iterator();
        }

        boolean hasNext() {
            return lines.hasNext();
        }

        /** The next line; at the end an empty one. */
        String next() {
            line = lines.hasNext() ? lines.next() : "";
            number++;
            return line;
        }

        /** Reads the line that all files of a format begin with. */
        void require(String first) {
            if (!next().strip().equals(first)) {
                throw expected("\"" + first + "\"");
            }
        }

        /**
         * A number in a line.
         *
         * @param what it is, for the message
         */
        double number(String text, double least, double most, String what) {
            double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
            if (!(value >= least && value <= most)) {
                throw expected(String.format(Locale.ROOT, "%s from %.0f to %.0f", what, least, most), text);
            }
            return value;
        }

        /** A whole number in a line. */
        int wholeNumber(String text, int least, int most, String what) {
            double value = number(text, least, most, what);
            if (value != Math.rint(value)) {
                throw expected("a whole number for " + what, text);
            }
            return (int) value;
        }

        /** That this line is not what it should be. */
        InvalidParameterException expected(String what) {
            return expected(what, line.strip());
        }

        InvalidParameterException expected(String what, String found) {
            String end = found.isEmpty() && !lines.hasNext() ? "the end" : Palette.quoted(found);
            return new InvalidParameterException("the palette " + Palette.quoted(name) + ", line "
                    + Math.max(number, 1) + ": expected " + what + ", not " + end);
        }

        /** That the file as a whole has something wrong. */
        InvalidParameterException wrong(String what) {
            return new InvalidParameterException("the palette " + Palette.quoted(name) + " " + what);
        }
    }
}
