package org.juliaset.explore;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.juliaset.parameters.Complex;
import org.juliaset.parameters.Decimal;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Values;
import org.juliaset.render.JobText;
import org.juliaset.render.PictureSize;
import org.juliaset.render.View;

/**
 * The middle and the zoom of a region.
 *
 * @param x real part of the middle
 * @param y imaginary part of it
 * @param zoom how many times less wide the region is than the usual one
 */
record Window(double x, double y, double zoom) {
    /** Digits that are few. */
    private static final MathContext DIGITS = new MathContext(12);

    /** Numbers on each side of the exact middle that are tried. */
    private static final int MIDDLES = 3;

    /** Widths on each side of the exact one that are tried, and how many of them are a unit in the last place. */
    private static final int WIDTHS = 8;

    private static final int WIDTHS_IN_ULP = 4;

    private static final BigDecimal USUAL = decimal(Values.NONE.get(Parameters.XRIGHT))
            .subtract(decimal(Values.NONE.get(Parameters.XLEFT)));

    /** Returns the window of a picture's region, in no more digits than a person sees of it. */
    static Window of(Values values) {
        return Edges.of(values).brief();
    }

    /**
     * Returns the window of a picture's region that gives the same edges again, to the last bit, if there is one. There
     * may be none of a region that was not made of a middle and a zoom: then its edges are the next numbers.
     *
     * @param center that the region was made of, which is tried first; null if it is not known
     * @param zoom the same of the zoom
     */
    static Window exact(Values values, Complex center, Double zoom) {
        Edges edges = Edges.of(values);
        PictureSize size = PictureSize.ofPixels(
                values.get(Parameters.RESOLUTION) + "x" + JobText.scene(values).grid().height());
        Window brief = edges.brief();
        double[] across = first(center == null ? null : center.real(), brief.x, around(edges.left, edges.right));
        double[] down = first(center == null ? null : center.imag(), brief.y, around(edges.bottom, edges.top));
        double[] zooms = first(zoom, brief.zoom, zooms(edges.left, edges.right));
        Window near = edges.nearest();
        boolean isNear = false;
        for (double z : zooms) {
            for (double x : across) {
                if (!edges.hasSidesOf(new Window(x, down[0], z).values(size))) {
                    continue;
                }
                if (!isNear) {
                    near = new Window(x, near.y, z);
                    isNear = true;
                }
                for (double y : down) {
                    Window window = new Window(x, y, z);
                    if (edges.equals(Edges.of(window.values(size)))) {
                        return window;
                    }
                }
            }
        }
        return near;
    }

    /** Returns the zoom of a width, in the nearest number. */
    static double zoomOf(double width) {
        return USUAL.divide(decimal(width), MathContext.DECIMAL128).doubleValue();
    }

    private static double[] first(Double given, double brief, DoubleStream others) {
        DoubleStream known = given == null ? DoubleStream.of(brief) : DoubleStream.of(given, brief);
        return DoubleStream.concat(known, others).distinct().toArray();
    }

    /** The edges of a region as numbers that one writes. */
    private record Edges(BigDecimal left, BigDecimal right, BigDecimal bottom, BigDecimal top) {
        static Edges of(Values values) {
            return new Edges(
                    decimal(values.get(Parameters.XLEFT)), decimal(values.get(Parameters.XRIGHT)),
                    decimal(values.get(Parameters.YBOT)), decimal(values.get(Parameters.YTOP)));
        }

        boolean hasSidesOf(Values values) {
            return left.equals(decimal(values.get(Parameters.XLEFT)))
                    && right.equals(decimal(values.get(Parameters.XRIGHT)));
        }

        Window brief() {
            return new Window(
                    middle(left, right), middle(bottom, top),
                    USUAL.divide(right.subtract(left).abs(), DIGITS).doubleValue());
        }

        Window nearest() {
            return new Window(
                    half(left.add(right)), half(bottom.add(top)),
                    USUAL.divide(right.subtract(left).abs(), MathContext.DECIMAL128).doubleValue());
        }
    }

    /** Returns the middle of two edges and its neighbours, the nearest first. */
    private static DoubleStream around(BigDecimal first, BigDecimal last) {
        double middle = half(first.add(last));
        return IntStream.rangeClosed(0, 2 * MIDDLES).mapToDouble(k -> middle + alternating(k) * Math.ulp(middle));
    }

    /** Returns zooms for widths that are less than a few units in the last place from the exact one. */
    private static DoubleStream zooms(BigDecimal left, BigDecimal right) {
        BigDecimal span = right.subtract(left).abs();
        BigDecimal step = new BigDecimal(Math.ulp(left.abs().max(right.abs()).doubleValue()) / WIDTHS_IN_ULP);
        return IntStream.rangeClosed(0, 2 * WIDTHS)
                .mapToObj(k -> span.add(step.multiply(BigDecimal.valueOf(alternating(k)))))
                .filter(wide -> wide.signum() > 0)
                .mapToDouble(wide -> USUAL.divide(wide, MathContext.DECIMAL128).doubleValue())
                .distinct();
    }

    /** 0, 1, -1, 2, -2 and so on. */
    private static int alternating(int k) {
        return k % 2 == 0 ? -k / 2 : (k + 1) / 2;
    }

    /** Returns the picture of this window. */
    private Values values(PictureSize size) {
        View view = new View(null, new Complex(x, y), null, zoom, false, size, null);
        return view.over(Values.NONE, Values.NONE, false, name -> name);
    }

    private static double half(BigDecimal number) {
        return number.divide(BigDecimal.valueOf(2)).doubleValue();
    }

    private static BigDecimal decimal(double number) {
        return new BigDecimal(Decimal.shortest(number));
    }

    /** Returns the middle of two edges, in no more digits than a person sees of it between them. */
    private static double middle(BigDecimal first, BigDecimal last) {
        BigDecimal span = last.subtract(first).abs();
        int digits = span.scale() - span.precision() + DIGITS.getPrecision();
        return first.add(last).divide(BigDecimal.valueOf(2)).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
    }
}
