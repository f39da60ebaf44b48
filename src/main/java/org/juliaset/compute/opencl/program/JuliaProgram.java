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
import org.juliaset.compute.opencl.platform.ClInfo;
import org.juliaset.compute.opencl.platform.DeviceContext;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Precision;

/**
 * {@code kernels/julia.cl}, built for one device. The only class that knows the kernels' names, their
 * arguments, their work-groups and the build options. Safe for use by several threads.
 */
public final class JuliaProgram implements AutoCloseable {
    private static final String SOURCE = "/kernels/julia.cl";

    /**
     * Nothing here may loosen arithmetic: the same source gives the same counts on every device. PoCL prints
     * the number of warnings, which are about vectors wider than the processor's, unless it is told not to.
     */
    private static final String OPTIONS = "-w";

    private static final String JULIA = "julia";

    /** Groups that a launch may have in a column. */
    private static final long MOST_GROUPS = 65_535;

    /** Results of the kernel that probes for contraction. */
    public static final int CONTRACTIONS = 3;


    private final cl_program program;
    private final Runnable keep;
    private final Variant variant;
    private final WorkGroup workGroup;

    /**
     * Steps of a launch that takes orbits a part of their way.
     *
     * @param from steps that were made before, 0 for the first launch
     * @param to steps after it: a multiple of {@link #STRETCH_UNIT}, or the iteration limit for the last launch
     * @param re room for {@link #orbits} reals, and so {@code im}; {@code numbers} likewise for uint32
     * @param goingOn room for one uint32, which is set to 1 if an orbit goes on
     */
    public record Stretch(int from, int to, cl_mem re, cl_mem im, cl_mem numbers, cl_mem goingOn) {}

    /** Steps between which a launch can end. */
    public static final int STRETCH_UNIT = 120;

    /**
     * The kernels of a program that was built.
     *
     * @param program released by {@link #close}
     * @param keep keeps it for the next start
     */
    public JuliaProgram(cl_program program, cl_device_id device, Variant variant, Runnable keep) {
        this.program = program;
        this.keep = keep;
        this.variant = variant;
        this.workGroup = WorkGroup.largest(device, kernelLimit(device, JULIA));
    }

    /**
     * What the kernels are compiled for.
     *
     * @param inStretches whether {@link #enqueue} is to take orbits a part of their way
     */
    public record Variant(Precision precision, WorkItemTile shape, boolean inStretches) {
        private String options(String standard) {
            return OPTIONS + standard + " -DFLOAT64=" + (precision == Precision.FLOAT64 ? 1 : 0)
                    + " -DWIDTH=" + shape.width() + " -DVECTORS=" + shape.vectors()
                    + " -DSTRETCH=" + (inStretches ? 1 : 0);
        }
    }

    /**
     * The build of the kernels for a device.
     *
     * @param source {@link #source}, or another one with the same kernels
     */
    public static ProgramBuild build(DeviceContext device, Variant variant, String source) {
        return new ProgramBuild(device, source, variant.options(standard(device.id())));
    }

    /** Keeps it for the next start if it was compiled. Can take half a second. */
    public void keep() {
        keep.run();
    }

    /** The arithmetic it was built for. */
    public Precision precision() {
        return variant.precision();
    }

    /** Whether it takes orbits a part of their way. */
    public boolean isInStretches() {
        return variant.inStretches();
    }

    /** What a work-item computes. */
    public WorkItemTile shape() {
        return variant.shape();
    }

    /** Elements of the real axis that work-items read: the last ones may have fewer pixels than lanes. */
    public int padded(int width) {
        return Math.toIntExact(quotient(width, variant.shape().width()) * variant.shape().width());
    }

    /** The kernel that computes counts, to be released by the caller: one for each thread that launches it. */
    public cl_kernel createJulia() {
        return clCreateKernel(program, JULIA, null);
    }

