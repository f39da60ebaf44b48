package org.juliaset.compute.opencl.run;

import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.PeakOrbits;
import org.juliaset.compute.opencl.platform.DeviceContext;
import org.juliaset.compute.opencl.program.JuliaProgram;
import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;

/**
 * The peak rate of a device: predictable branches and no memory traffic, see {@link PeakOrbits}. As clpeak does:
 * short launches first, whose time says how long the others have to be, then the best of a few.
 */
final class DevicePeak {
    /** Work-items for each compute unit: a GPU's holds up to 2048 at a time. */
    private static final long ITEMS_PER_UNIT = 4096;

    /** Sides are multiples of this: work-groups have a pixel for each lane of each item. */
    private static final int SIDE_UNIT = 128;

    private static final int MAX_SIDE = 1 << 12;
    private static final int FIRST_LIMIT = 30;
    private static final int GROWTH = 4;

    /** A shorter launch says more of what launching takes than of the device. */
    private static final long BRIEF_NANOS = 1_000_000;

    private static final long LONG_NANOS = 20_000_000;
    private static final int LAUNCHES = 10;
    private static final double NANOS = 1e9;

    private final BandQueue queue;
    private final JuliaProgram program;
    private final Precision precision;
    private final int firstSide;

    /** @param program one that makes all steps in one launch */
    DevicePeak(DeviceContext on, BandQueue queue, JuliaProgram program) {
        this.queue = queue;
        this.program = program;
        this.precision = program.precision();
        double orbits = (double) ITEMS_PER_UNIT * on.device().computeUnits()
                * program.shape().width() * program.shape().vectors();
        this.firstSide = (int) Math.min(MAX_SIDE, Math.ceil(Math.sqrt(orbits) / SIDE_UNIT) * SIDE_UNIT);
    }

    /** In iterations per second, by launches of some milliseconds and the slower of both clocks. */
    double estimate() {
        Launch launch = lasting(BRIEF_NANOS);
        return launch.iterations() * NANOS / launch.longest;
    }

    /** In iterations per second, by the clock that a band's time is taken by. */
    double measure() {
        Launch launch = lasting(LONG_NANOS);
        double best = launch.iterations() * NANOS / launch.computing;
        for (int more = 1; more < LAUNCHES; more++) {
            best = Math.max(best, launch.iterations() * NANOS / launch(launch.side, launch.limit).computing);
        }
        return best;
    }

    /**
     * A launch over side · side orbits.
     *
     * @param computing its time, in ns, as a band's is taken
     * @param longest its time by the slower of the device's clock and the host's, see {@link ClEvents}
     */
    private record Launch(int side, int limit, long computing, long longest) {
        double iterations() {
            return (double) side * side * limit;
        }
    }

    /** Longer and longer ones, first by their iterations and then by their orbits. */
    private Launch lasting(long nanos) {
        launch(firstSide, FIRST_LIMIT); // is held up by what a driver does once
        Launch launch = launch(firstSide, FIRST_LIMIT);
        while (launch.longest < nanos && (launch.limit < PeakOrbits.MAX_LIMIT || launch.side < MAX_SIDE)) {
            launch = launch.limit < PeakOrbits.MAX_LIMIT
                    ? launch(launch.side, Math.min(PeakOrbits.MAX_LIMIT, launch.limit * GROWTH))
                    : launch(Math.min(MAX_SIDE, 2 * launch.side), launch.limit);
        }
        return launch;
    }

    private Launch launch(int side, int limit) {
        JuliaSet set = PeakOrbits.set(limit, precision);
        Grid grid = PeakOrbits.grid(side);
        Counts counts = Counts.allocate(side, side, limit);
        long began = System.nanoTime();
        Engine.Elapsed elapsed = queue.compute(program, new Scene(set, grid), grid.whole(), counts);
        long host = System.nanoTime() - began - elapsed.grid() - elapsed.readBack();
        if (counts.sum() != (long) side * side * limit) {
            throw new EngineException("an orbit that is bounded escaped");
        }
        return new Launch(side, limit, elapsed.compute(), Math.max(host, elapsed.compute()));
    }
}
