package org.juliaset.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.juliaset.concurrent.AtExit;
import org.juliaset.parameters.InvalidParameterException;

/**
 * A file under construction. It lies beside its final name, in the same file system, and gets that name
 * in one step when it is complete. Until then an older file of that name stays as it is; and if the
 * process ends before, also by a signal, the unfinished file is removed.
 */
public final class PartialFile implements Closeable {
    private final Path target;
    private final Path partial;
    private final OutputStream stream;
    private final AtExit atExit = new AtExit("juliaset-remove-partial-file", this::discard);
    private boolean settled;

    private PartialFile(Path target) throws IOException {
        this.target = target;
        this.partial = target.resolveSibling(".juliaset-" + UUID.randomUUID() + ".part");
        try {
            // either the hook finds the file, or the file is not made any more
            synchronized (this) {
                if (settled) {
                    throw new IOException("the process is ending");
                }
                this.stream = Files.newOutputStream(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            }
        } catch (IOException e) {
            atExit.callOff();
            throw e;
        }
    }

    /**
     * Starts a file.
     *
     * @throws InvalidParameterException if there can be no file of this name, saying why
     * @throws IOException if there could be one and it cannot be made
     */
    public static PartialFile create(Path file) throws IOException {
        Path target = OutputPath.requireWritable(file);
        try {
            return new PartialFile(target);
        } catch (IOException e) {
            return OutputPath.refuse(target, e);
        }
    }

    /** Where its bytes go. */
    public OutputStream stream() {
        return stream;
    }

    /** Gives the complete file its name, in place of an older one. */
    public synchronized void complete() throws IOException {
        stream.close();
        if (!settled) {
            OutputPath.give(partial, target);
            settled = true;
        }
    }

    /** Removes the file unless it is complete. */
    @Override
    public void close() throws IOException {
        try {
            stream.close();
        } finally {
            discard();
            atExit.callOff();
        }
    }

    private synchronized void discard() {
        if (settled) {
            return;
        }
        settled = true;
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            // nothing else can be done about it here
        }
    }
}
