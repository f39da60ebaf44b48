package org.juliaset.engine;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.juliaset.core.Counts;
import org.juliaset.core.Precision;

/**
 * {@link SimdKernel} in float32, line by line: twice the lanes, and counts in 32-bit integers. The Vector
 * API has no type for vectors of either.
 */
final class SimdKernel32 implements Kernel {
    private static final VectorSpecies<Float> SPECIES = Simd.BITS == 0
            ? FloatVector.SPECIES_PREFERRED
            : VectorSpecies.of(float.class, VectorShape.forBitSize(Simd.BITS));
    private static final VectorSpecies<Integer> INTEGERS = SPECIES.withLanes(int.class);
    private static final int LANES = SPECIES.length();
    private static final int VECTORS = 3;

    /** Steps between two tests. */
    private static final int STEPS = 4;

    /** Above this limit, orbits whose escape is not final are left to a kernel that sees repetitions. */
    private static final int MAX_STEPWISE = 1000;

    /**
     * Takes orbits on by a number of steps, or until all are outside.
     *
     * @param steps a multiple of {@link #STEPS}
     * @return whether any orbit is inside
     */
    private static boolean advance(Orbits orbits, int steps) {
        FloatVector cre = FloatVector.fromArray(SPECIES, orbits.cre, 0);
        FloatVector cim = FloatVector.fromArray(SPECIES, orbits.cim, 0);
        FloatVector bound = FloatVector.fromArray(SPECIES, orbits.bound, 0);
        FloatVector re0 = FloatVector.fromArray(SPECIES, orbits.re, 0 * LANES);
        FloatVector re1 = FloatVector.fromArray(SPECIES, orbits.re, 1 * LANES);
        FloatVector re2 = FloatVector.fromArray(SPECIES, orbits.re, 2 * LANES);
        FloatVector im0 = FloatVector.fromArray(SPECIES, orbits.im, 0 * LANES);
        FloatVector im1 = FloatVector.fromArray(SPECIES, orbits.im, 1 * LANES);
        FloatVector im2 = FloatVector.fromArray(SPECIES, orbits.im, 2 * LANES);
        FloatVector insideRe0 = FloatVector.fromArray(SPECIES, orbits.insideRe, 0 * LANES);
        FloatVector insideRe1 = FloatVector.fromArray(SPECIES, orbits.insideRe, 1 * LANES);
        FloatVector insideRe2 = FloatVector.fromArray(SPECIES, orbits.insideRe, 2 * LANES);
        FloatVector insideIm0 = FloatVector.fromArray(SPECIES, orbits.insideIm, 0 * LANES);
        FloatVector insideIm1 = FloatVector.fromArray(SPECIES, orbits.insideIm, 1 * LANES);
        FloatVector insideIm2 = FloatVector.fromArray(SPECIES, orbits.insideIm, 2 * LANES);
        IntVector n0 = IntVector.fromArray(INTEGERS, orbits.n, 0 * LANES);
        IntVector n1 = IntVector.fromArray(INTEGERS, orbits.n, 1 * LANES);
        IntVector n2 = IntVector.fromArray(INTEGERS, orbits.n, 2 * LANES);
        boolean any = true;
        for (int n = 0; any && n < steps; n += STEPS) {
            for (int step = 0; step < STEPS; step++) {
                FloatVector reim0 = re0.mul(im0);
                FloatVector reim1 = re1.mul(im1);
                FloatVector reim2 = re2.mul(im2);
                re0 = re0.mul(re0).sub(im0.mul(im0)).add(cre);
                re1 = re1.mul(re1).sub(im1.mul(im1)).add(cre);
                re2 = re2.mul(re2).sub(im2.mul(im2)).add(cre);
                im0 = reim0.add(reim0).add(cim);
                im1 = reim1.add(reim1).add(cim);
                im2 = reim2.add(reim2).add(cim);
            }
            VectorMask<Float> inside0 = re0.mul(re0).add(im0.mul(im0)).lt(bound);
            VectorMask<Float> inside1 = re1.mul(re1).add(im1.mul(im1)).lt(bound);
            VectorMask<Float> inside2 = re2.mul(re2).add(im2.mul(im2)).lt(bound);
            n0 = n0.add(STEPS, inside0.cast(INTEGERS));
            n1 = n1.add(STEPS, inside1.cast(INTEGERS));
            n2 = n2.add(STEPS, inside2.cast(INTEGERS));
            insideRe0 = insideRe0.blend(re0, inside0);
            insideRe1 = insideRe1.blend(re1, inside1);
            insideRe2 = insideRe2.blend(re2, inside2);
            insideIm0 = insideIm0.blend(im0, inside0);
            insideIm1 = insideIm1.blend(im1, inside1);
            insideIm2 = insideIm2.blend(im2, inside2);
            any = inside0.or(inside1).or(inside2).anyTrue();
        }
        re0.intoArray(orbits.re, 0 * LANES);
        re1.intoArray(orbits.re, 1 * LANES);
        re2.intoArray(orbits.re, 2 * LANES);
        im0.intoArray(orbits.im, 0 * LANES);
        im1.intoArray(orbits.im, 1 * LANES);
        im2.intoArray(orbits.im, 2 * LANES);
        insideRe0.intoArray(orbits.insideRe, 0 * LANES);
        insideRe1.intoArray(orbits.insideRe, 1 * LANES);
        insideRe2.intoArray(orbits.insideRe, 2 * LANES);
        insideIm0.intoArray(orbits.insideIm, 0 * LANES);
        insideIm1.intoArray(orbits.insideIm, 1 * LANES);
        insideIm2.intoArray(orbits.insideIm, 2 * LANES);
        n0.intoArray(orbits.n, 0 * LANES);
        n1.intoArray(orbits.n, 1 * LANES);
        n2.intoArray(orbits.n, 2 * LANES);
        return any;
    }

