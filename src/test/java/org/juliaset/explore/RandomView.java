package org.juliaset.explore;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Views as a page asks for them, by a seed. */
final class RandomView {
    private static final String[] PALETTES = {"viridis", "dusk", "twilight", "%23102030,%23ffaa00+40%25,navy"};
    private static final String[] SCALES = {"linear", "sqrt", "log", "equalised"};

    private final Map<String, String> fields = new LinkedHashMap<>();
    private final int width;
    private final int height;
    private final SplittableRandom random;

    RandomView(long seed) {
        random = new SplittableRandom(seed);
        width = 8 + random.nextInt(120);
        height = 8 + random.nextInt(120);
        double angle = 2 * Math.PI * random.nextDouble();
        double radius = 0.2 + 0.7 * random.nextDouble();
        put("c", decimal(radius * Math.cos(angle)) + signed(radius * Math.sin(angle)) + "i");
        put("center", decimal(random.nextDouble() - 0.5) + "," + decimal(random.nextDouble() - 0.5));
        put("zoom", decimal(Math.pow(10, random.nextDouble() * 4 - 0.3)));
        put("size", width + "x" + height);
        put("itermax", Integer.toString(40 + random.nextInt(300)));
        if (random.nextInt(8) == 0) {
            put("precision", "float");
        }
        int itermin = random.nextInt(30);
        if (itermin % 2 == 0) {
            put("itermin", Integer.toString(itermin));
        }
        colour();
    }

    private void colour() {
        if (random.nextInt(4) == 0) {
            if (random.nextBoolean()) {
                put("smooth", "true");
            }
            return;
        }
        put("palette", PALETTES[random.nextInt(PALETTES.length)]);
        if (random.nextBoolean()) {
            put("palette-scale", SCALES[random.nextInt(SCALES.length)]);
        }
        if (random.nextInt(3) == 0) {
            put("palette-period", decimal(0.5 + 60 * random.nextDouble()));
        }
        if (random.nextInt(3) == 0) {
            put("palette-offset", decimal(2 * random.nextDouble() - 1));
        }
        if (random.nextInt(4) == 0) {
            put("palette-reverse", "true");
        }
        if (random.nextInt(4) == 0) {
            put("interior", "%23" + (100000 + random.nextInt(900000)));
        }
        if (random.nextInt(4) == 0) {
            put("flat", "true");
        }
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.6f", number);
    }

    private static String signed(double number) {
        return (number < 0 ? "-" : "%2B") + decimal(Math.abs(number));
    }

    /** Adds a field, or replaces one. */
    RandomView put(String name, String encoded) {
        fields.put(name, encoded);
        return this;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Returns a part of the view: its first column and row, and their numbers. */
    int[] tile() {
        int column = random.nextInt(width);
        int row = random.nextInt(height);
        return new int[] {column, row, 1 + random.nextInt(width - column), 1 + random.nextInt(height - row)};
    }

    /** Returns the view as a query. */
    String query() {
        return fields.entrySet().stream().map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("&"));
    }

    static String field(int[] tile) {
        return "&tile=" + tile[0] + "," + tile[1] + "," + tile[2] + "," + tile[3];
    }
}
