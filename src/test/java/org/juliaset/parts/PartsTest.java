package org.juliaset.parts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.juliaset.Pyramid;
import org.juliaset.compute.Device;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Values;
import org.juliaset.pipeline.Progress;
import org.juliaset.render.Assembly;
import org.juliaset.render.JobText;
import org.juliaset.render.RenderJob;
import org.juliaset.render.RenderReport;
import org.juliaset.render.Renderer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Parts that are made in any order, on any device, with interruptions, and joined to the file of one process. */
@Tag("one-jdk")
class PartsTest {
    /** The built-in engine first; a part is made on any of them. */
    private static final List<Renderer> RENDERERS = new ArrayList<>();

    @TempDir
    Path folder;

    @TempDir
    Path wholes;

    @BeforeAll
    static void openRenderers() {
        DeviceCatalogue catalogue = DeviceCatalogue.ofThisMachine(2);
        RENDERERS.add(new Renderer(catalogue.choose("cpu").engine(), 2));
        for (Device device : catalogue.devices()) {
            if (!device.id().equals("cpu") && catalogue.examine(device).problem().isEmpty()) {
                RENDERERS.add(new Renderer(catalogue.choose(device.id()).engine(), 3));
            }
        }
    }

    @AfterAll
    static void closeRenderers() {
        RENDERERS.forEach(Renderer::close);
        RENDERERS.clear();
    }

    private static RenderJob job(PictureFormat format, String text) {
        Map<String, String> values = new HashMap<>();
        for (String entry : text.split(" ")) {
            values.put(entry.replaceFirst("=.*", ""), entry.replaceFirst("[^=]*=", ""));
        }
        return JobText.job(Values.of(values), format);
    }

    private static String name(PictureFormat format) {
        return "x." + format.suffix();
    }

    private static Renderer any(Random random) {
        return RENDERERS.get(random.nextInt(RENDERERS.size()));
    }

    private RenderReport make(Renderer renderer, RenderJob unsettled, int index, int count, Progress progress)
            throws IOException, InterruptedException {
        RenderJob job = renderer.settled(unsettled);
        Shares shares = Shares.of(job, count);
        PartsFolder parts = PartsFolder.of(folder.resolve(name(job.format())));
        return new PartRender(renderer, job, parts, shares, shares.share(index), progress).run();
    }

    private void makeAll(RenderJob job, int count) throws Exception {
        for (int index = 0; index < count; index++) {
            make(RENDERERS.get(0), job, index, count, Progress.NONE);
        }
    }

    private Parts parts(RenderJob job) throws IOException {
        return Parts.open(PartsFolder.of(folder.resolve(name(job.format()))));
    }

    private Set<Integer> join(RenderJob job) throws IOException {
        Parts parts = parts(job);
        Set<Integer> missing = new Join(parts, Progress.NONE).run();
        if (missing.isEmpty()) {
            parts.remove();
        }
        return missing;
    }

    private void assertIsWhole(RenderJob job) throws Exception {
        RENDERERS.get(0).render(job, wholes.resolve(name(job.format())), Progress.NONE);
        Map<String, byte[]> expected = Pyramid.files(wholes);
        Map<String, byte[]> found = Pyramid.files(folder);
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((name, bytes) -> assertArrayEquals(bytes, found.get(name), name));
    }

    private static Stream<Arguments> pictures() {
        String detail = "xleft=-0.1 xright=0.1 ybot=-0.1 ytop=0.1 itermin=20 itermax=100 ";
        return Stream.of(
                        "PNG; resolution=1500", "PNG; palette=viridis resolution=1000", "PNG; fast=true resolution=900",
                        "PNG; palette=magma palette-scale=equalised resolution=900 fast=true",
                        "PNG; palette=turbo samples=3 resolution=700", "PNG; samples=2 depth=16 resolution=800",
                        "PNG; smooth=true resolution=1500", "PNG; " + detail + "resolution=1700",
                        "PNG; resolution=1100000 ybot=0 ytop=0.00002", "PNG; resolution=3 height=100000",
                        "PNG; precision=float smooth=true depth=16 resolution=1100",
                        "PNG; map=true xleft=-2.2 xright=0.8 palette=viridis resolution=900",
                        "NPY; resolution=1600", "NPY; smooth=true resolution=700", "NPY; itermax=300 resolution=1000",
                        "TIFF; resolution=1800", "TIFF; palette=plasma depth=16 resolution=1000",
                        "TIFF; resolution=1100000 ybot=0 ytop=0.0002", "TIFF; fast=true " + detail + "resolution=1800",
                        "DZI; " + detail + "resolution=1700", "DZI; palette=inferno resolution=600 height=3000",
                        "DZI; resolution=300 height=9000 ybot=-6 ytop=6", "DZI; resolution=2500 height=300",
                        "PGM; depth=16 resolution=900", "PPM; palette=cividis resolution=800")
                .map(text -> text.split("; "))
                .map(parts -> Arguments.of(PictureFormat.valueOf(parts[0]), parts[1]));
    }

