package org.juliaset.pipeline;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Counts the bytes on their way to a stream. */
public final class CountingStream extends FilterOutputStream {
    private long bytes;

    /** @param bytes that are there already */
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
