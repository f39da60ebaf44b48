package org.juliaset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Vendored libraries are as their lists of checksums say; ci/vendored compares them with their packages as well. */
class VendoredTest {
    private static final String LIST = "npm.sha256";

    @Test
    void vendoredFilesHaveTheListedChecksumsAndNoFileIsUnlisted() throws Exception {
        List<Path> lists;
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            lists = files.filter(file -> file.endsWith(LIST)).toList();
        }
        assertFalse(lists.isEmpty());
        for (Path list : lists) {
            assertEquals(listed(list), present(list.getParent()), list::toString);
        }
    }

    /** Returns the checksums of a list by the names of their files. */
    private static Map<String, String> listed(Path list) throws Exception {
        Map<String, String> checksums = new TreeMap<>();
        for (String line : Files.readAllLines(list)) {
            if (!line.startsWith("#")) {
                String[] parts = line.split("  ", 2);
                checksums.put(parts[1], parts[0]);
            }
        }
        return checksums;
    }

    /** Returns the checksums of the files in a folder but for its list. */
    private static Map<String, String> present(Path folder) throws Exception {
        Map<String, String> checksums = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> !file.endsWith(LIST)).toList()) {
                byte[] checksum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                checksums.put(file.getFileName().toString(), HexFormat.of().formatHex(checksum));
            }
        }
        return checksums;
    }
}
