package org.juliaset.opencl;

import static org.jocl.CL.*;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jocl.CLException;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.juliaset.core.Band;
import org.juliaset.core.Counts;
import org.juliaset.core.Grid;
import org.juliaset.core.JuliaSet;
import org.juliaset.core.Precision;
import org.juliaset.engine.Device;
import org.juliaset.engine.DeviceMemoryException;
import org.juliaset.engine.Engine;
import org.juliaset.engine.EngineException;
import org.juliaset.engine.SelfTest;

/**
 * Computes on one OpenCL device, two bands at a time. JOCL releases nothing by itself: all that is made
 * here is released here.
 */
final class OpenClEngine implements Engine {
    private static final int BANDS_IN_FLIGHT = 2;

    /** Steps of a launch, for tests; 0 for as many as it makes in time. A multiple of 120. */
    private static final int MAX_STEPS = Integer.getInteger("juliaset.opencl.steps", 0);

    /** What a driver answers where memory is too little for a launch or a buffer. */
    private static final Set<Integer> MEMORY = Set.of(
            CL_MEM_OBJECT_ALLOCATION_FAILURE, CL_OUT_OF_RESOURCES, CL_OUT_OF_HOST_MEMORY, CL_INVALID_BUFFER_SIZE);

    private final Device device;
    private final Inventory.Handle handle;
    private final cl_context context;
    private final BlockingQueue<BandQueue> queues = new ArrayBlockingQueue<>(BANDS_IN_FLIGHT);
    private final Map<Precision, JuliaProgram> programs = new EnumMap<>(Precision.class);
    private final Map<Precision, JuliaProgram> programsInStretches = new EnumMap<>(Precision.class);
    private final Map<Precision, Double> ceilings = new EnumMap<>(Precision.class);
    private final AtomicLong launches = new AtomicLong();

    private OpenClEngine(Device device, Inventory.Handle handle, cl_context context) {
        this.device = device;
        this.handle = handle;
        this.context = context;
    }

    /** @throws EngineException if the device cannot be started */
    static OpenClEngine start(Device device, Inventory.Handle handle) {
        OpenClEngine engine = null;
        try {
            cl_context_properties properties = new cl_context_properties();
            properties.addProperty(CL_CONTEXT_PLATFORM, handle.platform());
            cl_device_id[] devices = {handle.device()};
            engine = new OpenClEngine(device, handle, clCreateContext(properties, 1, devices, null, null, null));
            for (int queue = 0; queue < BANDS_IN_FLIGHT; queue++) {
                engine.queues.add(new BandQueue(engine.context, handle.device(), device));
            }
            return engine;
        } catch (RuntimeException e) {
            // JOCL throws its own CLException, and others where a driver lacks a function
            if (engine != null) {
                engine.close();
            }
            throw new EngineException("it could not be started: " + e.getMessage(), e);
        }
    }

    /**
     * The program for a precision, built when it is first needed.
     *
     * @throws EngineException if it does not compile, or its compiler contracts multiply and add
     */
    private synchronized JuliaProgram program(Precision precision, BandQueue queue) {
        JuliaProgram program = programs.get(precision);
        if (program == null) {
            program = new ShapeTrial(device, handle.device(), context, queue).build(precision);
            programs.put(precision, program);
            ContractionProbe.require(context, queue.queue(), program);
        }
        return program;
    }

    @Override
    public Device device() {
        return device;
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
        return onQueue(queue -> program(widest(), queue).shape().width());
    }

    private Precision widest() {
        return device.float64() ? Precision.FLOAT64 : Precision.FLOAT32;
    }

    @Override
    public Elapsed compute(JuliaSet set, Grid grid, Band band, Counts into) {
        return onQueue(queue -> {
            JuliaProgram whole = program(set.precision(), queue);
            int steps = steps(whole, queue, into.size(), set.iterationLimit());
            JuliaProgram program = set.iterationLimit() <= steps ? whole : programInStretches(whole, queue);
            return queue.compute(program, set, grid, band, into, steps, launches::incrementAndGet);
        });
    }

    /** Steps that it makes in one launch, which is not to take long. */
    private int steps(JuliaProgram program, BandQueue queue, long pixels, int limit) {
        if (MAX_STEPS > 0) {
            return MAX_STEPS;
        }
        return Stretches.mayTakeLong(pixels, limit)
                ? Stretches.steps(ceilingEstimate(program, queue), pixels)
                : Integer.MAX_VALUE;
    }

    private synchronized double ceilingEstimate(JuliaProgram program, BandQueue queue) {
        return ceilings.computeIfAbsent(program.precision(), p -> {
            try (DeviceCeiling ceiling = new DeviceCeiling(context, queue.queue(), program, device)) {
                return ceiling.estimate();
            }
        });
    }

    /** Built, and tested, when a picture first needs it. */
    private synchronized JuliaProgram programInStretches(JuliaProgram whole, BandQueue queue) {
        return programsInStretches.computeIfAbsent(whole.precision(), precision -> {
            JuliaProgram program = JuliaProgram.build(context, handle.device(), precision, whole.shape(), true);
            try {
                ContractionProbe.require(context, queue.queue(), program);
                SelfTest.require(
                        (set, grid, band, counts) -> queue.compute(
                                program, set, grid, band, counts, JuliaProgram.STRETCH_UNIT, launches::incrementAndGet),
                        precision);
                return program;
            } catch (RuntimeException e) {
                program.close();
                throw e;
            }
        });
    }

    @Override
    public long headway() {
        return launches.get();
    }

    @Override
    public double ceiling(Precision precision) {
        return onQueue(queue -> {
            JuliaProgram program = program(precision, queue);
            try (DeviceCeiling ceiling = new DeviceCeiling(context, queue.queue(), program, device)) {
                return ceiling.measure();
            }
        });
    }

    /** Something to do on a queue of its own. */
    @FunctionalInterface
    private interface Task<T> {
        T on(BandQueue queue);
    }

    private <T> T onQueue(Task<T> task) {
        BandQueue queue = null;
        try {
            queue = queues.take();
            return task.on(queue);
        } catch (CLException e) {
            throw MEMORY.contains(e.getStatus())
                    ? new DeviceMemoryException(device + " has no room for a band: " + e.getMessage(), e)
                    : new EngineException(device + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(device + " was interrupted", e);
        } finally {
            if (queue != null) {
                queues.add(queue);
            }
        }
    }

    @Override
    public void close() {
        queues.forEach(BandQueue::close);
        programs.values().forEach(JuliaProgram::close);
        programsInStretches.values().forEach(JuliaProgram::close);
        clReleaseContext(context);
    }
}
