package org.juliaset.animate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.juliaset.parameters.Complex;

/**
 * Key frames of common films. A line and a zoom go from the beginning to the end; in a loop they are at their end in
 * the middle of the film, and then go back.
 */
public final class Paths {
    private static final int ALL = 100;

    private final boolean loop;
    private final Easing easing;
    private final Map<Integer, Map<String, Object>> terms = new TreeMap<>();
    private Arc arc;

    /** @param easing of all ways, null for none */
    public Paths(boolean loop, Easing easing) {
        this.loop = loop;
        this.easing = easing;
    }

    private void put(int percent, String term, Object value) {
        terms.computeIfAbsent(percent, at -> new LinkedHashMap<>()).put(term, value);
    }

    /** Moves c once around a circle, counterclockwise from its right. */
    public Paths circle(double radius, Complex center) {
        Complex start = new Complex(center.real() + radius, center.imag());
        put(0, Terms.CONSTANT, start);
        put(ALL, Terms.CONSTANT, start);
        arc = new Arc(center, 1);
        return this;
    }

    /** Moves c along a line. */
    public Paths line(Complex from, Complex to) {
        put(0, Terms.CONSTANT, from);
        put(far(), Terms.CONSTANT, to);
        return this;
    }

    private int far() {
        return loop ? ALL / 2 : ALL;
    }

    /**
     * Zooms into a point.
     *
     * @param setting where the zoom begins
     * @param zoom how many times less wide than the usual one the region is at the end
     * @return the setting without the terms that the zoom changes
     */
    public Setting zoom(Setting setting, Complex center, double zoom) {
        Setting start = setting.windowed();
        put(0, Terms.CENTER, start.center());
        put(0, Terms.ZOOM, start.zoom());
        put(far(), Terms.CENTER, center);
        put(far(), Terms.ZOOM, zoom);
        return start;
    }

    /** Returns whether nothing changes. */
    public boolean isEmpty() {
        return terms.isEmpty();
    }

    /** Returns the key frames. */
    public List<Key> keys() {
        List<Key> keys = new ArrayList<>();
        terms.forEach((percent, some) -> keys.add(Key.at(percent, easing, percent == ALL ? arc : null, some)));
        return keys;
    }
}
