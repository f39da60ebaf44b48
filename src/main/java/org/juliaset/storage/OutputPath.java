package org.juliaset.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.juliaset.parameters.InvalidParameterException;

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
            requirePossible(file, folder);
            throw new InvalidParameterException("there is no folder " + folder + ": create it or choose another");
        }
        if (!Files.isWritable(folder)) {
            throw new InvalidParameterException("the folder " + folder + (isReadOnly(folder)
                    ? " is on a read-only file system: choose a folder on another disk"
                    : " cannot be written to: choose another"));
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
    private static void requirePossible(Path file, Path target) {
        try {
            Files.getLastModifiedTime(target);
        } catch (NoSuchFileException e) {
            // there is no such file yet
        } catch (IOException e) {
            throw notWritable(file, target, e);
        }
    }

    /**
     * Asks the system about a name that is made of the file's own, by adding to it.
     *
     * @param file as it was given
     * @param ending what is added
     */
    public static void requirePossibleBeside(Path file, Path derived, String ending) {
        try {
            Files.getLastModifiedTime(derived, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            // there is no such file yet
        } catch (IOException e) {
            if (FileProblem.of(e) == FileProblem.NAME_TOO_LONG) {
                int bytes = derived.getFileName().toString().getBytes(StandardCharsets.UTF_8).length;
                throw new InvalidParameterException(file + " is too long a name: with " + ending
                        + ", which is written beside it, it has " + bytes
                        + " bytes, more than the file system takes: choose a shorter name");
            }
            throw notWritable(file, derived, e);
        }
    }

    private static boolean isReadOnly(Path folder) {
        try {
            return Files.getFileStore(folder).isReadOnly();
        } catch (IOException e) {
            return false;
        }
    }

    /** Where a chain of links ends, also where nothing is there yet. */
    public static Path followLinks(Path file) {
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
     * That a file cannot be made, as the system says.
     *
     * @param path what it said that of
     */
    private static InvalidParameterException notWritable(Path file, Path path, IOException why) {
        return new InvalidParameterException(file + " cannot be written: " + FileProblem.clause(why, path));
    }

    /**
     * The failure to make a file beside a target as what it is: a mistake in the name or the folder, or a failure.
     *
     * @throws InvalidParameterException if another name or folder helps
     * @throws IOException if not
     */
    public static <T> T refuse(Path target, IOException why) throws IOException {
        Path folder = target.getParent();
        if (FileProblem.of(why) == FileProblem.NO_FOLDER && Files.isDirectory(folder)) {
            throw new InvalidParameterException(
                    "the folder " + folder + " cannot be written to (it takes no new files): choose another");
        }
        if (FileProblem.of(why).isMistake()) {
            throw notWritable(target, target, why);
        }
        throw why;
    }

    /** What others may do with the older file they may do with the newer. */
    public static void keepPermissions(Path older, Path newer) throws IOException {
        if (Files.exists(older) && Files.getFileStore(older).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(newer, Files.getPosixFilePermissions(older));
        }
    }

    /** Gives a complete file its name in one step. */
    public static void give(Path complete, Path name) throws IOException {
        keepPermissions(name, complete);
        Files.move(complete, name, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Brings the names in a folder to the disk, where the system can. */
    public static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no folders; names are safe there as they are
        }
    }
}
