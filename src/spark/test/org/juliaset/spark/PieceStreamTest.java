package org.juliaset.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.MultipartUploader;
import org.apache.hadoop.fs.PartHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pieces of uploads, and the bytes that they are made of. */
class PieceStreamTest {
    private static final int PIECE = 1000;

    @TempDir
    Path folder;

    private PartStore store() {
        return new PartStore(
                new Configuration(), new org.apache.hadoop.fs.Path(folder.resolve("x").toUri()));
    }

    private static Joining run(long length, int firstPiece) {
        return new Joining(new ArrayList<>(), new ArrayList<>(), new byte[0], new byte[0], length, firstPiece);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "999, 1", "1000, 1", "1999, 1", "2000, 2", "2999, 2", "10500, 10"})
    void bytesArriveInPiecesOfWhichNoneIsShort(int length, int pieces) throws Exception {
        byte[] bytes = new byte[length];
        Random random = new Random(length);
        random.nextBytes(bytes);
        assertEquals(pieces, PieceStream.count(length, PIECE));
        SortedMap<Integer, byte[]> sent = new TreeMap<>();
        try (PieceStream out = stream(sent, run(length, 7))) {
            for (int done = 0; done < length; ) {
                int some = Math.min(length - done, random.nextInt(2500));
                out.write(bytes, done, some);
                done += some;
            }
            assertEquals(pieces, out.finish().size());
        }
        assertEquals(7, sent.firstKey());
        assertEquals(6 + pieces, sent.lastKey());
        assertTrue(pieces == 1 || sent.values().stream().allMatch(piece -> piece.length >= PIECE));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        sent.values().forEach(all::writeBytes);
        assertArrayEquals(bytes, all.toByteArray());
    }

    /** A stream to an uploader that only keeps the pieces, by number. */
    private static PieceStream stream(Map<Integer, byte[]> sent, Joining run) {
        MultipartUploader uploader = (MultipartUploader) Proxy.newProxyInstance(
                PieceStreamTest.class.getClassLoader(), new Class<?>[] {MultipartUploader.class},
                (proxy, method, arguments) -> {
                    assertEquals("putPart", method.getName());
                    byte[] piece = ((InputStream) arguments[4]).readAllBytes();
                    assertEquals((long) arguments[5], piece.length);
                    sent.put((Integer) arguments[1], piece);
                    PartHandle handle = () -> ByteBuffer.wrap(new byte[] {1});
                    return CompletableFuture.completedFuture(handle);
                });
        return new PieceStream(uploader, new org.apache.hadoop.fs.Path("s3a://bucket/x"), new byte[1], run, PIECE);
    }

    @Test
    void fewerOrMoreBytesThanWereAnnouncedAreRefused() throws Exception {
        try (PieceStream out = stream(new TreeMap<>(), run(1500, 1))) {
            out.write(new byte[1499]);
            assertThrows(IOException.class, out::finish);
            assertThrows(IOException.class, () -> out.write(new byte[2]));
        }
    }

    @Test
    void aPartThatIsDamagedIsNotCopied() throws Exception {
        PartStore store = store();
        Files.createDirectory(folder.resolve("x.parts"));
        store.write(store.file("0-of-1.a"), new byte[] {1, 2, 3});
        Joining run = new Joining(new ArrayList<>(List.of("0-of-1.a")),
                new ArrayList<>(List.of(new Joining.Check(12345, new byte[0]))), new byte[0], new byte[0], 3, 1);
        IOException refused = assertThrows(
                IOException.class, () -> run.copy(store, new ByteArrayOutputStream()));
        assertEquals("the part " + store.file("0-of-1.a") + " is damaged: remove it, and run this again",
                refused.getMessage());
    }
}
