package org.juliaset.compute.cpu;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.juliaset.compute.CycleDetection;
import org.juliaset.compute.EscapeRule;
import org.juliaset.compute.LongOrbits;
import org.juliaset.compute.SmoothLevels; // $smooth
import org.juliaset.model.Counts;
import org.juliaset.model.Sampling; // $smooth
import org.juliaset.model.Tile; // $map

/**
 * One orbit in each lane of a vector, and $count vectors in flight, since a step is a chain of operations, each of
 * which waits for the one before. {@link SimdSupport} chooses how many, and loads the class by its name: only the SIMD
 * kernels use {@code jdk.incubator.vector}.
 *
 * <p>While all orbits are inside the threshold they step together, with a test after every sixth step. From the last
 * test that found all of them inside, each step of each orbit is tested and counted. Where an escape is not final (see
 * {@link EscapeRule}), all steps are.
 *
 * <p>The squared norm of each orbit is kept until it is not below the bound. To store those of all steps // $smooth
 * and to pick the escaping one afterwards is slower. // $smooth
 * // $smooth
 * <p>Measure every change, on JDK 17 and 25, warm and cold. What was found:
 * <ul>
 *   <li>Each vector in flight takes registers. With the 16 of AVX2 three vectors are fastest; with the 32 of AVX-512
 *       five, on JDK 17 four. The last points known to be inside do not fit in registers either; they are in arrays.
 *   <li>C2 repeats {@code broadcast(c)} at every use, which costs as much as an addition, but not {@code fromArray}.
 *   <li>Never pass vectors to a helper: the Vector API calls have exhausted C2's inlining budget, the helper is not
 *       inlined, and the kernel is ten times slower. On JDK 17 it is so, too, with an inner loop whose number of
 *       rounds C2 does not know.
 *   <li>C2 takes longer to compile a longer method: one method for all stages took it half a second.
 *   <li>Masks that live from one round to the next cost more than computing them again.
 *   <li>An orbit must not be moved outside as it escapes: its next step would wait for the test.
 *   <li>JDK 17's C2 boxes integer vectors in some processes, a quarter of a gigabyte for a picture of 16 million
 *       pixels. Counts are kept in floating point.
 * </ul>
 */
final class SimdKernel implements Kernel {
    private static final VectorSpecies<Double> SPECIES = SimdSupport.BITS == 0
            ? DoubleVector.SPECIES_PREFERRED
            : VectorSpecies.of(double.class, VectorShape.forBitSize(SimdSupport.BITS));
    private static final int LANES = SPECIES.length();
    private static final int VECTORS = $count;

    /** Steps between two tests of orbits that step together, a divisor of {@link CycleDetection#INTERVAL}. */
    private static final int STEPS = 6;

    /** Added to counts, so that the low bits of a float64 are the count. Counts are below it. */
    private static final long ZERO = 1L << 52;

    /** Places the orbits of one vector at a run of pixels. */
    private static void place(Orbits orbits, int vector, double[] xs, int column, double y) {
        DoubleVector.fromArray(SPECIES, xs, column).intoArray(orbits.re, vector * LANES); // $julia
        DoubleVector.broadcast(SPECIES, y).intoArray(orbits.im, vector * LANES); // $julia
        DoubleVector.broadcast(SPECIES, orbits.zre).intoArray(orbits.re, vector * LANES); // $map
        DoubleVector.broadcast(SPECIES, orbits.zim).intoArray(orbits.im, vector * LANES); // $map
        DoubleVector.fromArray(SPECIES, xs, column).intoArray(orbits.cre, vector * LANES); // $map
        DoubleVector.broadcast(SPECIES, y).intoArray(orbits.cim, vector * LANES); // $map
    }

