package org.juliaset.compute.opencl.program;

import static org.jocl.CL.*;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_device_id;
import org.jocl.cl_event;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jocl.cl_program;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.EscapeRule;
import org.juliaset.compute.KernelKind;
import org.juliaset.compute.SmoothLevels;
import org.juliaset.compute.opencl.platform.ClInfo;
import org.juliaset.compute.opencl.platform.DeviceContext;
import org.juliaset.model.EscapeSet;
import org.juliaset.model.Precision;

/**
 * {@code kernels/julia.cl}, built for one device. The only class that knows the kernels' names, their
 * arguments, their work-groups and the build options. Safe for use by several threads.
 */
public final class JuliaProgram implements AutoCloseable {
    private static final String SOURCE = "/kernels/julia.cl";

    /**
     * Build options. None may loosen arithmetic: counts are the same on every device. Without {@code -w} PoCL prints
     * the number of its warnings about vectors wider than the processor's.
     */
    private static final String OPTIONS = "-w";

    private static final String JULIA = "julia";

    /** The largest number of work-groups in a column of an NDRange. */
    private static final long MAX_GROUPS = 65_535;

    /** Number of results of the kernel {@code contraction}. */
    public static final int CONTRACTIONS = 3;


    private final cl_program program;
    private final Runnable keep;
    private final Variant variant;
    private final WorkGroup workGroup;

    /**
     * The steps that one launch of a segmented program makes, and the buffers that hold orbits between launches.
     *
     * @param start steps made by earlier launches, 0 for the first one
     * @param end steps made after this launch: a multiple of {@link #STEP_UNIT}, or the iteration limit for the last
     *     one
     * @param re real[{@link #orbits}], as {@code im}; {@code numbers} is uint32[{@link #orbits}]
     * @param goingOn uint32[1], set to 1 if an orbit continues
     */
    public record StepRange(int start, int end, cl_mem re, cl_mem im, cl_mem numbers, cl_mem goingOn) {}

    /** A launch ends at a multiple of this many steps. */
    public static final int STEP_UNIT = 120;

    /**
     * Wraps a program that was built.
     *
     * @param program released by {@link #close}
     * @param keep stores the binary for the next start
     */
    public JuliaProgram(cl_program program, cl_device_id device, Variant variant, Runnable keep) {
        this.program = program;
        this.keep = keep;
        this.variant = variant;
        this.workGroup = WorkGroup.largest(device, kernelLimit(device, JULIA));
    }

    /**
     * The values of the build options of {@code julia.cl}.
     *
     * @param kind what it counts
     * @param segmented whether {@link #enqueue} computes a range of steps, in place of all
     */
    public record Variant(Precision precision, KernelKind kind, WorkItemTile shape, boolean segmented) {
        private String options(String standard) {
            return OPTIONS + standard + " -DFLOAT64=" + (precision == Precision.FLOAT64 ? 1 : 0)
                    + " -DWIDTH=" + shape.width() + " -DVECTORS=" + shape.vectors()
                    + " -DSEGMENTED=" + (segmented ? 1 : 0) + " -DSMOOTH=" + (kind.isSmooth() ? 1 : 0)
                    + " -DMAP=" + (kind.isMap() ? 1 : 0);
        }
    }

    /**
     * Returns the build of the kernels for a device.
     *
     * @param source {@link #source}, or another source of the same kernels
     */
    public static ProgramBuild build(DeviceContext device, Variant variant, String source) {
        return new ProgramBuild(device, source, variant.options(standard(device.id())));
    }

    /** Stores the binary for the next start, if the program was compiled. Can take half a second. */
    public void keep() {
        keep.run();
    }

    /** The precision of its arithmetic. */
    public Precision precision() {
        return variant.precision();
    }

    /** Returns whether a launch computes a range of steps, in place of all. */
    public boolean isSegmented() {
        return variant.segmented();
    }

    /** Returns what it counts. */
    public KernelKind kind() {
        return variant.kind();
    }

