package org.juliaset.compute;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Counts;
import org.juliaset.model.EscapeSet;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.MandelbrotSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Sampling;
import org.juliaset.model.Scene;

/**
 * The small pictures of the {@link ReferenceCheck}. Each way through the kernels decides counts of one of them:
 *
 * <ul>
 *   <li>steps and their rounding, with counts of 8, 16 and 32 bits, around points some 10⁻¹⁴ wide, where what rounding
 *       does to an orbit grows as fast as what sets it apart from its neighbours: the two fixed points of a set, both
 *       repelling, and in the map points whose orbits end in a repelling cycle. To fuse the product and the difference
 *       of a real part changes a tenth to a third of the counts;
 *   <li>the test, where the squared norm of some step is within some units of the last place of the bound;
 *   <li>both of these where an escape is not final, with a threshold below 2, and orbits that come back;
 *   <li>orbits that reach the limit, and cycle detection: in a filled set, where all that stay end in a cycle, and
 *       for a c beside the main cardioid's cusp, where orbits on the real axis escape after hundreds of steps;
 *   <li>subnormal numbers, which some devices take for 0, as imaginary parts on the real axis, where they decide when
 *       orbits of c = -2, or in the map those of chaotic c, escape.
 * </ul>
 */
final class ReferencePictures {
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
    private static final ComplexRegion WHOLE_MAP = new ComplexRegion(-2.3, 0.9, 1.2, -1.2);

    /** One row lies on the axis. */
    private static final ComplexRegion AXIS = new ComplexRegion(-2, 2, 1, -1);

    /** Likewise, beside the cusp. */
    private static final ComplexRegion CUSP = new ComplexRegion(0.25, 0.252, 0.00025, -0.00025);

