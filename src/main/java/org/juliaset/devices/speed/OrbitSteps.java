package org.juliaset.devices.speed;

import org.juliaset.compute.CycleDetection;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;

/** What an orbit costs a kernel, which looks for repetitions and does not know its count beforehand. */
public final class OrbitSteps {
    /** Steps after which an orbit is taken for one that goes to the limit. */
    private static final int PATIENCE = 10_000;

    private OrbitSteps() {}

    /** Mean steps of some pixels of a row, evenly spread. */
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

    /** Steps until the orbit of {@code re + im·i} escapes, is seen to repeat itself, or comes to the limit. */
    public static int steps(JuliaSet set, double re, double im) {
        int most = Math.min(set.iterationLimit(), PATIENCE);
        double x = re;
        double y = im;
        double pastX = Double.NaN;
        double pastY = Double.NaN;
        int keep = 0;
        for (int n = 0; n < most; n++) {
            double xy = x * y;
            x = (x * x - y * y) + set.real();
            y = (xy + xy) + set.imag();
            if (x * x + y * y >= set.bound()) {
                return n + 1;
            }
            if (n % CycleDetection.INTERVAL == 0) {
                if (x == pastX && y == pastY) {
                    return n + 1;
                }
                if (n >= keep) {
                    pastX = x;
                    pastY = y;
                    keep = Math.max(CycleDetection.INTERVAL, CycleDetection.next(n));
                }
            }
        }
        return set.iterationLimit();
    }
}
