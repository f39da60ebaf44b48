package org.juliaset.parts;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Facts by name as text: a title, a line {@code name=value} for each, and a checksum (CRC-32C, RFC 3720 appendix B.4)
 * of all before it.
 */
final class Facts {
    private static final String CHECKSUM = "checksum=";

    private Facts() {}

    /** Returns the bytes of facts, ASCII. */
    static byte[] bytes(String title, Map<String, String> facts) {
        StringBuilder text = new StringBuilder(title).append('\n');
        facts.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
        return (text + CHECKSUM + checksum(text.toString()) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads facts at the beginning of a text; empty if they are not whole, or are others than the title says. */
    static Optional<Map<String, String>> read(String title, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.US_ASCII);
        int end = text.indexOf("\n" + CHECKSUM) + 1;
        if (!text.startsWith(title + "\n") || end == 0
                || !text.startsWith(CHECKSUM + checksum(text.substring(0, end)) + "\n", end)) {
            return Optional.empty();
        }
        Map<String, String> facts = new LinkedHashMap<>();
        text.substring(title.length() + 1, end).lines().forEach(line -> {
            int equals = line.indexOf('=');
            facts.put(line.substring(0, equals), line.substring(equals + 1));
        });
        return Optional.of(facts);
    }

    private static String checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return hex(crc.getValue());
    }

    /** Returns a checksum of 32 bits as eight digits. */
    static String hex(long checksum) {
        return String.format("%08x", checksum);
    }
}