    /** Parts of some numbers, in any order, on any device, some of them interrupted once or twice. */
    @ParameterizedTest
    @MethodSource("pictures")
    void joinedPartsAreTheFileOfOneProcess(PictureFormat format, String text) throws Exception {
        RenderJob job = job(format, text);
        Random random = new Random(text.hashCode());
        int count = 1 + random.nextInt(40);
        List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(order, random);
        for (int index : order) {
            for (int times = random.nextInt(3); times > 0; times--) {
                leave(any(random), job, index, count, 1 + random.nextInt(5));
            }
            make(any(random), job, index, count, Progress.NONE);
        }
        assertEquals(Set.of(), parts(job).missing(true, Progress.NONE));
        assertEquals(Set.of(), join(job));
        assertIsWhole(job);
    }

    /** As a store of objects has them: labels and bytes apart, and no file that is changed once it is written. */
    @Tag("one-jdk")
    @ParameterizedTest
    @MethodSource("pictures")
    void labelledPartsAreTheFileOfOneProcess(PictureFormat format, String text) throws Exception {
        assumeFalse(format.isFolder(), "tiles are files already");
        Random random = new Random(text.hashCode());
        int count = 1 + random.nextInt(12);
        RenderJob job = RENDERERS.get(0).settled(job(format, text));
        Shares shares = Shares.of(job, count);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        List<LabelledPart> parts = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            Share share = shares.share(index);
            int before = content.size();
            LabelledPart made = LabelledPart.render(any(random), job, share, content, Progress.NONE);
            LabelledPart part = LabelledPart.read(made.bytes()).orElseThrow();
            part.require(job, share, "the part");
            CRC32C crc = new CRC32C();
            crc.update(content.toByteArray(), before, content.size() - before);
            crc.update(part.notes());
            assertEquals(part.checksum(), (int) crc.getValue());
            assertEquals(part.contentBytes(), content.size() - before);
            parts.add(part);
        }
        Assembly.Ends ends = LabelledPart.ends(job, parts);
        Path file = folder.resolve(name(format));
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(ends.before());
            content.writeTo(out);
            out.write(ends.after());
        }
        Optional<Assembly.Beside> beside = Assembly.beside(job);
        if (beside.isPresent()) {
            Files.write(folder.resolve(name(format) + beside.get().ending()), beside.get().bytes());
        }
        assertIsWhole(job);
    }

    @Test
    void aDamagedLabelIsNone() throws Exception {
        RenderJob job = job(PictureFormat.PNG, "resolution=300");
        Share share = Shares.of(job, 2).share(1);
        byte[] label = LabelledPart.render(
                RENDERERS.get(0), job, share, OutputStream.nullOutputStream(), Progress.NONE).bytes();
        assertTrue(LabelledPart.read(label).isPresent());
        assertTrue(LabelledPart.read(new byte[0]).isEmpty());
        assertTrue(LabelledPart.read(Arrays.copyOf(label, label.length - 1)).isEmpty());
        label[30] ^= 1;
        assertTrue(LabelledPart.read(label).isEmpty());
    }

    @Test
    void aLabelOfAnotherPictureOrPartIsRefused() throws Exception {
        RenderJob job = job(PictureFormat.PNG, "resolution=300");
        Shares shares = Shares.of(job, 2);
        LabelledPart part = LabelledPart.render(
                RENDERERS.get(0), job, shares.share(1), OutputStream.nullOutputStream(), Progress.NONE);
        RenderJob other = job(PictureFormat.PNG, "resolution=300 itermax=101");
        String refusal = assertThrows(
                InvalidParameterException.class, () -> part.require(other, shares.share(1), "x")).getMessage();
        assertTrue(refusal.startsWith("x is a part of a picture with itermax 80 instead of 101"), refusal);
        refusal = assertThrows(
                InvalidParameterException.class, () -> part.require(job, shares.share(0), "x")).getMessage();
        assertTrue(refusal.startsWith("x is part 1/2 from row"), refusal);
    }

    /** Interrupts the making of a part when some of its bands are written, if it has so many. */
    private void leave(Renderer renderer, RenderJob job, int index, int count, int bands) throws Exception {
        Thread caller = Thread.currentThread();
        int[] written = {0};
        Progress progress = pixels -> {
            if (++written[0] == bands) {
                caller.interrupt();
            }
            pause();
        };
        try {
            make(renderer, job, index, count, progress);
        } catch (InterruptedException e) {
            // as it is meant to be
        }
        Thread.interrupted();
    }

    /** Leaves the caller the time to see its interrupt before the next band is written. */
    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anInterruptedPartIsResumed() throws Exception {
        RenderJob job = job(PictureFormat.PNG, "resolution=2060");
        long all = make(RENDERERS.get(0), job, 0, 1, Progress.NONE).pixels();
        Files.delete(folder.resolve("x.png.parts/0-of-1"));
        long[] resumed = {0};
        leave(RENDERERS.get(0), job, 0, 1, 20);
        RenderReport report = make(RENDERERS.get(0), job, 0, 1, new Progress() {
            @Override
            public void finished(long pixels) {}

            @Override
            public void resumed(long bands, long ofAll) {
                resumed[0] = bands;
            }
        });
        assertTrue(resumed[0] >= 20, resumed[0] + " bands");
        assertTrue(report.pixels() < all);
        assertEquals(Set.of(), join(job));
        assertIsWhole(job);
    }

    /** They write the same bytes, each under a name of its own. */
    @ParameterizedTest
    @EnumSource(value = PictureFormat.class, names = {"PNG", "TIFF", "DZI"})
    void severalMakersOfTheSamePartDoNoHarm(PictureFormat format) throws Exception {
        RenderJob job = job(format, "palette=viridis resolution=800 height=1700");
        for (int round = 0; round < 3; round++) {
            List<CompletableFuture<Void>> makers = new ArrayList<>();
            for (int maker = 0; maker < 6; maker++) {
                int index = maker / 3;
                Renderer renderer = RENDERERS.get(maker % RENDERERS.size());
                makers.add(CompletableFuture.runAsync(() -> {
                    try {
                        make(renderer, job, index, 2, Progress.NONE);
                    } catch (IOException | InterruptedException e) {
                        throw new CompletionException(e);
                    }
                }));
            }
            makers.forEach(CompletableFuture::join);
            assertEquals(Set.of(), parts(job).missing(true, Progress.NONE));
        }
        assertEquals(Set.of(), join(job));
        assertIsWhole(job);
    }

    @ParameterizedTest
    @EnumSource(value = PictureFormat.class, names = {"PNG", "TIFF", "NPY", "DZI"})
    void missingAndDamagedPartsAreFoundAndNothingIsLost(PictureFormat format) throws Exception {
        RenderJob job = job(format, "resolution=1000 height=5000");
        makeAll(job, 5);
        Path parts = folder.resolve(name(format) + ".parts");
        Files.delete(parts.resolve("1-of-5"));
        byte[] content = Files.readAllBytes(parts.resolve("3-of-5"));
        content[content.length - 30] ^= 4;
        Files.write(parts.resolve("3-of-5"), content);
        Files.write(parts.resolve("4-of-5"), new byte[3]);
        assertEquals(Set.of(1, 4), parts(job).missing(false, Progress.NONE));
        assertEquals(Set.of(1, 3, 4), parts(job).missing(true, Progress.NONE));
        assertEquals(Set.of(1, 4), join(job));
        PartsFolder of = PartsFolder.of(folder.resolve(name(format)));
        assertEquals(Parts.State.COMPLETE, Parts.state(of, job, 0, 5));
        assertEquals(Parts.State.MISSING, Parts.state(of, job, 1, 5));
        assertEquals(Parts.State.DAMAGED, Parts.state(of, job, 3, 5));
        assertEquals(Parts.State.DAMAGED, Parts.state(of, job, 4, 5));
        make(RENDERERS.get(0), job, 1, 5, Progress.NONE);
        make(RENDERERS.get(0), job, 4, 5, Progress.NONE);
        assertEquals(Set.of(3), join(job), "the head says nothing of the damage");
        assertFalse(Files.exists(folder.resolve(name(format))));
        make(RENDERERS.get(0), job, 3, 5, Progress.NONE);
        assertEquals(Set.of(), join(job));
        assertIsWhole(job);
    }

    @Test
    void aTileThatIsLostIsFoundAndMadeAgain() throws Exception {
        RenderJob job = job(PictureFormat.DZI, "resolution=1000 height=3000");
        makeAll(job, 3);
        Path tiles = folder.resolve("x.dzi.parts/files/12");
        Files.delete(tiles.resolve("1_5.png"));
        assertEquals(Set.of(2), join(job));
        Files.write(tiles.resolve("1_0.png"), new byte[100_000]);
        assertEquals(Set.of(0, 2), parts(job).missing(true, Progress.NONE));
        make(RENDERERS.get(0), job, 0, 3, Progress.NONE);
        make(RENDERERS.get(0), job, 2, 3, Progress.NONE);
        assertEquals(Set.of(), join(job));
        assertIsWhole(job);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "resolution=600 itermax=90; 4; itermax 80 instead of 90",
        "resolution=600 palette=viridis; 4; threshold 2 instead of 1024, palette none instead of",
        "resolution=600; 5; parts 4 instead of 5",
    })
    void partsOfAnotherPictureAreRefusedWithWhatDiffers(String text, int count, String difference) throws Exception {
        make(RENDERERS.get(0), job(PictureFormat.PNG, "resolution=600"), 1, 4, Progress.NONE);
        String message = assertThrows(InvalidParameterException.class,
                () -> make(RENDERERS.get(0), job(PictureFormat.PNG, text), 0, count, Progress.NONE)).getMessage();
        assertTrue(message.contains(" has parts of a picture with " + difference), message);
        assertEquals(List.of("1-of-4", "picture.txt"), names("x.png.parts"));
    }

    private List<String> names(String path) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(path))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** One that was copied there: makers refuse to make such a part. */
    @Test
    void aPartOfAnotherPictureIsNotJoined() throws Exception {
        RenderJob job = job(PictureFormat.PNG, "resolution=600");
        makeAll(job, 3);
        Files.move(folder.resolve("x.png.parts"), folder.resolve("kept"));
        makeAll(job(PictureFormat.PNG, "resolution=600 itermin=9"), 3);
        Files.copy(folder.resolve("x.png.parts/1-of-3"), folder.resolve("other"));
        join(job);
        Files.delete(folder.resolve("x.png"));
        Files.move(folder.resolve("kept"), folder.resolve("x.png.parts"));
        Files.move(folder.resolve("x.png.parts/1-of-3"), folder.resolve("right"));
        for (String wrong : List.of("other", "x.png.parts/2-of-3")) {
            Files.deleteIfExists(folder.resolve("x.png.parts/1-of-3"));
            Files.copy(folder.resolve(wrong), folder.resolve("x.png.parts/1-of-3"));
            String message = assertThrows(InvalidParameterException.class, () -> join(job)).getMessage();
            assertTrue(message.contains(wrong.equals("other")
                    ? "1-of-3 is a part of a picture with itermin 9 instead of 5: remove it"
                    : "1-of-3 is part 2/3 from row"), message);
        }
        assertFalse(Files.exists(folder.resolve("x.png")));
        Files.delete(folder.resolve("x.png.parts/1-of-3"));
        Files.move(folder.resolve("right"), folder.resolve("x.png.parts/1-of-3"));
        Files.delete(folder.resolve("other"));
        assertEquals(Set.of(), join(job));
        assertIsWhole(job);
    }

    @ParameterizedTest
    @EnumSource(value = PictureFormat.class, names = {"PNG", "TIFF", "NPY", "DZI", "PGM"})
    void bandsThatAreMadeAgainAreThoseOfTheParts(PictureFormat format) throws Exception {
        String text = format == PictureFormat.NPY ? "" : "itermin=5 ";
        RenderJob job = job(format, text + "resolution=900 height=3000");
        makeAll(job, 4);
        for (int number : new int[] {1, 5, 1000}) {
            PartVerifier verifier = new PartVerifier(parts(job), RENDERERS.get(RENDERERS.size() - 1));
            assertEquals(Optional.empty(), verifier.verify(number, new Random(number), Progress.NONE));
        }
    }

    /** The head, and what checks it, say that the part is whole. */
    @Test
    void aPartWithOtherPixelsIsFoundByMakingItsBandsAgain() throws Exception {
        RenderJob job = job(PictureFormat.PNG, "resolution=900 height=3000");
        RenderJob other = job(PictureFormat.PNG, "resolution=900 height=3000 itermax=81");
        Shares shares = Shares.of(job, 4);
        makeAll(job, 4);
        PartsFolder of = PartsFolder.of(folder.resolve("x.png"));
        Path wrong = Files.createDirectory(folder.resolve("wrong"));
        PartsFolder elsewhere = PartsFolder.of(wrong.resolve("x.png"));
        new PartRender(RENDERERS.get(0), other, elsewhere, shares, shares.share(2), Progress.NONE).run();
        try (PartFile part = PartFile.find(elsewhere.part(2, 4)).orElseThrow()) {
            PartHead head = part.head();
            byte[] content = part.content(0, (int) head.content());
            byte[] notes = part.notes();
            try (var out = Files.newOutputStream(of.part(2, 4))) {
                out.write(new PartHead(head.share(), JobText.identity(job), head.bands(), head.iterations(),
                        head.bytes(), head.content(), head.notes(), head.checksum()).text().array());
                out.write(content);
                out.write(notes);
            }
        }
        assertEquals(Set.of(), parts(job).missing(true, Progress.NONE));
        Optional<Long> row = new PartVerifier(parts(job), RENDERERS.get(0))
                .verify(1000, new Random(1), Progress.NONE);
        assertEquals(Optional.of(shares.share(2).firstRow()), row);
    }
}
