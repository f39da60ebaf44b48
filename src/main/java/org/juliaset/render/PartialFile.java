package org.juliaset.render;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.juliaset.core.InvalidParameterException;

/**
 * A file under construction. It lies beside its final name, in the same file system, and gets that name
 * in one step when it is complete. Until then an older file of that name stays as it is; and if the
 * process ends before, also by a signal, the unfinished file is removed.
 */
public final class PartialFile implements Closeable {
    /** As many links in a row as Linux follows. */
    private static final int MAX_LINKS = 40;

    private final Path target;
    private final Path partial;
    private final OutputStream stream;
    private final Thread atExit = new Thread(this::discard, "juliaset-remove-partial-file");
    private boolean settled;

    private PartialFile(Path target) throws IOException {
        this.target = target;
        this.partial = target.resolveSibling(".juliaset-" + UUID.randomUUID() + ".part");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            // either the hook finds the file, or the file is not made any more
            synchronized (this) {
                if (settled) {
                    throw new IOException("the process is ending");
                }
                this.stream = Files.newOutputStream(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            }
        } catch (IOException e) {
            forgetExit();
            throw e;
        }
    }

    /**
     * Checks that a file can be made under a name, without making anything.
     *
     * @return the absolute name with links followed, so that a link stays a link
     * @throws InvalidParameterException if it cannot, saying why
     */
    public static Path requireWritable(Path file) {
        Path target = followLinks(file.toAbsolutePath());
        requirePossible(file, target);
        Path folder = target.getParent();
        if (folder == null || Files.isDirectory(target)) {
            throw new InvalidParameterException(file + " is a folder: give the name of a file");
        }
        if (!Files.isDirectory(folder)) {
            throw new InvalidParameterException("there is no folder " + folder + ": create it or choose another");
        }
        if (!Files.isWritable(folder)) {
            throw new InvalidParameterException("the folder " + folder + " cannot be written to: choose another");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new InvalidParameterException(
                    file + " is not a regular file: choose another, or standard output with -");
        }
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new InvalidParameterException(file + " is write-protected: choose another name");
        }
        return target;
    }

    /** Asks the system about the name, which it may take for too long, for instance. */
    static void requirePossible(Path file, Path target) {
        try {
            Files.getLastModifiedTime(target);
        } catch (NoSuchFileException e) {
            // there is no such file yet
        } catch (IOException e) {
            throw new InvalidParameterException(file + " cannot be written (" + reason(e) + "): choose another name");
        }
    }

    /** Why the system could not do something with a file, in a few words. */
    public static String reason(IOException e) {
        if (e instanceof FileSystemException file) {
            return file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
        }
        return e.getMessage();
    }

    /** Where a chain of links ends, also where nothing is there yet. */
    private static Path followLinks(Path file) {
        Path target = file;
        try {
            for (int link = 0; link < MAX_LINKS && Files.isSymbolicLink(target); link++) {
                target = target.resolveSibling(Files.readSymbolicLink(target));
            }
        } catch (IOException e) {
            throw new InvalidParameterException(file + " is a link that cannot be read: choose another name");
        }
        return target;
    }

    /**
     * Starts a file.
     *
     * @throws InvalidParameterException if there can be no file of this name, saying why
     */
    public static PartialFile create(Path file) {
        Path target = requireWritable(file);
        try {
            return new PartialFile(target);
        } catch (IOException e) {
            throw new InvalidParameterException("the folder " + target.getParent() + " cannot be written to ("
                    + reason(e) + "): choose another");
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
            keepPermissions(target, partial);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            settled = true;
        }
    }

    /** What others may do with the older file they may do with the newer. */
    static void keepPermissions(Path older, Path newer) throws IOException {
        if (Files.exists(older) && Files.getFileStore(older).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(newer, Files.getPosixFilePermissions(older));
        }
    }

    /** Removes the file unless it is complete. */
    @Override
    public void close() throws IOException {
        try {
            stream.close();
        } finally {
            discard();
            forgetExit();
        }
    }

    private void forgetExit() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the process is ending, and the hook does what there is to do
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
