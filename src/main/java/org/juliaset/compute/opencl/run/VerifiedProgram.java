package org.juliaset.compute.opencl.run;

import java.util.Optional;
import org.jocl.CLException;
import org.jocl.cl_program;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.KernelKind;
import org.juliaset.compute.cpu.CpuProvider;
import org.juliaset.compute.opencl.platform.DeviceContext;
import org.juliaset.compute.opencl.program.JuliaProgram;
import org.juliaset.compute.opencl.program.ProgramBuild;

/**
 * Builds a program and checks it on its device: no operation is contracted, and a program that is segmented, makes
 * smooth counts or those of the map, or comes from a stored binary passes the reference check. A program compiled for
 * an engine's plain counts is checked with the engine.
 */
final class VerifiedProgram {
    private VerifiedProgram() {}

    /**
     * Builds the kernels. A stored binary that fails the checks is replaced by a new build.
     *
     * @param queue on which they are checked
     * @throws EngineException if the source does not compile, with the first error of the compiler, or a check fails
     */
    static JuliaProgram build(DeviceContext device, BandQueue queue, JuliaProgram.Variant variant) {
        return build(device, queue, variant, JuliaProgram.source());
    }

    /** Builds the kernels from another source. */
    static JuliaProgram build(DeviceContext device, BandQueue queue, JuliaProgram.Variant variant, String source) {
        ProgramBuild build = JuliaProgram.build(device, variant, source);
        Optional<cl_program> kept = build.fromBinary();
        if (kept.isPresent()) {
            try {
                return checked(new JuliaProgram(kept.get(), device.id(), variant, () -> {}), device, queue, true);
            } catch (CLException | EngineException e) {
                // the driver changed without a new version number
            }
        }
        cl_program made = build.fromSource();
        JuliaProgram program = new JuliaProgram(made, device.id(), variant, () -> build.keep(made));
        return checked(program, device, queue, variant.segmented() || variant.kind() != KernelKind.PLAIN);
    }

    private static JuliaProgram checked(
            JuliaProgram program, DeviceContext device, BandQueue queue, boolean referenceCheck) {
        try {
            ContractionProbe.require(device, queue.queue(), program);
            if (referenceCheck) {
                int steps = program.isSegmented() ? JuliaProgram.STEP_UNIT : Integer.MAX_VALUE;
                CpuProvider.REFERENCE_CHECK.require(
                        (scene, band, counts) -> queue.compute(program, scene, band, counts, steps, () -> {}),
                        program.precision(), program.kind());
            }
            return program;
        } catch (RuntimeException e) {
            queue.releaseKernel();
            program.close();
            throw e;
        }
    }
}
