package org.juliaset.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileProblemTest {
    @TempDir
    Path folder;

    /** The system's words for each cause, as exceptions of java.nio and of java.io carry them, and the advice. */
    @ParameterizedTest
    @CsvSource({
        "No space left on device, make room or choose another disk, false",
        "Disk quota exceeded, remove files of yours or ask for a larger quota, false",
        "File too large, raise the limit of this shell (ulimit -f) or choose another disk, false",
        "Too many open files, raise the limit of open files (ulimit -n), false",
        "Too many open files in system, raise the limit of open files (ulimit -n), false",
        "Input/output error, 'look at the system''s log, the disk may fail, and choose another', false",
        "Read-only file system, choose a folder on another disk, true",
        "File name too long, choose a shorter name, true",
        "Is a directory, give the name of a file, true",
        "Permission denied, change the permissions or choose another, true",
        "Operation not permitted, change the permissions or choose another, true",
        "Too many levels of symbolic links, remove the link or choose another name, true",
    })
    void eachCauseHasItsAdvice(String words, String advice, boolean isMistake) {
        for (IOException e : new IOException[] {
            new IOException(words), new FileSystemException("x.png", null, words), new IOException(
                    "x.png (" + words + ")")
        }) {
            String clause = FileProblem.clause(e, folder.resolve("x.png"));
            assertTrue(clause.endsWith(": " + advice), clause);
            assertEquals(isMistake, FileProblem.of(e).isMistake());
        }
        assertFalse(
                FileProblem.clause(new IOException(words), null).contains(advice), "a stream has no name to change");
    }

    @Test
    void javasOwnTypesOfExceptionsAreCausesToo() {
        assertEquals(FileProblem.NOT_PERMITTED, FileProblem.of(new AccessDeniedException("x")));
        assertEquals(FileProblem.NOT_A_FOLDER, FileProblem.of(new NotDirectoryException("x")));
        assertEquals(FileProblem.LINKS_IN_A_LOOP, FileProblem.of(new FileSystemLoopException("x")));
        assertEquals(FileProblem.NO_FOLDER, FileProblem.of(new NoSuchFileException("x")));
    }

    @Test
    void aMissingFolderIsNamed() {
        Path file = folder.resolve("no").resolve("x.png");
        IOException e = assertThrows(IOException.class, () -> Files.createFile(file));
        assertEquals("the folder " + file.getParent() + " is not there: create the folder or choose another",
                FileProblem.clause(e, file));
    }

    @Test
    void whatTheSystemSaysItselfIsUnderstood() throws IOException {
        Path longName = folder.resolve("a".repeat(300));
        assertEquals(FileProblem.NAME_TOO_LONG,
                FileProblem.of(assertThrows(IOException.class, () -> Files.createFile(longName))));
        assertEquals(FileProblem.IS_FOLDER,
                FileProblem.of(assertThrows(IOException.class, () -> new FileInputStream(folder.toFile()).close())));
        Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        assertEquals(FileProblem.LINKS_IN_A_LOOP,
                FileProblem.of(assertThrows(IOException.class, () -> Files.newInputStream(loop).close())));
        Path file = Files.createFile(folder.resolve("file"));
        assertEquals(FileProblem.NOT_A_FOLDER,
                FileProblem.of(assertThrows(IOException.class, () -> Files.createFile(file.resolve("x")))));
    }

    @Test
    void whatIsNotKnownIsSaidInTheSystemsWords() {
        assertEquals("Something else", FileProblem.clause(new IOException("Something else"), folder.resolve("x")));
        assertEquals("IOException", FileProblem.clause(new IOException(), folder.resolve("x")));
    }
}
