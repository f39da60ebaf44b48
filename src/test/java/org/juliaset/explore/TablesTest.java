package org.juliaset.explore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.juliaset.color.Palettes;
import org.juliaset.color.Shader;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.model.Counts;
import org.juliaset.model.Tile;
import org.juliaset.parameters.Parameters;
import org.juliaset.render.RenderJob;
import org.juliaset.render.Renderer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page makes of the tables is what the shader makes. */
@Tag("one-jdk")
class TablesTest {
    private static final int SAMPLES = 4000;
    private static final BigInteger TWO_32 = BigInteger.ONE.shiftLeft(32);

    @TempDir
    static Path folder;

    private static RunningExplorer running;

    @BeforeAll
    static void start() {
        running = RunningExplorer.in(folder);
    }

    @AfterAll
    static void close() {
        running.close();
    }

    /** A picture's colours as the page makes them: from the answers of the server, in exact arithmetic. */
    private static final class PageColours {
        private final int itermin;
        private final int itermax;
        private final int fractionBits;
        private final double[] at;
        private final BigDecimal offset;
        private final double repetitions;
        private final boolean isReversed;
        private final byte[] entries;
        private final boolean isCyclic;
        private final int interior;

        PageColours(RenderJob job, String query, String kind, String palette, String colour) {
            itermin = job.coloring().itermin();
            itermax = job.set().iterationLimit();
            fractionBits = job.scene().sampling().smooth() ? 12 : 0;
            HttpResponse<byte[]> scale = running.get("/api/scale?" + (kind.equals("equalised")
                    ? query
                    : "itermin=" + itermin + "&itermax=" + itermax));
            at = table(RunningExplorer.ok(scale), kind);
            offset = new BigDecimal(job.coloring().map().orElseThrow().offset());
            double period = job.coloring().map().orElseThrow().period();
            repetitions = period == 0 ? 1 : Math.min((itermax - itermin) / period, 1 << 30);
            isReversed = job.coloring().map().orElseThrow().reverse();
            HttpResponse<byte[]> colours = running.get("/api/palette?palette=" + palette + "&interior=" + colour);
            entries = RunningExplorer.ok(colours);
            isCyclic = Boolean.parseBoolean(colours.headers().firstValue("X-Cyclic").orElseThrow());
            interior = Integer.parseInt(
                    colours.headers().firstValue("X-Interior").orElseThrow().substring(1), 16);
        }

        private static double[] table(byte[] bytes, String kind) {
            ByteBuffer tables = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            double[] table = new double[tables.getInt()];
            int number = kind.equals("equalised") ? 1 : 3;
            assertEquals(4 + 8 * number * table.length, bytes.length);
            int which = kind.equals("sqrt") ? 1 : kind.equals("log") ? 2 : 0;
            for (int k = 0; k < table.length; k++) {
                table[k] = tables.getDouble(4 + 8 * (which * table.length + k));
            }
            return table;
        }

        private BigInteger place(int index) {
            BigInteger begin = offset.add(BigDecimal.valueOf(2)).multiply(new BigDecimal(TWO_32))
                    .setScale(0, RoundingMode.FLOOR).toBigInteger();
            return begin.add(new BigDecimal(at[index] * repetitions * 4294967296.0).toBigInteger());
        }

        /** Returns red, green and blue of a count as it travels. */
        int colour(long raw) {
            long first = itermin * 4096L;
            long span = itermax * 4096L - first;
            long count = (raw << 12 - fractionBits) - first;
            if (count >= span) {
                return interior;
            }
            count = Math.max(0, count);
            int low = Math.max(0, 64 - Long.numberOfLeadingZeros(count | 1024) - 11);
            int index = (low << 10) + (int) (count >> low);
            BigInteger before = place(index);
            BigInteger rest = BigInteger.valueOf(count & (1L << low) - 1);
            BigInteger place = before.add(place(index + 1).subtract(before).multiply(rest).shiftRight(low));
            long part = place.mod(TWO_32).longValueExact();
            if (!isCyclic && place.testBit(32)) {
                part = 0xFFFF_FFFFL - part;
            }
            int entry = (int) (part >>> 16);
            entry = isReversed ? 65535 - entry : entry;
            return (entries[3 * entry] & 0xFF) << 16 | (entries[3 * entry + 1] & 0xFF) << 8
                    | entries[3 * entry + 2] & 0xFF;
        }
    }

