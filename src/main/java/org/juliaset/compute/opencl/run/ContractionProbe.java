package org.juliaset.compute.opencl.run;

import static org.jocl.CL.*;

import java.util.stream.IntStream;
import org.jocl.cl_command_queue;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.opencl.platform.DeviceContext;
import org.juliaset.compute.opencl.program.JuliaProgram;
import org.juliaset.model.Precision;

/**
 * Checks that a device's compiler does not contract a multiplication and an addition into one operation with one
 * rounding, which the program forbids. The square of 1 + 2⁻³⁰, 1 + 2⁻²⁹ + 2⁻⁶⁰, rounds to 1 + 2⁻²⁹: minus that number
 * it is 0 if rounded first, 2⁻⁶⁰ if contracted. In float32 1 + 2⁻¹³ does the same.
 */
public final class ContractionProbe {
    private ContractionProbe() {}

    /**
     * Runs the probe.
     *
     * @throws EngineException if the compiler contracts
     */
    public static void require(DeviceContext context, cl_command_queue queue, JuliaProgram program) {
        double little = program.precision() == Precision.FLOAT64 ? 0x1p-30 : 0x1p-13;
        RealArray results = RealArray.zeros(JuliaProgram.CONTRACTIONS, program.precision());
        try (DeviceBuffer buffer = new DeviceBuffer(context, CL_MEM_WRITE_ONLY, "the probe")) {
            double factor = 1 + little;
            double roundedSquare = 1 + 2 * little;
            program.enqueueContraction(queue, factor, factor, roundedSquare, buffer.atLeast(results.bytes()));
            buffer.read(queue, results);
        }
        if (IntStream.range(0, JuliaProgram.CONTRACTIONS).anyMatch(k -> results.get(k) != 0)) {
            throw new EngineException("self-test failed: its compiler contracts multiply and add although"
                    + " the kernel forbids it, so its counts would differ");
        }
    }
}
