package org.juliaset.compute.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.MandelbrotSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimdProblemTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "OpenJDK 64-Bit Server VM | mixed mode, sharing                  | ",
        "OpenJDK 64-Bit Server VM | compiled mode                        | ",
        "OpenJDK 64-Bit Server VM | interpreted mode, sharing            | -Xmixed",
        "OpenJDK 64-Bit Server VM | mixed mode, emulated-client, sharing | -XX:TieredStopAtLevel=4 -XX:",
        "OpenJDK Client VM        | mixed mode                           | -server",
        "OpenJDK 64-Bit Minimal VM| mixed mode                           | -server",
        "OpenJDK 64-Bit Zero VM   | interpreted mode                     | -Xmixed"
    })
    void aJitThatCompilesNoVectorsIsSaidWithTheFlagThatHelps(String name, String mode, String flag) {
        Optional<String> problem = SimdProblem.ofJit(name, mode);
        assertEquals(flag != null, problem.isPresent());
        problem.ifPresent(text -> assertTrue(text.contains(" " + flag), text));
    }

    @Test
    void theJvmOfTheTestsHasNoProblem() {
        assertEquals(Optional.empty(), SimdProblem.ofJit());
        assertEquals(Optional.empty(), SimdProblem.ofFlags());
    }

    @Test
    void vectorsOf64BitsAreTooNarrow() {
        assertTrue(SimdProblem.ofWidth(64).orElseThrow().contains("add -XX:MaxVectorSize=64"));
        assertEquals(Optional.empty(), SimdProblem.ofWidth(128));
    }

    /** As the SIMD kernels themselves leave them to the interleaved kernel. */
    @ParameterizedTest
    @CsvSource({
        "2, 100, FLOAT64, false", "2, 2000000000, FLOAT64, false", "1.9, 100, FLOAT64, false",
        "2, 8388607, FLOAT32, false", "2, 8388608, FLOAT32, true"
    })
    void scenesThatTheSimdKernelsLeaveToOthersAreSaid(
            double threshold, int limit, Precision precision, boolean left) {
        Grid grid = new ComplexRegion(-1, 1, 1, -1).grid(100);
        JuliaSet set = new JuliaSet(-0.8, 0.2, threshold, limit, precision);
        assertEquals(left, SimdProblem.ofScene(new Scene(set, grid)).isPresent());
        MandelbrotSet map = new MandelbrotSet(threshold, limit, precision);
        assertEquals(left, SimdProblem.ofScene(new Scene(map, grid)).isPresent());
    }
}