    private static RenderJob job(String query) {
        return new Fields(Query.of(query, 8192), Set.of()).job(PictureFormat.PNG);
    }

    private static Counts counts(RenderJob job, SplittableRandom random) {
        Counts counts = Counts.allocate(job.scene(), new Tile(0, 1, 0, SAMPLES));
        long units = 1L << counts.fractionBits();
        long most = job.set().iterationLimit() * units;
        long first = job.coloring().itermin() * units;
        for (int k = 0; k < SAMPLES; k++) {
            long count = switch (k % 4) {
                case 0 -> random.nextLong(most + 1);
                // most pixels escape soon, and short periods show there
                case 1 -> Math.min(most, first + random.nextLong(3000));
                case 2 -> Math.max(0, most - random.nextLong(3000));
                default -> Math.min(most, (long) Math.pow(most, random.nextDouble()));
            };
            counts.set(k, (int) count);
        }
        return counts;
    }

    @Test
    void pixelsMadeFromTheTablesAreThoseOfTheShader() {
        String[] kinds = {"linear", "sqrt", "log", "equalised"};
        String[] palettes = {"viridis", "dusk", "twilight", "%23102030,%23ffaa00+40%25,navy", "red,lime,red"};
        for (int seed = 0; seed < 120; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            boolean isFlat = seed % 3 == 2;
            int limit = isFlat && seed % 2 == 0
                    ? random.nextInt(100, Integer.MAX_VALUE - 1)
                    : (int) Math.pow(2, 5 + random.nextDouble() * 14.9);
            int itermin = random.nextInt(4) == 0 ? 0 : random.nextInt(limit);
            String kind = kinds[seed % 4];
            String palette = palettes[random.nextInt(palettes.length)];
            String interior = random.nextBoolean() ? "%23123456" : random.nextBoolean() ? "teal" : "%23123456789abc";
            StringBuilder query = new StringBuilder("size=64x40&itermax=" + limit + "&itermin=" + itermin
                    + "&palette=" + palette + "&palette-scale=" + kind + "&interior=" + interior);
            if (isFlat) {
                query.append("&flat");
            }
            if (random.nextInt(2) == 0) {
                query.append("&palette-period=").append(Math.pow(10, random.nextDouble() * 8 - 4));
            }
            if (random.nextInt(2) == 0) {
                query.append("&palette-offset=").append(2 * random.nextDouble() - 1);
            }
            if (random.nextInt(3) == 0) {
                query.append("&palette-reverse=true");
            }
            if (kind.equals("equalised")) {
                long first = itermin * 4096L;
                query.append("&palette-quantiles=").append(random
                        .longs(2 + random.nextInt(63), first, limit * 4096L + 1).sorted().mapToObj(Long::toString)
                        .collect(Collectors.joining(",")));
            }
            RenderJob job = job(query.toString());
            Shader shader = job.coloring().shader(job.scene(), 8);
            Counts counts = counts(job, random);
            byte[] pixels = new byte[3 * SAMPLES];
            shader.row(counts, 0, pixels, 0);
            PageColours page = new PageColours(job, query.toString(), kind, palette, interior);
            for (int k = 0; k < SAMPLES; k++) {
                int expected = (pixels[3 * k] & 0xFF) << 16 | (pixels[3 * k + 1] & 0xFF) << 8
                        | pixels[3 * k + 2] & 0xFF;
                assertEquals(expected, page.colour(Integer.toUnsignedLong(counts.get(k))),
                        "seed " + seed + ", count " + counts.get(k) + ": " + query);
            }
        }
    }