    /**
     * Starts computing the counts of some rows.
     *
     * @param julia from {@link #createJulia}
     * @param xs real[padded(width)] on the device, in the program's precision
     * @param ys real[rows] on the device
     * @param bytesPerCount 1, 2 or 4
     * @param counts room for rows · width counts on the device
     * @param stretch which steps to make, for a program that was built for that; else null
     * @return the launch's event, to be released by the caller
     */
    public cl_event enqueue(
            cl_command_queue queue,
            cl_kernel julia,
            JuliaSet set,
            cl_mem xs,
            cl_mem ys,
            int width,
            int rows,
            int bytesPerCount,
            cl_mem counts,
            Stretch stretch) {
        int isFinal = EscapeRule.isFinal(rounded(set.real()), rounded(set.imag()), rounded(set.bound())) ? 1 : 0;
        clSetKernelArg(julia, 0, Sizeof.cl_mem, Pointer.to(xs));
        clSetKernelArg(julia, 1, Sizeof.cl_mem, Pointer.to(ys));
        setReal(julia, 2, set.real());
        setReal(julia, 3, set.imag());
        setReal(julia, 4, set.bound());
        clSetKernelArg(julia, 5, Sizeof.cl_uint, Pointer.to(new int[] {set.iterationLimit()}));
        clSetKernelArg(julia, 6, Sizeof.cl_uint, Pointer.to(new int[] {isFinal}));
        clSetKernelArg(julia, 7, Sizeof.cl_uint, Pointer.to(new int[] {width}));
        clSetKernelArg(julia, 8, Sizeof.cl_uint, Pointer.to(new int[] {rows}));
        clSetKernelArg(julia, 9, Sizeof.cl_uint, Pointer.to(new int[] {bytesPerCount}));
        clSetKernelArg(julia, 10, Sizeof.cl_mem, Pointer.to(counts));
        if (variant.inStretches()) {
            clSetKernelArg(julia, 11, Sizeof.cl_uint, Pointer.to(new int[] {stretch.from()}));
            clSetKernelArg(julia, 12, Sizeof.cl_uint, Pointer.to(new int[] {stretch.to()}));
            clSetKernelArg(julia, 13, Sizeof.cl_mem, Pointer.to(stretch.re()));
            clSetKernelArg(julia, 14, Sizeof.cl_mem, Pointer.to(stretch.im()));
            clSetKernelArg(julia, 15, Sizeof.cl_mem, Pointer.to(stretch.numbers()));
            clSetKernelArg(julia, 16, Sizeof.cl_mem, Pointer.to(stretch.goingOn()));
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

    /** Orbits that the work-items of a launch have, some of them of no pixel. */
    public long orbits(int width, int rows) {
        long[] range = range(width, rows);
        return range[0] * range[1] * variant.shape().width() * variant.shape().vectors();
    }

    /**
     * Computes differences of {@code a·b} and {@code c} as the device's compiler makes them.
     *
     * @param results room for real[{@link #CONTRACTIONS}] on the device, 0 where the product is rounded and equals c
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

    /** Work-items that a kernel can have in a group. */
    private long kernelLimit(cl_device_id device, String name) {
        long[] largest = new long[1];
        cl_kernel kernel = clCreateKernel(program, name, null);
        clGetKernelWorkGroupInfo(kernel, device, CL_KERNEL_WORK_GROUP_SIZE, Sizeof.size_t, Pointer.to(largest), null);
        clReleaseKernel(kernel);
        return largest[0];
    }

    /** The option for the language's version: a device of OpenCL 1.1 refuses 1.2, and the kernels need neither. */
    private static String standard(cl_device_id device) {
        String version = ClInfo.text(device, CL_DEVICE_OPENCL_C_VERSION);
        if (version.startsWith("OpenCL C 1.0")) {
            return ""; // knows no such option
        }
        return version.startsWith("OpenCL C 1.1") ? " -cl-std=CL1.1" : " -cl-std=CL1.2";
    }

    /** Rows that one launch can have: drivers count groups in 16 bits. */
    public int mostRows() {
        return (int) Math.min(Integer.MAX_VALUE, MOST_GROUPS * workGroup.height() * variant.shape().vectors());
    }

    private void setReal(cl_kernel kernel, int index, double value) {
        if (variant.precision() == Precision.FLOAT64) {
            clSetKernelArg(kernel, index, Sizeof.cl_double, Pointer.to(new double[] {value}));
        } else {
            clSetKernelArg(kernel, index, Sizeof.cl_float, Pointer.to(new float[] {(float) value}));
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
