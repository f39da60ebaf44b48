package org.juliaset.color;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Gradients of Ultra Fractal (.ugr): colours on a ring of 400 places. Smooth ones are a monotone cubic here (F. N.
 * Fritsch and J. Butland, 1984), as Ultra Fractal's own curve is not published; others are straight lines.
 */
final class UltraFractalGradient {
    private static final int RING = 400;
    private static final int MOST_INDEX = 1_000_000;
    private static final int LAST_COLOR = 0xFFFFFF;
    private static final int LAST = 0xFF;
    private static final int MOST_LETTERS = 4000;
    private static final int LISTED = 10;

    private static final Pattern HEADER = Pattern.compile("([^{}\"=]{1,200})\\{(.*)");

    /** A comment, the end, the name of a section, or a name with its value, which is in quotes if it has spaces. */
    private static final Pattern ENTRY =
            Pattern.compile("\\s*(?:(;.*)|(\\})|([a-z]\\w*):|([a-z]\\w*)=(\"[^\"]*\"|[^\\s\"}]+))");

    /** What may have any character in it. */
    private static final Pattern NO_SYNTAX = Pattern.compile("\"[^\"]*\"|;.*");

    private final PaletteFile.Lines lines;
    private final TreeMap<Integer, Integer> colors = new TreeMap<>();
    private String section = "gradient";
    private boolean smooth;
    private int rotation;
    private Integer index;

    private UltraFractalGradient(PaletteFile.Lines lines) {
        this.lines = lines;
    }

    /** @param name null for the first */
    static Palette read(PaletteFile.Lines lines, String name) {
        List<String> names = new ArrayList<>();
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.isBlank() || line.stripLeading().startsWith(";")) {
                continue;
            }
            Matcher header = HEADER.matcher(line);
            if (!header.matches()) {
                throw lines.expected("the name of a gradient and {");
            }
            names.add(header.group(1).strip());
            if (name == null || name.equalsIgnoreCase(header.group(1).strip())) {
                return new UltraFractalGradient(lines).read(header.group(2));
            }
            for (String rest = header.group(2); !endsGradient(rest); rest = lines.next()) {
                requireMore(lines);
            }
        }
        if (names.isEmpty()) {
            throw lines.expected("the name of a gradient and {", "");
        }
        String more = names.size() > LISTED ? ", ..." : "";
        throw lines.wrong("has no gradient " + Palette.quoted(name) + ": it has "
                + String.join(", ", names.stream().limit(LISTED).map(Palette::quoted).toList()) + more);
    }

    private static boolean endsGradient(String line) {
        return NO_SYNTAX.matcher(line).replaceAll("").contains("}");
    }

    private static void requireMore(PaletteFile.Lines lines) {
        if (!lines.hasNext()) {
            throw lines.expected("} at the end of a gradient", "");
        }
    }

    /** @param line what follows the brace that opens it */
    private Palette read(String line) {
        String rest = line;
        while (!readLine(rest)) {
            requireMore(lines);
            rest = lines.next();
            while (rest.endsWith("\\") && rest.length() < MOST_LETTERS) {
                // a long text that goes on in the next line
                rest = rest.substring(0, rest.length() - 1) + lines.next().strip();
            }
        }
        if (colors.isEmpty()) {
            throw lines.expected("an index and a color in the gradient before it ends");
        }
        return Palette.ofSamples(Palette.evenly(null, ring(), true).stops());
    }

    /** Whether the gradient ends in this line. */
    private boolean readLine(String line) {
        Matcher entry = ENTRY.matcher(line);
        int end = line.stripTrailing().length();
        while (entry.regionStart() < end) {
            if (!entry.lookingAt()) {
                throw lines.expected(
                        "a name and its value, as in index=0", line.substring(entry.regionStart()).strip());
            }
            if (entry.group(1) != null || entry.group(2) != null) {
                return entry.group(2) != null;
            }
            if (entry.group(3) != null) {
                section = entry.group(3);
            } else if (section.equals("gradient")) {
                take(entry.group(4), entry.group(5));
            }
            entry.region(entry.end(), line.length());
        }
        return false;
    }

    private void take(String name, String value) {
        switch (name) {
            case "smooth" -> smooth = value.equals("yes");
            case "rotation" -> rotation = lines.wholeNumber(value, -MOST_INDEX, MOST_INDEX, "the rotation");
            case "index" -> index = lines.wholeNumber(value, -MOST_INDEX, MOST_INDEX, "an index");
            case "color" -> {
                if (index == null) {
                    throw lines.expected("an index before a color", name + "=" + value);
                }
                colors.put(Math.floorMod(index + rotation, RING),
                        lines.wholeNumber(value, 0, LAST_COLOR, "a color"));
                index = null;
            }
            default -> {
                // the title, and what newer versions have to say
            }
        }
    }

    /** The colours of all places. */
    private List<Rgb> ring() {
        int[] places = colors.keySet().stream().mapToInt(Integer::intValue).toArray();
        double[][] channels = new double[RING][3];
        for (int channel = 0; channel < 3; channel++) {
            // the lowest byte is red
            int shift = Byte.SIZE * channel;
            double[] values = colors.values().stream().mapToDouble(color -> (color >> shift & LAST) / (double) LAST)
                    .toArray();
            // from the last knot of the ring before to the first one of the ring after
            for (int knot = -1; knot < places.length; knot++) {
                addPiece(places, values, knot, channels, channel);
            }
        }
        return Stream.of(channels).map(color -> Rgb.nearest(color[0], color[1], color[2])).toList();
    }

    /** Writes a channel at the places from a knot to the next. */
    private void addPiece(int[] places, double[] values, int knot, double[][] channels, int channel) {
        int begin = place(places, knot);
        double width = place(places, knot + 1) - begin;
        double rise = slope(places, values, knot);
        double from = values[Math.floorMod(knot, values.length)];
        double leave = smooth ? tangent(places, values, knot) - rise : 0;
        double arrive = smooth ? tangent(places, values, knot + 1) - rise : 0;
        for (int place = Math.max(0, begin); place < Math.min(RING, begin + width); place++) {
            double part = (place - begin) / width;
            // a straight line, and what Hermite's cubic has besides
            channels[place][channel] = from
                    + width * part * (rise + (1 - part) * ((1 - part) * leave - part * arrive));
        }
    }

    private static int place(int[] places, int knot) {
        return places[Math.floorMod(knot, places.length)] + RING * Math.floorDiv(knot, places.length);
    }

    /** Of the straight line from a knot to the next. */
    private static double slope(int[] places, double[] values, int knot) {
        return (values[Math.floorMod(knot + 1, values.length)] - values[Math.floorMod(knot, values.length)])
                / (place(places, knot + 1) - place(places, knot));
    }

    /** The slope at a knot with which the cubics beside it have no peaks of their own. */
    private static double tangent(int[] places, double[] values, int knot) {
        double before = slope(places, values, knot - 1);
        double after = slope(places, values, knot);
        double left = place(places, knot) - place(places, knot - 1);
        double right = place(places, knot + 1) - place(places, knot);
        return before * after <= 0
                ? 0
                : 3 * (left + right) / ((left + 2 * right) / before + (2 * left + right) / after);
    }
}
