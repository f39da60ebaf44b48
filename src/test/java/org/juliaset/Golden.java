package org.juliaset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.MandelbrotSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Sampling;
import org.juliaset.model.Scene;

/** The reference hashes in src/test/resources/golden, which are described there. */
public final class Golden {
    private Golden() {}

    /** Counts that NumPy and C agree on, or smooth counts that another program makes. */
    public record CountsCase(String name, Scene scene, long width, long height, String sha256) {
        /** Returns the set of a case that is no map. */
        public JuliaSet set() {
            return (JuliaSet) scene.set();
        }

        public Grid grid() {
            return scene.grid();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Gray pixels that the article's program writes for these options. */
    public record PixelsCase(List<String> options, int width, int height, String sha256) {}

    /** RGB pixels that ci/golden-colors computes for these parameters. */
    public record ColorsCase(String parameters, int width, int height, String sha256) {}

    public static Stream<ColorsCase> colors() {
        return lines("colors.tsv").map(f ->
                new ColorsCase(f[0], Integer.parseInt(f[1]), Integer.parseInt(f[2]), f[3]));
    }

    public static Stream<CountsCase> counts() {
        return counts("counts.tsv", false);
    }

    public static Stream<CountsCase> smooth() {
        return counts("smooth.tsv", true);
    }

    /** Counts and smooth counts of the Mandelbrot set that ci/golden-map makes, in both precisions. */
    public static Stream<CountsCase> maps() {
        return lines("map.tsv").map(f -> {
            ComplexRegion region = new ComplexRegion(real(f[1]), real(f[2]), real(f[3]), real(f[4]));
            MandelbrotSet set = new MandelbrotSet(real(f[7]), Integer.parseInt(f[8]), Precision.of(f[5]));
            Grid grid = region.grid(Long.parseLong(f[9]));
            Scene scene = new Scene(set, grid, new Sampling(1, f[6].equals("smooth")));
            return new CountsCase("map " + f[0], scene, Long.parseLong(f[10]), Long.parseLong(f[11]), f[12]);
        });
    }

    private static Stream<CountsCase> counts(String file, boolean smooth) {
        return lines(file).map(f -> {
            ComplexRegion region = new ComplexRegion(real(f[1]), real(f[2]), real(f[3]), real(f[4]));
            JuliaSet set = new JuliaSet(real(f[5]), real(f[6]), real(f[7]), Integer.parseInt(f[8]));
            Grid grid = region.grid(Long.parseLong(f[9]));
            Scene scene = new Scene(set, grid, new Sampling(1, smooth));
            return new CountsCase(f[0], scene, Long.parseLong(f[10]), Long.parseLong(f[11]), f[12]);
        });
    }

    public static Stream<PixelsCase> pixels() {
        return lines("pixels.tsv").map(f -> {
            List<String> options = f[0].equals("(none)") ? List.of() : List.of(f[0].split(" "));
            return new PixelsCase(options, Integer.parseInt(f[1]), Integer.parseInt(f[2]), f[3]);
        });
    }

    /** SHA-256 of counts as little-endian uint32, row-major. */
    public static String sha256(Counts counts) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * counts.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (int pixel = 0; pixel < counts.size(); pixel++) {
            bytes.putInt(counts.get(pixel));
        }
        return sha256(bytes.array());
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static double real(String text) {
        return Double.parseDouble(text);
    }

    /** The fields of each line that is neither a comment nor the names of the columns. */
    private static Stream<String[]> lines(String file) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).skip(1).map(line -> line.split("\t"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
