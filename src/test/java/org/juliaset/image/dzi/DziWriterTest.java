package org.juliaset.image.dzi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.juliaset.Pyramid;
import org.juliaset.color.GrayShader;
import org.juliaset.color.PixelFormat;
import org.juliaset.color.ToneMap;
import org.juliaset.image.PartCodec;
import org.juliaset.image.Picture;
import org.juliaset.model.Counts;
import org.juliaset.model.Tile;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

@Tag("one-jdk")
class DziWriterTest {
    private static final Executor NOBODY = task -> {};
    private static final ToneMap TONES = new ToneMap(20, 300);

    @TempDir
    Path temporary;

    @AutoClose("shutdownNow")
    private final ExecutorService helpers = Executors.newFixedThreadPool(3);

    /** Counts of noise, in which no two averages agree by chance for long. */
    private static Counts noise(int width, int height) {
        Counts counts = Counts.allocate(width, height, TONES.itermax());
        Random random = new Random(width * 31L + height);
        for (int k = 0; k < counts.buffer().capacity() / 2; k++) {
            counts.buffer().putShort(2 * k, (short) random.nextInt(301));
        }
        return counts;
    }

    private static Pyramid.Gray gray(Counts counts, int height) {
        byte[] samples = new byte[counts.size()];
        for (int k = 0; k < samples.length; k++) {
            samples[k] = (byte) (int) (TONES.of(counts.get(k)) * 255.0);
        }
        return new Pyramid.Gray(counts.width(), height, samples);
    }

    private static Picture picture(int width, int height, boolean fast) {
        return new Picture(width, height, PixelFormat.GRAY_8, fast, Map.of());
    }

    private DziWriter writer(Picture picture, Path folder) throws IOException {
        return new DziWriter(picture, "name", Files.createDirectories(folder), helpers, 4);
    }

    /** Writes a band of the counts as the pipeline does. */
    private static void write(DziWriter writer, Counts counts, int firstRow, int rows) throws IOException {
        Tile band = new Tile(firstRow, rows);
        ByteBuffer pixels = new GrayShader(TONES).rows(counts.slice(band), 0, new byte[rows * counts.width()]);
        PartCodec.Part part = writer.codec().encode(band, pixels, ByteBuffer.allocate(0));
        assertEquals((long) rows * counts.width(), part.length());
        writer.write(part);
    }

    private static Map<String, byte[]> make(DziWriter writer, Path folder, Counts counts, int height, int bandRows)
            throws IOException {
        writer.begin();
        for (int row = 0; row < height; row += bandRows) {
            write(writer, counts, row, Math.min(bandRows, height - row));
        }
        writer.finish(encoded -> {});
        Map<String, byte[]> files = Pyramid.files(folder);
        assertEquals(files.values().stream().mapToLong(file -> file.length).sum(), writer.bytes());
        return files;
    }

    private static Map<String, byte[]> tilesOf(Map<String, byte[]> files) {
        Map<String, byte[]> tiles = new TreeMap<>();
        files.forEach((name, content) -> {
            if (name.startsWith("files/")) {
                tiles.put(name.substring("files/".length()), content);
            }
        });
        assertEquals(tiles.size() + 2, files.size());
        return tiles;
    }

