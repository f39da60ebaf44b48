package org.juliaset.compute.opencl.platform;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jocl.CL;
import org.juliaset.compute.MissingPartException;
import org.juliaset.concurrent.AtExit;
import org.juliaset.storage.UserCache;

/**
 * Loads JOCL's native library, once. JOCL unpacks it under a fixed name into the folder for temporary files, to which
 * other users can write, and loads any file of that name. Here it gets a folder to which only this user can write, and
 * which is deleted as soon as the library is loaded.
 */
public final class NativeLibrary {
    private static final String TEMPORARY_FOLDER = "java.io.tmpdir";

    private NativeLibrary() {}

    /**
     * Loads the library if it is not loaded yet.
     *
     * @throws LinkageError if there is no OpenCL loader, or no JOCL for this system
     */
    public static synchronized void load() {
        IcdLoader.load();
        Path folder = createFolder();
        AtExit atExit = new AtExit("juliaset-remove-native-library", () -> remove(folder));
        String usual = System.setProperty(TEMPORARY_FOLDER, folder.toString());
        try {
            CL.setExceptionsEnabled(true);
        } catch (NoClassDefFoundError e) {
            throw new UnsatisfiedLinkError(MissingPartException.of(e).getMessage());
        } catch (LinkageError e) {
            throw new UnsatisfiedLinkError(
                    "JOCL's native library does not load from " + folder.getParent() + ": is there room?");
        } finally {
            System.setProperty(TEMPORARY_FOLDER, usual);
            remove(folder);
            atExit.callOff();
        }
    }

    /**
     * Creates a folder in the folder for temporary files, or in the user's cache if programs may not run from the
     * former.
     */
    private static Path createFolder() {
        Path temporary = Path.of(System.getProperty(TEMPORARY_FOLDER));
        try {
            return createFolder(temporary);
        } catch (IOException e) {
            try {
                return createFolder(Files.createDirectories(UserCache.folder().orElseThrow(() -> e)));
            } catch (IOException none) {
                throw new UnsatisfiedLinkError("there is no folder for JOCL's native library: " + e.getMessage()
                        + ": choose another folder for temporary files (TMPDIR)");
            }
        }
    }

    private static Path createFolder(Path parent) throws IOException {
        if (!Files.isWritable(parent)) {
            throw new IOException(parent + (Files.exists(parent) ? " cannot be written to" : " does not exist"));
        }
        Path folder = Files.createTempDirectory(parent, "juliaset-native-").toAbsolutePath();
        Path program = Files.createFile(folder.resolve("program"));
        boolean runs = program.toFile().setExecutable(true) && Files.isExecutable(program);
        Files.delete(program);
        if (!runs) {
            remove(folder);
            throw new IOException("programs may not run from " + parent);
        }
        return folder;
    }

    private static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            // Windows locks the file of a loaded library: the system clears its temporary folder later
        }
    }
}
