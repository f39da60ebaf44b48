package org.juliaset.spark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import org.apache.hadoop.fs.MultipartUploader;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UploadHandle;

/**
 * Sends bytes as pieces of an upload. A piece is kept in memory until it is sent, so that it can be sent again. The
 * last piece is longer than the others, rather than one of its own that may be too short. For one thread.
 */
final class PieceStream extends OutputStream {
    private final MultipartUploader uploader;
    private final Path target;
    private final UploadHandle upload;
    private final Joining run;
    private final int count;
    private final long piece;
    private final ArrayList<byte[]> handles = new ArrayList<>();
    private byte[] buffer;
    private int filled;

    /**
     * @param uploader takes the pieces; stays open
     * @param target what is uploaded
     * @param handle of the upload
     * @param run the bytes that are to be sent
     * @param piece the length of pieces
     */
    PieceStream(MultipartUploader uploader, Path target, byte[] handle, Joining run, long piece) {
        this.uploader = uploader;
        this.target = target;
        this.upload = () -> ByteBuffer.wrap(handle);
        this.run = run;
        this.piece = piece;
        this.count = count(run.length(), piece);
        this.buffer = new byte[next()];
    }

    /** Returns the number of pieces of some bytes. */
    static int count(long bytes, long piece) {
        return (int) Math.max(1, bytes / piece);
    }

    /** Returns the length of the next piece. */
    private int next() {
        int index = handles.size();
        return (int) (index < count - 1 ? piece : run.length() - index * piece);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (handles.size() == count) {
                throw new IOException("a part has become longer");
            }
            int some = Math.min(length - done, buffer.length - filled);
            System.arraycopy(bytes, offset + done, buffer, filled, some);
            filled += some;
            done += some;
            if (filled == buffer.length) {
                send();
            }
        }
    }

    private void send() throws IOException {
        int number = run.firstPiece() + handles.size();
        boolean isLast = run.after().length > 0 && handles.size() == count - 1;
        handles.add(Commit.get(uploader.putPart(
                upload, number, isLast, target, new ByteArrayInputStream(buffer), buffer.length))
                .toByteArray());
        filled = 0;
        if (handles.size() < count) {
            buffer = new byte[next()];
        }
    }

    /**
     * Returns the handles of the pieces.
     *
     * @throws IOException if there were fewer bytes than were to be sent
     */
    ArrayList<byte[]> finish() throws IOException {
        if (handles.size() < count) {
            throw new IOException("a part has become shorter");
        }
        return handles;
    }
}