    /** Takes orbits on from where they were last inside, testing each step, until all are outside. */
    private static void finish(Orbits orbits, int steps) {
        FloatVector cre = FloatVector.fromArray(SPECIES, orbits.cre, 0);
        FloatVector cim = FloatVector.fromArray(SPECIES, orbits.cim, 0);
        FloatVector bound = FloatVector.fromArray(SPECIES, orbits.bound, 0);
        FloatVector infinity = FloatVector.fromArray(SPECIES, orbits.infinity, 0);
        FloatVector re0 = FloatVector.fromArray(SPECIES, orbits.insideRe, 0 * LANES);
        FloatVector re1 = FloatVector.fromArray(SPECIES, orbits.insideRe, 1 * LANES);
        FloatVector re2 = FloatVector.fromArray(SPECIES, orbits.insideRe, 2 * LANES);
        FloatVector im0 = FloatVector.fromArray(SPECIES, orbits.insideIm, 0 * LANES);
        FloatVector im1 = FloatVector.fromArray(SPECIES, orbits.insideIm, 1 * LANES);
        FloatVector im2 = FloatVector.fromArray(SPECIES, orbits.insideIm, 2 * LANES);
        IntVector n0 = IntVector.fromArray(INTEGERS, orbits.n, 0 * LANES);
        IntVector n1 = IntVector.fromArray(INTEGERS, orbits.n, 1 * LANES);
        IntVector n2 = IntVector.fromArray(INTEGERS, orbits.n, 2 * LANES);
        boolean any = true;
        for (int n = 0; any && n < steps; n++) {
            FloatVector reim0 = re0.mul(im0);
            FloatVector reim1 = re1.mul(im1);
            FloatVector reim2 = re2.mul(im2);
            re0 = re0.mul(re0).sub(im0.mul(im0)).add(cre);
            re1 = re1.mul(re1).sub(im1.mul(im1)).add(cre);
            re2 = re2.mul(re2).sub(im2.mul(im2)).add(cre);
            im0 = reim0.add(reim0).add(cim);
            im1 = reim1.add(reim1).add(cim);
            im2 = reim2.add(reim2).add(cim);
            VectorMask<Float> inside0 = re0.mul(re0).add(im0.mul(im0)).lt(bound);
            VectorMask<Float> inside1 = re1.mul(re1).add(im1.mul(im1)).lt(bound);
            VectorMask<Float> inside2 = re2.mul(re2).add(im2.mul(im2)).lt(bound);
            n0 = n0.add(1, inside0.cast(INTEGERS));
            n1 = n1.add(1, inside1.cast(INTEGERS));
            n2 = n2.add(1, inside2.cast(INTEGERS));
            re0 = infinity.blend(re0, inside0);
            re1 = infinity.blend(re1, inside1);
            re2 = infinity.blend(re2, inside2);
            any = inside0.or(inside1).or(inside2).anyTrue();
        }
        n0.intoArray(orbits.n, 0 * LANES);
        n1.intoArray(orbits.n, 1 * LANES);
        n2.intoArray(orbits.n, 2 * LANES);
    }

    /** Places the orbits of a run of pixels. */
    private static void start(Orbits orbits, int vector, float[] xs, int column, float y) {
        FloatVector re = FloatVector.fromArray(SPECIES, xs, column);
        FloatVector im = FloatVector.broadcast(SPECIES, y);
        re.intoArray(orbits.re, vector * LANES);
        im.intoArray(orbits.im, vector * LANES);
        re.intoArray(orbits.insideRe, vector * LANES);
        im.intoArray(orbits.insideIm, vector * LANES);
        IntVector.zero(INTEGERS).intoArray(orbits.n, vector * LANES);
    }

