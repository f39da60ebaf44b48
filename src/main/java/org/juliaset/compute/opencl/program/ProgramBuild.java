package org.juliaset.compute.opencl.program;

import static org.jocl.CL.*;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_device_id;
import org.jocl.cl_program;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.opencl.platform.DeviceContext;
import org.juliaset.compute.opencl.platform.DriverFingerprint;
import org.juliaset.storage.UserCache;

/**
 * Builds a program for a device: from source, or from the driver's binary of an earlier build (OpenCL 1.2
 * specification, 5.6 and 5.8.1), which is stored in the user's cache folder. Some drivers have no cache and compile for
 * seconds at each start; PoCL has one, and still loads a binary 50 ms faster.
 */
public final class ProgramBuild {
    private final DeviceContext context;
    private final String source;
    private final String options;
    private final String key;

    public ProgramBuild(DeviceContext context, String source, String options) {
        this.context = context;
        this.source = source;
        this.options = options;
        this.key = String.join(
                "\n", "program", context.device().identity(), DriverFingerprint.variables(), options, source);
    }

    /** The option that turns the optimiser off. */
    private static final String NOT_OPTIMISED = " -cl-opt-disable";

    /**
     * Compiles the program; if that fails, once more without optimisation.
     *
     * @throws EngineException if both fail, with the first error of the compiler
     */
    public cl_program fromSource() {
        cl_program program = clCreateProgramWithSource(context.context(), 1, new String[] {source}, null, null);
        try {
            build(program, options);
            return program;
        } catch (CLException e) {
            try {
                if (builds(program, options + NOT_OPTIMISED)) {
                    return program;
                }
                String why = e.getStatus() == CL_BUILD_PROGRAM_FAILURE ? log(program) : e.getMessage();
                throw new EngineException("the kernel does not compile: " + why, e);
            } catch (RuntimeException failure) {
                clReleaseProgram(program);
                throw failure;
            }
        }
    }

    private boolean builds(cl_program program, String options) {
        try {
            build(program, options);
            return true;
        } catch (CLException e) {
            return false;
        }
    }

    /** Loads the stored binary; empty if there is none or the driver rejects it. */
    public Optional<cl_program> fromBinary() {
        Optional<byte[]> kept = context.takesBinaries() ? UserCache.readBytes(key) : Optional.empty();
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        byte[] binary = kept.get();
        cl_program program = null;
        try {
            program = clCreateProgramWithBinary(
                    context.context(), 1, devices(), new long[] {binary.length}, new byte[][] {binary}, null, null);
            build(program, options);
            return Optional.of(program);
        } catch (CLException e) {
            if (program != null) {
                clReleaseProgram(program);
            }
            return Optional.empty();
        }
    }

    /** Stores the binary of a program for the next start, if the driver provides one and the cache has room. */
    public void keep(cl_program program) {
        if (!context.takesBinaries()) {
            return;
        }
        try {
            long[] size = new long[1];
            clGetProgramInfo(program, CL_PROGRAM_BINARY_SIZES, Sizeof.size_t, Pointer.to(size), null);
            if (size[0] == 0) {
                return;
            }
            byte[] binary = new byte[Math.toIntExact(size[0])];
            clGetProgramInfo(program, CL_PROGRAM_BINARIES, Sizeof.POINTER, Pointer.to(Pointer.to(binary)), null);
            UserCache.writeBytes(key, binary);
        } catch (CLException e) {
            // the next start compiles it again
        }
    }

    private void build(cl_program program, String options) {
        clBuildProgram(program, 1, devices(), options, null, null);
    }

    private cl_device_id[] devices() {
        return new cl_device_id[] {context.id()};
    }

    /** Returns the first error of the build log, else its first line. */
    private String log(cl_program program) {
        long[] size = new long[1];
        clGetProgramBuildInfo(program, context.id(), CL_PROGRAM_BUILD_LOG, 0, null, size);
        byte[] bytes = new byte[(int) size[0]];
        clGetProgramBuildInfo(program, context.id(), CL_PROGRAM_BUILD_LOG, bytes.length, Pointer.to(bytes), null);
        String text = new String(bytes, StandardCharsets.UTF_8).replace("\0", "").strip();
        return text.lines()
                .filter(line -> line.contains("error"))
                .findFirst()
                .or(() -> text.lines().findFirst())
                .orElse("the compiler says nothing")
                .strip();
    }
}
