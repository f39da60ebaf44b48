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
 * How a program comes to a device: compiled from source, or as the driver's binary of an earlier build
 * (OpenCL 1.2 specification, 5.6 and 5.8.1), which is kept in the user's cache folder. Some drivers keep
 * nothing themselves and compile for seconds at each start; and what PoCL keeps, it reads 50 ms sooner in
 * this form.
 */
public final class ProgramBuild {
    private final DeviceContext on;
    private final String source;
    private final String options;
    private final String key;

    public ProgramBuild(DeviceContext on, String source, String options) {
        this.on = on;
        this.source = source;
        this.options = options;
        this.key = String.join("\n", "program", on.device().identity(), DriverFingerprint.variables(), options, source);
    }

    /** An option for compilers whose optimiser fails. */
    private static final String NOT_OPTIMISED = " -cl-opt-disable";

    /**
     * Compiles it, without optimisation where that fails with it.
     *
     * @throws EngineException if that fails, with the compiler's first error
     */
    public cl_program fromSource() {
        cl_program program = clCreateProgramWithSource(on.context(), 1, new String[] {source}, null, null);
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

    /** Takes what was kept; empty if there is nothing or the driver does not take it. */
    public Optional<cl_program> fromBinary() {
        Optional<byte[]> kept = on.takesBinaries() ? UserCache.readBytes(key) : Optional.empty();
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        byte[] binary = kept.get();
        cl_program program = null;
        try {
            program = clCreateProgramWithBinary(
                    on.context(), 1, devices(), new long[] {binary.length}, new byte[][] {binary}, null, null);
            build(program, options);
            return Optional.of(program);
        } catch (CLException e) {
            if (program != null) {
                clReleaseProgram(program);
            }
            return Optional.empty();
        }
    }

    /** Keeps a program's binary for the next start, if the driver gives it and there is room. */
    public void keep(cl_program program) {
        if (!on.takesBinaries()) {
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
            // it is compiled again at the next start
        }
    }

    private void build(cl_program program, String options) {
        clBuildProgram(program, 1, devices(), options, null, null);
    }

    private cl_device_id[] devices() {
        return new cl_device_id[] {on.id()};
    }

    /** The first error of the build log, else its first line. */
    private String log(cl_program program) {
        long[] size = new long[1];
        clGetProgramBuildInfo(program, on.id(), CL_PROGRAM_BUILD_LOG, 0, null, size);
        byte[] bytes = new byte[(int) size[0]];
        clGetProgramBuildInfo(program, on.id(), CL_PROGRAM_BUILD_LOG, bytes.length, Pointer.to(bytes), null);
        String text = new String(bytes, StandardCharsets.UTF_8).replace("\0", "").strip();
        return text.lines()
                .filter(line -> line.contains("error"))
                .findFirst()
                .or(() -> text.lines().findFirst())
                .orElse("the compiler says nothing")
                .strip();
    }
}