    /** Counts the iterations of orbits that have been placed; a count above the limit stands for the limit. */
    private static void escape(Orbits orbits, int limit, boolean isFinal) {
        if (!isFinal) {
            finish(orbits, limit);
            return;
        }
        int whole = limit - limit % STEPS;
        boolean any = true;
        for (int n = 0, keep = 0; any && n < whole; ) {
            int steps = Math.min(whole - n, Repetition.INTERVAL);
            any = advance(orbits, steps);
            n += steps;
            if (any && n < whole) {
                if (keep > 0) {
                    orbits.endRepetitions(limit);
                }
                if (n >= keep) {
                    orbits.keep();
                    keep = Repetition.next(n);
                }
            }
        }
        finish(orbits, STEPS - 1);
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void julia(
            double[] xs, double[] ys, double cre, double cim, double bound, int limit, Counts counts) {
        boolean isFinal = Escape.isFinal((float) cre, (float) cim, (float) bound);
        if (xs.length < LANES || !isFinal && limit > MAX_STEPWISE) {
            InterleavedKernel32.julia(xs, ys, cre, cim, bound, limit, counts);
            return;
        }
        float[] columns = Precision.rounded(xs);
        Orbits orbits = new Orbits(VECTORS * LANES, (float) cre, (float) cim, (float) bound);
        int row = 0;
        // three rows at a time, which are more alike than three runs of one
        for (; row + VECTORS <= ys.length; row += VECTORS) {
            for (int run = 0; run < xs.length; run += LANES) {
                escape(orbits, columns, run, 0, ys, row, 1, limit, isFinal, counts);
            }
        }
        for (; row < ys.length; row++) {
            for (int run = 0; run < xs.length; run += VECTORS * LANES) {
                escape(orbits, columns, run, LANES, ys, row, 0, limit, isFinal, counts);
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
            Orbits orbits, float[] xs, int run, int columnStep, double[] ys, int row, int rowStep, int limit,
            boolean isFinal, Counts counts) {
        int last = xs.length - LANES;
        for (int vector = 0; vector < VECTORS; vector++) {
            int column = Math.min(run + vector * columnStep, last);
            start(orbits, vector, xs, column, (float) ys[row + vector * rowStep]);
        }
        escape(orbits, limit, isFinal);
        for (int vector = 0; vector < VECTORS; vector++) {
            int column = Math.min(run + vector * columnStep, last);
            store(orbits, vector, column, row + vector * rowStep, limit, counts);
        }
    }

    private static void store(Orbits orbits, int vector, int column, int row, int limit, Counts counts) {
        int pixel = row * counts.width() + column;
        for (int lane = 0; lane < LANES; lane++) {
            counts.set(pixel + lane, (int) Math.min(limit, Integer.toUnsignedLong(orbits.n[vector * LANES + lane])));
        }
    }

    /** Orbits in flight, lane by lane, and the constants, the same in every lane. */
    private static final class Orbits {
        final float[] cre;
        final float[] cim;
        final float[] bound;
        final float[] infinity;
        final float[] re;
        final float[] im;
        /** Where each was when it was last seen inside, and the number of its steps up to there. */
        final float[] insideRe;
        final float[] insideIm;
        final int[] n;
        /** Where each was at some step before, see {@link Repetition}. */
        final float[] pastRe;
        final float[] pastIm;

        Orbits(int size, float cre, float cim, float bound) {
            this.cre = filled(cre);
            this.cim = filled(cim);
            this.bound = filled(bound);
            this.infinity = filled(Float.POSITIVE_INFINITY);
            this.re = new float[size];
            this.im = new float[size];
            this.insideRe = new float[size];
            this.insideIm = new float[size];
            this.n = new int[size];
            this.pastRe = new float[size];
            this.pastIm = new float[size];
        }

        private static float[] filled(float value) {
            float[] lanes = new float[LANES];
            Arrays.fill(lanes, value);
            return lanes;
        }

        void keep() {
            System.arraycopy(re, 0, pastRe, 0, re.length);
            System.arraycopy(im, 0, pastIm, 0, im.length);
        }

        /** Gives orbits that are where they were before the limit for a count, and moves them outside. */
        void endRepetitions(int limit) {
            for (int k = 0; k < re.length; k++) {
                boolean inside = re[k] == insideRe[k] && im[k] == insideIm[k];
                if (re[k] == pastRe[k] && im[k] == pastIm[k] && inside) {
                    n[k] = limit;
                    re[k] = Float.POSITIVE_INFINITY;
                }
            }
        }
    }
}
