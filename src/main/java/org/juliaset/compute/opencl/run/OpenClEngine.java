package org.juliaset.compute.opencl.run;

import static org.jocl.CL.*;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jocl.CLException;
import org.juliaset.compute.Device;
import org.juliaset.compute.DeviceMemoryException;
import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.KernelKind;
import org.juliaset.compute.opencl.platform.DeviceContext;
import org.juliaset.compute.opencl.platform.Inventory;
import org.juliaset.compute.opencl.program.JuliaProgram;
import org.juliaset.model.Counts;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;

/**
 * Computes on one OpenCL device, two bands at a time. JOCL releases nothing by itself, so {@link #close} releases all
 * OpenCL objects. Safe for use by several threads.
 */
public final class OpenClEngine implements Engine {
    private static final int BANDS_IN_FLIGHT = 2;

    /** Steps of a launch, for tests: a multiple of 120, or 0 to choose them by the speed of the device. */
    private static final int MAX_STEPS = Integer.getInteger("juliaset.opencl.steps", 0);

    /**
     * Statuses of a launch or an allocation that failed for lack of memory. NVIDIA's driver also returns
     * CL_OUT_OF_RESOURCES after a crashed kernel, when every later call fails.
     */
    private static final Set<Integer> MEMORY = Set.of(
            CL_MEM_OBJECT_ALLOCATION_FAILURE, CL_OUT_OF_RESOURCES, CL_OUT_OF_HOST_MEMORY, CL_INVALID_BUFFER_SIZE);

    private final DeviceContext context;
    private final BlockingQueue<BandQueue> queues = new ArrayBlockingQueue<>(BANDS_IN_FLIGHT);
    private final Map<Kind, JuliaProgram> programs = new HashMap<>();
    private final Map<Kind, JuliaProgram> segmentedPrograms = new HashMap<>();
    private final Map<Kind, Double> peaks = new HashMap<>();
    private final AtomicLong launches = new AtomicLong();

    /** What is counted, and in which arithmetic: each has programs of its own. */
    private record Kind(Precision precision, KernelKind counts) {
        static Kind of(JuliaProgram program) {
            return new Kind(program.precision(), program.kind());
        }
    }

    private OpenClEngine(DeviceContext context) {
        this.context = context;
    }

    /**
     * Starts a device.
     *
     * @param takesBinaries whether the driver loads its stored binaries
     * @throws EngineException if the device cannot be started
     */
    public static OpenClEngine start(Device device, Inventory.Handle handle, boolean takesBinaries) {
        OpenClEngine engine = null;
        try {
            engine = new OpenClEngine(DeviceContext.create(device, handle, takesBinaries));
            for (int queue = 0; queue < BANDS_IN_FLIGHT; queue++) {
                engine.queues.add(new BandQueue(engine.context));
            }
            return engine;
        } catch (RuntimeException e) {
            // a CLException, or another exception if the driver lacks a function
            if (engine != null) {
                engine.close();
            }
            throw new EngineException("it could not be started: " + e.getMessage(), e);
        }
    }

    /**
     * Returns the program of a kind of counts, built at the first call.
     *
     * @throws EngineException if it cannot be built
     */
    private synchronized JuliaProgram program(Kind kind, BandQueue queue) {
        return programs.computeIfAbsent(kind, k -> {
            JuliaProgram program = new TileTuner(context, queue, k.precision, k.counts).build();
            program.keep();
            return program;
        });
    }

    @Override
    public Device device() {
        return context.device();
    }

    @Override
    public int concurrency() {
        return BANDS_IN_FLIGHT;
    }

    @Override
    public boolean usesCallerThread() {
        return false;
    }

    @Override
    public int lanes() {
        return onQueue(queue -> program(new Kind(widest(), KernelKind.PLAIN), queue).shape().width());
    }

    @Override
    public String kernel(Scene scene) {
        return "julia.cl";
    }

    private Precision widest() {
        return context.device().float64() ? Precision.FLOAT64 : Precision.FLOAT32;
    }

