package org.juliaset.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.juliaset.parts.LabelledPart;

/**
 * A run of bytes of the picture's file, which one task copies: the bytes of parts that follow each other, and what is
 * before the first and after the last part of the picture. Immutable.
 *
 * @param names of the bytes of the parts
 * @param checks checksum and notes of each, see {@link LabelledPart#checksum}
 * @param before bytes before them
 * @param after bytes after them
 * @param length number of all these bytes
 * @param firstPiece the number of its first piece in an upload, from 1
 */
record Joining(
        ArrayList<String> names, ArrayList<Check> checks, byte[] before, byte[] after, long length, int firstPiece)
        implements Serializable {
    private static final int BUFFER = 1 << 20;

    /** What the bytes of a part are checked by. */
    record Check(int checksum, byte[] notes) implements Serializable {}

    /** Returns the run of some parts. */
    static Joining of(List<PartStore.Stored> parts, byte[] before, byte[] after, int firstPiece) {
        ArrayList<String> names = new ArrayList<>();
        ArrayList<Check> checks = new ArrayList<>();
        long length = before.length + after.length;
        for (PartStore.Stored part : parts) {
            names.add(part.name());
            checks.add(new Check(part.label().checksum(), part.label().notes()));
            length += part.label().contentBytes();
        }
        return new Joining(names, checks, before, after, length, firstPiece);
    }

    /**
     * Copies the bytes, and checks those of parts.
     *
     * @throws IOException also if those of a part are damaged
     */
    void copy(PartStore store, OutputStream out) throws IOException {
        out.write(before);
        for (int part = 0; part < names.size(); part++) {
            CRC32C crc = new CRC32C();
            try (CheckedInputStream in = new CheckedInputStream(
                    store.files().open(store.file(names.get(part)), BUFFER), crc)) {
                byte[] buffer = new byte[BUFFER];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    out.write(buffer, 0, read);
                }
            }
            crc.update(checks.get(part).notes());
            if ((int) crc.getValue() != checks.get(part).checksum()) {
                throw new IOException("the part " + store.file(names.get(part)) + " is damaged: remove it, and run this"
                        + " again");
            }
        }
        out.write(after);
    }
}
