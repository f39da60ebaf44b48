package org.juliaset.opencl;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jocl.CL;
import org.juliaset.core.MissingPartException;

/**
 * Loads JOCL's native library, once. JOCL unpacks it under a fixed name into the folder for temporary
 * files, which other users can write to, and loads whatever lies there; we give it a folder that is
 * ours alone, and remove it as soon as the library is in memory.
 */
final class NativeLibrary {
    private static final String TEMPORARY_FOLDER = "java.io.tmpdir";

    private NativeLibrary() {}

    /**
     * Loads the library if it is not loaded yet.
     *
     * @throws LinkageError if there is no OpenCL loader, or no JOCL for this system
     */
    static synchronized void load() {
        IcdLoader.load();
        Path ours = createFolder();
        Thread atExit = new Thread(() -> remove(ours), "juliaset-remove-native-library");
        Runtime.getRuntime().addShutdownHook(atExit);
        String usual = System.setProperty(TEMPORARY_FOLDER, ours.toString());
        try {
            CL.setExceptionsEnabled(true);
        } catch (NoClassDefFoundError e) {
            throw new UnsatisfiedLinkError(MissingPartException.of(e).getMessage());
        } catch (LinkageError e) {
            throw new UnsatisfiedLinkError("JOCL's native library does not load from " + ours.getParent()
                    + ": is there room, and may programs run from there?");
        } finally {
            System.setProperty(TEMPORARY_FOLDER, usual);
            remove(ours);
            forget(atExit);
        }
    }

    private static Path createFolder() {
        try {
            return Files.createTempDirectory("juliaset-native-").toAbsolutePath();
        } catch (IOException e) {
            throw new UnsatisfiedLinkError("there is no temporary folder for JOCL's native library: " + e.getMessage());
        }
    }

    private static void forget(Thread atExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the process is ending, and the hook does what there is to do
        }
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
            // Windows keeps a loaded library's file: it stays until the system clears its temporary folder
        }
    }
}