    @Override
    public Elapsed compute(Scene scene, Tile band, Counts target) {
        return onQueue(queue -> {
            JuliaProgram whole = program(new Kind(scene.set().precision(), KernelKind.of(scene)), queue);
            int rows = rows(whole, queue, target, scene.set().iterationLimit());
            Elapsed elapsed = Elapsed.NONE;
            for (int done = 0; done < target.rows(); done += rows) {
                int some = Math.min(rows, target.rows() - done);
                Counts part = target.slice(new Tile(done, some));
                Tile piece = band.part(done, some);
                int steps = steps(whole, queue, part.size(), scene.set().iterationLimit());
                JuliaProgram program = scene.set().iterationLimit() <= steps ? whole : segmentedProgram(whole, queue);
                elapsed = elapsed.plus(
                        queue.compute(program, scene, piece, part, steps, launches::incrementAndGet));
            }
            return elapsed;
        });
    }

    /**
     * Returns the number of rows of one launch: few enough that its shortest range of steps takes {@link
     * SegmentedLaunch}'s target time.
     */
    private int rows(JuliaProgram program, BandQueue queue, Counts counts, int limit) {
        if (MAX_STEPS > 0 || !SegmentedLaunch.mayTakeLong(counts.size(), limit)) {
            return Math.min(counts.rows(), program.maxRows());
        }
        double pixels = SegmentedLaunch.pixels(peakEstimate(program, queue));
        return (int) Math.max(1, Math.min(Math.min(counts.rows(), program.maxRows()), pixels / counts.width()));
    }

    /** Returns the number of steps of the first launch, by the peak rate of the device. */
    private int steps(JuliaProgram program, BandQueue queue, long pixels, int limit) {
        if (MAX_STEPS > 0) {
            return MAX_STEPS;
        }
        return SegmentedLaunch.mayTakeLong(pixels, limit)
                ? SegmentedLaunch.steps(peakEstimate(program, queue), pixels)
                : Integer.MAX_VALUE;
    }

    private synchronized double peakEstimate(JuliaProgram program, BandQueue queue) {
        return peaks.computeIfAbsent(Kind.of(program), kind -> new DevicePeak(context, queue, program).estimate());
    }

    /** Returns the segmented program of a kind of counts, built and checked at the first call. */
    private synchronized JuliaProgram segmentedProgram(JuliaProgram whole, BandQueue queue) {
        return segmentedPrograms.computeIfAbsent(Kind.of(whole), kind -> {
            JuliaProgram program = VerifiedProgram.build(
                    context, queue,
                    new JuliaProgram.Variant(kind.precision, kind.counts, whole.shape(), true));
            program.keep();
            return program;
        });
    }

    @Override
    public long headway() {
        return launches.get();
    }

    @Override
    public double peak(Precision precision) {
        Kind kind = new Kind(precision, KernelKind.PLAIN);
        return onQueue(queue -> new DevicePeak(context, queue, program(kind, queue)).measure());
    }

    /** A task with exclusive use of a queue. */
    @FunctionalInterface
    private interface Task<T> {
        T run(BandQueue queue);
    }

    private <T> T onQueue(Task<T> task) {
        BandQueue queue = null;
        try {
            queue = queues.take();
            return task.run(queue);
        } catch (CLException e) {
            throw MEMORY.contains(e.getStatus()) && stillWorks(queue)
                    ? new DeviceMemoryException(device() + " has no room for a band: " + e.getMessage(), e)
                    : new EngineException(device() + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(device() + " was interrupted", e);
        } finally {
            if (queue != null) {
                queues.add(queue);
            }
        }
    }

    /** Returns whether a launch of one work-item succeeds after a failure. */
    private boolean stillWorks(BandQueue queue) {
        Optional<JuliaProgram> any;
        synchronized (this) {
            any = programs.values().stream().findFirst();
        }
        try {
            any.ifPresent(program -> ContractionProbe.require(context, queue.queue(), program));
            return any.isPresent();
        } catch (CLException | EngineException e) {
            return false;
        }
    }

    @Override
    public void close() {
        queues.forEach(BandQueue::close);
        programs.values().forEach(JuliaProgram::close);
        segmentedPrograms.values().forEach(JuliaProgram::close);
        context.close();
    }
}