    private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> files) {
        assertEquals(expected.keySet(), files.keySet());
        expected.forEach((name, content) -> assertArrayEquals(content, files.get(name), name));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1", "2, 1, 1", "1, 2, 1", "3, 3, 2", "512, 512, 512", "511, 513, 7", "513, 1025, 100", "514, 514, 64",
        "1025, 513, 1", "1, 1537, 333", "1537, 1, 1", "1024, 1024, 1024", "1026, 1538, 511", "1200, 1100, 37",
    })
    void everyTileOfEveryLevelHasTheAveragesOfThePicture(int width, int height, int bandRows) throws IOException {
        Counts counts = noise(width, height);
        DziWriter writer = writer(picture(width, height, true), temporary);
        Map<String, byte[]> files = make(writer, temporary, counts, height, bandRows);
        Pyramid.assertTiles(gray(counts, height), tilesOf(files));
    }

    @Test
    void theFilesAreTheSameForAnyBandsAndThreads() throws IOException {
        Counts counts = noise(1300, 1100);
        Picture picture = picture(1300, 1100, true);
        Path one = Files.createDirectory(temporary.resolve("one"));
        DziWriter alone = new DziWriter(picture, "name", one, NOBODY, 1);
        Map<String, byte[]> expected = make(alone, one, counts, 1100, 1100);
        for (int bandRows : new int[] {13, 512, 600}) {
            Path other = temporary.resolve("other-" + bandRows);
            assertSame(expected, make(writer(picture, other), other, counts, 1100, bandRows));
        }
    }

    @Test
    void fastMakesLargerFilesOfTheSamePixels() throws IOException {
        Counts counts = Counts.allocate(700, 600, TONES.itermax());
        for (int k = 0; k < counts.size(); k++) {
            counts.buffer().putShort(2 * k, (short) (20 + k % 700 / 7 + k / 7000));
        }
        DziWriter small = writer(picture(700, 600, false), temporary.resolve("small"));
        DziWriter fast = writer(picture(700, 600, true), temporary.resolve("fast"));
        Pyramid.assertTiles(gray(counts, 600), tilesOf(make(small, temporary.resolve("small"), counts, 600, 100)));
        Pyramid.assertTiles(gray(counts, 600), tilesOf(make(fast, temporary.resolve("fast"), counts, 600, 100)));
        assertTrue(fast.bytes() > small.bytes(), fast.bytes() + " and " + small.bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 6, 10, 11, 12})
    void anotherWriterContinuesFromASavedState(int bandsBefore) throws IOException {
        int width = 1100;
        int height = 1200;
        int bandRows = 100;
        Counts counts = noise(width, height);
        Picture picture = picture(width, height, true);
        Path whole = temporary.resolve("whole");
        Map<String, byte[]> expected = make(writer(picture, whole), whole, counts, height, bandRows);

        Path parts = temporary.resolve("parts");
        DziWriter first = writer(picture, parts);
        first.begin();
        for (int band = 0; band < bandsBefore; band++) {
            write(first, counts, band * bandRows, bandRows);
        }
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        first.save(new DataOutputStream(saved));
        // it went on for a while before it was interrupted
        for (int band = bandsBefore; band < Math.min(bandsBefore + 6, height / bandRows); band++) {
            write(first, counts, band * bandRows, bandRows);
        }

        DziWriter second = writer(picture, parts);
        second.restore(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
        for (int row = bandsBefore * bandRows; row < height; row += bandRows) {
            write(second, counts, row, bandRows);
        }
        second.finish(encoded -> {});
        assertSame(expected, Pyramid.files(parts));
        assertEquals(expected.values().stream().mapToLong(file -> file.length).sum(), second.bytes());
    }

    @Test
    void theDescriptorSaysWhatTheTilesAre() throws Exception {
        make(writer(picture(700, 300, true), temporary), temporary, noise(700, 300), 300, 300);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Element image = factory.newDocumentBuilder()
                .parse(temporary.resolve(DziWriter.DESCRIPTOR).toFile())
                .getDocumentElement();
        assertEquals("http://schemas.microsoft.com/deepzoom/2008", image.getNamespaceURI());
        assertEquals("Image", image.getLocalName());
        assertEquals("png", image.getAttribute("Format"));
        assertEquals("512", image.getAttribute("TileSize"));
        assertEquals("1", image.getAttribute("Overlap"));
        Element size = (Element) image.getElementsByTagName("Size").item(0);
        assertEquals("700", size.getAttribute("Width"));
        assertEquals("300", size.getAttribute("Height"));
    }

    @Test
    void theViewerHoldsItsLibraryWithItsLicenceAndNamesAreEscaped() throws IOException {
        String name = "a<b>&c \"é'%#?</title></script>+@{files}";
        String page = Viewer.page(picture(7, 3, true), name);
        assertTrue(
                page.contains("<title>a&lt;b&gt;&amp;c \"é'%#?&lt;/title&gt;&lt;/script&gt;+@{files}</title>"), page);
        String url = "a%3Cb%3E%26c%20%22%C3%A9%27%25%23%3F%3C/title%3E%3C/script%3E%2B%40%7Bfiles%7D_files/";
        assertTrue(page.contains("Url: \"" + url + "\""), page);
        assertTrue(page.contains("//! openseadragon 6.1.1"));
        assertTrue(page.contains("function OpenSeadragon"));
        assertTrue(page.contains("Copyright (C) 2009 CodePlex Foundation"));
        assertEquals(2, page.split("<script", -1).length - 1);
        assertEquals(2, page.split("</script", -1).length - 1);
        assertEquals(-1, page.indexOf("<!--"));
    }

    @Test
    void aTileThatCannotBeWrittenEndsTheBandWithItsOwnException() throws IOException {
        DziWriter writer = writer(picture(5000, 520, true), temporary);
        writer.begin();
        Files.createDirectory(temporary.resolve("files").resolve("13").resolve("3_0.png"));
        Counts counts = noise(5000, 520);
        IOException failure = assertThrows(IOException.class, () -> write(writer, counts, 0, 520));
        assertTrue(failure.getMessage().contains("3_0.png"), failure.toString());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "20000, 20000", "20000, 100", "1, 1000000", "2000000, 600"})
    void memoryIsTwiceTheFinestStrip(int width, int height) {
        long strip = (width + 3L * (width / 512 + 1)) * Math.min(514, height);
        long heap = DziWriter.heapBytes(width, height, 1);
        assertTrue(heap >= Math.min((long) width * height, width * 512L), "only " + heap);
        assertTrue(heap <= 2 * strip + 32 * 4 * 514, heap + " for a strip of " + strip);
    }

    /** Colours of 8 bits, each channel noise of its own. */
    private static byte[] colors(int width, int height) {
        byte[] pixels = new byte[3 * width * height];
        new Random(width + height).nextBytes(pixels);
        return pixels;
    }

    private static void writeColors(DziWriter writer, byte[] pixels, int width, int firstRow, int rows)
            throws IOException {
        ByteBuffer band = ByteBuffer.wrap(pixels, 3 * width * firstRow, 3 * width * rows).slice();
        writer.write(writer.codec().encode(new Tile(firstRow, rows), band, ByteBuffer.allocate(0)));
    }

    /** The average of codes of 8 bits in linear light, by the standard's formulas in float64. */
    private static int lightAverage(int... codes) {
        double light = 0;
        for (int code : codes) {
            double value = code / 255.0;
            light += (value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4)) / codes.length;
        }
        double value = light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
        return (int) Math.round(255 * value);
    }

    /** Also where a tile ends, and after another writer took over. */
    @ParameterizedTest
    @CsvSource({"700, 600, 600", "1030, 1100, 64", "513, 1, 1"})
    void coloursAreInTheTilesAndAveragedInLinearLight(int width, int height, int bandRows) throws IOException {
        byte[] pixels = colors(width, height);
        Picture picture = new Picture(width, height, new PixelFormat(3, 8), true, Map.of());
        DziWriter first = writer(picture, temporary);
        first.begin();
        writeColors(first, pixels, width, 0, bandRows);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        first.save(new DataOutputStream(saved));
        DziWriter second = writer(picture, temporary);
        second.restore(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
        for (int row = bandRows; row < height; row += bandRows) {
            writeColors(second, pixels, width, row, Math.min(bandRows, height - row));
        }
        second.finish(encoded -> {});
        int finest = 32 - Integer.numberOfLeadingZeros(Math.max(width, height) - 1);
        BufferedImage full = picture(finest, width, height);
        BufferedImage half = picture(finest - 1, (width + 1) / 2, (height + 1) / 2);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                for (int channel = 0; channel < 3; channel++) {
                    assertEquals(pixels[3 * (row * width + column) + channel] & 0xFF,
                            full.getRaster().getSample(column, row, channel));
                    if (row % 2 == 0 && column % 2 == 0) {
                        int right = Math.min(column + 1, width - 1);
                        int below = Math.min(row + 1, height - 1);
                        int expected = lightAverage(
                                full.getRaster().getSample(column, row, channel),
                                full.getRaster().getSample(right, row, channel),
                                full.getRaster().getSample(column, below, channel),
                                full.getRaster().getSample(right, below, channel));
                        // lights have 22 bits, so that one that is between two codes may be rounded to either
                        int found = half.getRaster().getSample(column / 2, row / 2, channel);
                        assertTrue(Math.abs(found - expected) <= 1, found + " instead of " + expected);
                    }
                }
            }
        }
    }

    /** A level put together from the own columns and rows of its tiles. */
    private BufferedImage picture(int level, int width, int height) throws IOException {
        BufferedImage whole = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row * 512 < height; row++) {
            for (int column = 0; column * 512 < width; column++) {
                Path file = temporary.resolve("files/" + level + "/" + column + "_" + row + ".png");
                BufferedImage tile = ImageIO.read(file.toFile());
                assertEquals(3, tile.getRaster().getNumBands());
                int left = column * 512 - Math.min(column, 1);
                whole.getGraphics().drawImage(tile, left, row * 512 - Math.min(row, 1), null);
            }
        }
        return whole;
    }

    /** Rows are cut at random, the slabs are made in any order, some of them twice or with a break. */
    @ParameterizedTest
    @CsvSource({
        "1200, 4100, 1", "1200, 4100, 2", "1537, 3073, 3", "513, 4097, 3", "700, 3584, 2", "1, 5000, 1", "5000, 1, 1",
        "5000, 700, 4", "1100, 2049, 12"
    })
    void slabsAndARaiseMakeThePicture(int width, int height, int levels) throws IOException {
        Counts counts = noise(width, height);
        Path whole = temporary.resolve("whole");
        Map<String, byte[]> expected =
                make(writer(picture(width, height, true), whole), whole, counts, height, 300);
        Random random = new Random(width + height + levels);
        Path folder = Files.createDirectory(temporary.resolve("slabs"));
        long unit = Slab.unitRows(levels);
        List<Slab> slabs = new ArrayList<>();
        for (long first = 0; first < height; ) {
            long end = Math.min(height, first + unit * (1 + random.nextInt(3)));
            slabs.add(new Slab(first, end, levels));
            first = end;
        }
        Collections.shuffle(slabs, random);
        slabs.add(slabs.get(0));
        TileTable tiles = new TileTable(picture(width, height, true), folder);
        for (Slab slab : slabs) {
            byte[] table = make(slab, folder, counts, random);
            assertTrue(tiles.isRight(table));
            assertEquals(table.length, tableBytes(slab, width));
        }
        DziWriter rest = writer(picture(width, height, true), folder);
        rest.begin();
        rest.raise(levels);
        rest.finish(encoded -> {});
        assertSame(expected, Pyramid.files(folder));
    }

    /** Bytes of a table: 8 for each strip and each tile of a slab. */
    private static long tableBytes(Slab slab, int width) {
        long bytes = 0;
        for (int k = 0; k < slab.levels(); k++) {
            long first = slab.firstRow() >> k;
            long end = slab.endRow() + (1 << k) - 1 >> k;
            long strips = Level.tilesAlong(end) - first / Level.TILE;
            bytes += strips * 8 * (1 + Level.tilesAlong(width + (1 << k) - 1 >> k));
        }
        return bytes;
    }

    /** The tiles of a slab, of bands of random rows, by two writers one after the other. */
    private byte[] make(Slab slab, Path folder, Counts counts, Random random) throws IOException {
        int height = counts.rows();
        Picture picture = picture(counts.width(), height, true);
        DziSlabWriter writer = new DziSlabWriter(picture, slab, folder, helpers, 4);
        writer.begin();
        long end = slab.endNeeded(height);
        boolean breaks = random.nextBoolean();
        for (long row = slab.firstNeeded(); row < end; ) {
            int rows = (int) Math.min(1 + random.nextInt(random.nextBoolean() ? 3 : 700), end - row);
            Tile band = new Tile(row, rows);
            ByteBuffer pixels = new GrayShader(TONES).rows(counts.slice(band), 0, new byte[rows * counts.width()]);
            writer.write(writer.codec().encode(band, pixels, ByteBuffer.allocate(0)));
            row += rows;
            if (breaks && random.nextInt(3) == 0) {
                ByteArrayOutputStream saved = new ByteArrayOutputStream();
                writer.save(new DataOutputStream(saved));
                writer = new DziSlabWriter(picture, slab, folder, helpers, 4);
                writer.restore(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
            }
        }
        writer.finish(encoded -> {});
        return writer.table();
    }

    @Test
    void aTileThatIsNotAsTheTableHasItIsFound() throws IOException {
        Counts counts = noise(600, 700);
        Path folder = Files.createDirectory(temporary.resolve("slab"));
        byte[] table = make(new Slab(512, 700, 1), folder, counts, new Random(1));
        TileTable tiles = new TileTable(picture(600, 700, true), folder);
        assertTrue(tiles.isRight(table));
        Path tile = folder.resolve("files/10/1_1.png");
        byte[] png = Files.readAllBytes(tile);
        png[png.length / 2] ^= 1;
        Files.write(tile, png);
        assertFalse(tiles.isRight(table));
        Files.write(tile, Arrays.copyOf(png, png.length - 1));
        assertFalse(tiles.isRight(table));
        Files.delete(tile);
        assertFalse(tiles.isRight(table));
    }
}
