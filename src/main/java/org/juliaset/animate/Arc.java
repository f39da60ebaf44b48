package org.juliaset.animate;

import org.juliaset.parameters.Complex;

/**
 * A way around a point, at constant angular speed: a circle, or a spiral if the ends are not equally far from it.
 *
 * @param middle the point
 * @param turns whole turns besides the shorter angle between the ends, counterclockwise; 0 for that angle alone
 */
record Arc(Complex middle, int turns) {
    private static final double FULL = 2 * StrictMath.PI;

    Complex at(Complex from, Complex to, double way) {
        double radius = radius(from) + (radius(to) - radius(from)) * way;
        double angle = angle(from) + turn(from, to) * way;
        double[] unit = unit(angle - StrictMath.floor(angle));
        return new Complex(middle.real() + radius * unit[0], middle.imag() + radius * unit[1]);
    }

    /** Returns the length of the way, of a spiral approximately. */
    double length(Complex from, Complex to) {
        double along = FULL * turn(from, to) * (radius(from) + radius(to)) / 2;
        return StrictMath.hypot(along, radius(to) - radius(from));
    }

    private double radius(Complex point) {
        return StrictMath.hypot(point.real() - middle.real(), point.imag() - middle.imag());
    }

    /** In turns. */
    private double angle(Complex point) {
        return StrictMath.atan2(point.imag() - middle.imag(), point.real() - middle.real()) / FULL;
    }

    private double turn(Complex from, Complex to) {
        double angle = angle(to) - angle(from);
        return angle - StrictMath.rint(angle) + turns;
    }

    /** Cosine and sine of an angle in turns from 0 to 1, exact at quarters. */
    private static double[] unit(double angle) {
        int quarter = (int) (4 * angle);
        double rest = (4 * angle - quarter) * FULL / 4;
        double cos = StrictMath.cos(rest);
        double sin = StrictMath.sin(rest);
        return switch (quarter) {
            case 1 -> new double[] {-sin, cos};
            case 2 -> new double[] {-cos, -sin};
            case 3 -> new double[] {sin, -cos};
            default -> new double[] {cos, sin};
        };
    }
}
