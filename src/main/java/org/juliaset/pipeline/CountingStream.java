package org.juliaset.pipeline;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Counts the bytes written to a stream. */
public final class CountingStream extends FilterOutputStream {
    private long bytes;

    /**
     * Wraps a stream.
     *
     * @param bytes the initial value of the counter
     */
    public CountingStream(OutputStream out, long bytes) {
        super(out);
        this.bytes = bytes;
    }

    public long bytes() {
        return bytes;
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
        bytes++;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        out.write(buffer, offset, length);
        bytes += length;
    }
}
