package org.juliaset.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.juliaset.parameters.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartialFileTest {
    @TempDir
    Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void appearsUnderItsNameWhenComplete() throws IOException {
        Path target = folder.resolve("plot.png");
        try (PartialFile file = PartialFile.create(target)) {
            file.stream().write(new byte[] {1, 2, 3});
            assertFalse(Files.exists(target));
            file.complete();
        }
        assertEquals(3, Files.size(target));
        assertEquals(List.of("plot.png"), names());
    }

    @Test
    void leavesNothingBehindAndTheOlderFileAloneWhenItIsNotCompleted() throws IOException {
        Path target = Files.writeString(folder.resolve("plot.png"), "older");
        try (PartialFile file = PartialFile.create(target)) {
            file.stream().write(1);
        }
        assertEquals("older", Files.readString(target));
        assertEquals(List.of("plot.png"), names());
    }

    @Test
    void replacesAnOlderFileInOneStep() throws IOException {
        Path target = Files.writeString(folder.resolve("plot.png"), "older");
        try (PartialFile file = PartialFile.create(target)) {
            file.stream().write('n');
            assertEquals("older", Files.readString(target));
            file.complete();
        }
        assertEquals("n", Files.readString(target));
    }

    @Test
    void keepsTheOlderFilesPermissions() throws IOException {
        Path target = Files.writeString(folder.resolve("plot.png"), "older");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-rw----"));
        try (PartialFile file = PartialFile.create(target)) {
            file.complete();
        }
        assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(target)));
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path real = Files.writeString(folder.resolve("real.png"), "older");
        Path link = Files.createSymbolicLink(folder.resolve("link.png"), real);
        try (PartialFile file = PartialFile.create(link)) {
            file.stream().write('n');
            file.complete();
        }
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("n", Files.readString(real));
    }

    @Test
    void aLinkToNothingStaysALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.png"), Path.of("real.png"));
        try (PartialFile file = PartialFile.create(link)) {
            file.stream().write('n');
            file.complete();
        }
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("n", Files.readString(folder.resolve("real.png")));
    }

    @Test
    void refusesAFolderThatIsNotThereAndAFolderInPlaceOfAFile() {
        Path nowhere = folder.resolve("nowhere").resolve("plot.png");
        String message = assertThrows(InvalidParameterException.class, () -> PartialFile.create(nowhere))
                .getMessage();
        assertEquals("there is no folder " + nowhere.getParent() + ": create it or choose another", message);
        assertThrows(InvalidParameterException.class, () -> PartialFile.create(folder));
    }

    @Test
    void theMessageNamesAReadOnlyFileSystem() throws Exception {
        Path mount = Files.createDirectory(folder.resolve("mount"));
        assumeTrue(new ProcessBuilder("mount", "-t", "tmpfs", "-o", "ro,size=1m", "tmpfs", mount.toString()).start()
                .waitFor() == 0, "no file system can be mounted here");
        try {
            String message = assertThrows(
                    InvalidParameterException.class, () -> PartialFile.create(mount.resolve("x.png"))).getMessage();
            assertEquals(
                    "the folder " + mount + " is on a read-only file system: choose a folder on another disk", message);
        } finally {
            new ProcessBuilder("umount", mount.toString()).start().waitFor();
        }
    }
}
