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
import org.juliaset.compute.opencl.platform.DeviceContext;
import org.juliaset.compute.opencl.program.JuliaProgram;
import org.juliaset.compute.opencl.program.WorkItemTile;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;
import org.juliaset.storage.UserCache;

/**
 * Finds how many pixels a work-item is best given. A GPU gets one. For a CPU it depends on its registers
 * and on what the driver's compiler makes of them, which is measured once and remembered for this device,
 * driver and kernel.
 */
final class TileTuner {
    /** A part of the article's detail picture, large enough to tell shapes apart on a busy machine. */
    private static final Grid GRID = new ComplexRegion(-0.1, 0.1, 0.01, -0.01).grid(4000);

    private static final int LIMIT = 100;
    private static final int RUNS = 15;
    private static final int MAX_WIDTH = 16;

    /** A shape for tests, in place of the best one; null for the best one. */
    private static final String GIVEN = System.getProperty("juliaset.opencl.shape");

    private final DeviceContext on;
    private final BandQueue queue;

    TileTuner(DeviceContext on, BandQueue queue) {
        this.on = on;
        this.queue = queue;
    }

    /** Builds the program of the best shape. */
    JuliaProgram build(Precision precision) {
        if (GIVEN != null) {
            return build(precision, given());
        }
        Device device = on.device();
        if (device.type() != Device.Type.CPU) {
            return build(precision, WorkItemTile.SCALAR);
        }
        String key = String.join(
                "\n", "shape", device.identity(), Integer.toString(device.vectorWidth()), precision.title(),
                JuliaProgram.source());
        Optional<WorkItemTile> known = UserCache.read(key).flatMap(WorkItemTile::parse);
        List<WorkItemTile> candidates = candidates(precision);
        if (known.isPresent()) {
            return build(precision, known.get());
        }
        // where nothing can be remembered, each run would have to try them all
        if (!UserCache.write(key, candidates.get(0).toString())) {
            return build(precision, candidates.get(0));
        }
        JuliaProgram best = fastest(precision, candidates);
        UserCache.write(key, best.shape().toString());
        return best;
    }

    private static WorkItemTile given() {
        return WorkItemTile.parse(GIVEN).orElseThrow(() -> new EngineException("juliaset.opencl.shape is \"" + GIVEN
                + "\": give the width of vectors, 1, 2, 4, 8 or 16, and their number, 1 to 4, such as 16x4"));
    }

    /** Few, since some drivers take a second to compile each. */
    private List<WorkItemTile> candidates(Precision precision) {
        int lanes = Math.max(2, on.device().vectorWidth() * (precision == Precision.FLOAT64 ? 1 : 2));
        List<WorkItemTile> candidates = new ArrayList<>();
        for (int vectors = 4, width = lanes; vectors >= 1 && width <= MAX_WIDTH; vectors /= 2, width *= 2) {
            candidates.add(new WorkItemTile(width, vectors));
        }
        return candidates.isEmpty() ? List.of(new WorkItemTile(MAX_WIDTH, 2)) : candidates;
    }

    /** By turns, since a machine's noise comes in bursts, and by their medians. */
    private JuliaProgram fastest(Precision precision, List<WorkItemTile> candidates) {
        List<JuliaProgram> programs = new ArrayList<>();
        try {
            candidates.forEach(shape -> programs.add(build(precision, shape)));
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
            programs.remove(fastest); // the others are closed
            return fastest;
        } finally {
            programs.forEach(JuliaProgram::close);
        }
    }

    private long time(JuliaProgram program) {
        JuliaSet set = new JuliaSet(-0.835, -0.2321, 2, LIMIT, program.precision());
        Counts counts = Counts.allocate(GRID.width(), GRID.whole().rows(), LIMIT);
        return queue.compute(program, new Scene(set, GRID), GRID.whole(), counts).compute();
    }

    private JuliaProgram build(Precision precision, WorkItemTile shape) {
        return VerifiedProgram.build(on, queue, new JuliaProgram.Variant(precision, shape, false));
    }
}
