package org.juliaset.devices.speed;

import org.juliaset.compute.CycleDetection;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.EscapeSet;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;

/** The number of steps that a kernel makes for an orbit, with cycle detection. */
public final class OrbitSteps {
    /** An orbit that has not ended after this many steps is assumed to reach the limit. */
    private static final int MAX_STEPS = 10_000;

    private OrbitSteps() {}

    /** Returns the mean number of steps of evenly spaced pixels of a row. */
    public static double ofRow(Scene scene, long row, int samples) {
        ComplexRegion region = scene.grid().region();
        double y = scene.grid().rows(new Tile(row, 1))[0];
        double steps = 0;
        for (int sample = 0; sample < samples; sample++) {
            double x = region.xleft() + (sample + 0.5) / samples * (region.xright() - region.xleft());
            steps += steps(scene.set(), x, y);
        }
        return steps / samples;
    }

    /**
     * Returns the number of steps until the orbit of the pixel {@code re + im·i} escapes, a cycle is detected, or the
     * limit is reached.
     */
    public static int steps(EscapeSet set, double re, double im) {
        int most = Math.min(set.iterationLimit(), MAX_STEPS);
        double cre = set.isMap() ? re : set.sharedReal();
        double cim = set.isMap() ? im : set.sharedImag();
        double x = set.isMap() ? set.sharedReal() : re;
        double y = set.isMap() ? set.sharedImag() : im;
        double pastX = Double.NaN;
        double pastY = Double.NaN;
        int nextPast = 0;
        for (int n = 0; n < most; n++) {
            double xy = x * y;
            x = (x * x - y * y) + cre;
            y = (xy + xy) + cim;
            if (x * x + y * y >= set.bound()) {
                return n + 1;
            }
            if (n % CycleDetection.INTERVAL == 0) {
                if (x == pastX && y == pastY) {
                    return n + 1;
                }
                if (n >= nextPast) {
                    pastX = x;
                    pastY = y;
                    nextPast = Math.max(CycleDetection.INTERVAL, CycleDetection.next(n));
                }
            }
        }
        return set.iterationLimit();
    }
}
