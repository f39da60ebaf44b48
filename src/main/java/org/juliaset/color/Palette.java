package org.juliaset.color;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.juliaset.parameters.Decimal;
import org.juliaset.parameters.InvalidParameterException;

/**
 * Colours along a line from 0 to 1: stops, and between two of them a straight line in Oklab. Before the first stop and
 * after the last one there is their colour.
 *
 * <p>A palette is a value, and equal to another one if its text is: the name of one that is built in, or its stops as
 * CSS has them in a gradient, {@code "#000764,#206bcb 16%,#edffff 42%,#ffaa00 64%,#000200"}.
 *
 * <p>Safe for use by several threads.
 */
public final class Palette {
    /** Entries of the table. */
    public static final int ENTRIES = 1 << 16;

    /** The most stops that a palette may have. */
    public static final int MOST_STOPS = 1024;

    private static final int CHANNELS = 3;
    private static final int SHOWN = 60;

    /** In codes of 16 bits, half of one of 8 bits. */
    private static final int UNSEEN = 128;

    /** A colour's text, and its place in percent, or two places between which there is this colour alone. */
    private static final Pattern STOP = Pattern.compile("(\\S+)(?:\\s+(\\S+)%)?(?:\\s+(\\S+)%)?");

    private static final Pattern PERCENT = Pattern.compile("\\d{1,3}(\\.\\d{1,400})?|\\.\\d{1,400}");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\p{Print}\\p{L}]");

    /**
     * A colour at a place.
     *
     * @param position from 0 to 1, rounded to a millionth of a percent
     */
    public record Stop(Rgb color, double position) {
        private static final double PLACES = 1e8;

        public Stop {
            position = StrictMath.rint(position * PLACES) / PLACES;
        }
    }

    private final List<Stop> stops;
    private final String text;

    /** Made when it is first asked for; threads that make it at the same time make the same. */
    private volatile int[] linear;

    /** @param name null for one that is not built in */
    Palette(String name, List<Stop> stops) {
        this.stops = List.copyOf(stops);
        this.text = name == null ? text(stops) : name;
    }

    /**
     * A palette by its stops: colours with commas between them, each of which may have a position after it, or two, in
     * percent. As in CSS, the first is at 0 % and the last at 100 % unless they say otherwise, one without a position
     * is as far from the stop before it as from that after it, and one whose position is before that of an earlier
     * stop is where that is.
     *
     * @param text for instance {@code "navy, #fff 30%, orange"}; see {@link Rgb#of} for the colours
     * @throws InvalidParameterException if it is no such text
     */
    public static Palette ofStops(String text) {
        List<Rgb> colors = new ArrayList<>();
        List<Double> positions = new ArrayList<>();
        // what follows a comma is a stop, also if it is empty
        String[] parts = text.split(",", -1);
        for (int k = 0; k < parts.length; k++) {
            String part = parts[k].strip();
            Matcher stop = STOP.matcher(part);
            Optional<Rgb> color = stop.matches() ? Rgb.find(stop.group(1)) : Optional.empty();
            if (color.isEmpty()) {
                throw invalid(k, part, Rgb.SYNTAX + ", with its position, if any, after it as in \"navy 16%\"");
            }
            colors.add(color.get());
            positions.add(stop.group(2) == null ? null : position(stop.group(2), k, part));
            if (stop.group(3) != null) {
                colors.add(color.get());
                positions.add(position(stop.group(3), k, part));
            }
        }
        if (colors.size() < 2 || colors.size() > MOST_STOPS) {
            throw new InvalidParameterException("palette " + quoted(text) + " has " + colors.size()
                    + " stops: give 2 to " + MOST_STOPS + " colours with commas between them");
        }
        return new Palette(null, place(colors, positions));
    }

    private static double position(String percent, int index, String part) {
        if (PERCENT.matcher(percent).matches() && new BigDecimal(percent).compareTo(HUNDRED) <= 0) {
            return new BigDecimal(percent).movePointLeft(2).doubleValue();
        }
        throw invalid(index, part, "a position from 0% to 100%");
    }

    private static InvalidParameterException invalid(int index, String part, String expected) {
        return new InvalidParameterException(
                "stop " + (index + 1) + " of the palette is " + quoted(part) + ": give " + expected);
    }

    /** A text for a message: in quotes, not too long, and a question mark where a terminal could take it for more. */
    static String quoted(String text) {
        String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
        return "\"" + UNPRINTABLE.matcher(shown).replaceAll("?") + "\"";
    }

    /** Stops by CSS's rules (CSS Images Module Level 3, 3.4.3). @param positions null where there is none */
    private static List<Stop> place(List<Rgb> colors, List<Double> positions) {
        int last = colors.size() - 1;
        double[] places = new double[last + 1];
        int known = 0;
        for (int k = 0; k <= last; k++) {
            Double position = positions.get(k);
            if (position == null && k > 0 && k < last) {
                continue;
            }
            double place = position != null ? position : k == 0 ? 0 : 1;
            places[k] = k == 0 ? place : Math.max(place, places[known]);
            for (int between = known + 1; between < k; between++) {
                places[between] = between(places[known], places[k], between - known, k - known);
            }
            known = k;
        }
        List<Stop> stops = new ArrayList<>();
        for (int k = 0; k <= last; k++) {
            stops.add(new Stop(colors.get(k), places[k]));
        }
        return stops;
    }

    private static double between(double from, double to, int step, int steps) {
        return from + (to - from) * step / steps;
    }

    /** Colours at equal distances. @param closed whether the first one comes again at the end */
    static Palette evenly(String name, List<Rgb> colors, boolean closed) {
        List<Rgb> all = new ArrayList<>(colors);
        if (closed) {
            all.add(colors.get(0));
        }
        List<Stop> stops = new ArrayList<>();
        for (int k = 0; k < all.size(); k++) {
            stops.add(new Stop(all.get(k), between(0, 1, k, all.size() - 1)));
        }
        return new Palette(name, stops);
    }

    /**
     * Colours that were sampled, without those that the line between the others passes closer by than can be seen, so
     * that its text is short. Where these are still too many, it passes them at a larger distance.
     */
    static Palette ofSamples(List<Stop> samples) {
        List<Oklab> colors = samples.stream().map(sample -> oklab(sample.color())).toList();
        BitSet kept = new BitSet();
        for (int unseen = UNSEEN; kept.isEmpty() || kept.cardinality() > MOST_STOPS; unseen *= 2) {
            kept.clear();
            kept.set(0);
            kept.set(samples.size() - 1);
            keep(samples, colors, 0, samples.size() - 1, unseen, kept);
        }
        return new Palette(null, kept.stream().mapToObj(samples::get).toList());
    }

    /** Marks those between two samples that have to stay, that which is farthest from the line first. */
    private static void keep(
            List<Stop> samples, List<Oklab> colors, int from, int to, int unseen, BitSet kept) {
        double begin = samples.get(from).position();
        double width = samples.get(to).position() - begin;
        int most = unseen;
        int farthest = from;
        for (int k = from + 1; k < to; k++) {
            double part = width == 0 ? 0 : (samples.get(k).position() - begin) / width;
            int distance = colors.get(from).towards(colors.get(to), part).rgb().distance(samples.get(k).color());
            if (distance > most) {
                most = distance;
                farthest = k;
            }
        }
        if (farthest > from) {
            kept.set(farthest);
            keep(samples, colors, from, farthest, unseen, kept);
            keep(samples, colors, farthest, to, unseen, kept);
        }
    }

    /** Its stops as text, without positions that CSS's rules would give them. */
    private static String text(List<Stop> stops) {
        int last = stops.size() - 1;
        boolean evenly = true;
        for (int k = 1; k < last; k++) {
            double place = between(stops.get(0).position(), stops.get(last).position(), k, last);
            evenly &= stops.get(k).position() == new Stop(stops.get(k).color(), place).position();
        }
        StringBuilder text = new StringBuilder();
        for (int k = 0; k <= last; k++) {
            double position = stops.get(k).position();
            boolean implied = k == 0 ? position == 0 : k == last ? position == 1 : evenly;
            text.append(k == 0 ? "" : ",").append(stops.get(k).color()).append(implied ? "" : " " + percent(position));
        }
        return text.toString();
    }

    private static String percent(double position) {
        BigDecimal percent = new BigDecimal(Decimal.shortest(position)).movePointRight(2);
        return (percent.signum() == 0 ? "0" : percent.stripTrailingZeros().toPlainString()) + "%";
    }

    /** Its stops as text, by {@link #ofStops} the same colours again, also of one that is built in. */
    public String css() {
        return text(stops);
    }

    /** The stops, from left to right. */
    public List<Stop> stops() {
        return stops;
    }

    /** Whether it can be repeated without a seam: the last colour is the first one. */
    public boolean isCyclic() {
        return stops.get(0).color().distance(stops.get(stops.size() - 1).color()) == 0;
    }

    /**
     * The colours at {@link #ENTRIES} equal distances from 0 to 1, both included, as linear light.
     *
     * <p>A stop stands at the entry that is nearest to its position and has exactly its colour there. Of several stops
     * at one entry the last one does.
     *
     * @return int[3 · ENTRIES]: red, green and blue of each entry, from 0 to {@link SrgbTable#ONE}; shared, so not to
     *     be written to
     */
    public int[] linear() {
        int[] table = linear;
        if (table == null) {
            table = table();
            linear = table;
        }
        return table;
    }

    private int[] table() {
        int[] table = new int[CHANNELS * ENTRIES];
        Oklab from = oklab(stops.get(0).color());
        int begin = 0;
        for (Stop stop : stops) {
            int end = (int) StrictMath.rint(stop.position() * (ENTRIES - 1));
            Oklab to = oklab(stop.color());
            for (int entry = begin; entry < end; entry++) {
                from.towards(to, (double) (entry - begin) / (end - begin)).writeLinear(table, CHANNELS * entry);
            }
            from = to;
            begin = end;
        }
        for (int entry = begin; entry < ENTRIES; entry++) {
            from.writeLinear(table, CHANNELS * entry);
        }
        return table;
    }

    private static Oklab oklab(Rgb color) {
        return Oklab.of(light(color.red()), light(color.green()), light(color.blue()));
    }

    private static double light(int code) {
        return (double) SrgbTable.decode(code, 0xFFFF) / SrgbTable.ONE;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Palette palette && text.equals(palette.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Its name if it is built in, else its stops; by {@link Palettes#find} the same palette again. */
    @Override
    public String toString() {
        return text;
    }
}
