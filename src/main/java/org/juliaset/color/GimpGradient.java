package org.juliaset.color;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gradients of GIMP (.ggr): segments, each with a colour at both ends and a point in the middle where half of the way
 * is done, in one of several curves and in RGB or along hues.
 */
final class GimpGradient {
    static final String FIRST_LINE = "GIMP Gradient";

    private static final int MOST_SEGMENTS = 256;
    private static final int SAMPLES = 4096;

    /** As many as a segment has codes, nearly, and so that a circle of hues has its six corners among them. */
    private static final int MOST_PIECES = 240;

    /** How far a segment may be from the end of that before it. */
    private static final double GAP = 1e-4;

    private static final double EPSILON = 1e-10;
    private static final int FIELDS = 13;
    private static final int BLENDINGS = 6;
    private static final int COLORINGS = 3;
    private static final int STEP = 5;

    private GimpGradient() {}

    private record Segment(double left, double middle, double right, double[] from, double[] to, int blending,
            int coloring) {
        /** Adds its colours as stops. */
        void addTo(List<Palette.Stop> stops, int pieces) {
            if (blending == STEP) {
                add(stops, left, from);
                add(stops, middle, from);
                add(stops, middle, to);
                add(stops, right, to);
                return;
            }
            int needed = coloring == 0 && Arrays.equals(from, to) ? 1 : pieces;
            for (int k = 0; k <= needed; k++) {
                double part = (double) k / needed;
                add(stops, left + (right - left) * part, color(blend(part)));
            }
        }

        private static void add(List<Palette.Stop> stops, double position, double[] color) {
            Palette.Stop stop = new Palette.Stop(Rgb.nearest(color[0], color[1], color[2]), position);
            if (stops.isEmpty() || !stop.equals(stops.get(stops.size() - 1))) {
                stops.add(stop);
            }
        }

        /** How much of the colour on the right there is. */
        private double blend(double part) {
            double half = right - left < EPSILON ? 0.5 : (middle - left) / (right - left);
            double even = part <= half
                    ? half < EPSILON ? 0 : 0.5 * part / half
                    : 1 - half < EPSILON ? 1 : 0.5 + 0.5 * (part - half) / (1 - half);
            return switch (blending) {
                case 1 -> StrictMath.pow(
                        part, StrictMath.log(0.5) / StrictMath.log(Math.min(Math.max(half, EPSILON), 1 - EPSILON)));
                case 2 -> (1 - StrictMath.cos(StrictMath.PI * even)) / 2;
                case 3 -> Math.sqrt(1 - (even - 1) * (even - 1));
                case 4 -> 1 - Math.sqrt(1 - even * even);
                default -> even;
            };
        }

        private double[] color(double part) {
            if (coloring == 0) {
                return between(from, to, part);
            }
            double[] a = hsv(from);
            double[] b = hsv(to);
            // the way round on which hues grow, or that on which they fall; from a hue to itself it is a whole round
            if (coloring == 1 && b[0] <= a[0]) {
                b[0]++;
            } else if (coloring == 2 && b[0] >= a[0]) {
                a[0]++;
            }
            return rgb(between(a, b, part));
        }

        private static double[] between(double[] a, double[] b, double part) {
            double[] color = new double[a.length];
            for (int k = 0; k < a.length; k++) {
                color[k] = a[k] + (b[k] - a[k]) * part;
            }
            return color;
        }

        /** Hue, saturation and value, each from 0 to 1. */
        private static double[] hsv(double... rgb) {
            double most = Math.max(rgb[0], Math.max(rgb[1], rgb[2]));
            double range = most - Math.min(rgb[0], Math.min(rgb[1], rgb[2]));
            double hue = range == 0 ? 0
                    : most == rgb[0] ? (rgb[1] - rgb[2]) / range
                    : most == rgb[1] ? 2 + (rgb[2] - rgb[0]) / range
                    : 4 + (rgb[0] - rgb[1]) / range;
            return new double[] {(hue < 0 ? hue + 6 : hue) / 6, most == 0 ? 0 : range / most, most};
        }

        private static double[] rgb(double... hsv) {
            double[] rgb = new double[3];
            for (int k = 0; k < rgb.length; k++) {
                // of the circle, from where the channel begins to fall
                double sixths = (6 * hsv[0] + 5 - 2 * k) % 6;
                double less = Math.min(Math.max(Math.min(sixths, 4 - sixths), 0), 1);
                rgb[k] = hsv[2] * (1 - hsv[1] * less);
            }
            return rgb;
        }
    }

    static Palette read(PaletteFile.Lines lines) {
        lines.require(FIRST_LINE);
        String line = lines.next();
        // GIMP before 1.3 wrote no name
        String count = (line.startsWith("Name:") ? lines.next() : line).strip();
        List<Segment> segments = new ArrayList<>();
        int number = lines.wholeNumber(count, 1, MOST_SEGMENTS, "the number of segments");
        while (segments.size() < number) {
            double left = segments.isEmpty() ? 0 : segments.get(segments.size() - 1).right();
            segments.add(segment(lines, left));
        }
        if (segments.get(number - 1).right() < 1 - GAP) {
            throw lines.expected("the last segment to end at 1");
        }
        int pieces = Math.min(MOST_PIECES, SAMPLES / number);
        List<Palette.Stop> stops = new ArrayList<>();
        segments.forEach(segment -> segment.addTo(stops, pieces));
        return Palette.ofSamples(stops);
    }

    /** @param begin where it has to begin */
    private static Segment segment(PaletteFile.Lines lines, double begin) {
        String[] words = lines.next().strip().split("\\s+");
        if (words.length < FIELDS || words.length > FIELDS + 2) {
            throw lines.expected("a segment of " + FIELDS + " or " + (FIELDS + 2) + " numbers");
        }
        double[] numbers = new double[FIELDS - 2];
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] = lines.number(words[k], 0, 1, k < 3 ? "a position" : "a colour's channel");
        }
        if (Math.abs(numbers[0] - begin) > GAP) {
            throw lines.expected("a segment that begins where the one before ends", words[0]);
        }
        if (numbers[0] > numbers[1] || numbers[1] > numbers[2]) {
            throw lines.expected("a segment's left, middle and right in this order");
        }
        return new Segment(
                Math.max(numbers[0], begin), Math.max(numbers[1], begin), Math.max(numbers[2], begin),
                new double[] {numbers[3], numbers[4], numbers[5]},
                new double[] {numbers[7], numbers[8], numbers[9]},
                lines.wholeNumber(words[FIELDS - 2], 0, BLENDINGS - 1, "the blending"),
                lines.wholeNumber(words[FIELDS - 1], 0, COLORINGS - 1, "the colouring"));
    }
}
