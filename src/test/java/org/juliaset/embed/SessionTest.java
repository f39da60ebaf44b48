package org.juliaset.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.juliaset.color.Coloring;
import org.juliaset.compute.Device;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.devices.NoSuchDeviceException;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;
import org.juliaset.pipeline.Progress;
import org.juliaset.render.Output;
import org.juliaset.render.RenderJob;
import org.juliaset.render.RenderReport;
import org.juliaset.render.Renderer;
import org.juliaset.storage.OnInterrupt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
    private static final JuliaSet ARTICLE = new JuliaSet(-0.835, -0.2321, 2, 80);
    private static final Grid OVERVIEW = new ComplexRegion(-1.6, 1.6, 1, -1).grid(500);

    /** Hours of work: all orbits of c = 0.25 go to the limit, slowly, and few repeat themselves. */
    private static final JuliaSet ENDLESS = new JuliaSet(0.25, 0, 2, 10_000_000);

    private static final Grid SLOW = new ComplexRegion(-0.4, 0.4, 0.4, -0.4).grid(100);

    private final Session session = new Session(2);

    @TempDir
    Path folder;

    private static ByteBuffer memory(JuliaSet set, Grid grid) {
        return ByteBuffer.allocateDirect((int) grid.pixels() * Counts.bytesPerCount(set.iterationLimit()));
    }

    private BackgroundCall<Void> counts(JuliaSet set, Grid grid, ByteBuffer memory) {
        return session.counts("cpu", new Scene(set, grid), grid.whole(), memory);
    }

    @Test
    void aCallDoesItsWorkWhenItIsStarted() throws Exception {
        ByteBuffer memory = memory(ARTICLE, OVERVIEW);
        BackgroundCall<Void> call = counts(ARTICLE, OVERVIEW, memory);
        assertTrue(call.endsWithin(50), "not begun");
        assertEquals(0, memory.get(0));

        call.start();
        call.result();
        assertTrue(call.endsWithin(1000));
        try (Renderer renderer = Renderer.open("cpu")) {
            assertEquals(renderer.counts(new Scene(ARTICLE, OVERVIEW)).buffer(), memory);
        }
    }

    @Test
    void aCallThatIsStoppedEndsSoonAndLeavesTheDeviceToOthers() throws Exception {
        BackgroundCall<Void> endless = counts(ENDLESS, SLOW, memory(ENDLESS, SLOW));
        BackgroundCall<Void> waiting = counts(ENDLESS, SLOW, memory(ENDLESS, SLOW));
        endless.start();
        waiting.start();
        assertFalse(endless.endsWithin(300));

        waiting.stop();
        endless.stop();
        assertTrue(waiting.endsWithin(30_000));
        assertTrue(endless.endsWithin(30_000));
        assertThrows(InterruptedException.class, waiting::result);
        assertThrows(InterruptedException.class, endless::result);

        BackgroundCall<Void> next = counts(ARTICLE, OVERVIEW, memory(ARTICLE, OVERVIEW));
        next.start();
        next.result();
    }

    @Test
    void callsOfSeveralThreadsTakeTheirTurns() throws Exception {
        List<ByteBuffer> memories = new ArrayList<>();
        List<BackgroundCall<Void>> calls = new ArrayList<>();
        for (int k = 0; k < 8; k++) {
            memories.add(memory(ARTICLE, OVERVIEW));
            calls.add(counts(ARTICLE, OVERVIEW, memories.get(k)));
        }
        calls.forEach(BackgroundCall::start);
        for (BackgroundCall<Void> call : calls) {
            call.result();
        }
        memories.forEach(memory -> assertEquals(memories.get(0), memory));
    }

    @Test
    void failuresAreThoseOfTheWork() {
        BackgroundCall<Void> nowhere = session.counts(
                "abacus", new Scene(ARTICLE, OVERVIEW), new Tile(0, 1), ByteBuffer.allocateDirect(500));
        nowhere.start();
        assertTrue(assertThrows(NoSuchDeviceException.class, nowhere::result).getMessage().contains("\"abacus\""));
        BackgroundCall<Void> small = counts(ARTICLE, OVERVIEW, ByteBuffer.allocateDirect(1));
        small.start();
        assertThrows(IndexOutOfBoundsException.class, small::result);
    }

    @Test
    void picturesAreThoseOfTheRenderer() throws Exception {
        RenderJob job = new RenderJob(new Scene(ARTICLE, OVERVIEW), new Coloring(5),
                new Output(PictureFormat.PNG, false));
        Path file = folder.resolve("session.png");
        BackgroundCall<RenderReport> call = session.render("auto", job, file, OnInterrupt.REMOVE);
        call.start();
        RenderReport report = call.result();
        assertEquals(Files.size(file), report.bytes());
        Path expected = folder.resolve("renderer.png");
        try (Renderer renderer = Renderer.open("cpu")) {
            renderer.render(job, expected, Progress.NONE);
        }
        assertEquals(-1, Files.mismatch(expected, file));
    }

    @Test
    void listsTheDevicesInTheCataloguesOrder() throws Exception {
        BackgroundCall<Map<Device, DeviceCatalogue.Examination>> call = session.devices();
        call.start();
        List<Device> listed = List.copyOf(call.result().keySet());
        assertEquals(DeviceCatalogue.ofThisMachine(2).devices(), listed);
        assertTrue(call.result().get(listed.get(0)).problem().isEmpty());
    }
}
