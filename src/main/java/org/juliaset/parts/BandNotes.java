package org.juliaset.parts;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.juliaset.storage.Checkpoints;

/**
 * Metadata of the bands of a part, needed to join it: of each the number of bytes, int32, and the length,
 * int32, and the bytes of what the format's writer saves. From all of them in order another writer makes the beginning
 * and the end of the file. They depend on the picture alone, not on where the part was interrupted. For one thread.
 */
final class BandNotes implements Checkpoints {
    private final Checkpoints inner;
    private final LongSupplier position;
    private final ByteArrayOutputStream notes = new ByteArrayOutputStream();
    private long before;
    private int kept;

    /**
     * @param inner keeps the notes with its checkpoints
     * @param position returns the number of bytes that the writer has written
     */
    BandNotes(Checkpoints inner, LongSupplier position) {
        this.inner = inner;
        this.position = position;
        this.before = position.getAsLong();
    }

    /** A band's number of bytes, and what the writer saves of it. */
    @FunctionalInterface
    interface Reader {
        void read(int bytes, DataInputStream note) throws IOException;
    }

    /** Passes the notes on some bands to a reader, in order. */
    static void read(byte[] notes, Reader reader) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(notes));
        while (in.available() > 0) {
            int bytes = in.readInt();
            byte[] note = new byte[in.readInt()];
            in.readFully(note);
            reader.read(bytes, new DataInputStream(new ByteArrayInputStream(note)));
        }
    }

    /**
     * Bands that follow each other.
     *
     * @param offset number of bytes before them
     * @param notes the notes on them
     */
    record Run(long offset, byte[] notes) {}

    /** Finds bands by the number of those before them. */
    static Run run(byte[] notes, long before, long number) {
        ByteBuffer all = ByteBuffer.wrap(notes);
        long offset = 0;
        int start = 0;
        for (long band = 0; band < before + number; band++) {
            if (band < before) {
                offset += all.getInt(all.position());
            } else if (band == before) {
                start = all.position();
            }
            all.position(all.position() + 2 * Integer.BYTES + all.getInt(all.position() + Integer.BYTES));
        }
        return new Run(offset, Arrays.copyOfRange(notes, start, all.position()));
    }

    /** Returns the notes on all bands so far. */
    byte[] bytes() {
        return notes.toByteArray();
    }

    @Override
    public long bands() {
        return inner.bands();
    }

    @Override
    public long iterations() {
        return inner.iterations();
    }

    @Override
    public void restore(Restore state) throws IOException {
        inner.restore(in -> {
            byte[] some = new byte[in.readInt()];
            in.readFully(some);
            notes.writeBytes(some);
            read(some, (bytes, note) -> state.read(note));
        });
        kept = notes.size();
    }

    @Override
    public void written(long bands, long iterations, Save state) throws IOException {
        ByteArrayOutputStream note = new ByteArrayOutputStream();
        state.write(new DataOutputStream(note));
        DataOutputStream to = new DataOutputStream(notes);
        to.writeInt(Math.toIntExact(position.getAsLong() - before));
        to.writeInt(note.size());
        note.writeTo(to);
        before = position.getAsLong();
        inner.written(bands, iterations, out -> {
            byte[] all = notes.toByteArray();
            out.writeInt(all.length - kept);
            out.write(all, kept, all.length - kept);
            kept = all.length;
        });
    }
}