    /** The pixels of a work-item. */
    public WorkItemTile shape() {
        return variant.shape();
    }

    /** Returns the number of elements of the real axis that work-items read: the width rounded up to whole vectors. */
    public int padded(int width) {
        return Math.toIntExact(quotient(width, variant.shape().width()) * variant.shape().width());
    }

    /** Creates the kernel that computes counts; the caller releases it. Each thread needs its own. */
    public cl_kernel createJulia() {
        return clCreateKernel(program, JULIA, null);
    }

    /**
     * Starts computing the counts of some rows.
     *
     * @param julia from {@link #createJulia}
     * @param set of the program's kind
     * @param xs real[padded(width)] on the device, in the program's precision
     * @param ys real[rows] on the device
     * @param bytesPerCount 1, 2 or 4
     * @param counts buffer for rows · width counts
     * @param range the steps to make if the program is segmented, else null
     * @param cells the table of the set's {@link SmoothLevels} on the device, for a program of smooth counts; else null
     * @return the event of the launch; the caller releases it
     */
    public cl_event enqueue(
            cl_command_queue queue,
            cl_kernel julia,
            EscapeSet set,
            cl_mem xs,
            cl_mem ys,
            int width,
            int rows,
            int bytesPerCount,
            cl_mem counts,
            StepRange range,
            cl_mem cells) {
        clSetKernelArg(julia, 0, Sizeof.cl_mem, Pointer.to(xs));
        clSetKernelArg(julia, 1, Sizeof.cl_mem, Pointer.to(ys));
        setReal(julia, 2, set.sharedReal());
        setReal(julia, 3, set.sharedImag());
        setReal(julia, 4, set.bound());
        clSetKernelArg(julia, 5, Sizeof.cl_uint, Pointer.to(new int[] {set.iterationLimit()}));
        setEscapeRule(julia, set);
        clSetKernelArg(julia, 7, Sizeof.cl_uint, Pointer.to(new int[] {width}));
        clSetKernelArg(julia, 8, Sizeof.cl_uint, Pointer.to(new int[] {rows}));
        clSetKernelArg(julia, 9, Sizeof.cl_uint, Pointer.to(new int[] {bytesPerCount}));
        clSetKernelArg(julia, 10, Sizeof.cl_mem, Pointer.to(counts));
        if (variant.segmented()) {
            clSetKernelArg(julia, 11, Sizeof.cl_uint, Pointer.to(new int[] {range.start()}));
            clSetKernelArg(julia, 12, Sizeof.cl_uint, Pointer.to(new int[] {range.end()}));
            clSetKernelArg(julia, 13, Sizeof.cl_mem, Pointer.to(range.re()));
            clSetKernelArg(julia, 14, Sizeof.cl_mem, Pointer.to(range.im()));
            clSetKernelArg(julia, 15, Sizeof.cl_mem, Pointer.to(range.numbers()));
            clSetKernelArg(julia, 16, Sizeof.cl_mem, Pointer.to(range.goingOn()));
        }
        if (variant.kind().isSmooth()) {
            int next = variant.segmented() ? 17 : 11;
            SmoothLevels levels = SmoothLevels.of(set.bound(), variant.precision());
            clSetKernelArg(julia, next, Sizeof.cl_mem, Pointer.to(cells));
            setNumber(julia, next + 1, levels.first());
            setNumber(julia, next + 2, levels.farthest());
            clSetKernelArg(julia, next + 3, Sizeof.cl_uint, Pointer.to(new int[] {levels.shift()}));
        }
        cl_event launched = new cl_event();
        clEnqueueNDRangeKernel(queue, julia, 2, null, range(width, rows), workGroup.sides(), 0, null, launched);
        return launched;
    }

    private long[] range(int width, int rows) {
        return new long[] {
            wholeGroups(quotient(width, variant.shape().width()), workGroup.width()),
            wholeGroups(quotient(rows, variant.shape().vectors()), workGroup.height())
        };
    }

