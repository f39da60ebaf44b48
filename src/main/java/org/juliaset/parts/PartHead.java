package org.juliaset.parts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.juliaset.parameters.InvalidParameterException;

/**
 * What the file of a part says of itself, as text at its beginning. The length of the text is known before its numbers
 * are. After it come the bytes of the picture's file, and {@link BandNotes} on its bands.
 *
 * @param share the rows
 * @param identity all that decides the bytes of the picture's file, by name
 * @param bands number of bands; of a picture of tiles 0
 * @param iterations the sum of the counts of these rows, and of those beside them that tiles needed
 * @param bytes number of bytes; of a picture of tiles those of the tiles, and in place of them comes their table
 * @param content number of bytes of the file between the head and the notes
 * @param notes number of bytes of the notes
 * @param checksum CRC-32C of all that follows the head
 */
record PartHead(
        Share share, Map<String, String> identity, long bands, long iterations, long bytes, long content, long notes,
        int checksum) {
    private static final String TITLE = "juliaset part 1";

    /** Heads are multiples of this, so that the bytes begin with a page. */
    private static final int PAGE = 4096;

    /** The longest head that is read; a palette of a file has some 20,000 characters. */
    private static final int MAX_LENGTH = 1 << 18;

    /** Returns the bytes of the head. */
    ByteBuffer text() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("head", fixed(0));
        facts.put("part", fixed(share.index()));
        facts.put("parts", fixed(share.count()));
        facts.put("first-row", fixed(share.firstRow()));
        facts.put("end-row", fixed(share.endRow()));
        facts.put("bands", fixed(bands));
        facts.put("iterations", fixed(iterations));
        facts.put("bytes", fixed(bytes));
        facts.put("content", fixed(content));
        facts.put("notes", fixed(notes));
        facts.put("crc32c", Facts.hex(Integer.toUnsignedLong(checksum)));
        facts.putAll(identity);
        int length = (Facts.bytes(TITLE, facts).length + PAGE - 1) / PAGE * PAGE;
        facts.put("head", fixed(length));
        ByteBuffer text = ByteBuffer.allocate(length).put(Facts.bytes(TITLE, facts));
        while (text.hasRemaining()) {
            text.put((byte) '\n');
        }
        return text.flip();
    }

    /** Returns the number of bytes of the head of a part. */
    static int length(Share share, Map<String, String> identity) {
        return new PartHead(share, identity, 0, 0, 0, 0, 0, 0).text().remaining();
    }

    /** Returns the bytes of the whole file of the part. */
    long fileBytes() {
        return length(share, identity) + content + notes;
    }

    private static String fixed(long number) {
        return String.format(Locale.ROOT, "%019d", number);
    }

    /** Reads the head of a file; empty if it has none, or a damaged one. */
    static Optional<PartHead> read(FileChannel file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(MAX_LENGTH, file.size()));
        while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {}
        return read(bytes.array());
    }

    /** Reads the head at the beginning of some bytes; empty if they have none, or a damaged one. */
    static Optional<PartHead> read(byte[] bytes) {
        return Facts.read(TITLE, bytes).flatMap(PartHead::of);
    }

    /**
     * Checks that this is a certain part.
     *
     * @param file names it in messages
     * @throws InvalidParameterException if it is another one, or has other rows
     */
    void requireShare(Share wanted, Object file) {
        if (!share.equals(wanted)) {
            throw new InvalidParameterException(file + " is part " + share.name() + " from row " + share.firstRow()
                    + " to " + share.endRow() + " in place of " + wanted.name() + " from " + wanted.firstRow() + " to "
                    + wanted.endRow() + ": remove it, and make it again");
        }
    }

    private static Optional<PartHead> of(Map<String, String> facts) {
        try {
            Map<String, String> rest = new LinkedHashMap<>(facts);
            rest.remove("head");
            Share share = new Share(
                    Integer.parseInt(rest.remove("part")), Integer.parseInt(rest.remove("parts")),
                    Long.parseLong(rest.remove("first-row")), Long.parseLong(rest.remove("end-row")));
            long bands = Long.parseLong(rest.remove("bands"));
            long iterations = Long.parseLong(rest.remove("iterations"));
            long bytes = Long.parseLong(rest.remove("bytes"));
            long content = Long.parseLong(rest.remove("content"));
            long notes = Long.parseLong(rest.remove("notes"));
            int checksum = Integer.parseUnsignedInt(rest.remove("crc32c"), 16);
            return Optional.of(new PartHead(share, rest, bands, iterations, bytes, content, notes, checksum));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
