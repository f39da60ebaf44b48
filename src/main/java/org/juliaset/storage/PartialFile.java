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
 * A file under construction. It lies beside its final name, in the same file system, and is renamed in one step when it
 * is complete. Until then an older file of that name stays unchanged. If the process ends first, normally or by a
 * signal, the unfinished file is deleted.
 */
public final class PartialFile implements Closeable {
    private final Path target;
    private final Path partial;
    private final Existing existing;
    private final OutputStream stream;
    private final AtExit atExit = new AtExit("juliaset-remove-partial-file", this::discard);
    private boolean settled;

    private PartialFile(Path folder, Path target, Existing existing) throws IOException {
        this.target = target;
        this.existing = existing;
        this.partial = folder.resolve(".juliaset-" + UUID.randomUUID() + ".part");
        try {
            // either the exit hook finds the file, or it is not created any more
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

    /** Creates an unfinished file, which replaces an older one when it is complete. */
    public static PartialFile create(Path file) throws IOException {
        return create(file, Existing.REPLACED);
    }

    /**
     * Creates an unfinished file.
     *
     * @param existing what becomes of a file of this name
     * @throws InvalidParameterException with the cause, if the name or the folder cannot be used
     * @throws IOException if creating it fails otherwise
     */
    public static PartialFile create(Path file, Existing existing) throws IOException {
        Path target = OutputPath.requireWritable(file);
        return create(target.getParent(), target, existing);
    }

    /**
     * Creates an unfinished file that lies in another folder of the same file system, with which it is removed if the
     * process ends before it can do that itself. It replaces an older one when it is complete.
     *
     * @throws IOException if creating it fails
     */
    public static PartialFile createIn(Path folder, Path file) throws IOException {
        return create(folder, OutputPath.requireWritable(file), Existing.REPLACED);
    }

    private static PartialFile create(Path folder, Path target, Existing existing) throws IOException {
        try {
            return new PartialFile(folder, target, existing);
        } catch (IOException e) {
            return OutputPath.refuse(target, e);
        }
    }

    /** Returns the path of the unfinished file, for another program that writes it in place of the stream. */
    public Path path() {
        return partial;
    }

    /** Returns the stream to write the file to. */
    public OutputStream stream() {
        return stream;
    }

    /**
     * Renames the complete file.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one of its name, which is to be kept
     */
    public synchronized void complete() throws IOException {
        stream.close();
        if (!settled) {
            OutputPath.give(partial, target, existing);
            settled = true;
        }
    }

    /** Deletes the file unless it is complete. */
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
            // nothing can be done about it here
        }
    }
}
