package org.juliaset.animate;

import java.util.ArrayList;
import java.util.List;
import org.juliaset.parameters.Complex;

/**
 * The values of one term from key to key. Before the first key it has the first value, and after the last key the last
 * one; in a loop it goes on to the first. Numbers change continuously, all other values at their key.
 *
 * <p>Zoom and width change by the same factor in each frame. Where the middle of the region has the same keys, its
 * distance to the target goes with the power 3/2 of the width: the target glides to the middle of the screen, to a
 * tenth of its distance there when the region is a hundredth as wide.
 */
final class Track implements Motion {
    private final String term;
    private final List<Stop> stops;
    private final Track scale;

    /**
     * A value at a position.
     *
     * @param easing of the way to it
     * @param arc the way to it if that is around a point, else null
     */
    record Stop(double position, Object value, Easing easing, Arc arc) {
        Stop shifted(double frames) {
            return new Stop(position + frames, value, easing, arc);
        }
    }

    private Track(String term, List<Stop> stops, Track scale) {
        this.term = term;
        this.stops = stops;
        this.scale = scale;
    }

    /**
     * Creates a track.
     *
     * @param stops at least one, in order
     * @param end of a loop, or 0
     */
    static Track of(String term, List<Stop> stops, double end) {
        List<Stop> all = new ArrayList<>(stops);
        Stop first = stops.get(0);
        Stop last = stops.get(stops.size() - 1);
        if (end > 0 && last.position() - first.position() < end) {
            all.add(0, last.shifted(-end));
            all.add(first.shifted(end));
        }
        return new Track(term, all, null);
    }

    /** Returns this track of the middle of the region, which follows a width or a zoom. */
    Track scaledBy(Track other) {
        return new Track(term, stops, other);
    }

    @Override
    public String term() {
        return term;
    }

    /** Returns the last value. */
    Object last() {
        return stops.get(stops.size() - 1).value();
    }

    @Override
    public Object at(double position) {
        int next = 0;
        while (next < stops.size() && stops.get(next).position() <= position) {
            next++;
        }
        if (next == 0) {
            return stops.get(0).value();
        }
        Stop from = stops.get(next - 1);
        if (next == stops.size() || from.position() == position) {
            return from.value();
        }
        Stop to = stops.get(next);
        double way = to.easing().way((position - from.position()) / (to.position() - from.position()));
        return between(from, to, way, position);
    }

    private Object between(Stop from, Stop to, double way, double position) {
        if (from.value() instanceof Complex begin) {
            Complex end = (Complex) to.value();
            if (to.arc() != null) {
                return to.arc().at(begin, end, way);
            }
            return isByScale(from, to)
                    ? byWidth(begin, end, reach(from.position()), reach(to.position()), reach(position))
                    : line(begin, end, way);
        }
        if (from.value() instanceof Double begin) {
            return number(begin, (Double) to.value(), way, Terms.isScale(term) || to.easing() == Easing.EXPONENTIAL);
        }
        if (from.value() instanceof Integer begin && Terms.isWhole(term)) {
            return (int) StrictMath.rint(number(
                    begin.doubleValue(), ((Integer) to.value()).doubleValue(), way,
                    to.easing() == Easing.EXPONENTIAL));
        }
        return from.value();
    }

    private static double number(double from, double to, double way, boolean isByFactor) {
        return isByFactor
                ? StrictMath.exp(StrictMath.log(from) + (StrictMath.log(to) - StrictMath.log(from)) * way)
                : from + (to - from) * way;
    }

    static Complex line(Complex from, Complex to, double way) {
        return new Complex(
                from.real() + (to.real() - from.real()) * way, from.imag() + (to.imag() - from.imag()) * way);
    }

    private boolean isByScale(Stop from, Stop to) {
        if (scale == null || reach(from.position()) == reach(to.position())) {
            return false;
        }
        return scale.hasKey(from.position()) && scale.hasKey(to.position())
                && scale.stops.stream().noneMatch(
                        stop -> stop.position() > from.position() && stop.position() < to.position());
    }

    private boolean hasKey(double position) {
        return stops.stream().anyMatch(stop -> stop.position() == position);
    }

    /** The power 3/2 of the width at a position. */
    private double reach(double position) {
        double value = (Double) scale.at(position);
        double width = scale.term.equals(Terms.ZOOM) ? 1 / value : value;
        return width * StrictMath.sqrt(width);
    }

    /** The middle at a width, computed from that end where the width is smaller and rounding would be seen. */
    private static Complex byWidth(Complex from, Complex to, double first, double last, double now) {
        return last < first
                ? line(to, from, (now - last) / (first - last))
                : line(from, to, (now - first) / (last - first));
    }
}
