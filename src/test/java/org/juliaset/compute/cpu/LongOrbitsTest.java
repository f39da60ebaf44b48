package org.juliaset.compute.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineException;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Counts;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An interrupt ends orbits that would go on for minutes. */
class LongOrbitsTest {
    /** The fixed point is neutral, with the golden mean as its rotation number: orbits around it never repeat. */
    private static JuliaSet siegelDisc(Precision precision) {
        return new JuliaSet(-0.390540870218399, -0.586787907346969, 2, JuliaSet.MAX_ITERATION_LIMIT, precision);
    }

    private static Engine engine(String kernel, Scene scene) {
        if (kernel.equals("scalar")) {
            return CpuProvider.scalar(1);
        }
        CpuProvider provider = new CpuProvider(1);
        Engine engine = provider.open(provider.discover().devices().get(0));
        if (kernel.equals("SIMD")) {
            engine.warmUp(scene);
        }
        return engine;
    }

    @ParameterizedTest
    @CsvSource({
        "scalar, 4, FLOAT64", "scalar, 4, FLOAT32", "interleaved, 4, FLOAT64", "interleaved, 4, FLOAT32",
        "interleaved, 3, FLOAT64", "SIMD, 64, FLOAT64", "SIMD, 64, FLOAT32"
    })
    void anInterruptEndsThem(String kernel, int columns, Precision precision) throws InterruptedException {
        Scene scene = new Scene(
                siegelDisc(precision), new ComplexRegion(-0.401, -0.399, -0.299, -0.301).grid(columns, 6));
        Engine engine = engine(kernel, scene);
        Tile tile = scene.grid().whole();
        AtomicReference<String> failure = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                engine.compute(scene, tile, Counts.allocate(scene, tile));
            } catch (EngineException e) {
                failure.set(e.getMessage() + ", and the flag is " + Thread.currentThread().isInterrupted());
            }
        });
        thread.start();
        thread.join(500);
        assertTrue(thread.isAlive(), "the orbits have ended");
        assertNull(failure.get());
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(10));
        assertEquals("interrupted, and the flag is true", failure.get());
    }
}
