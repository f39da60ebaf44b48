package org.juliaset.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.juliaset.image.dzi.DziWriter;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.storage.Existing;
import org.juliaset.storage.OnInterrupt;
import org.juliaset.storage.ResumableFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeepZoomNamesTest {
    private static final List<String> COMPLETE =
            List.of("plot.dzi", "plot.html", "plot_files", "plot_files/0", "plot_files/0/0_0.png");

    private static final Map<String, String> PARAMETERS = Map.of("real", "-0.835");

    @TempDir
    Path temporary;

    private Path folder;
    private Path target;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("folder"));
        target = folder.resolve("plot.dzi");
    }

    private static ResumableFolder open(Path file) throws IOException {
        DeepZoomNames names = DeepZoomNames.of(file);
        return ResumableFolder.open(
                names.descriptor(), names.parts(), PARAMETERS, Existing.REPLACED, OnInterrupt.REMOVE, kept -> {});
    }

    /** Everything below the folder. */
    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.skip(1).map(file -> folder.relativize(file).toString()).sorted().toList();
        }
    }

    private static void fill(Path at, String content) throws IOException {
        Path level = Files.createDirectories(at.resolve(DziWriter.TILES).resolve("0"));
        Files.writeString(level.resolve("0_0.png"), content);
        Files.writeString(at.resolve(DziWriter.VIEWER), content);
        Files.writeString(at.resolve(DziWriter.DESCRIPTOR), content);
    }

    private void make(String content) throws IOException {
        try (ResumableFolder partial = open(target)) {
            fill(partial.folder(), content);
            partial.complete();
        }
    }

    private void assertRefused(String message) {
        assertEquals(message, assertThrows(InvalidParameterException.class, () -> open(target)).getMessage());
        assertThrows(InvalidParameterException.class, () -> DeepZoomNames.of(target));
    }

    @Test
    void appearsUnderItsNamesWhenComplete() throws IOException {
        try (ResumableFolder partial = open(target)) {
            assertEquals("plot", DeepZoomNames.of(target).name());
            fill(partial.folder(), "new");
            assertEquals(List.of(), names().stream().filter(name -> !name.startsWith("plot.dzi.part")).toList());
            partial.complete();
            assertEquals(COMPLETE, names());
        }
        assertEquals(COMPLETE, names());
    }

    @Test
    void leavesNothingBehindAndTheOlderPictureAloneWhenItIsNotCompleted() throws IOException {
        make("older");
        try (ResumableFolder partial = open(target)) {
            fill(partial.folder(), "new");
        }
        assertEquals(COMPLETE, names());
        assertEquals("older", Files.readString(target));
    }

    @Test
    void replacesAllOfAnOlderPicture() throws IOException {
        make("older");
        Files.createDirectory(folder.resolve("plot_files").resolve("1"));
        Files.writeString(folder.resolve("plot_files").resolve("1").resolve("7_7.png"), "older");
        make("new");
        assertEquals(COMPLETE, names());
        for (String file : List.of("plot.dzi", "plot.html", "plot_files/0/0_0.png")) {
            assertEquals("new", Files.readString(folder.resolve(file)));
        }
    }

    @Test
    void keepsTheOlderPicturesPermissions() throws IOException {
        make("older");
        Files.setPosixFilePermissions(folder.resolve("plot_files"), PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(folder.resolve("plot.html"), PosixFilePermissions.fromString("rw-------"));
        make("new");
        assertEquals("rwx------", PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("plot_files"))));
        assertEquals("rw-------", PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("plot.html"))));
    }

    @Test
    void aLinkLeadsToWhereThePartsGo() throws IOException {
        Path link = Files.createSymbolicLink(temporary.resolve("link.dzi"), target);
        try (ResumableFolder partial = open(link)) {
            fill(partial.folder(), "new");
            partial.complete();
        }
        assertEquals(COMPLETE, names());
        assertEquals("new", Files.readString(link));
    }

    @Test
    void threadsThatStillWriteAddNothingToADiscardedFolder() throws IOException {
        ResumableFolder partial = open(target);
        fill(partial.folder(), "new");
        partial.close();
        Path late = partial.folder().resolve(DziWriter.TILES).resolve("0").resolve("1_0.png");
        assertThrows(NoSuchFileException.class, () -> Files.writeString(late, "late"));
        assertEquals(List.of(), names());
    }

    @Test
    void whatALinkLeadsToIsNotRemoved() throws IOException {
        Path own = Files.createDirectory(temporary.resolve("own"));
        Files.writeString(own.resolve("0_0.png"), "own");
        make("older");
        Files.createSymbolicLink(folder.resolve("plot_files").resolve("0").resolve("own"), own);
        make("new");
        assertEquals(COMPLETE, names());
        assertEquals("own", Files.readString(own.resolve("0_0.png")));
    }

    @Test
    void refusesTilesAndAPageWithoutTheirDescriptor() throws IOException {
        Files.createDirectories(folder.resolve("plot_files").resolve("0"));
        assertRefused(folder.resolve("plot_files") + " is there and is not of an older plot.dzi: remove it, or choose"
                + " another name");
        Files.delete(folder.resolve("plot_files").resolve("0"));
        Files.delete(folder.resolve("plot_files"));
        Files.writeString(folder.resolve("plot.html"), "own");
        assertRefused(folder.resolve("plot.html") + " is there and is not of an older plot.dzi: remove it, or choose"
                + " another name");
        assertEquals("own", Files.readString(folder.resolve("plot.html")));
    }

    @Test
    void refusesToReplaceWhatNoPictureHas() throws IOException {
        make("older");
        Path notes = Files.writeString(folder.resolve("plot_files").resolve("notes.txt"), "own");
        assertThrows(InvalidParameterException.class, () -> open(target));
        Files.delete(notes);
        Path level = Files.writeString(folder.resolve("plot_files").resolve("1"), "own");
        assertThrows(InvalidParameterException.class, () -> open(target));
        Files.delete(level);
        Files.delete(folder.resolve("plot.html"));
        Files.createDirectory(folder.resolve("plot.html"));
        assertThrows(InvalidParameterException.class, () -> open(target));
        Files.delete(folder.resolve("plot.html"));
        make("new");
        Path elsewhere = temporary.resolve("elsewhere");
        Files.move(folder.resolve("plot_files"), elsewhere);
        Files.createSymbolicLink(folder.resolve("plot_files"), elsewhere);
        assertThrows(InvalidParameterException.class, () -> open(target));
        assertEquals("new", Files.readString(elsewhere.resolve("0").resolve("0_0.png")));
    }

    @Test
    void refusesANameOfWhichAPartWouldBeTooLong() throws IOException {
        // with .part.journal the first has 256 bytes, in 128 letters the second
        for (String name : new String[] {"a".repeat(239), "ü".repeat(119) + "a"}) {
            Path longName = folder.resolve(name + ".dzi");
            String message = assertThrows(InvalidParameterException.class, () -> open(longName)).getMessage();
            assertEquals(longName
                    + " is too long a name: with .part.journal, which is written beside it, it has 256 bytes,"
                    + " more than the file system takes: choose a shorter name", message);
            assertFalse(Files.exists(longName));
        }
        assertEquals(List.of(), names());
    }
}