    /** Returns the number of orbits of all work-items of a launch, including those without a pixel. */
    public long orbits(int width, int rows) {
        long[] range = range(width, rows);
        return range[0] * range[1] * variant.shape().width() * variant.shape().vectors();
    }

    /**
     * Computes differences of {@code a·b} and {@code c} with the kernel {@code contraction}, and waits for them.
     *
     * @param results real[{@link #CONTRACTIONS}] on the device: 0 where the product is rounded and equals c
     */
    public void enqueueContraction(cl_command_queue queue, double a, double b, double c, cl_mem results) {
        cl_kernel contraction = clCreateKernel(program, "contraction", null);
        try {
            setReal(contraction, 0, a);
            setReal(contraction, 1, b);
            setReal(contraction, 2, c);
            clSetKernelArg(contraction, 3, Sizeof.cl_mem, Pointer.to(results));
            clEnqueueNDRangeKernel(queue, contraction, 1, null, new long[] {1}, new long[] {1}, 0, null, null);
            clFinish(queue);
        } finally {
            clReleaseKernel(contraction);
        }
    }

    @Override
    public void close() {
        clReleaseProgram(program);
    }

    /** Returns the largest number of work-items of a work-group that a kernel supports on a device. */
    private long kernelLimit(cl_device_id device, String name) {
        long[] largest = new long[1];
        cl_kernel kernel = clCreateKernel(program, name, null);
        clGetKernelWorkGroupInfo(kernel, device, CL_KERNEL_WORK_GROUP_SIZE, Sizeof.size_t, Pointer.to(largest), null);
        clReleaseKernel(kernel);
        return largest[0];
    }

    /** Returns the option for the version of OpenCL C: a 1.1 device rejects 1.2, and the kernels need neither. */
    private static String standard(cl_device_id device) {
        String version = ClInfo.text(device, CL_DEVICE_OPENCL_C_VERSION);
        if (version.startsWith("OpenCL C 1.0")) {
            return ""; // 1.0 has no such option
        }
        return version.startsWith("OpenCL C 1.1") ? " -cl-std=CL1.1" : " -cl-std=CL1.2";
    }

    /** Returns the largest number of rows of one launch: drivers count work-groups in 16 bits. */
    public int maxRows() {
        return (int) Math.min(Integer.MAX_VALUE, MAX_GROUPS * workGroup.height() * variant.shape().vectors());
    }

    private void setEscapeRule(cl_kernel julia, EscapeSet set) {
        double bound = rounded(set.bound());
        if (set.isMap()) {
            setReal(julia, 6, EscapeRule.reentrantReach(bound));
        } else {
            int isFinal = EscapeRule.isFinal(rounded(set.sharedReal()), rounded(set.sharedImag()), bound) ? 1 : 0;
            clSetKernelArg(julia, 6, Sizeof.cl_uint, Pointer.to(new int[] {isFinal}));
        }
    }

    private void setReal(cl_kernel kernel, int index, double value) {
        if (variant.precision() == Precision.FLOAT64) {
            clSetKernelArg(kernel, index, Sizeof.cl_double, Pointer.to(new double[] {value}));
        } else {
            clSetKernelArg(kernel, index, Sizeof.cl_float, Pointer.to(new float[] {(float) value}));
        }
    }

    private void setNumber(cl_kernel kernel, int index, long value) {
        if (variant.precision() == Precision.FLOAT64) {
            clSetKernelArg(kernel, index, Sizeof.cl_ulong, Pointer.to(new long[] {value}));
        } else {
            clSetKernelArg(kernel, index, Sizeof.cl_uint, Pointer.to(new int[] {(int) value}));
        }
    }

    private double rounded(double value) {
        return variant.precision() == Precision.FLOAT64 ? value : (float) value;
    }

    private static long quotient(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    private static long wholeGroups(long items, long group) {
        return quotient(items, group) * group;
    }

    /** The kernels' source. */
    public static String source() {
        try (InputStream in = JuliaProgram.class.getResourceAsStream(SOURCE)) {
            if (in == null) {
                throw new EngineException("the program lacks " + SOURCE + ": install it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
