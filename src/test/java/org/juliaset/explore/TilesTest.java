package org.juliaset.explore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.imageio.ImageIO;
import org.juliaset.image.PicturePixels;
import org.juliaset.image.formats.PictureFile;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.model.Counts;
import org.juliaset.model.Tile;
import org.juliaset.pipeline.Progress;
import org.juliaset.render.RenderJob;
import org.juliaset.render.Renderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiles are those of the picture, bit for bit. */
class TilesTest {
    private static final int VIEWS = 60;

    @TempDir
    Path folder;

    private static RenderJob job(String query) {
        return new Fields(Query.of(query, 8192), Set.of()).job(PictureFormat.PNG);
    }

    @Test
    void countsOfATileAreThoseOfThePicture() throws Exception {
        try (RunningExplorer running = RunningExplorer.in(folder);
                Renderer renderer = new Renderer(RunningExplorer.cpu(), 2)) {
            for (long seed = 0; seed < VIEWS; seed++) {
                RandomView view = new RandomView(seed);
                int[] tile = view.tile();
                RenderJob job = job(view.query());
                HttpResponse<byte[]> response = running.get("/api/tile?" + view.query() + RandomView.field(tile));
                ByteBuffer counts = ByteBuffer.wrap(RunningExplorer.ok(response)).order(ByteOrder.LITTLE_ENDIAN);
                Counts whole = renderer.counts(job.scene());
                String where = "seed " + seed + ": " + view.query() + RandomView.field(tile);
                assertEquals(Integer.toString(whole.fractionBits()),
                        response.headers().firstValue("X-Fraction-Bits").orElseThrow(), where);
                assertEquals(4 * tile[2] * tile[3], counts.remaining(), where);
                for (int row = 0; row < tile[3]; row++) {
                    for (int column = 0; column < tile[2]; column++) {
                        assertEquals(whole.get(tile[0] + column, tile[1] + row), counts.getInt(), where);
                    }
                }
            }
        }
    }

    /** The whole picture's channels, row by row, as the file has them. */
    private byte[] file(RenderJob job, Renderer renderer) throws Exception {
        Path file = folder.resolve("whole.png");
        renderer.render(job, file, Progress.NONE);
        int rowBytes = (int) job.grid().width() * job.pixels().bytes();
        byte[] all = new byte[rowBytes * (int) job.grid().height()];
        try (PicturePixels pixels = PictureFile.pixels(file, job.pixels())) {
            for (int row = 0; row < job.grid().height(); row++) {
                pixels.read(all, row * rowBytes, (int) job.grid().width());
            }
        }
        Files.delete(file);
        return all;
    }

