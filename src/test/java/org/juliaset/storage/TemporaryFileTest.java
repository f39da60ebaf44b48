package org.juliaset.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TemporaryFileTest {
    private static Set<Path> there() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().matches("juliaset-\\d+\\.tmp"))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void whatIsWrittenIsCopiedAndNothingIsLeft() throws Exception {
        Set<Path> before = there();
        byte[] bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);
        ByteArrayOutputStream copied = new ByteArrayOutputStream();
        try (TemporaryFile file = TemporaryFile.create()) {
            file.stream().write(bytes, 0, 200_000);
            file.stream().write(bytes[200_000]);
            file.stream().write(bytes, 200_001, 99_999);
            file.copyTo(copied);
        }
        assertArrayEquals(bytes, copied.toByteArray());
        Set<Path> left = there();
        left.removeAll(before);
        assertEquals(Set.of(), left);
    }
}
