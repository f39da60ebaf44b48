package org.juliaset.compute.opencl.run;

import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.PeakOrbits;
import org.juliaset.compute.opencl.platform.DeviceContext;
import org.juliaset.compute.opencl.program.JuliaProgram;
import org.juliaset.model.Counts;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;

/**
 * The peak rate of a device: predictable branches and no memory traffic, see {@link PeakOrbits}. As in clpeak, short
 * launches determine how long the measured ones must be, and the best of a few counts.
 */
final class DevicePeak {
    /** Work-items for each compute unit, of which a GPU runs up to 2048 at a time. */
    private static final long ITEMS_PER_UNIT = 4096;

    /** Sides are multiples of this many pixels, so that every lane of every work-group has a pixel. */
    private static final int SIDE_UNIT = 128;

    private static final int MAX_SIDE = 1 << 12;
    private static final int FIRST_LIMIT = 30;
    private static final int GROWTH = 4;

    /** Below this time, the overhead of launching dominates. */
    private static final long BRIEF_NANOS = 1_000_000;

    private static final long LONG_NANOS = 20_000_000;
    private static final int LAUNCHES = 10;
    private static final double NANOS = 1e9;

    private final BandQueue queue;
    private final JuliaProgram program;
    private final Precision precision;
    private final int firstSide;

    /** @param program not segmented */
    DevicePeak(DeviceContext context, BandQueue queue, JuliaProgram program) {
        this.queue = queue;
        this.program = program;
        this.precision = program.precision();
        double orbits = (double) ITEMS_PER_UNIT * context.device().computeUnits()
                * program.shape().width() * program.shape().vectors();
        this.firstSide = (int) Math.min(MAX_SIDE, Math.ceil(Math.sqrt(orbits) / SIDE_UNIT) * SIDE_UNIT);
    }

    /**
     * Estimates the peak in iterations per second, by launches of some milliseconds and the longer time of both clocks.
     */
    double estimate() {
        Launch launch = lasting(BRIEF_NANOS);
        return launch.iterations() * NANOS / launch.longest;
    }

    /** Measures the peak in iterations per second, by the clock by which bands are timed. */
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
     * @param computing its time in ns, by the clock by which bands are timed
     * @param longest the longer of its times in ns by both clocks, see {@link ClEvents}
     */
    private record Launch(int side, int limit, long computing, long longest) {
        double iterations() {
            return (double) side * side * limit;
        }
    }

    /** Makes launches longer, first by iterations and then by orbits, until one takes this time. */
    private Launch lasting(long nanos) {
        launch(firstSide, FIRST_LIMIT); // not counted: includes one-time work of the driver
        Launch launch = launch(firstSide, FIRST_LIMIT);
        while (launch.longest < nanos && (launch.limit < PeakOrbits.MAX_LIMIT || launch.side < MAX_SIDE)) {
            launch = launch.limit < PeakOrbits.MAX_LIMIT
                    ? launch(launch.side, Math.min(PeakOrbits.MAX_LIMIT, launch.limit * GROWTH))
                    : launch(Math.min(MAX_SIDE, 2 * launch.side), launch.limit);
        }
        return launch;
    }

    private Launch launch(int side, int limit) {
        Scene scene = PeakOrbits.scene(program.kind(), precision, side, limit);
        Counts counts = Counts.allocate(scene, scene.grid().whole());
        long began = System.nanoTime();
        Engine.Elapsed elapsed = queue.compute(program, scene, scene.grid().whole(), counts);
        long host = System.nanoTime() - began - elapsed.grid() - elapsed.readBack();
        if (counts.sum() != (long) side * side * limit) {
            throw new EngineException("an orbit that is bounded escaped");
        }
        return new Launch(side, limit, elapsed.compute(), Math.max(host, elapsed.compute()));
    }
}
