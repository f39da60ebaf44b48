package org.juliaset.opencl;

import static org.jocl.CL.*;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_device_id;
import org.jocl.cl_event;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jocl.cl_program;
import org.juliaset.core.JuliaSet;
import org.juliaset.engine.BoundedOrbits;
import org.juliaset.engine.EngineException;

/**
 * {@code kernels/julia.cl}, built for one device. The only class that knows the kernels' names, their
 * arguments, their work-groups and the build options. For one thread at a time.
 */
final class JuliaProgram implements AutoCloseable {
    private static final String SOURCE = "/kernels/julia.cl";

    /** Nothing here may loosen arithmetic: the same source gives the same counts on every device. */
    private static final String OPTIONS = "-cl-std=CL1.2 -DWIDTH=";

    /** Orbits of a work-item of the kernel that measures the ceiling, in vectors. */
    private static final int VECTORS = 4;

    /** The widest vector of OpenCL C. */
    private static final int MAX_WIDTH = 16;

    /** Results of the kernel that probes for contraction. */
    static final int CONTRACTIONS = 3;

    /** Sides of a work-group, in work-items: compact, since neighbours escape at about the same time. */
    private static final long[] WORK_GROUP = {8, 8};

    private final cl_program program;
    private final cl_kernel julia;
    private final long[] workGroup;
    private final int width;

    private JuliaProgram(cl_program program, cl_device_id device, int width) {
        this.program = program;
        this.width = width;
        this.julia = clCreateKernel(program, "julia", null);
        this.workGroup = fits(device) ? WORK_GROUP : new long[] {1, 1};
    }

    /**
     * Compiles the kernels.
     *
     * @param vectorWidth float64 lanes that the device prefers
     * @throws EngineException if the source does not compile there, with the compiler's first error
     */
    static JuliaProgram build(cl_context context, cl_device_id device, int vectorWidth) {
        int width = Math.max(1, Math.min(MAX_WIDTH, Integer.highestOneBit(vectorWidth)));
        String[] source = {source()};
        cl_program program = clCreateProgramWithSource(context, 1, source, null, null);
        try {
            clBuildProgram(program, 1, new cl_device_id[] {device}, OPTIONS + width, null, null);
            return new JuliaProgram(program, device, width);
        } catch (CLException e) {
            String why = e.getStatus() == CL_BUILD_PROGRAM_FAILURE ? log(program, device) : e.getMessage();
            clReleaseProgram(program);
            throw new EngineException("the kernel does not compile: " + why, e);
        }
    }

    /**
     * Starts computing the counts of some rows.
     *
     * @param xs float64[width] on the device
     * @param ys float64[rows] on the device
     * @param bytesPerCount 1, 2 or 4
     * @param counts room for rows · width counts on the device
     * @return the launch's event, to be released by the caller
     */
    cl_event enqueue(
            cl_command_queue queue,
            JuliaSet set,
            cl_mem xs,
            cl_mem ys,
            int width,
            int rows,
            int bytesPerCount,
            cl_mem counts) {
        clSetKernelArg(julia, 0, Sizeof.cl_mem, Pointer.to(xs));
        clSetKernelArg(julia, 1, Sizeof.cl_mem, Pointer.to(ys));
        clSetKernelArg(julia, 2, Sizeof.cl_double, Pointer.to(new double[] {set.real()}));
        clSetKernelArg(julia, 3, Sizeof.cl_double, Pointer.to(new double[] {set.imag()}));
        clSetKernelArg(julia, 4, Sizeof.cl_double, Pointer.to(new double[] {set.bound()}));
        clSetKernelArg(julia, 5, Sizeof.cl_uint, Pointer.to(new int[] {set.iterationLimit()}));
        clSetKernelArg(julia, 6, Sizeof.cl_uint, Pointer.to(new int[] {width}));
        clSetKernelArg(julia, 7, Sizeof.cl_uint, Pointer.to(new int[] {rows}));
        clSetKernelArg(julia, 8, Sizeof.cl_uint, Pointer.to(new int[] {bytesPerCount}));
        clSetKernelArg(julia, 9, Sizeof.cl_mem, Pointer.to(counts));
        long[] range = {wholeGroups(width, workGroup[0]), wholeGroups(rows, workGroup[1])};
        cl_event launched = new cl_event();
        clEnqueueNDRangeKernel(queue, julia, 2, null, range, workGroup, 0, null, launched);
        return launched;
    }

