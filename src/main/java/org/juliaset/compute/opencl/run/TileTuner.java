package org.juliaset.compute.opencl.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.juliaset.compute.Device;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.KernelKind;
import org.juliaset.compute.opencl.platform.DeviceContext;
import org.juliaset.compute.opencl.program.JuliaProgram;
import org.juliaset.compute.opencl.program.WorkItemTile;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.MandelbrotSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Sampling;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;
import org.juliaset.storage.UserCache;

/**
 * Finds the fastest number of pixels for a work-item. On a GPU it is one. On a CPU it depends on the registers and on
 * the driver's compiler, so it is measured once and stored for this device, driver and kernel.
 */
final class TileTuner {
    /** A part of the article's detail picture, large enough for timings to differ on a busy machine. */
    private static final Grid GRID = new ComplexRegion(-0.1, 0.1, 0.01, -0.01).grid(4000);

    /** A part of the map with as long orbits. */
    private static final Grid MAP_GRID = new ComplexRegion(-0.8, -0.7, 0.2225, 0.2175).grid(4000);

    private static final int LIMIT = 100;
    private static final int RUNS = 15;
    private static final int MAX_WIDTH = 16;

    /** A shape set by tests; null to find the fastest. */
    private static final String GIVEN = System.getProperty("juliaset.opencl.shape");

    private final DeviceContext context;
    private final BandQueue queue;
    private final Precision precision;
    private final KernelKind kind;

    TileTuner(DeviceContext context, BandQueue queue, Precision precision, KernelKind kind) {
        this.context = context;
        this.queue = queue;
        this.precision = precision;
        this.kind = kind;
    }

    /** Builds the program of the fastest shape. */
    JuliaProgram build() {
        if (GIVEN != null) {
            return build(given());
        }
        Device device = context.device();
        if (device.type() != Device.Type.CPU) {
            return build(WorkItemTile.SCALAR);
        }
        String key = String.join(
                "\n", "shape", device.identity(), Integer.toString(device.vectorWidth()), precision.title(),
                kind.name(), JuliaProgram.source());
        Optional<WorkItemTile> known = UserCache.read(key).flatMap(WorkItemTile::parse);
        List<WorkItemTile> candidates = candidates();
        if (known.isPresent()) {
            return build(known.get());
        }
        // if nothing can be stored, each run would have to measure again
        if (!UserCache.write(key, candidates.get(0).toString())) {
            return build(candidates.get(0));
        }
        JuliaProgram best = fastest(candidates);
        UserCache.write(key, best.shape().toString());
        return best;
    }

    private static WorkItemTile given() {
        return WorkItemTile.parse(GIVEN).orElseThrow(() -> new EngineException("juliaset.opencl.shape is \"" + GIVEN
                + "\": give the width of vectors, 1, 2, 4, 8 or 16, and their number, 1 to 4, such as 16x4"));
    }

    /** Returns at most three shapes, since some drivers take a second to compile each. */
    private List<WorkItemTile> candidates() {
        int lanes = Math.max(2, context.device().vectorWidth() * (precision == Precision.FLOAT64 ? 1 : 2));
        List<WorkItemTile> candidates = new ArrayList<>();
        for (int vectors = 4, width = lanes; vectors >= 1 && width <= MAX_WIDTH; vectors /= 2, width *= 2) {
            candidates.add(new WorkItemTile(width, vectors));
        }
        return candidates.isEmpty() ? List.of(new WorkItemTile(MAX_WIDTH, 2)) : candidates;
    }

    /** Finds the fastest program by medians of alternating runs, since a machine's noise comes in bursts. */
    private JuliaProgram fastest(List<WorkItemTile> candidates) {
        List<JuliaProgram> programs = new ArrayList<>();
        try {
            candidates.forEach(shape -> programs.add(build(shape)));
            Map<JuliaProgram, long[]> times = new HashMap<>();
            programs.forEach(program -> times.put(program, new long[RUNS]));
            for (int run = 0; run < RUNS; run++) {
                int now = run;
                programs.forEach(program -> times.get(program)[now] = time(program));
            }
            times.values().forEach(Arrays::sort);
            JuliaProgram fastest = programs.stream()
                    .min(Comparator.comparingLong(program -> times.get(program)[RUNS / 2]))
                    .orElseThrow();
            programs.remove(fastest); // so that it is not closed below
            return fastest;
        } finally {
            programs.forEach(JuliaProgram::close);
        }
    }

    private long time(JuliaProgram program) {
        Scene scene = kind.isMap()
                ? new Scene(new MandelbrotSet(2, LIMIT, precision), MAP_GRID, new Sampling(1, kind.isSmooth()))
                : new Scene(
                        new JuliaSet(-0.835, -0.2321, 2, LIMIT, precision), GRID, new Sampling(1, kind.isSmooth()));
        Tile whole = scene.grid().whole();
        return queue.compute(program, scene, whole, Counts.allocate(scene, whole)).compute();
    }

    private JuliaProgram build(WorkItemTile shape) {
        return VerifiedProgram.build(context, queue, new JuliaProgram.Variant(precision, kind, shape, false));
    }
}
