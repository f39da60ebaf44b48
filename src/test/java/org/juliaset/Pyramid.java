package org.juliaset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Deep Zoom pyramids as their definition has them, in memory, to compare with those in files. */
public final class Pyramid {
    private static final int TILE = 512;
    private static final int OVERLAP = 1;

    private Pyramid() {}

    /** Gray samples, uint8[height * width], row-major. */
    public record Gray(int width, int height, byte[] samples) {
        public int get(int column, int row) {
            return samples[row * width + column] & 0xFF;
        }

        /** A part of it. */
        public Gray crop(int left, int top, int right, int bottom) {
            byte[] part = new byte[(right - left) * (bottom - top)];
            for (int row = top; row < bottom; row++) {
                System.arraycopy(samples, row * width + left, part, (row - top) * (right - left), right - left);
            }
            return new Gray(right - left, bottom - top, part);
        }

        /** Averages of 2 x 2 pixels, or of those of them that exist, rounded to the nearest, halves up. */
        public Gray halved() {
            Gray half = new Gray((width + 1) / 2, (height + 1) / 2, new byte[(width + 1) / 2 * ((height + 1) / 2)]);
            for (int row = 0; row < half.height; row++) {
                for (int column = 0; column < half.width; column++) {
                    half.samples[row * half.width + column] = (byte) Math.round(average(2 * column, 2 * row));
                }
            }
            return half;
        }

        private double average(int left, int top) {
            int sum = 0;
            int pixels = 0;
            for (int row = top; row < Math.min(top + 2, height); row++) {
                for (int column = left; column < Math.min(left + 2, width); column++) {
                    sum += get(column, row);
                    pixels++;
                }
            }
            return (double) sum / pixels;
        }
    }

    /** All levels, from a single pixel to full resolution. */
    public static List<Gray> levels(Gray full) {
        List<Gray> levels = new ArrayList<>(List.of(full));
        while (levels.get(0).width > 1 || levels.get(0).height > 1) {
            levels.add(0, levels.get(0).halved());
        }
        return levels;
    }

    /** All tiles, by their names in the folder of tiles. */
    public static Map<String, Gray> tiles(Gray full) {
        Map<String, Gray> tiles = new TreeMap<>();
        List<Gray> levels = levels(full);
        for (int level = 0; level < levels.size(); level++) {
            Gray whole = levels.get(level);
            for (int row = 0; row * TILE < whole.height; row++) {
                for (int column = 0; column * TILE < whole.width; column++) {
                    tiles.put(level + "/" + column + "_" + row + ".png", whole.crop(
                            Math.max(0, column * TILE - OVERLAP),
                            Math.max(0, row * TILE - OVERLAP),
                            Math.min(whole.width, (column + 1) * TILE + OVERLAP),
                            Math.min(whole.height, (row + 1) * TILE + OVERLAP)));
                }
            }
        }
        return tiles;
    }

    /** The content of every file below a folder, by its name in it. */
    public static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(path).toString(), Files.readAllBytes(path));
            }
        }
        return files;
    }

    /** Checks that files are the tiles of a picture, all of them and nothing else. */
    public static void assertTiles(Gray full, Map<String, byte[]> files) throws IOException {
        Map<String, Gray> tiles = tiles(full);
        if (!tiles.keySet().equals(files.keySet())) {
            throw new AssertionError("tiles are " + files.keySet() + " instead of " + tiles.keySet());
        }
        for (Map.Entry<String, Gray> tile : tiles.entrySet()) {
            byte[] decoded = Decoded.samplesByJdk(files.get(tile.getKey()));
            if (!Arrays.equals(tile.getValue().samples, decoded)) {
                throw new AssertionError("the pixels of tile " + tile.getKey() + " differ");
            }
        }
    }
}
