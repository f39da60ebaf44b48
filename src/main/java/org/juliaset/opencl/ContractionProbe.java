package org.juliaset.opencl;

import static org.jocl.CL.*;

import java.util.Arrays;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.juliaset.engine.EngineException;

/**
 * Shows whether a device's compiler joins a multiplication and an addition into one operation with one
 * rounding, although the program forbids it. The square of 1 + 2⁻³⁰, 1 + 2⁻²⁹ + 2⁻⁶⁰, rounds to 1 + 2⁻²⁹:
 * rounded by itself it cancels against that number, and contracted it leaves 2⁻⁶⁰.
 */
final class ContractionProbe {
    private static final double FACTOR = 1 + 0x1p-30;
    private static final double ROUNDED_SQUARE = 1 + 0x1p-29;

    private ContractionProbe() {}

    /** @throws EngineException if it does */
    static void require(cl_context context, cl_command_queue queue, JuliaProgram program) {
        double[] results = new double[JuliaProgram.CONTRACTIONS];
        long bytes = (long) results.length * Sizeof.cl_double;
        try (DeviceBuffer buffer = new DeviceBuffer(context, CL_MEM_WRITE_ONLY, bytes, "the probe")) {
            program.enqueueContraction(queue, FACTOR, FACTOR, ROUNDED_SQUARE, buffer.atLeast(bytes));
            clEnqueueReadBuffer(queue, buffer.mem(), CL_TRUE, 0, bytes, Pointer.to(results), 0, null, null);
        }
        if (Arrays.stream(results).anyMatch(difference -> difference != 0)) {
            throw new EngineException("self-test failed: its compiler contracts multiply and add although"
                    + " the kernel forbids it, so its counts would differ");
        }
    }
}
