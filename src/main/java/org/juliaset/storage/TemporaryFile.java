package org.juliaset.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file in the system's folder for temporary ones, for what goes to a stream later than it is made. It has no name
 * any more once it is open, where the system can do that, so that it goes with the process.
 */
public final class TemporaryFile implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final RandomAccessFile file;

    private TemporaryFile(Path path) throws IOException {
        this.path = path;
        this.file = new RandomAccessFile(path.toFile(), "rw");
        remove();
    }

    /** Makes one, which is empty. */
    public static TemporaryFile create() throws IOException {
        try {
            return new TemporaryFile(Files.createTempFile("juliaset-", null));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static IOException failed(IOException e) {
        String folder = System.getProperty("java.io.tmpdir");
        return new IOException("the temporary folder " + folder + " does not take the file until it is complete: "
                + FileProblem.reason(e), e);
    }

    /** Where its bytes go. */
    public OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                try {
                    file.write(bytes, offset, length);
                } catch (IOException e) {
                    throw failed(e);
                }
            }
        };
    }

    /** Writes all that is in it to a stream. */
    public void copyTo(OutputStream out) throws IOException {
        byte[] some = new byte[BUFFER];
        file.seek(0);
        for (int length = file.read(some); length >= 0; length = file.read(some)) {
            out.write(some, 0, length);
        }
    }

    private void remove() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // Windows removes no file that is open
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
        remove();
    }
}
