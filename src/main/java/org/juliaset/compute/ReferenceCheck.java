package org.juliaset.compute;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Sampling;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;

/**
 * Small pictures that an engine must compute exactly as the scalar kernel does before it is used. Each way
 * through the kernels decides counts of one of them:
 *
 * <ul>
 *   <li>steps and their rounding, with counts of 8, 16 and 32 bits, around the two fixed points of a set, both
 *       repelling, some 10⁻¹⁴ wide: while an orbit leaves, what rounding does to it grows as fast as what sets it
 *       apart from its neighbours. To fuse the product and the difference of a real part changes a tenth to a
 *       third of the counts;
 *   <li>the test, where the squared norm of some step is within some units of the last place of the bound;
 *   <li>both of these where an escape is not final, with a threshold below 2, and orbits that come back;
 *   <li>orbits that reach the limit, and cycle detection: in a filled set, where all that stay end in a cycle, and
 *       for a c beside the main cardioid's cusp, where orbits on the real axis escape after hundreds of steps;
 *   <li>subnormal numbers, which some devices take for 0, as imaginary parts on the real axis, where they decide when
 *       orbits of c = -2 escape.
 * </ul>
 */
public final class ReferenceCheck {
    private static final double REAL = -0.835;
    private static final double IMAG = -0.2321;

    /** The threshold below which an escape is not final, see {@link EscapeRule}. */
    private static final double REENTRANT = 1.9;

    /** One that smooth pictures are made with. */
    private static final double SEAMLESS = 1024;

    /** Odd, so that no group of pixels comes out even. */
    private static final int WIDTH = 67;

    /** So many that the bound passes close by many of them. */
    private static final int EDGE_WIDTH = 201;

    /** For a high limit, so small that no engine has to take care that it may take long. */
    private static final int SMALL_WIDTH = 41;

    private static final ComplexRegion WHOLE = new ComplexRegion(-1.7, 1.7, 0.9, -0.9);

    /** One row lies on the axis. */
    private static final ComplexRegion AXIS = new ComplexRegion(-2, 2, 1, -1);

    private static final int AXIS_WIDTH = 64;

    private static final List<Picture> FLOAT64 = List.of(
            // around the fixed point that is farther from 0: orbits leave within 150 iterations
            article(2, 255, around(1.547508326865345, 0.11078670882481474, 3e-15), WIDTH),
            // and the other one: within 400 iterations
            article(2, 500, around(-0.5475083268653449, -0.11078670882481474, 1e-14), WIDTH),
            article(2, 70_000, around(-0.5475083268653449, -0.11078670882481474, 1e-14), SMALL_WIDTH),
            article(2, 12, around(1.5205723946851706, 0.6297108826614914, 1e-14), SMALL_WIDTH),
            article(2, 40, around(-1.1741960507260865, -0.35393253794471424, 1e-14), SMALL_WIDTH),
            article(REENTRANT, 300, around(1.547508326865345, 0.11078670882481474, 3e-15), SMALL_WIDTH),
            article(REENTRANT, 12, around(1.495432136552111, 0.612162473436053, 1e-14), SMALL_WIDTH),
            article(0.7, 80, WHOLE, SMALL_WIDTH),
            new Picture(-1, 0, 2, 50, WHOLE, SMALL_WIDTH),
            new Picture(-1, 0, 2, 600, WHOLE, SMALL_WIDTH),
            new Picture(0.2501, 0, 2, 700, AXIS, AXIS_WIDTH),
            new Picture(-2, 1e-310, 2, 1200, AXIS, AXIS_WIDTH));

    private static final List<Picture> FLOAT32 = List.of(
            // the fixed points are not resolved: a part of the set's edge, with long orbits
            article(2, 255, new ComplexRegion(-0.1, 0.1, 0.05, -0.05), WIDTH),
            article(2, 500, new ComplexRegion(-0.1, 0.1, 0.05, -0.05), WIDTH),
            article(2, 12, around(1.5205723946851706, 0.6297108826614914, 2.5e-5), EDGE_WIDTH),
            article(2, 40, around(-1.1741960507260865, -0.35393253794471424, 2.5e-5), EDGE_WIDTH),
            article(REENTRANT, 300, new ComplexRegion(-0.1, 0.1, 0.05, -0.05), SMALL_WIDTH),
            article(REENTRANT, 12, around(1.495432136552111, 0.612162473436053, 2.5e-5), EDGE_WIDTH),
            article(0.7, 80, WHOLE, SMALL_WIDTH),
            new Picture(-1, 0, 2, 50, WHOLE, SMALL_WIDTH),
            new Picture(-1, 0, 2, 600, WHOLE, SMALL_WIDTH),
            new Picture(0.2501, 0, 2, 70_000, AXIS, AXIS_WIDTH),
            new Picture(-2, 1e-40, 2, 300, AXIS, AXIS_WIDTH));

    /** In smooth counts, made when they are first needed. */
    private static final class Smooth {
        private static final List<Picture> FLOAT64 = of(ReferenceCheck.FLOAT64);
        private static final List<Picture> FLOAT32 = of(ReferenceCheck.FLOAT32);

        private static List<Picture> of(List<Picture> pictures) {
            return pictures.stream().flatMap(Picture::smooth).toList();
        }
    }

    private static final int RANDOM_PICTURES = 60;

    /** A picture, with the counts that the scalar kernel makes of it, which are made once. */
    private static final class Picture {
        private final double real;
        private final double imag;
        private final double threshold;
        private final int limit;
        private final Grid grid;
        private final Sampling sampling;
        private Counts expected;

