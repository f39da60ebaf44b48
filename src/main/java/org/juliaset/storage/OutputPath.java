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

/** Checks names of output files, and renames finished files. */
public final class OutputPath {
    /** The longest chain of links that Linux follows. */
    private static final int MAX_LINKS = 40;

    private OutputPath() {}

    /**
     * Checks that a file can be created under a name, without creating it.
     *
     * @return the absolute name with links followed, so that a link is not replaced
     * @throws InvalidParameterException with the cause, if it cannot
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

    /** Checks that the system accepts a name: it may be too long, for example. */
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
     * Checks that the system accepts a name that is made by appending to the file's name.
     *
     * @param file the name as the user gave it
     * @param ending the appended text
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

    /** Returns the end of a chain of links, which need not exist. */
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
     * Returns an exception: a file cannot be created, with the system's reason.
     *
     * @param path the path that the system refused
     */
    private static InvalidParameterException notWritable(Path file, Path path, IOException cause) {
        return new InvalidParameterException(file + " cannot be written: " + FileProblem.clause(cause, path));
    }

    /**
     * Throws an exception for a file that could not be created beside a target: a wrong name or folder, or a failure.
     *
     * @throws InvalidParameterException if another name or folder helps
     * @throws IOException for any other failure
     */
    public static <T> T refuse(Path target, IOException cause) throws IOException {
        Path folder = target.getParent();
        if (FileProblem.of(cause) == FileProblem.NO_FOLDER && Files.isDirectory(folder)) {
            throw new InvalidParameterException(
                    "the folder " + folder + " cannot be written to (it takes no new files): choose another");
        }
        if (FileProblem.of(cause).isMistake()) {
            throw notWritable(target, target, cause);
        }
        throw cause;
    }

    /** Copies the permissions of an older file to a newer one. */
    public static void keepPermissions(Path older, Path newer) throws IOException {
        if (Files.exists(older) && Files.getFileStore(older).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(newer, Files.getPosixFilePermissions(older));
        }
    }

    /**
     * Renames a complete file in one step.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is a file of this name, and it is to be kept
     */
    static void give(Path complete, Path name, Existing existing) throws IOException {
        if (existing == Existing.KEPT) {
            // not an atomic move, which replaces what is there
            Files.move(complete, name);
            return;
        }
        keepPermissions(name, complete);
        Files.move(complete, name, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Forces the entries of a folder to the disk, on systems that can. */
    public static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows cannot open folders, and stores their entries safely itself
        }
    }
}