    private static final int AXIS_WIDTH = 64;
    private static final int AXIS_ROWS = 4;

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
            julia(-1, 0, 50, WHOLE, SMALL_WIDTH),
            julia(-1, 0, 600, WHOLE, SMALL_WIDTH),
            julia(0.2501, 0, 700, AXIS, AXIS_WIDTH),
            julia(-2, 1e-310, 1200, AXIS, AXIS_WIDTH));

    private static final List<Picture> FLOAT32 = in32(List.of(
            // the fixed points are not resolved: a part of the set's edge, with long orbits
            article(2, 255, new ComplexRegion(-0.1, 0.1, 0.05, -0.05), WIDTH),
            article(2, 500, new ComplexRegion(-0.1, 0.1, 0.05, -0.05), WIDTH),
            article(2, 12, around(1.5205723946851706, 0.6297108826614914, 2.5e-5), EDGE_WIDTH),
            article(2, 40, around(-1.1741960507260865, -0.35393253794471424, 2.5e-5), EDGE_WIDTH),
            article(REENTRANT, 300, new ComplexRegion(-0.1, 0.1, 0.05, -0.05), SMALL_WIDTH),
            article(REENTRANT, 12, around(1.495432136552111, 0.612162473436053, 2.5e-5), EDGE_WIDTH),
            article(0.7, 80, WHOLE, SMALL_WIDTH),
            julia(-1, 0, 50, WHOLE, SMALL_WIDTH),
            julia(-1, 0, 600, WHOLE, SMALL_WIDTH),
            julia(0.2501, 0, 70_000, AXIS, AXIS_WIDTH),
            julia(-2, 1e-40, 300, AXIS, AXIS_WIDTH)));

    /** Those of the map, made when they are first needed. */
    private static final class Maps {
        private static final List<Picture> FLOAT64 = List.of(
                // around two points whose orbits end in a repelling cycle: a short way and a long one
                map(2, 255, around(-0.10109636384562212, 0.9562865108091415, 3e-15), WIDTH),
                map(2, 600, around(-0.7432918908524301, 0.1312405523087976, 3e-15), WIDTH),
                map(2, 70_000, around(-0.7432918908524301, 0.1312405523087976, 3e-15), SMALL_WIDTH),
                // the norm of the third point, and of the sixth, is the threshold
                map(2, 40, around(0.4284244561374335, 0.8224463021383552, 1e-15), WIDTH),
                map(2, 12, around(-0.4564614703547896, 0.7376817980135771, 1e-15), WIDTH),
                map(REENTRANT, 300, around(-0.10109636384562212, 0.9562865108091415, 3e-15), SMALL_WIDTH),
                map(REENTRANT, 12, around(0.7359336937143413, 0.6993428172841963, 1e-15), WIDTH),
                map(0.7, 80, WHOLE_MAP, SMALL_WIDTH),
                map(2, 50, WHOLE_MAP, SMALL_WIDTH),
                map(2, 600, WHOLE_MAP, SMALL_WIDTH),
                map(2, 700, CUSP, AXIS_WIDTH),
                onAxis(1e-310, 2000));

        private static final List<Picture> FLOAT32 = in32(List.of(
                map(2, 255, around(-0.10109636384562212, 0.9562865108091415, 1e-6), WIDTH),
                map(2, 600, around(-0.7432918908524301, 0.1312405523087976, 1e-6), WIDTH),
                map(2, 40, around(0.458237137218671, 0.7756426031621085, 5e-7), EDGE_WIDTH),
                map(2, 12, around(-0.45598388575939536, 0.7378709626615015, 5e-7), EDGE_WIDTH),
                map(REENTRANT, 300, around(-0.10109636384562212, 0.9562865108091415, 1e-6), SMALL_WIDTH),
                map(REENTRANT, 12, around(0.41799157822440924, 0.47475926012959074, 5e-7), EDGE_WIDTH),
                map(0.7, 80, WHOLE_MAP, SMALL_WIDTH),
                map(2, 50, WHOLE_MAP, SMALL_WIDTH),
                map(2, 600, WHOLE_MAP, SMALL_WIDTH),
                map(2, 70_000, CUSP, AXIS_WIDTH),
                onAxis(1e-40, 400)));
    }

    /** In smooth counts, made when they are first needed. */
    private static final class Smooth {
        private static final List<Picture> FLOAT64 = smooth(ReferencePictures.FLOAT64);
        private static final List<Picture> FLOAT32 = smooth(ReferencePictures.FLOAT32);
    }

    /** Likewise, of the map. */
    private static final class SmoothMaps {
        private static final List<Picture> FLOAT64 = smooth(Maps.FLOAT64);
        private static final List<Picture> FLOAT32 = smooth(Maps.FLOAT32);
    }

    private static final int RANDOM_SETS = 60;
    private static final int RANDOM_MAPS = 20;

    private ReferencePictures() {}

    /** A picture, with the counts that the reference makes of it, which are made once. */
    static final class Picture {
        private final Scene scene;
        private Counts expected;

        Picture(Scene scene) {
            this.scene = scene;
        }

        Picture(EscapeSet set, Grid grid) {
            this(new Scene(set, grid));
        }

        /** In smooth counts, which need a threshold above 1: its own and a high one. */
        Stream<Picture> smooth() {
            double threshold = scene.set().threshold();
            return threshold > 1
                    ? Stream.of(smooth(threshold), smooth(SEAMLESS))
                    : Stream.of(smooth(1 / threshold));
        }

        private Picture smooth(double threshold) {
            return new Picture(new Scene(set(scene.set(), threshold), scene.grid(), new Sampling(1, true)));
        }

        private static EscapeSet set(EscapeSet set, double threshold) {
            return set instanceof JuliaSet julia
                    ? new JuliaSet(julia.real(), julia.imag(), threshold, set.iterationLimit(), set.precision())
                    : new MandelbrotSet(threshold, set.iterationLimit(), set.precision());
        }

        Counts counts(ReferenceCheck.Computation computation) {
            Counts counts = Counts.allocate(scene, scene.grid().whole());
            computation.compute(scene, scene.grid().whole(), counts);
            return counts;
        }

        synchronized Counts expected(ReferenceCheck.Computation reference) {
            if (expected == null) {
                expected = counts(reference);
            }
            return expected;
        }
    }

    /** A picture of the article's set. */
    private static Picture article(double threshold, int limit, ComplexRegion region, int width) {
        return new Picture(new JuliaSet(REAL, IMAG, threshold, limit), region.grid(width));
    }

    private static Picture julia(double real, double imag, int limit, ComplexRegion region, int width) {
        return new Picture(new JuliaSet(real, imag, 2, limit), region.grid(width));
    }

    private static Picture map(double threshold, int limit, ComplexRegion region, int width) {
        return new Picture(new MandelbrotSet(threshold, limit), region.grid(width));
    }

    /** A picture of the map on the real axis, where most orbits of real c are chaotic. */
    private static Picture onAxis(double reach, int limit) {
        return new Picture(
                new MandelbrotSet(2, limit),
                new ComplexRegion(-1.9, -1.8, reach, -reach).grid(AXIS_WIDTH, AXIS_ROWS));
    }

    private static ComplexRegion around(double re, double im, double reach) {
        return new ComplexRegion(re - reach, re + reach, im + reach / 2, im - reach / 2);
    }

    private static List<Picture> in32(List<Picture> pictures) {
        return pictures.stream()
                .map(picture -> new Picture(picture.scene.set().in(Precision.FLOAT32), picture.scene.grid()))
                .toList();
    }

    private static List<Picture> smooth(List<Picture> pictures) {
        return pictures.stream().flatMap(Picture::smooth).toList();
    }

    /** Returns the pictures of a kind of counts in a precision. */
    static List<Picture> of(Precision precision, KernelKind kind) {
        boolean isDouble = precision == Precision.FLOAT64;
        return switch (kind) {
            case PLAIN -> isDouble ? FLOAT64 : FLOAT32;
            case SMOOTH -> isDouble ? Smooth.FLOAT64 : Smooth.FLOAT32;
            case MAP -> isDouble ? Maps.FLOAT64 : Maps.FLOAT32;
            case SMOOTH_MAP -> isDouble ? SmoothMaps.FLOAT64 : SmoothMaps.FLOAT32;
        };
    }

    /** Returns pictures of plain counts of all sizes, limits and thresholds, the same at every call. */
    static List<Picture> random(Precision precision) {
        List<Picture> pictures = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(1);
        for (int picture = 0; picture < RANDOM_SETS + RANDOM_MAPS; picture++) {
            pictures.add(random(random, picture, precision));
        }
        return pictures;
    }

    /** Some of a few pixels with long orbits, some of many: whatever an engine makes of either is compared. */
    private static Picture random(SplittableRandom random, int number, Precision precision) {
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
        return number < RANDOM_SETS
                ? new Picture(new JuliaSet(real, imag, threshold, limit, precision), around(x, y, reach).grid(width))
                : new Picture(new MandelbrotSet(threshold, limit, precision), around(real, imag, reach).grid(width));
    }
}