        /** @param width pixels along the real axis */
        Picture(double real, double imag, double threshold, int limit, ComplexRegion region, int width) {
            this.real = real;
            this.imag = imag;
            this.threshold = threshold;
            this.limit = limit;
            this.grid = region.grid(width);
            this.sampling = Sampling.PLAIN;
        }

        /** The same picture in smooth counts, with another threshold. */
        private Picture(Picture plain, double threshold) {
            this.real = plain.real;
            this.imag = plain.imag;
            this.threshold = threshold;
            this.limit = plain.limit;
            this.grid = plain.grid;
            this.sampling = new Sampling(1, true);
        }

        /** In smooth counts, which need a threshold above 1: its own and a high one. */
        Stream<Picture> smooth() {
            return threshold > 1
                    ? Stream.of(new Picture(this, threshold), new Picture(this, SEAMLESS))
                    : Stream.of(new Picture(this, 1 / threshold));
        }

        Counts counts(Computation computation, Precision precision) {
            Scene scene = new Scene(new JuliaSet(real, imag, threshold, limit, precision), grid, sampling);
            Counts counts = Counts.allocate(scene, grid.whole());
            computation.compute(scene, grid.whole(), counts);
            return counts;
        }

        /** Of the one precision that the picture is for. */
        synchronized Counts expected(Computation reference, Precision precision) {
            if (expected == null) {
                expected = counts(reference, precision);
            }
            return expected;
        }
    }

    private final Computation reference;

    /** @param reference defines the counts, and serves several threads at the same time */
    public ReferenceCheck(Computation reference) {
        this.reference = reference;
    }

    /** A picture of the article's set. */
    private static Picture article(double threshold, int limit, ComplexRegion region, int width) {
        return new Picture(REAL, IMAG, threshold, limit, region, width);
    }

    private static ComplexRegion around(double re, double im, double reach) {
        return new ComplexRegion(re - reach, re + reach, im + reach / 2, im - reach / 2);
    }

    /** What is tested: as {@link Engine#compute} does it. */
    @FunctionalInterface
    public interface Computation {
        /** Computes the counts of a band. */
        void compute(Scene scene, Tile band, Counts counts);
    }

    /**
     * Admits an engine, or a way of computing, to plain counts.
     *
     * @throws EngineException if a count differs, naming the first that does
     */
    public void require(Computation computation, Precision precision) {
        require(computation, precision, false);
    }

    /** Admits an engine, or a way of computing, to plain or smooth counts. */
    public void require(Computation computation, Precision precision, boolean smooth) {
        pictures(precision, smooth).forEach(picture -> require(computation, picture, precision));
    }

    private static List<Picture> pictures(Precision precision, boolean smooth) {
        if (smooth) {
            return precision == Precision.FLOAT64 ? Smooth.FLOAT64 : Smooth.FLOAT32;
        }
        return precision == Precision.FLOAT64 ? FLOAT64 : FLOAT32;
    }

    /**
     * Compares many more pictures, of all sizes, limits and thresholds, with the scalar engine's, to
     * decide whether a device and its driver can be trusted. Takes up to some minutes.
     *
     * @return how many pictures were equal
     * @throws EngineException if a count differs, naming the first that does
     */
    public int requireAll(Computation computation, Precision precision) {
        List<Picture> pictures = new ArrayList<>(pictures(precision, false));
        SplittableRandom random = new SplittableRandom(1);
        for (int picture = 0; picture < RANDOM_PICTURES; picture++) {
            pictures.add(random(random, picture));
        }
        pictures.addAll(pictures(precision, true));
        pictures.forEach(picture -> require(computation, picture, precision));
        return pictures.size();
    }

    /** Some of a few pixels with long orbits, some of many: whatever an engine makes of either is compared. */
    private static Picture random(SplittableRandom random, int number) {
        double radius = 1 - random.nextDouble() * random.nextDouble();
        double angle = 2 * Math.PI * random.nextDouble();
        // near the boundary of the main cardioid, w/2 - w²/4, where sets are rich
        double wre = radius * Math.cos(angle);
        double wim = radius * Math.sin(angle);
        double real = wre / 2 - (wre * wre - wim * wim) / 4;
        double imag = wim / 2 - wre * wim / 2;
        double threshold = number % 4 == 0 ? 0.5 + 1.5 * random.nextDouble() : 2 + 3 * random.nextDouble();
        double reach = Math.pow(10, -3 * random.nextDouble());
        double x = 1.6 * random.nextDouble() - 0.8;
        double y = 1.2 * random.nextDouble() - 0.6;
        boolean large = number % 3 == 0;
        int width = (large ? 1000 : 30) + random.nextInt(200);
        int limit = (large ? 50 : 1000) + random.nextInt(300);
        return new Picture(
                real, imag, threshold, limit,
                new ComplexRegion(x - reach, x + reach, y + reach / 2, y - reach / 2), width);
    }

    private void require(Computation computation, Picture picture, Precision precision) {
        requireEqual(picture.expected(reference, precision), picture.counts(computation, precision));
    }

    private static void requireEqual(Counts expected, Counts actual) {
        int different = 0;
        int first = -1;
        for (int pixel = expected.size() - 1; pixel >= 0; pixel--) {
            if (expected.get(pixel) != actual.get(pixel)) {
                different++;
                first = pixel;
            }
        }
        if (different > 0) {
            throw new EngineException("self-test failed: " + different + " of " + expected.size()
                    + " counts differ from the scalar engine's, the first at column "
                    + first % expected.width() + ", row " + first / expected.width() + ": "
                    + Integer.toUnsignedString(actual.get(first)) + " instead of "
                    + Integer.toUnsignedString(expected.get(first)));
        }
    }
}
