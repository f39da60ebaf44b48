package org.juliaset.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Values;
import org.juliaset.pipeline.Progress;
import org.juliaset.storage.Existing;
import org.juliaset.storage.FileTrees;
import org.juliaset.storage.OnInterrupt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a file that comes into being under the name of a picture while that is rendered. */
class ExistingTest {
    @TempDir
    Path folder;

    private static RenderJob job(PictureFormat format) {
        return JobText.job(Values.of(Map.of("resolution", "600")), format);
    }

    private static Renderer renderer() {
        return new Renderer(DeviceCatalogue.ofThisMachine(2).choose("cpu").engine(), 2);
    }

    private static OnInterrupt interruption(PictureFormat format) {
        return format.streams() ? OnInterrupt.KEEP : OnInterrupt.REMOVE;
    }

    /** Creates a file when the first pixels are finished. */
    private static Progress creating(Path file) {
        return pixels -> {
            try {
                Files.writeString(file, "mine");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    @ParameterizedTest
    @EnumSource(PictureFormat.class)
    void aFileThatIsToBeKeptStaysAndTheRenderFails(PictureFormat format) throws Exception {
        Path file = folder.resolve("plot." + format.suffix());
        try (Renderer renderer = renderer()) {
            for (Path part : Destination.finished(format, file)) {
                if (part.toString().endsWith("_files")) {
                    continue;
                }
                assertThrows(FileAlreadyExistsException.class, () -> renderer.render(
                        job(format), file, interruption(format), Existing.KEPT, creating(part)));
                assertEquals("mine", Files.readString(part));
                Files.delete(part);
                for (Path other : Destination.finished(format, file)) {
                    assertTrue(Files.notExists(other), other.toString());
                }
                OnInterrupt next = format.streams() ? OnInterrupt.RESUME : OnInterrupt.REMOVE;
                renderer.render(job(format), file, next, Existing.KEPT, Progress.NONE);
                Path expected = folder.resolve("expected." + format.suffix());
                renderer.render(job(format), expected, Progress.NONE);
                assertArrayEquals(Files.readAllBytes(expected), Files.readAllBytes(file));
                for (Path made : Destination.finished(format, file)) {
                    FileTrees.remove(made);
                }
            }
        }
    }

    @Test
    void aFileThatIsToBeReplacedIs() throws Exception {
        Path file = folder.resolve("plot.png");
        try (Renderer renderer = renderer()) {
            renderer.render(job(PictureFormat.PNG), file, OnInterrupt.KEEP, creating(file));
        }
        assertTrue(Files.size(file) > 1000);
    }

    @Test
    void anUnfinishedPictureIsDeletedIfItIsTheOneThatIsMeant() throws Exception {
        Path file = folder.resolve("plot.png");
        Thread caller = Thread.currentThread();
        try (Renderer renderer = renderer()) {
            RenderJob large = JobText.job(Values.of(Map.of("resolution", "3000")), PictureFormat.PNG);
            assertThrows(InterruptedException.class, () -> renderer.render(
                    large, file, OnInterrupt.KEEP, Existing.KEPT, pixels -> caller.interrupt()));
            // a later band may have interrupted it again
            Thread.interrupted();
            for (Path part : Destination.unfinished(file)) {
                assertTrue(Files.exists(part), part.toString());
            }
            assertThrows(InvalidParameterException.class,
                    () -> Destination.discardUnfinished(job(PictureFormat.PNG), file));
            Destination.discardUnfinished(large, file);
            for (Path part : Destination.unfinished(file)) {
                assertTrue(Files.notExists(part), part.toString());
            }
            Destination.discardUnfinished(large, file);
        }
    }
}