    private static byte[] decoded(byte[] png) throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        Raster raster = image.getRaster();
        int[] samples = raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
        byte[] bytes = new byte[samples.length];
        for (int k = 0; k < bytes.length; k++) {
            bytes[k] = (byte) samples[k];
        }
        return bytes;
    }

    @Test
    void pixelsOfATileAreThoseOfTheFile() throws Exception {
        try (RunningExplorer running = RunningExplorer.in(folder);
                Renderer renderer = new Renderer(RunningExplorer.cpu(), 2)) {
            for (long seed = 1000; seed < 1000 + VIEWS; seed++) {
                RandomView view = new RandomView(seed).put("samples", Long.toString(2 + seed % 3));
                int[] tile = view.tile();
                RenderJob job = job(view.query());
                // the depth is the file's: a tile has 8 bits
                String depth = seed % 4 == 0 ? "&depth=16" : "";
                HttpResponse<byte[]> response =
                        running.get("/api/tile?" + view.query() + depth + RandomView.field(tile));
                String where = "seed " + seed + ": " + view.query() + RandomView.field(tile);
                byte[] png = RunningExplorer.ok(response);
                assertEquals("image/png", response.headers().firstValue("Content-Type").orElseThrow());
                byte[] whole = file(job, renderer);
                int bytes = job.pixels().bytes();
                byte[] expected = new byte[tile[2] * tile[3] * bytes];
                for (int row = 0; row < tile[3]; row++) {
                    int from = ((tile[1] + row) * view.width() + tile[0]) * bytes;
                    System.arraycopy(whole, from, expected, row * tile[2] * bytes, tile[2] * bytes);
                }
                assertArrayEquals(expected, decoded(png), where);
            }
        }
    }

    /** A browser would convert colours that say what they are. */
    @Test
    void aTileDoesNotSayWhatItsColoursAre() {
        try (RunningExplorer running = RunningExplorer.in(folder)) {
            byte[] png = RunningExplorer.ok(running.get("/api/tile?size=64x40&samples=2&palette=magma&tile=0,0,64,40"));
            String text = new String(png, StandardCharsets.ISO_8859_1);
            for (String chunk : new String[] {"cICP", "sRGB", "gAMA", "cHRM", "iCCP", "tEXt"}) {
                assertEquals(-1, text.indexOf(chunk), chunk);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "size=64x40                    ~ 400 tile is missing: give one",
        "tile=0,0,1                    ~ 400 tile is \"0,0,1\": give the first column, the first row, columns and"
                + " rows, as in 0,0,256,256",
        "tile=0,0,-1,1                 ~ 400 tile is \"0,0,-1,1\": give the first column, the first row, columns and"
                + " rows, as in 0,0,256,256",
        "size=64x40&tile=0,0,65,40     ~ 400 tile is 0,0,65,40: give a part of the 64 x 40 pixels of the picture",
        "size=64x40&tile=64,0,1,1      ~ 400 tile is 64,0,1,1: give a part of the 64 x 40 pixels of the picture",
        "size=64x40&tile=0,39,1,2      ~ 400 tile is 0,39,1,2: give a part of the 64 x 40 pixels of the picture",
        "size=64x40&tile=0,0,0,1       ~ 400 tile is 0,0,0,1: give a part of the 64 x 40 pixels of the picture",
        "size=2000x1000&tile=0,0,1025,1024 ~ 400 tile is 0,0,1025,1024: give a part of the 2000 x 1000 pixels of the"
                + " picture",
        "size=2000x1100&tile=0,0,1025,1024 ~ 413 tile is 0,0,1025,1024: with samples 1 give one of 1048576 pixels at"
                + " most",
        "size=2000x1100&samples=16&tile=0,0,257,256 ~ 413 tile is 0,0,257,256: with samples 16 give one of 65536"
                + " pixels at most",
        "tile=0,0,1,1&itermax=0        ~ 400 itermax is 0: give a whole number from 1 to 2147483646",
        "tile=0,0,1,1&itermax=abc      ~ 400 itermax: \"abc\" is not a whole number: write it like 500",
        "tile=0,0,1,1&itermax          ~ 400 itermax has no value: give one",
        "tile=0,0,1,1&itermin=80       ~ 400 itermin is 80 and itermax is 80: itermin must be below itermax",
        "tile=0,0,1,1&c=x              ~ 400 c: \"x\" is not a complex number: write it like -0.8,0.156 or"
                + " -0.8+0.156i",
        "tile=0,0,1,1&c=1&real=1       ~ 400 c and real are both given: give one of them",
        "tile=0,0,1,1&zoom=0           ~ 400 zoom is 0.0: give a number above 0",
        "tile=0,0,1,1&zoom=1&width=1   ~ 400 width and zoom are both given: give one of them",
        "tile=0,0,1,1&center=0,0&xleft=1 ~ 400 center and xleft are both given: give a middle or edges",
        "tile=0,0,1,1&size=3           ~ 400 size: \"3\" is not a size in pixels: write it like 1920x1080",
        "tile=0,0,1,1&size=0x9         ~ 400 size is 0x9: give sides of 1 to 2147483647 pixels",
        "tile=0,0,1,1&zom=3            ~ 400 there is no parameter zom: did you mean zoom?",
        "tile=0,0,1,1&quux=3           ~ 400 there is no parameter quux: leave it out",
        "tile=0,0,1,1&name=a.png       ~ 400 there is no parameter name: leave it out",
        "tile=0,0,1,1&palette=nothing  ~ 400 there is no palette \"nothing\": give one of ",
        "tile=0,0,1,1&palette=x.ggr    ~ 400 there is no palette \"x.ggr\": give one of ",
        "tile=0,0,1,1&palette-scale=log ~ 400 palette-scale is given without palette: choose a palette, or leave it"
                + " out",
        "tile=0,0,1,1&flat=1           ~ 400 flat: \"1\" is neither true nor false",
        "tile=0,0,1,1&flat&smooth      ~ 400 flat and smooth are both given: leave one out",
        "tile=0,0,1,1&generation=-1    ~ 400 generation is \"-1\": give a whole number from 0 to 2^53",
        "tile=0,0,1,1&client=a/b       ~ 400 client is \"a/b\": give up to 64 letters and digits",
        "tile=0,0,1,1&smooth&itermax=2000000 ~ 400 itermax is 2000000: smooth counts go up to 1048574 iterations",
        "tile=0,0,1,1&precision=half   ~ 400 precision is \"half\": give double or float",
        "tile=0,0,1,1&size=2147483647x2147483647&samples=2 ~ 400 samples is 2: 2147483647 x 2147483647 pixels have"
                + " more than 2147483647 samples along a side, lower the samples or the resolution"
    })
    void whatCannotBeIsRefusedInOneLine(String query, String expected) {
        try (RunningExplorer running = RunningExplorer.in(folder)) {
            String refusal = RunningExplorer.refusal(running.get("/api/tile?" + query));
            assertEquals(expected, refusal.substring(0, Math.min(expected.length(), refusal.length())));
            assertEquals(1, refusal.lines().count());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"c", "center", "zoom", "width", "size", "print", "itermax", "real", "threshold"})
    void aNumberOfThousandsOfDigitsIsRefusedInAShortLine(String name) {
        try (RunningExplorer running = RunningExplorer.in(folder)) {
            assertEquals(200, running.get("/api/tile?tile=0,0,1,1").statusCode());
            long start = System.nanoTime();
            assertEquals("400 " + name + " has 8001 characters: give 200 at most", RunningExplorer.refusal(
                    running.get("/api/tile?tile=0,0,1,1&" + name + "=" + "1".repeat(8000) + "x")));
            double seconds = (System.nanoTime() - start) / 1e9;
            assertTrue(seconds < 5, seconds + " s");
            String zeros = "0.5" + "0".repeat(190);
            if (name.matches("zoom|width|real|threshold")) {
                assertEquals(200, running.get("/api/tile?tile=0,0,1,1&" + name + "=" + zeros).statusCode());
            }
        }
    }

    /** Counts far down in a picture of more pixels than an array has. */
    @Test
    void aTileOfAVastPictureIsComputedAlone() throws Exception {
        try (RunningExplorer running = RunningExplorer.in(folder);
                Renderer renderer = new Renderer(RunningExplorer.cpu(), 2)) {
            String query = "size=1600000000x1000000000&itermax=300";
            byte[] body = RunningExplorer.ok(
                    running.get("/api/tile?" + query + "&tile=799999900,499999000,70,30"));
            Counts counts = renderer.counts(
                    job(query).scene(), new Tile(499_999_000, 30, 799_999_900, 70));
            ByteBuffer wide = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
            for (int k = 0; k < counts.size(); k++) {
                assertEquals(counts.get(k), wide.getInt());
            }
        }
    }
}