    /**
     * Computes differences of {@code a·b} and {@code c} as the device's compiler makes them.
     *
     * @param results room for float64[{@link #CONTRACTIONS}] on the device, 0 where the product is rounded and equals c
     */
    void enqueueContraction(cl_command_queue queue, double a, double b, double c, cl_mem results) {
        cl_kernel contraction = clCreateKernel(program, "contraction", null);
        try {
            clSetKernelArg(contraction, 0, Sizeof.cl_double, Pointer.to(new double[] {a}));
            clSetKernelArg(contraction, 1, Sizeof.cl_double, Pointer.to(new double[] {b}));
            clSetKernelArg(contraction, 2, Sizeof.cl_double, Pointer.to(new double[] {c}));
            clSetKernelArg(contraction, 3, Sizeof.cl_mem, Pointer.to(results));
            clEnqueueNDRangeKernel(queue, contraction, 1, null, new long[] {1}, new long[] {1}, 0, null, null);
            clFinish(queue);
        } finally {
            clReleaseKernel(contraction);
        }
    }

    /**
     * Starts iterating {@link BoundedOrbits}.
     *
     * @param items work-items, a multiple of the work-group
     * @param escaped room for uint32[items] on the device
     * @return the launch's event, to be released by the caller
     */
    cl_event enqueueCeiling(cl_command_queue queue, long items, int limit, cl_mem escaped) {
        cl_kernel ceiling = clCreateKernel(program, "ceiling", null);
        try {
            clSetKernelArg(ceiling, 0, Sizeof.cl_double, Pointer.to(new double[] {BoundedOrbits.STEP}));
            clSetKernelArg(ceiling, 1, Sizeof.cl_double, Pointer.to(new double[] {BoundedOrbits.REAL}));
            clSetKernelArg(ceiling, 2, Sizeof.cl_double, Pointer.to(new double[] {BoundedOrbits.IMAG}));
            clSetKernelArg(ceiling, 3, Sizeof.cl_double, Pointer.to(new double[] {BoundedOrbits.BOUND}));
            clSetKernelArg(ceiling, 4, Sizeof.cl_uint, Pointer.to(new int[] {limit}));
            clSetKernelArg(ceiling, 5, Sizeof.cl_mem, Pointer.to(escaped));
            cl_event launched = new cl_event();
            long[] group = {workGroup[0] * workGroup[1]};
            clEnqueueNDRangeKernel(queue, ceiling, 1, null, new long[] {items}, group, 0, null, launched);
            return launched;
        } finally {
            clReleaseKernel(ceiling);
        }
    }

    /** Iterations that such a launch makes. */
    double ceilingIterations(long items, int limit) {
        return (double) items * limit * VECTORS * width;
    }

    @Override
    public void close() {
        clReleaseKernel(julia);
        clReleaseProgram(program);
    }

    private boolean fits(cl_device_id device) {
        long[] largest = new long[1];
        clGetKernelWorkGroupInfo(
                julia, device, CL_KERNEL_WORK_GROUP_SIZE, Sizeof.size_t, Pointer.to(largest), null);
        return largest[0] >= WORK_GROUP[0] * WORK_GROUP[1];
    }

    private static long wholeGroups(long items, long group) {
        return (items + group - 1) / group * group;
    }

    private static String source() {
        try (InputStream in = JuliaProgram.class.getResourceAsStream(SOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first error of the build log, else its first line. */
    private static String log(cl_program program, cl_device_id device) {
        long[] size = new long[1];
        clGetProgramBuildInfo(program, device, CL_PROGRAM_BUILD_LOG, 0, null, size);
        byte[] bytes = new byte[(int) size[0]];
        clGetProgramBuildInfo(program, device, CL_PROGRAM_BUILD_LOG, bytes.length, Pointer.to(bytes), null);
        String text = new String(bytes, StandardCharsets.UTF_8).replace("\0", "").strip();
        return text.lines()
                .filter(line -> line.contains("error"))
                .findFirst()
                .or(() -> text.lines().findFirst())
                .orElse("the compiler says nothing")
                .strip();
    }
}