    @Test
    void graysMadeByTheFormulaAreThoseOfTheShader() {
        for (int seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            boolean isSmooth = seed % 2 == 0;
            int limit = isSmooth ? 2 + random.nextInt(1 << 20 - seed % 15) : random.nextInt(2, Integer.MAX_VALUE - 1);
            limit = Math.min(limit, isSmooth ? (1 << 20) - 2 : limit);
            int itermin = random.nextInt(limit);
            RenderJob job = job("size=64x40&itermax=" + limit + "&itermin=" + itermin
                    + (isSmooth ? "&smooth&threshold=100" : ""));
            Counts counts = counts(job, random);
            byte[] pixels = new byte[SAMPLES];
            job.coloring().shader(job.scene(), 8).row(counts, 0, pixels, 0);
            double units = 1L << counts.fractionBits();
            double first = itermin * units;
            double span = limit * units - first;
            for (int k = 0; k < SAMPLES; k++) {
                long raw = Integer.toUnsignedLong(counts.get(k));
                int code = (int) (Math.max(0, raw - first) / span * 255);
                assertEquals(pixels[k] & 0xFF, code, "seed " + seed + ", count " + raw);
            }
        }
    }

    @Test
    void theEqualisedScaleOfAViewIsThatOfItsRender() {
        for (int seed = 0; seed < 12; seed++) {
            String query = new RandomView(seed).put("palette", "tide").put("palette-scale", "equalised").query();
            HttpResponse<byte[]> response = running.get("/api/scale?" + query);
            byte[] table = RunningExplorer.ok(response);
            String quantiles = response.headers().firstValue("X-Palette-Quantiles").orElseThrow();
            RenderJob settled;
            try {
                settled = new Scales().settled(job(query), renderer());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            assertEquals(settled.coloring().map().orElseThrow().scale().quantiles().stream()
                    .map(String::valueOf).collect(Collectors.joining(",")), quantiles);
            assertArrayEquals(table, RunningExplorer.ok(
                    running.get("/api/scale?" + query + "&palette-quantiles=" + quantiles)));
        }
    }

    private static Renderer renderer() {
        return new Renderer(RunningExplorer.cpu(), 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"viridis", "VIRIDIS", "dusk", "%23fff,navy", "%23fff,+navy++", "red+10%25+20%25,blue"})
    void aPaletteSaysItsNameAndWhetherItIsCyclic(String text) {
        HttpResponse<byte[]> response = running.get("/api/palette?palette=" + text);
        assertEquals(3 * 65536, RunningExplorer.ok(response).length);
        var palette = Palettes.of(Query.of("p=" + text, 100).require("p"));
        assertEquals(palette.toString(), response.headers().firstValue("X-Palette").orElseThrow());
        assertEquals(Boolean.toString(palette.isCyclic()), response.headers().firstValue("X-Cyclic").orElseThrow());
        assertEquals("#000000", response.headers().firstValue("X-Interior").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "palette                        ~ 400 palette is missing: give one",
        "palette?palette                ~ 400 palette has no value: give one",
        "palette?palette=               ~ 400 palette is \"\": give a name, a file or colours with commas between them",
        "palette?palette=/etc/passwd    ~ 400 there is no palette \"/etc/passwd\": give one of ",
        "palette?palette=..%2Fx.map     ~ 400 there is no palette \"../x.map\": give one of ",
        "palette?palette=red,blu        ~ 400 stop 2 of the palette is \"blu\": give ",
        "palette?palette=magma&interior=blu ~ 400 interior is \"blu\": give ",
        "scale?itermin=80               ~ 400 itermin is 80 and itermax is 80: itermin must be below itermax",
        "scale?palette-scale=cubic      ~ 400 palette-scale is \"cubic\": give linear, sqrt, log or equalised",
        "scale?palette-scale=equalised  ~ 400 palette-scale is given without palette: choose",
        "scale?palette-scale=equalised&palette=tide&palette-quantiles=5,4,3 ~ 400 palette-quantiles do not rise: leave"
    })
    void whatCannotBeIsRefused(String request, String expected) {
        String refusal = RunningExplorer.refusal(running.get("/api/" + request));
        assertEquals(expected, refusal.substring(0, Math.min(expected.length(), refusal.length())));
    }

    @Test
    void aScaleIsWithinItsEnds() {
        byte[] bytes = RunningExplorer.ok(running.get("/api/scale?itermin=3&itermax=1000"));
        ByteBuffer tables = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int length = tables.getInt();
        double[] linear = new double[length];
        Arrays.setAll(linear, k -> tables.getDouble(4 + 8 * k));
        assertEquals(0, linear[0]);
        assertTrue(linear[length - 1] >= 1 && linear[length - 2] <= 1, Arrays.toString(linear));
        assertEquals(80, Parameters.ITERMAX.parse("80"));
    }
}
