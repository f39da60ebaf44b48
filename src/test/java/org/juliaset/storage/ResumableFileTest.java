package org.juliaset.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Spelling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumableFileTest {
    private static final Map<String, String> PARAMETERS = Map.of("real", "-0.835");

    /** Bytes of each band. */
    private static final int LENGTH = 1000;

    @TempDir
    Path folder;

    /** Something with a state: how many bands it was told of. */
    private static final class Writer {
        private long bands;

        void save(DataOutput out) throws IOException {
            out.writeLong(bands);
        }

        void restore(DataInput in) throws IOException {
            bands = in.readLong();
        }
    }

    private static ResumableFile openWithHead(Path file) throws IOException {
        return ResumableFile.open(
                file, PARAMETERS, 7, Existing.REPLACED, OnInterrupt.RESUME, kept -> {});
    }

    private ResumableFile open(OnInterrupt interruption, Map<String, String> parameters) throws IOException {
        return ResumableFile.open(
                folder.resolve("plot.png"), parameters, 0, Existing.REPLACED, interruption, kept -> {});
    }

    /** A file may be killed with its head in place, before it has its name. */
    @Test
    void aHeadThatIsWrittenLastIsInNoCheckpoint() throws Exception {
        byte[] head = {1, 2, 3, 4, 5, 6, 7};
        Path plot = folder.resolve("plot.tif");
        for (boolean isPut : new boolean[] {false, true, false}) {
            try (ResumableFile file = openWithHead(plot)) {
                write(file, file.bands() + 2);
                if (isPut) {
                    file.putHead(ByteBuffer.wrap(head));
                }
            }
        }
        try (ResumableFile file = openWithHead(plot)) {
            assertEquals(6, file.bands());
            assertEquals(7 + 6 * LENGTH, file.bytes());
            write(file, 7);
            file.putHead(ByteBuffer.wrap(head));
            file.complete();
        }
        ByteBuffer whole = ByteBuffer.wrap(Files.readAllBytes(plot));
        byte[] first = new byte[7];
        whole.get(first);
        assertArrayEquals(head, first);
        for (long band = 0; band < 7; band++) {
            byte[] found = new byte[LENGTH];
            whole.get(found);
            assertArrayEquals(band(band), found);
        }
        assertEquals(0, whole.remaining());
    }

    @Test
    void whatWasSavedAtEachCheckpointIsRestoredInOrder() throws Exception {
        interruptAfter(3);
        List<Long> restored = new ArrayList<>();
        try (ResumableFile file = open(OnInterrupt.RESUME)) {
            file.restore(in -> restored.add(in.readLong()));
        }
        assertEquals(List.of(1L, 2L, 3L), restored);
    }

    private ResumableFile open(OnInterrupt interruption) throws IOException {
        return open(interruption, PARAMETERS);
    }

    private static byte[] band(long index) {
        byte[] bytes = new byte[LENGTH];
        for (int k = 0; k < LENGTH; k++) {
            bytes[k] = (byte) (index * 31 + k * k);
        }
        return bytes;
    }

    /** Writes bands up to the given one, with a checkpoint after each. */
    private static void write(ResumableFile file, long until) throws Exception {
        Writer writer = new Writer();
        if (file.bands() > 0) {
            file.restore(writer::restore);
        }
        assertEquals(file.bands(), writer.bands);
        for (long band = file.bands(); band < until; band++) {
            file.stream().write(band(band));
            writer.bands++;
            file.written(band + 1, 10 * (band + 1), writer::save);
        }
    }

    private void interruptAfter(int bands) throws Exception {
        try (ResumableFile file = open(OnInterrupt.KEEP)) {
            write(file, bands);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void assertWholeAfterResume(long found, long bands) throws Exception {
        try (ResumableFile file = open(OnInterrupt.RESUME)) {
            assertEquals(found, file.bands());
            assertEquals(found * LENGTH, file.bytes());
            assertEquals(found * 10, file.iterations());
            write(file, bands);
            file.complete();
        }
        byte[] bytes = Files.readAllBytes(folder.resolve("plot.png"));
        ByteBuffer expected = ByteBuffer.allocate((int) bands * LENGTH);
        for (long band = 0; band < bands; band++) {
            expected.put(band(band));
        }
        assertArrayEquals(expected.array(), bytes);
        assertEquals(List.of("plot.png"), names());
    }

    @Test
    void resumesAfterTheLastCheckpoint() throws Exception {
        interruptAfter(3);
        assertEquals(List.of("plot.png.part", "plot.png.part.journal"), names());
        assertWholeAfterResume(3, 5);
    }

    @Test
    void resumesSeveralTimes() throws Exception {
        interruptAfter(2);
        for (int bands = 3; bands < 6; bands++) {
            try (ResumableFile file = open(OnInterrupt.RESUME)) {
                write(file, bands);
            }
        }
        assertWholeAfterResume(5, 5);
    }

    @Test
    void bytesAfterTheLastCheckpointAreWrittenAgain() throws Exception {
        interruptAfter(2);
        Files.write(folder.resolve("plot.png.part"), new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        assertWholeAfterResume(2, 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, LENGTH, 2 * LENGTH, 3 * LENGTH - 1})
    void aDamagedBandAndAllAfterItAreComputedAgain(int at) throws Exception {
        interruptAfter(3);
        Path partial = folder.resolve("plot.png.part");
        byte[] bytes = Files.readAllBytes(partial);
        bytes[at] ^= 4;
        Files.write(partial, bytes);
        assertWholeAfterResume(at / LENGTH, 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, LENGTH, 3 * LENGTH - 1})
    void aTruncatedFileIsResumedAfterItsLastWholeBand(int length) throws Exception {
        interruptAfter(3);
        try (var channel = Files.newByteChannel(folder.resolve("plot.png.part"), StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
        assertWholeAfterResume(length / LENGTH, 4);
    }

    @Test
    void aTruncatedJournalIsReadUpToItsLastWholeLine() throws Exception {
        interruptAfter(3);
        byte[] journal = Files.readAllBytes(folder.resolve("plot.png.part.journal"));
        byte[] partial = Files.readAllBytes(folder.resolve("plot.png.part"));
        for (int length = 1; length < journal.length; length += 7) {
            Files.write(folder.resolve("plot.png.part.journal"), Arrays.copyOf(journal, length));
            Files.write(folder.resolve("plot.png.part"), partial);
            long lines = new String(journal, 0, length, StandardCharsets.ISO_8859_1)
                    .chars().filter(c -> c == '\n').count();
            assertWholeAfterResume(Math.max(0, lines - 1), 4);
        }
    }

    @Test
    void aDamagedJournalIsReadUpToTheDamage() throws Exception {
        interruptAfter(3);
        Path journal = folder.resolve("plot.png.part.journal");
        String text = Files.readString(journal);
        Files.writeString(journal, text.replace("bands 2", "bands 7"));
        assertWholeAfterResume(1, 4);
    }

    @Test
    void otherParametersAreRefusedWithWhatDiffers() throws Exception {
        interruptAfter(2);
        InvalidParameterException refusal = assertThrows(
                InvalidParameterException.class, () -> open(OnInterrupt.RESUME, Map.of("real", "0.25")));
        assertTrue(refusal.getMessage().contains("was begun with real -0.835 instead of 0.25: resume it"));
        String spelled = refusal.message(new Spelling(Map.of("real", "c_0.real")));
        assertTrue(spelled.contains("was begun with c_0.real -0.835 instead of 0.25: resume it"), spelled);
        assertWholeAfterResume(2, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"REMOVE", "KEEP"})
    void aPartialFileIsNotOverwritten(OnInterrupt interruption) throws Exception {
        interruptAfter(2);
        InvalidParameterException refusal =
                assertThrows(InvalidParameterException.class, () -> open(interruption));
        assertTrue(refusal.getMessage().contains("resume it with Interruption.RESUME, or delete it"));
        String spelled = refusal.message(new Spelling(Map.of("resume", "resume=True")));
        assertTrue(spelled.contains("resume it with resume=True, or delete it"), spelled);
        assertWholeAfterResume(2, 3);
    }

    @Test
    void aFileOfAnotherProgramIsLeftAlone() throws IOException {
        Path partial = Files.writeString(folder.resolve("plot.png.part"), "mine");
        for (OnInterrupt interruption : OnInterrupt.values()) {
            assertThrows(InvalidParameterException.class, () -> open(interruption));
        }
        assertEquals("mine", Files.readString(partial));
        assertEquals(List.of("plot.png.part"), names());
        Files.delete(partial);
        Path journal = Files.writeString(folder.resolve("plot.png.part.journal"), "mine");
        for (OnInterrupt interruption : OnInterrupt.values()) {
            assertThrows(InvalidParameterException.class, () -> open(interruption));
        }
        assertEquals("mine", Files.readString(journal));
    }

    @Test
    void twoRendersOfOneFileAtATimeAreRefused() throws Exception {
        try (ResumableFile file = open(OnInterrupt.KEEP)) {
            write(file, 1);
            for (OnInterrupt interruption : OnInterrupt.values()) {
                String message = assertThrows(InvalidParameterException.class, () -> open(interruption)).getMessage();
                assertTrue(message.contains("belongs to a render that is going on"), message);
            }
            write(file, 1);
            file.complete();
        }
        assertEquals(List.of("plot.png"), names());
    }

    @Test
    void leavesNothingWithoutACheckpoint() throws Exception {
        for (OnInterrupt interruption : OnInterrupt.values()) {
            try (ResumableFile file = open(interruption)) {
                file.stream().write(1);
            }
            assertEquals(List.of(), names());
        }
    }

    @Test
    void filesFromBeforeTheFirstCheckpointAreReplaced() throws Exception {
        Files.writeString(folder.resolve("plot.png.part"), "rest");
        Files.writeString(folder.resolve("plot.png.part.journal"), "juliaset jou");
        try (ResumableFile file = open(OnInterrupt.REMOVE)) {
            write(file, 1);
            file.complete();
        }
        assertArrayEquals(band(0), Files.readAllBytes(folder.resolve("plot.png")));
    }

    @Test
    void aLinkInPlaceOfThePartialFileIsNotFollowed() throws Exception {
        Path victim = Files.writeString(folder.resolve("victim"), "mine");
        interruptAfter(2);
        Files.delete(folder.resolve("plot.png.part"));
        Files.createSymbolicLink(folder.resolve("plot.png.part"), victim);
        try (ResumableFile file = open(OnInterrupt.RESUME)) {
            write(file, 1);
            file.complete();
        }
        assertEquals("mine", Files.readString(victim));
    }
}
