package org.juliaset.render;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.juliaset.core.InvalidParameterException;
import org.juliaset.image.dzi.DziEncoder;

/**
 * A Deep Zoom picture under construction: what {@link PartialFile} is for a file. Its files lie in a
 * folder beside NAME.dzi and become NAME_files, NAME.html and, last, NAME.dzi when all are complete.
 * Until then an older picture of that name stays as it is; and if the process ends before, also by a
 * signal, the unfinished one is removed.
 */
public final class PartialFolder implements Closeable {
    private final DeepZoomNames names;
    private final Path folder;
    private final Path discarded;
    private final Thread atExit = new Thread(this::discardAtExit, "juliaset-remove-partial-folder");
    private volatile boolean ending;
    private boolean settled;

    private PartialFolder(DeepZoomNames names) throws IOException {
        String unique = ".juliaset-" + UUID.randomUUID();
        this.names = names;
        this.folder = names.descriptor().resolveSibling(unique + ".part");
        this.discarded = names.descriptor().resolveSibling(unique + ".gone");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            // either the hook finds the folder, or the folder is not made any more
            synchronized (this) {
                if (settled) {
                    throw new IOException("the process is ending");
                }
                Files.createDirectory(folder);
            }
        } catch (IOException e) {
            forgetExit();
            throw e;
        }
    }

    /**
     * Checks that a picture can be made under a name, without making anything.
     *
     * @param file NAME.dzi
     * @throws InvalidParameterException if it cannot, saying why
     */
    public static void requireWritable(Path file) {
        DeepZoomNames.of(file);
    }

    /**
     * Starts a picture.
     *
     * @param file NAME.dzi
     * @throws InvalidParameterException if there can be no picture of this name, saying why
     */
    public static PartialFolder create(Path file) {
        DeepZoomNames names = DeepZoomNames.of(file);
        try {
            return new PartialFolder(names);
        } catch (IOException e) {
            throw OutputPath.notWritable(names.descriptor(), e);
        }
    }

    /** Where a {@link DziEncoder} is to write. */
    public Path folder() {
        return folder;
    }

    /** What the picture is called, without a suffix. */
    public String name() {
        return names.name();
    }

    /** Gives the complete picture its name, in place of an older one. */
    public synchronized void complete() throws IOException {
        if (settled) {
            return;
        }
        Path older = folder.resolve("older");
        boolean replaces = Files.exists(names.tiles());
        OutputPath.keepPermissions(names.tiles(), folder.resolve(DziEncoder.TILES));
        OutputPath.keepPermissions(names.viewer(), folder.resolve(DziEncoder.VIEWER));
        OutputPath.keepPermissions(names.descriptor(), folder.resolve(DziEncoder.DESCRIPTOR));
        if (replaces) {
            Files.move(names.tiles(), older, StandardCopyOption.ATOMIC_MOVE);
        }
        try {
            Files.move(folder.resolve(DziEncoder.TILES), names.tiles(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (replaces) {
                Files.move(older, names.tiles(), StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
        Files.move(folder.resolve(DziEncoder.VIEWER), names.viewer(), StandardCopyOption.ATOMIC_MOVE);
        Files.move(folder.resolve(DziEncoder.DESCRIPTOR), names.descriptor(), StandardCopyOption.ATOMIC_MOVE);
        discard();
    }

    /** Removes the folder with all that is still in it. */
    @Override
    public void close() {
        discard();
        forgetExit();
        while (ending) {
            // what failed now failed because the files were taken away: there is nobody left to be told
            LockSupport.park(this);
        }
    }

    private void forgetExit() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the process is ending, and the hook does what there is to do
        }
    }

    private void discardAtExit() {
        ending = true;
        discard();
    }

    private synchronized void discard() {
        if (settled) {
            return;
        }
        settled = true;
        try {
            // under another name nothing is added to it any more by those who still write
            Files.move(folder, discarded, StandardCopyOption.ATOMIC_MOVE);
            removeTree(discarded);
        } catch (IOException e) {
            // nothing else can be done about it here
        }
    }

    /** Removes a folder and what is in it; of links themselves, not what they lead to. */
    private static void removeTree(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
