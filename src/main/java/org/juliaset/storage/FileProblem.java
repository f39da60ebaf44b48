package org.juliaset.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Arrays;

/**
 * The cause of a failed file operation, and what to do about it. Java reports causes by some ten types of exceptions,
 * with messages in the system's language; here each cause has one entry.
 */
public enum FileProblem {
    NO_FOLDER(
            "there is no such file or folder", "create the folder or choose another", true,
            "No such file or directory"),
    NAME_TOO_LONG("File name too long", "choose a shorter name", true, "File name too long"),
    NOT_PERMITTED(
            "Permission denied", "change the permissions or choose another", true,
            "Permission denied", "Operation not permitted"),
    READ_ONLY("Read-only file system", "choose a folder on another disk", true, "Read-only file system"),
    IS_FOLDER("Is a directory", "give the name of a file", true, "Is a directory"),
    NOT_A_FOLDER("a part of its path is not a folder", "choose another", true, "Not a directory"),
    LINKS_IN_A_LOOP(
            "Too many levels of symbolic links", "remove the link or choose another name", true,
            "Too many levels of symbolic links"),
    IS_THERE(
            "there is a file of this name already", "choose another name", true, "File exists"),
    DISK_FULL("No space left on device", "make room or choose another disk", false, "No space left on device"),
    QUOTA("Disk quota exceeded", "remove files of yours or ask for a larger quota", false, "Disk quota exceeded"),
    FILE_TOO_LARGE(
            "File too large", "raise the limit of this shell (ulimit -f) or choose another disk", false,
            "File too large"),
    TOO_MANY_OPEN_FILES(
            "Too many open files", "raise the limit of open files (ulimit -n)", false, "Too many open files"),
    DISK_FAILS("Input/output error", "look at the system's log, the disk may fail, and choose another", false,
            "Input/output error", "Stale file handle", "Transport endpoint is not connected"),
    OTHER("", "", false);

    private final String reason;
    private final String advice;
    private final boolean mistake;
    private final String[] systemWords;

    /** @param systemWords the beginnings of the messages of Linux and macOS, in English */
    FileProblem(String reason, String advice, boolean mistake, String... systemWords) {
        this.reason = reason;
        this.advice = advice;
        this.mistake = mistake;
        this.systemWords = systemWords;
    }

    /** Returns the problem that an exception reports; {@link #OTHER} if it is none of these. */
    public static FileProblem of(IOException e) {
        if (e instanceof NoSuchFileException) {
            return NO_FOLDER;
        }
        if (e instanceof AccessDeniedException) {
            return NOT_PERMITTED;
        }
        if (e instanceof FileAlreadyExistsException) {
            return IS_THERE;
        }
        if (e instanceof NotDirectoryException) {
            return NOT_A_FOLDER;
        }
        if (e instanceof FileSystemLoopException) {
            return LINKS_IN_A_LOOP;
        }
        if (e.getCause() instanceof ReadOnlyFileSystemException) {
            return READ_ONLY;
        }
        String words = words(e);
        // java.io puts the system's message in parentheses: "x.png (Permission denied)"
        return Arrays.stream(values())
                .filter(problem -> Arrays.stream(problem.systemWords).anyMatch(words::contains))
                .findFirst()
                .orElse(OTHER);
    }

    private static String words(IOException e) {
        String words = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return words == null ? "" : words;
    }

    /** Returns whether the user must choose another name or folder, in place of trying again. */
    public boolean isMistake() {
        return mistake;
    }

    /** Returns the cause in a few words. */
    public static String reason(IOException e) {
        FileProblem problem = of(e);
        String words = words(e);
        if (problem != OTHER) {
            return problem.reason;
        }
        return words.isEmpty() ? e.getClass().getSimpleName() : words;
    }

    /**
     * Returns the cause and the advice as the end of a message such as "cannot write x.png: ".
     *
     * @param path the file, or null for a stream
     */
    public static String clause(IOException e, Path path) {
        FileProblem problem = of(e);
        String missing = problem == NO_FOLDER && path != null ? missingFolder(path) : null;
        if (missing != null) {
            return "the folder " + missing + " is not there: " + problem.advice;
        }
        return reason(e) + (path == null || problem.advice.isEmpty() ? "" : ": " + problem.advice);
    }

    /** Returns the missing folder of a file, or null if it exists. */
    private static String missingFolder(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        return folder == null || Files.isDirectory(folder) ? null : folder.toString();
    }
}
