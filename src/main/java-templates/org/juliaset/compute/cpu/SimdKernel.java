package org.juliaset.compute.cpu;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.juliaset.compute.CycleDetection;
import org.juliaset.compute.EscapeRule;
import org.juliaset.model.Counts;

/**
 * One orbit to a lane of a vector, and three vectors in flight, since a step is a chain of operations
 * that each wait for the one before. Loaded by name, see {@link SimdSupport}: only this class and its twin
 * {@link SimdKernel32} know {@code jdk.incubator.vector}.
 *
 * <p>Orbits go on together, and are tested after every sixth step only, as long as all are inside; from the
 * last test that found them so they are counted one by one. That takes an escape that is final (see
 * {@link EscapeRule}); where it is not, {@link InterleavedKernel} counts.
 *
 * <p>Do not change without measuring, on JDK 17 and 25, warm and cold. What was found with vectors of 256 bits: four
 * in flight do not fit the registers, and are slower than three. The points that were last inside
 * do not fit either: they are in arrays. {@code broadcast(c)} in place of {@code fromArray} is repeated by C2 at every
 * use, at the price of an addition. A helper to which vectors are passed is not inlined, since the calls of the Vector
 * API have used up C2's budget, and makes the whole ten times slower; so does, on JDK 17, an inner loop whose number of
 * rounds C2 does not know. C2 takes longer for what is longer: one method that did all took it half a second.
 * Masks that live from one round to the next cost more than to make them again. An orbit must not be moved
 * outside as it escapes: its next step would wait for the test. Of vectors of integers JDK 17 makes objects in
 * some processes and not in others, a quarter of a gigabyte for a picture of 16 million pixels: steps are
 * counted in floating point.
 */
final class SimdKernel implements Kernel {
    private static final VectorSpecies<Double> SPECIES = SimdSupport.BITS == 0
            ? DoubleVector.SPECIES_PREFERRED
            : VectorSpecies.of(double.class, VectorShape.forBitSize(SimdSupport.BITS));
    private static final int LANES = SPECIES.length();
    private static final int VECTORS = $count;

    /** Added to counts, so that the low bits of a float64 are the count. Counts are below it. */
    private static final long ZERO = 1L << 52;

    /** Steps between two tests of orbits that go on together, a divisor of {@link CycleDetection#INTERVAL}. */
    private static final int STEPS = 6;

    /**
     * Takes orbits on together as long as a test finds all inside.
     *
     * @param steps a multiple of {@link #STEPS}
     * @return the number of steps that they have taken
     */
    private static int advance(Orbits orbits, int steps) {
        DoubleVector cre = DoubleVector.fromArray(SPECIES, orbits.cre, 0);
        DoubleVector cim = DoubleVector.fromArray(SPECIES, orbits.cim, 0);
        DoubleVector bound = DoubleVector.fromArray(SPECIES, orbits.bound, 0);
        DoubleVector re$v = DoubleVector.fromArray(SPECIES, orbits.re, $v * LANES);
        DoubleVector im$v = DoubleVector.fromArray(SPECIES, orbits.im, $v * LANES);
        int n = 0;
        while (n < steps) {
            for (int step = 0; step < STEPS; step++) {
                DoubleVector reim$v = re$v.mul(im$v);
                re$v = re$v.mul(re$v).sub(im$v.mul(im$v)).add(cre);
                im$v = reim$v.add(reim$v).add(cim);
            }
            VectorMask<Double> inside$v = re$v.mul(re$v).add(im$v.mul(im$v)).lt(bound);
            if (!inside0
                    .and(inside$rest)
                    .allTrue()) {
                break;
            }
            re$v.intoArray(orbits.re, $v * LANES);
            im$v.intoArray(orbits.im, $v * LANES);
            n += STEPS;
        }
        return n;
    }

    /**
     * Takes orbits on until all are outside, and counts for each the steps that end inside.
     *
     * @return whether any is inside after the last
     */
    private static boolean count(Orbits orbits, int steps) {
        DoubleVector cre = DoubleVector.fromArray(SPECIES, orbits.cre, 0);
        DoubleVector cim = DoubleVector.fromArray(SPECIES, orbits.cim, 0);
        DoubleVector bound = DoubleVector.fromArray(SPECIES, orbits.bound, 0);
        DoubleVector one = DoubleVector.fromArray(SPECIES, orbits.one, 0);
        DoubleVector re$v = DoubleVector.fromArray(SPECIES, orbits.re, $v * LANES);
        DoubleVector im$v = DoubleVector.fromArray(SPECIES, orbits.im, $v * LANES);
        DoubleVector n$v = DoubleVector.fromArray(SPECIES, orbits.n, $v * LANES);
        boolean any = true;
        for (int n = 0; any && n < steps; n++) {
            DoubleVector reim$v = re$v.mul(im$v);
            re$v = re$v.mul(re$v).sub(im$v.mul(im$v)).add(cre);
            im$v = reim$v.add(reim$v).add(cim);
            VectorMask<Double> inside$v = re$v.mul(re$v).add(im$v.mul(im$v)).lt(bound);
            n$v = n$v.add(one, inside$v);
            any = inside0
                    .or(inside$rest)
                    .anyTrue();
        }
        re$v.intoArray(orbits.re, $v * LANES);
        im$v.intoArray(orbits.im, $v * LANES);
        n$v.intoArray(orbits.n, $v * LANES);
        return any;
    }

