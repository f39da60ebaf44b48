package org.juliaset.render;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.juliaset.core.InvalidParameterException;

/** Names of files that are to be written: whether they can be, and how a finished file gets its own. */
public final class OutputPath {
    /** As many links in a row as Linux follows. */
    private static final int MAX_LINKS = 40;

    private OutputPath() {}

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
            throw new InvalidParameterException(spelling -> file + " is not a regular file: choose another"
                    + spelling.advice(", or standard output with ", "stream", ""));
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

    /** Why the system could not do something with a file, in a few words. */
    public static String reason(IOException e) {
        if (e instanceof FileSystemException file) {
            return file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
        }
        return e.getMessage();
    }

    /** That there can be no file under a name, as the system says. */
    static InvalidParameterException notWritable(Path target, IOException why) {
        return new InvalidParameterException("the folder " + target.getParent() + " cannot be written to ("
                + reason(why) + "): choose another");
    }

    /** What others may do with the older file they may do with the newer. */
    static void keepPermissions(Path older, Path newer) throws IOException {
        if (Files.exists(older) && Files.getFileStore(older).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(newer, Files.getPosixFilePermissions(older));
        }
    }

    /** Gives a complete file its name in one step. */
    static void give(Path complete, Path name) throws IOException {
        keepPermissions(name, complete);
        Files.move(complete, name, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Brings the names in a folder to the disk, where the system can. */
    static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no folders; names are safe there as they are
        }
    }
}