    /**
     * Steps the orbits while tests find all of them inside.
     *
     * @param steps a multiple of {@link #STEPS}
     * @return the number of steps, a multiple of {@link #STEPS}, after which all were inside
     */
    private static int stepAndTest(Orbits orbits, int steps) {
        DoubleVector cre = DoubleVector.fromArray(SPECIES, orbits.cre, 0); // $julia
        DoubleVector cim = DoubleVector.fromArray(SPECIES, orbits.cim, 0); // $julia
        DoubleVector cre$v = DoubleVector.fromArray(SPECIES, orbits.cre, $v * LANES); // $map
        DoubleVector cim$v = DoubleVector.fromArray(SPECIES, orbits.cim, $v * LANES); // $map
        DoubleVector bound = DoubleVector.fromArray(SPECIES, orbits.bound, 0);
        DoubleVector re$v = DoubleVector.fromArray(SPECIES, orbits.re, $v * LANES);
        DoubleVector im$v = DoubleVector.fromArray(SPECIES, orbits.im, $v * LANES);
        int n = 0;
        while (n < steps) {
            // step
            for (int step = 0; step < STEPS; step++) {
                DoubleVector reim$v = re$v.mul(im$v);
                re$v = re$v.mul(re$v).sub(im$v.mul(im$v)).add(cre); // $julia
                im$v = reim$v.add(reim$v).add(cim); // $julia
                re$v = re$v.mul(re$v).sub(im$v.mul(im$v)).add(cre$v); // $map
                im$v = reim$v.add(reim$v).add(cim$v); // $map
            }
            // test
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
     * Steps the orbits until all are outside, and adds to the count of each the steps that end inside.
     *
     * @return whether any is inside after the last step
     */
    private static boolean stepTestAndCount(Orbits orbits, int steps) {
        DoubleVector cre = DoubleVector.fromArray(SPECIES, orbits.cre, 0); // $julia
        DoubleVector cim = DoubleVector.fromArray(SPECIES, orbits.cim, 0); // $julia
        DoubleVector cre$v = DoubleVector.fromArray(SPECIES, orbits.cre, $v * LANES); // $map
        DoubleVector cim$v = DoubleVector.fromArray(SPECIES, orbits.cim, $v * LANES); // $map
        DoubleVector bound = DoubleVector.fromArray(SPECIES, orbits.bound, 0);
        DoubleVector one = DoubleVector.fromArray(SPECIES, orbits.one, 0);
        DoubleVector re$v = DoubleVector.fromArray(SPECIES, orbits.re, $v * LANES);
        DoubleVector im$v = DoubleVector.fromArray(SPECIES, orbits.im, $v * LANES);
        DoubleVector n$v = DoubleVector.fromArray(SPECIES, orbits.n, $v * LANES);
        DoubleVector kept$v = DoubleVector.fromArray(SPECIES, orbits.norms, $v * LANES); // $smooth
        boolean any = true;
        for (int n = 0; any && n < steps; n++) {
            // step
            DoubleVector reim$v = re$v.mul(im$v);
            re$v = re$v.mul(re$v).sub(im$v.mul(im$v)).add(cre); // $julia
            im$v = reim$v.add(reim$v).add(cim); // $julia
            re$v = re$v.mul(re$v).sub(im$v.mul(im$v)).add(cre$v); // $map
            im$v = reim$v.add(reim$v).add(cim$v); // $map
            // test
            VectorMask<Double> inside$v = re$v.mul(re$v).add(im$v.mul(im$v)).lt(bound); // $plain
            DoubleVector norm$v = re$v.mul(re$v).add(im$v.mul(im$v)); // $smooth
            VectorMask<Double> inside$v = norm$v.lt(bound); // $smooth
            kept$v = kept$v.blend(norm$v, kept$v.lt(bound)); // $smooth
            any = inside0
                    .or(inside$rest)
                    .anyTrue();
            // count
            n$v = n$v.add(one, inside$v);
        }
        re$v.intoArray(orbits.re, $v * LANES);
        im$v.intoArray(orbits.im, $v * LANES);
        n$v.intoArray(orbits.n, $v * LANES);
        kept$v.intoArray(orbits.norms, $v * LANES); // $smooth
        return any;
    }

    /**
     * The same where an orbit that was outside may be inside again: one counts only as long as its count is that of all
     * steps so far.
     */
    private static boolean stepTestAndCountUntilOutside(Orbits orbits, int steps) {
        DoubleVector cre = DoubleVector.fromArray(SPECIES, orbits.cre, 0); // $julia
        DoubleVector cim = DoubleVector.fromArray(SPECIES, orbits.cim, 0); // $julia
        DoubleVector cre$v = DoubleVector.fromArray(SPECIES, orbits.cre, $v * LANES); // $map
        DoubleVector cim$v = DoubleVector.fromArray(SPECIES, orbits.cim, $v * LANES); // $map
        DoubleVector bound = DoubleVector.fromArray(SPECIES, orbits.bound, 0);
        DoubleVector one = DoubleVector.fromArray(SPECIES, orbits.one, 0);
        DoubleVector all = DoubleVector.fromArray(SPECIES, orbits.all, 0);
        DoubleVector re$v = DoubleVector.fromArray(SPECIES, orbits.re, $v * LANES);
        DoubleVector im$v = DoubleVector.fromArray(SPECIES, orbits.im, $v * LANES);
        DoubleVector n$v = DoubleVector.fromArray(SPECIES, orbits.n, $v * LANES);
        DoubleVector kept$v = DoubleVector.fromArray(SPECIES, orbits.norms, $v * LANES); // $smooth
        boolean any = true;
        for (int n = 0; any && n < steps; n++) {
            // step
            DoubleVector reim$v = re$v.mul(im$v);
            re$v = re$v.mul(re$v).sub(im$v.mul(im$v)).add(cre); // $julia
            im$v = reim$v.add(reim$v).add(cim); // $julia
            re$v = re$v.mul(re$v).sub(im$v.mul(im$v)).add(cre$v); // $map
            im$v = reim$v.add(reim$v).add(cim$v); // $map
            // test
            DoubleVector norm$v = re$v.mul(re$v).add(im$v.mul(im$v));
            VectorMask<Double> inside$v = norm$v.lt(bound).and(n$v.eq(all));
            kept$v = kept$v.blend(norm$v, kept$v.lt(bound)); // $smooth
            any = inside0
                    .or(inside$rest)
                    .anyTrue();
            // count
            n$v = n$v.add(one, inside$v);
            all = all.add(one);
        }
        re$v.intoArray(orbits.re, $v * LANES);
        im$v.intoArray(orbits.im, $v * LANES);
        n$v.intoArray(orbits.n, $v * LANES);
        all.intoArray(orbits.all, 0);
        kept$v.intoArray(orbits.norms, $v * LANES); // $smooth
        return any;
    }

    /** Steps placed orbits together: the number of steps that all of them end inside, or the limit if all cycle. */
    private static int countTogether(Orbits orbits, int limit) {
        int whole = limit - limit % STEPS;
        for (int n = 0, nextPast = 0; n < whole; ) {
            int steps = Math.min(whole - n, CycleDetection.INTERVAL);
            int together = stepAndTest(orbits, steps);
            n += together;
            if (together < steps) {
                return n;
            }
            if (n >= LongOrbits.STEPS) {
                LongOrbits.requireUninterrupted();
            }
            if (nextPast > 0 && orbits.allCycle()) {
                return limit;
            }
            if (n >= nextPast) {
                orbits.setPast();
                nextPast = CycleDetection.next(n);
            }
        }
        return whole;
    }

    /** Counts the iterations of placed orbits. */
    private static void countOrbits(Orbits orbits, int limit) {
        int n = orbits.isFinal ? countTogether(orbits, limit) : 0;
        DoubleVector counts = DoubleVector.broadcast(SPECIES, (double) (ZERO + n));
        for (int vector = 0; vector < VECTORS; vector++) {
            counts.intoArray(orbits.n, vector * LANES);
            DoubleVector.zero(SPECIES).intoArray(orbits.norms, vector * LANES); // $smooth
        }
        counts.intoArray(orbits.all, 0);
        boolean any = true;
        for (int nextPast = 0; any && n < limit; ) {
            int steps = Math.min(limit - n, CycleDetection.INTERVAL);
            any = orbits.isFinal
                    ? stepTestAndCount(orbits, steps)
                    : stepTestAndCountUntilOutside(orbits, steps);
            n += steps;
            if (any && n < limit) {
                if (n >= LongOrbits.STEPS) {
                    LongOrbits.requireUninterrupted();
                }
                if (nextPast > 0) {
                    orbits.endCycles(n, limit);
                }
                if (n >= nextPast) {
                    orbits.setPast();
                    nextPast = CycleDetection.next(n);
                }
            }
        }
    }

    /** Stores the counts of one vector. */
    private static void store(
            Orbits orbits,
            int vector,
            int column,
            int row,
            int limit, // $smooth
            Counts counts) {
        int pixel = row * counts.width() + column;
        SmoothLevels levels = orbits.levels; // $smooth
        double[] norms = orbits.norms; // $smooth
        for (int lane = 0; lane < LANES; lane++) {
            long bits = Double.doubleToRawLongBits(orbits.n[vector * LANES + lane]);
            int count = (int) bits & (int) (ZERO - 1);
            long norm = Double.doubleToRawLongBits(norms[vector * LANES + lane]); // $smooth
            count = count == limit ? limit * Sampling.UNITS : levels.smooth(count, norm); // $smooth
            counts.set(pixel + lane, count);
        }
    }

    /**
     * Stores the counts of one run of pixels for each vector. A run that would end beyond the row is moved back, onto
     * pixels of the run before.
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
            place(orbits, vector, xs, column, ys[row + vector * rowStep]);
        }
        countOrbits(orbits, limit);
        for (int vector = 0; vector < VECTORS; vector++) {
            int column = Math.min(run + vector * columnStep, last);
            store(orbits, vector, column, row + vector * rowStep, counts); // $plain
            store(orbits, vector, column, row + vector * rowStep, limit, counts); // $smooth
        }
    }

    @Override
    public void count(
            double[] xs,
            double[] ys,
            double cre, // $julia
            double cim, // $julia
            double zre, // $map
            double zim, // $map
            double bound,
            SmoothLevels levels, // $smooth
            int limit,
            Counts counts) {
        if (xs.length < LANES || limit >= ZERO) { // $julia
            InterleavedKernel.count(xs, ys, cre, cim, bound, limit, counts); // $plain
            InterleavedKernel.count(xs, ys, cre, cim, bound, levels, limit, counts); // $smooth
            return;
        }
        if (xs.length < LANES || limit >= ZERO) { // $map
            InterleavedKernel.count(xs, ys, zre, zim, bound, limit, counts); // $plain
            InterleavedKernel.count(xs, ys, zre, zim, bound, levels, limit, counts); // $smooth
            return;
        }
        Orbits orbits = new Orbits(cre, cim, bound); // $julia $plain
        Orbits orbits = new Orbits(cre, cim, levels, bound); // $julia $smooth
        Orbits orbits = new Orbits(zre, zim, bound); // $map $plain
        Orbits orbits = new Orbits(zre, zim, levels, bound); // $map $smooth
        int row = 0;
        // the vectors one below the other: their counts are more alike than those of runs of one row
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
        if (orbits.isFinal) { // $map
            recount(orbits, xs, ys, limit, counts);
        }
    }

    /** Stores the counts of pixels whose orbits may return from outside, see {@link EscapeRule}. */ // $map
    private static void recount(Orbits orbits, double[] xs, double[] ys, int limit, Counts counts) { // $map
        double bound = orbits.bound[0];
        var reach = EscapeRule.reentrantReach(bound);
        int first = 0;
        while (first < xs.length && !(Math.abs(xs[first] + 2) < reach)) {
            first++;
        }
        int end = first;
        while (end < xs.length && Math.abs(xs[end] + 2) < reach) {
            end++;
        }
        double[] some = Arrays.copyOfRange(xs, first, end);
        for (int row = 0; row < ys.length && first < end; row++) {
            if (Math.abs(ys[row]) < reach) {
                double[] y = {ys[row]};
                Counts there = counts.slice(new Tile(row, 1, first, end - first));
                InterleavedKernel.count(some, y, orbits.zre, orbits.zim, bound, limit, there); // $plain
                InterleavedKernel.count(some, y, orbits.zre, orbits.zim, bound, orbits.levels, limit, there); // $smooth
            }
        }
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public int rows() {
        return VECTORS;
    }

    /** Orbits in flight, lane by lane, and the constants, the same in every lane. */
    private static final class Orbits {
        final double[] cre; // $julia
        final double[] cim; // $julia
        final double zre; // $map
        final double zim; // $map
        final double[] cre = new double[VECTORS * LANES]; // $map
        final double[] cim = new double[VECTORS * LANES]; // $map
        final double[] bound;
        final double[] one = filled(1);
        /** Whether an escape is final, see {@link EscapeRule}. */
        final boolean isFinal;
        /** The count of an orbit that was inside after all steps so far. */
        final double[] all = new double[LANES];
        final double[] re = new double[VECTORS * LANES];
        final double[] im = new double[VECTORS * LANES];
        /** Steps that ended inside, {@link #ZERO} for none. */
        final double[] n = new double[VECTORS * LANES];
        final SmoothLevels levels; // $smooth
        /** Squared norms, below the bound until an orbit has escaped with one. */ // $smooth
        final double[] norms = new double[VECTORS * LANES]; // $smooth
        /** The past points that cycles are detected with, see {@link CycleDetection}. */
        final double[] pastRe = new double[VECTORS * LANES];
        final double[] pastIm = new double[VECTORS * LANES];

        Orbits(
                double cre, // $julia
                double cim, // $julia
                double zre, // $map
                double zim, // $map
                SmoothLevels levels, // $smooth
                double bound) {
            this.levels = levels; // $smooth
            this.cre = filled(cre); // $julia
            this.cim = filled(cim); // $julia
            this.zre = zre; // $map
            this.zim = zim; // $map
            this.bound = filled(bound);
            this.isFinal = EscapeRule.isFinal(cre, cim, bound); // $julia
            this.isFinal = EscapeRule.isFinalAwayFromTip(bound); // $map
        }

        private static double[] filled(double value) {
            double[] lanes = new double[LANES];
            Arrays.fill(lanes, value);
            return lanes;
        }

        void setPast() {
            System.arraycopy(re, 0, pastRe, 0, re.length);
            System.arraycopy(im, 0, pastIm, 0, im.length);
        }

        private boolean cycles(int k) {
            return re[k] == pastRe[k] && im[k] == pastIm[k];
        }

        /** Whether each orbit is at its past point again. */
        boolean allCycle() {
            for (int k = 0; k < re.length; k++) {
                if (!cycles(k)) {
                    return false;
                }
            }
            return true;
        }

        /** Sets the count of orbits that cycle to the limit, and moves them outside. */
        void endCycles(int steps, int limit) {
            for (int k = 0; k < re.length; k++) {
                if (n[k] == ZERO + steps && cycles(k)) {
                    n[k] = ZERO + limit;
                    re[k] = Double.POSITIVE_INFINITY;
                }
            }
        }
    }
}
