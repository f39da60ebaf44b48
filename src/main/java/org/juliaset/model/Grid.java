package org.juliaset.model;

import java.util.Objects;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Parameters;

/**
 * The complex plane sampled on two axes: pixel (column i, row j) is {@code x[i] + y[j]·i}. Points are
 * the left and top ends of their pixels, not the centres; row 0 lies at {@code ytop}. Two axes are the
 * same grid as width · height complex numbers, and that many times smaller.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class Grid {
    /** The most pixels of a side. */
    public static final long MAX_SIDE = Parameters.MAX_SIDE;

    private final ComplexRegion region;
    private final long width;
    private final long height;
    private double[] columns;

    Grid(ComplexRegion region, long resolution) {
        Parameters.RESOLUTION.check(resolution);
        this.region = region;
        this.width = resolution;
        this.height = height(region, resolution);
    }

    Grid(ComplexRegion region, long width, long height) {
        Parameters.RESOLUTION.check(width);
        Parameters.HEIGHT.check(height);
        this.region = region;
        this.width = width;
        this.height = height;
    }

    /**
     * Returns a grid of the same region with {@code factor} times as many points on each axis; the points of this grid
     * are among them.
     *
     * @throws InvalidParameterException if a side has too many
     */
    public Grid times(int factor) {
        if (Math.max(width, height) * factor > MAX_SIDE) {
            throw new InvalidParameterException("samples is " + factor + ": " + width + " x " + height
                    + " pixels have more than " + MAX_SIDE
                            + " samples along a side, lower the samples or the resolution");
        }
        return new Grid(region, width * factor, height * factor);
    }

    /** Returns whether the height follows from the region and the width, so that pixels are square. */
    public boolean hasHeightOfRegion() {
        return height == squareHeight(region, width);
    }

    /** Returns the number of rows that keeps pixels square, which may be 0 or too many. */
    private static long squareHeight(ComplexRegion region, long resolution) {
        double yspan = Math.abs(region.ybot() - region.ytop());
        double xspan = Math.abs(region.xright() - region.xleft());
        return Math.round(resolution * yspan / xspan);
    }

    private static long height(ComplexRegion region, long resolution) {
        long height = squareHeight(region, resolution);
        if (height < 1) {
            throw new InvalidParameterException("height rounds to 0 rows at resolution " + resolution
                    + ": raise the resolution or widen the y range");
        }
        if (height > MAX_SIDE) {
            throw new InvalidParameterException("height is above " + MAX_SIDE + " rows at resolution "
                    + resolution + ": lower the resolution or narrow the y range");
        }
        return height;
    }

    /** Returns the sampled region. */
    public ComplexRegion region() {
        return region;
    }

    /** Returns the number of pixels along the real axis. */
    public long width() {
        return width;
    }

    /** Returns the number of pixels along the imaginary axis. */
    public long height() {
        return height;
    }

    /** Returns the number of pixels. */
    public long pixels() {
        return width * height;
    }

    /** Returns the whole grid as one band; it must have less than 2³¹ rows. */
    public Tile whole() {
        return new Tile(0, (int) height);
    }

    /**
     * The real axis, {@code x[i] = i/width · (xright - xleft) + xleft} from left to right.
     *
     * @return float64[width], shared: not to be written to
     */
    public synchronized double[] columns() {
        if (columns == null) {
            columns = axis(0, Math.toIntExact(width), width, region.xleft(), region.xright());
        }
        return columns;
    }

    /**
     * The real axis over a band.
     *
     * @return float64, as many as the band has columns, shared: not to be written to
     */
    public double[] columns(Tile band) {
        return band.columns() == 0
                ? columns()
                : axis(band.firstColumn(), band.columns(), width, region.xleft(), region.xright());
    }

    /**
     * Returns the distance between neighbouring pixels, in units of the last place where the numbers of a precision are
     * sparsest on this grid. Below 1, neighbours are the same number; a picture needs a few units.
     */
    public double spacing(Precision precision) {
        double x = Math.max(Math.abs(region.xleft()), Math.abs(region.xright()));
        double y = Math.max(Math.abs(region.ytop()), Math.abs(region.ybot()));
        double xulps = Math.abs(region.xright() - region.xleft()) / width / (x * precision.epsilon());
        double yulps = Math.abs(region.ybot() - region.ytop()) / height / (y * precision.epsilon());
        return Math.min(xulps, yulps);
    }

    /**
     * The imaginary axis over a band, {@code y[j] = j/height · (ybot - ytop) + ytop}.
     *
     * @return float64[band.rows()], a new array
     */
    public double[] rows(Tile band) {
        return axis(band.firstRow(), band.rows(), height, region.ytop(), region.ybot());
    }

    /** The order of these operations decides the last bit of every coordinate, and so of counts. */
    private static double[] axis(long first, int count, long samples, double start, double end) {
        double[] axis = new double[count];
        for (int k = 0; k < count; k++) {
            axis[k] = (double) (first + k) / samples * (end - start) + start;
        }
        return axis;
    }

    /** Returns whether another grid has the same points. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Grid grid
                && region.equals(grid.region) && width == grid.width && height == grid.height;
    }

    @Override
    public int hashCode() {
        return Objects.hash(region, width, height);
    }
}
