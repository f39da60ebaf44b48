package org.juliaset.animate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.juliaset.parameters.Complex;

/** Makes tracks of key frames. */
final class Timeline {
    private final List<Key> keys;
    private final boolean loop;
    private final int end;
    private final double[] positions;

    /** @throws org.juliaset.parameters.InvalidParameterException if keys are not in order, or beyond the end */
    Timeline(List<Key> keys, int frames, Rate rate, boolean loop) {
        this.keys = keys;
        this.loop = loop;
        this.end = loop ? frames : frames - 1;
        this.positions = new double[keys.size()];
        for (int k = 0; k < keys.size(); k++) {
            Key.Moment moment = keys.get(k).moment();
            boolean isEdge = k == 0 || k == keys.size() - 1;
            positions[k] = moment != null
                    ? moment.position(frames, rate, end)
                    : isEdge ? k == 0 ? 0 : end : Double.NaN;
        }
        placeAlongPath();
        requireOrder();
        requireClosed();
    }

    /** Returns the position of the end of the film. */
    int end() {
        return end;
    }

    /** Returns the positions of the keys. */
    List<Double> positions() {
        return DoubleStream.of(positions).boxed().toList();
    }

    /** Gives each key without a time the one at which c comes by at constant speed. */
    private void placeAlongPath() {
        for (int k = 1; k < positions.length; k++) {
            if (!Double.isNaN(positions[k])) {
                continue;
            }
            int last = k;
            while (Double.isNaN(positions[last])) {
                last++;
            }
            double[] lengths = new double[last - k + 2];
            for (int key = k; key <= last; key++) {
                lengths[key - k + 1] = lengths[key - k] + length(key);
            }
            double all = lengths[last - k + 1];
            for (int key = k; key < last; key++) {
                double share = all == 0 ? (double) (key - k + 1) / (last - k + 1) : lengths[key - k + 1] / all;
                positions[key] = positions[k - 1] + (positions[last] - positions[k - 1]) * share;
            }
        }
    }

    private double length(int key) {
        Complex from = keys.get(key - 1).constant();
        Complex to = keys.get(key).constant();
        if (from == null || to == null) {
            throw keys.get(from == null ? key - 1 : key).refuse(
                    " has no c, by whose path keys without \"at\" are placed: give it one, or all keys a time");
        }
        Arc arc = keys.get(key).arc();
        return arc == null
                ? StrictMath.hypot(to.real() - from.real(), to.imag() - from.imag())
                : arc.length(from, to);
    }

    private void requireOrder() {
        for (int k = 0; k < positions.length; k++) {
            if (!(positions[k] <= end)) {
                throw keys.get(k).refuse(".at is beyond the end of the film: it has " + (loop ? end : end + 1)
                        + " frames" + (loop ? "" : ", the last one is " + end));
            }
            if (k > 0 && !(positions[k] > positions[k - 1])) {
                throw keys.get(k).refuse(".at is not after that of the key before: put keys in the order of their"
                        + " times");
            }
        }
    }

    /** Checks that a loop with a key at its end is closed there. */
    private void requireClosed() {
        int last = keys.size() - 1;
        if (!loop || last < 1 || positions[0] > 0 || positions[last] < end) {
            return;
        }
        Key first = keys.get(0);
        keys.get(last).terms().forEach((term, value) -> {
            Object begin = first.terms().get(term);
            boolean isSame = begin != null && (begin.equals(value) || isFullCycle(term, begin, value));
            if (!isSame) {
                throw keys.get(last).refuse("." + term + " is at the end of a loop and not that of the first key: leave"
                        + " this key out, and the film goes back to the first one");
            }
        });
    }

    /** Whether two offsets of a palette are a whole palette, or two, apart. */
    private static boolean isFullCycle(String term, Object first, Object last) {
        return term.equals("palette-offset") && ((Double) last - (Double) first) % 1 == 0;
    }

    /** Returns the tracks of all terms. */
    List<Track> tracks() {
        Map<String, List<Track.Stop>> stops = new LinkedHashMap<>();
        for (int k = 0; k < keys.size(); k++) {
            Key key = keys.get(k);
            Easing easing = Optional.ofNullable(key.easing()).orElse(Easing.LINEAR);
            for (Map.Entry<String, Object> term : key.terms().entrySet()) {
                requireFactor(key, easing, term.getKey(), term.getValue());
                Arc arc = term.getKey().equals(Terms.CONSTANT) ? key.arc() : null;
                stops.computeIfAbsent(term.getKey(), name -> new ArrayList<>())
                        .add(new Track.Stop(positions[k], term.getValue(), easing, arc));
            }
        }
        Map<String, Track> tracks = new LinkedHashMap<>();
        stops.forEach((term, all) -> tracks.put(term, Track.of(term, all, loop ? end : 0)));
        Track scale = tracks.getOrDefault(Terms.WIDTH, tracks.get(Terms.ZOOM));
        if (scale != null) {
            tracks.computeIfPresent(Terms.CENTER, (term, center) -> center.scaledBy(scale));
        }
        return List.copyOf(tracks.values());
    }

    private static void requireFactor(Key key, Easing easing, String term, Object value) {
        boolean isNegative = value instanceof Number number && !(number.doubleValue() > 0);
        if (easing == Easing.EXPONENTIAL && isNegative) {
            throw key.refuse("." + term + " is " + value + ": exponential takes numbers above 0, by whose factors it"
                    + " goes");
        }
    }
}