    /** Places the orbits of a run of pixels. */
    private static void start(Orbits orbits, int vector, double[] xs, int column, double y) {
        DoubleVector.fromArray(SPECIES, xs, column).intoArray(orbits.re, vector * LANES);
        DoubleVector.broadcast(SPECIES, y).intoArray(orbits.im, vector * LANES);
    }

    /** Counts the iterations of orbits that have been placed. */
    private static void escape(Orbits orbits, int limit) {
        int n = stepTogether(orbits, limit);
        DoubleVector counts = DoubleVector.broadcast(SPECIES, (double) (ZERO + n));
        for (int vector = 0; vector < VECTORS; vector++) {
            counts.intoArray(orbits.n, vector * LANES);
        }
        boolean any = true;
        for (int keep = 0; any && n < limit; ) {
            int steps = Math.min(limit - n, CycleDetection.INTERVAL);
            any = count(orbits, steps);
            n += steps;
            if (any && n < limit) {
                if (keep > 0) {
                    orbits.endRepetitions(n, limit);
                }
                if (n >= keep) {
                    orbits.keep();
                    keep = CycleDetection.next(n);
                }
            }
        }
    }

    /** Takes orbits on while all are inside, and returns after how many steps; after the limit if all repeat. */
    private static int stepTogether(Orbits orbits, int limit) {
        int whole = limit - limit % STEPS;
        for (int n = 0, keep = 0; n < whole; ) {
            int steps = Math.min(whole - n, CycleDetection.INTERVAL);
            int taken = advance(orbits, steps);
            n += taken;
            if (taken < steps) {
                return n;
            }
            if (keep > 0 && orbits.repeat()) {
                return limit;
            }
            if (n >= keep) {
                orbits.keep();
                keep = CycleDetection.next(n);
            }
        }
        return whole;
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void julia(
            double[] xs, double[] ys, double cre, double cim, double bound, int limit, Counts counts) {
        if (xs.length < LANES || limit >= ZERO || !EscapeRule.isFinal(cre, cim, bound)) {
            InterleavedKernel.julia(xs, ys, cre, cim, bound, limit, counts);
            return;
        }
        Orbits orbits = new Orbits(cre, cim, bound);
        int row = 0;
        // three rows at a time, which are more alike than three runs of one
        for (; row + VECTORS <= ys.length; row += VECTORS) {
            for (int run = 0; run < xs.length; run += LANES) {
                escape(orbits, xs, run, 0, ys, row, 1, limit, counts);
            }
        }
        for (; row < ys.length; row++) {
            for (int run = 0; run < xs.length; run += VECTORS * LANES) {
                escape(orbits, xs, run, LANES, ys, row, 0, limit, counts);
            }
        }
    }

    /**
     * Counts the pixels of one run of columns for each vector, the last of which overlaps the one before.
     *
     * @param columnStep columns from the run of one vector to that of the next
     * @param rowStep rows likewise
     */
    private static void escape(
            Orbits orbits, double[] xs, int run, int columnStep, double[] ys, int row, int rowStep, int limit,
            Counts counts) {
        int last = xs.length - LANES;
        for (int vector = 0; vector < VECTORS; vector++) {
            int column = Math.min(run + vector * columnStep, last);
            start(orbits, vector, xs, column, ys[row + vector * rowStep]);
        }
        escape(orbits, limit);
        for (int vector = 0; vector < VECTORS; vector++) {
            int column = Math.min(run + vector * columnStep, last);
            store(orbits, vector, column, row + vector * rowStep, counts);
        }
    }

    private static void store(Orbits orbits, int vector, int column, int row, Counts counts) {
        int pixel = row * counts.width() + column;
        for (int lane = 0; lane < LANES; lane++) {
            long bits = Double.doubleToRawLongBits(orbits.n[vector * LANES + lane]);
            counts.set(pixel + lane, (int) bits & (int) (ZERO - 1));
        }
    }

    /** Orbits in flight, lane by lane, and the constants, the same in every lane. */
    private static final class Orbits {
        final double[] cre;
        final double[] cim;
        final double[] bound;
        final double[] one = filled(1);
        final double[] re = new double[VECTORS * LANES];
        final double[] im = new double[VECTORS * LANES];
        /** Steps inside, {@link #ZERO} for none. */
        final double[] n = new double[VECTORS * LANES];
        /** Where each was at some step before, see {@link CycleDetection}. */
        final double[] pastRe = new double[VECTORS * LANES];
        final double[] pastIm = new double[VECTORS * LANES];

        Orbits(double cre, double cim, double bound) {
            this.cre = filled(cre);
            this.cim = filled(cim);
            this.bound = filled(bound);
        }

        private static double[] filled(double value) {
            double[] lanes = new double[LANES];
            Arrays.fill(lanes, value);
            return lanes;
        }

        void keep() {
            System.arraycopy(re, 0, pastRe, 0, re.length);
            System.arraycopy(im, 0, pastIm, 0, im.length);
        }

        private boolean repeats(int k) {
            return re[k] == pastRe[k] && im[k] == pastIm[k];
        }

        /** Whether all are where they were before. */
        boolean repeat() {
            for (int k = 0; k < re.length; k++) {
                if (!repeats(k)) {
                    return false;
                }
            }
            return true;
        }

        /** Gives orbits that repeat themselves the limit for a count, and moves them outside. */
        void endRepetitions(int steps, int limit) {
            for (int k = 0; k < re.length; k++) {
                if (n[k] == ZERO + steps && repeats(k)) {
                    n[k] = ZERO + limit;
                    re[k] = Double.POSITIVE_INFINITY;
                }
            }
        }
    }
}
