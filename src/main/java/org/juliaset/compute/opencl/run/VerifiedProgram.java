package org.juliaset.compute.opencl.run;

import java.util.Optional;
import org.jocl.CLException;
import org.jocl.cl_program;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.cpu.CpuProvider;
import org.juliaset.compute.opencl.platform.DeviceContext;
import org.juliaset.compute.opencl.program.JuliaProgram;
import org.juliaset.compute.opencl.program.ProgramBuild;

/**
 * Builds a program and checks it on its device: no operation is contracted, and a program from a kept binary or one
 * that runs in segments passes the reference check. An engine's whole program is checked with the engine.
 */
final class VerifiedProgram {
    private VerifiedProgram() {}

    /**
     * Builds the kernels. A kept binary that fails the checks is replaced by a new build.
     *
     * @param queue where they are checked
     * @throws EngineException if the source does not compile there, with the compiler's first error, or is
     *     compiled to something else
     */
    static JuliaProgram build(DeviceContext device, BandQueue queue, JuliaProgram.Variant variant) {
        return build(device, queue, variant, JuliaProgram.source());
    }

    /** Likewise from another source. */
    static JuliaProgram build(DeviceContext device, BandQueue queue, JuliaProgram.Variant variant, String source) {
        ProgramBuild build = JuliaProgram.build(device, variant, source);
        Optional<cl_program> kept = build.fromBinary();
        if (kept.isPresent()) {
            try {
                return checked(new JuliaProgram(kept.get(), device.id(), variant, () -> {}), device, queue, true);
            } catch (CLException | EngineException e) {
                // the driver has changed more than its version says
            }
        }
        cl_program made = build.fromSource();
        JuliaProgram program = new JuliaProgram(made, device.id(), variant, () -> build.keep(made));
        return checked(program, device, queue, variant.inStretches());
    }

    private static JuliaProgram checked(
            JuliaProgram program, DeviceContext device, BandQueue queue, boolean referenceCheck) {
        try {
            ContractionProbe.require(device, queue.queue(), program);
            if (referenceCheck) {
                int steps = program.isInStretches() ? JuliaProgram.STRETCH_UNIT : Integer.MAX_VALUE;
                CpuProvider.REFERENCE_CHECK.require(
                        (scene, band, counts) -> queue.compute(program, scene, band, counts, steps, () -> {}),
                        program.precision());
            }
            return program;
        } catch (RuntimeException e) {
            queue.releaseKernel();
            program.close();
            throw e;
        }
    }
}
