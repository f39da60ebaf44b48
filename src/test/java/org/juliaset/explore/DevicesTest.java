package org.juliaset.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.juliaset.compute.Device;
import org.juliaset.compute.Engine;
import org.juliaset.compute.KernelKind;
import org.juliaset.model.Counts;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The time until the device has started, and what is prepared then. */
class DevicesTest {
    @TempDir
    Path folder;

    private static HttpResponse<byte[]> ask(RunningExplorer running, String path) {
        return path.endsWith("estimate")
                ? running.post(path, "size=64x64")
                : running.get(path + "?size=64x64&tile=0,0,64,64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/tile", "/api/estimate"})
    void whileTheDeviceStartsARequestIsRefusedForThatReason(String path) {
        try (RunningExplorer running = RunningExplorer.starting(folder)) {
            HttpResponse<byte[]> refused = ask(running, path);
            assertEquals("503 the device is still starting: ask again in a second", RunningExplorer.refusal(refused));
            assertEquals("1", refused.headers().firstValue("Retry-After").orElseThrow());
            running.use(RunningExplorer.cpu());
            assertEquals(200, ask(running, path).statusCode());
        }
    }

    @Test
    void everyKindOfCountsOfThePageIsPrepared() {
        Preparing engine = new Preparing(RunningExplorer.cpu());
        try (RunningExplorer running = RunningExplorer.on(engine, folder)) {
            RunningExplorer.waitFor(() -> engine.kinds.equals(Set.copyOf(List.of(KernelKind.values()))),
                    () -> "prepared at port " + running.port() + " are " + engine.kinds);
        }
    }

    /** An engine that notes what it is prepared for. */
    private static final class Preparing implements Engine {
        private final Engine engine;
        private final Set<KernelKind> kinds = new ConcurrentSkipListSet<>();

        private Preparing(Engine engine) {
            this.engine = engine;
        }

        @Override
        public void warmUp(Scene scene) {
            kinds.add(KernelKind.of(scene));
        }

        @Override
        public Device device() {
            return engine.device();
        }

        @Override
        public int concurrency() {
            return engine.concurrency();
        }

        @Override
        public boolean usesCallerThread() {
            return engine.usesCallerThread();
        }

        @Override
        public Elapsed compute(Scene scene, Tile tile, Counts counts) {
            return engine.compute(scene, tile, counts);
        }

        @Override
        public double peak(Precision precision) {
            return engine.peak(precision);
        }

        @Override
        public void close() {
            engine.close();
        }
    }
}
