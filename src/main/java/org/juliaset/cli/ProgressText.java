package org.juliaset.cli;

import java.util.Locale;
import java.util.OptionalDouble;
import org.juliaset.parameters.Quantity;
import org.juliaset.render.Tally;

/** The text of a progress bar, and of lines in a log. */
final class ProgressText implements Ticker.Text {
    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;

    /** From this many pixels on, they are shown in billions. */
    private static final double MANY = 1e10;

    /** The shortest bar, in characters. */
    private static final int SHORTEST_BAR = 6;

    private final String task;
    private final Tally tally;
    private final double unit;
    private final String unitName;

    /**
     * Creates a text.
     *
     * @param task the task, in a word
     */
    ProgressText(String task, Tally tally) {
        this.task = task;
        this.tally = tally;
        this.unit = tally.pixels() < MANY ? MEGA : GIGA;
        this.unitName = tally.pixels() < MANY ? "Mpx" : "Gpx";
    }

    @Override
    public String line() {
        OptionalDouble left = tally.isComplete() ? OptionalDouble.empty() : tally.secondsLeft();
        return String.format(Locale.ROOT, "%s%d%% of %.1f %s after %s, %.1f %s/s%s",
                task.equals(Main.NAME) ? "" : task + " ",
                tally.percent(), tally.pixels() / unit, unitName, Quantity.ofSeconds(tally.seconds()),
                tally.pixelsPerSecond() / unit, unitName,
                left.isPresent() ? ", " + Quantity.ofSeconds(left.getAsDouble()) + " left" : "");
    }

    @Override
    public String bar(int width) {
        String named = task + String.format(Locale.ROOT, " %3d%%", tally.percent());
        String ratio = String.format(
                Locale.ROOT, " %.1f/%.1f %s", tally.finished() / unit, tally.pixels() / unit, unitName);
        String times = " (" + time(OptionalDouble.of(tally.seconds())) + " / "
                + time(tally.isComplete() ? OptionalDouble.of(0) : tally.secondsLeft()) + ")";
        String rate = String.format(Locale.ROOT, " %.1f %s/s", tally.pixelsPerSecond() / unit, unitName);
        String percent = String.format(Locale.ROOT, "%3d%%", tally.percent());
        String[][] sides = {
            {named, ratio + times + rate}, {named, ratio + times}, {named, times}, {percent, times}, {percent, ""}
        };
        return bar(width, (double) tally.finished() / tally.pixels(), sides);
    }

    @Override
    public boolean isComplete() {
        return tally.isComplete();
    }

    /**
     * Returns a bar of exactly this many characters.
     *
     * @param share the filled share, 0 to 1
     * @param sides pairs of texts to the left and the right, from the longest to the shortest: the first that fits is
     *     used; if none fits, the last one without a bar
     */
    static String bar(int width, double share, String[]... sides) {
        for (String[] beside : sides) {
            int places = width - beside[0].length() - beside[1].length() - " []".length();
            if (places >= SHORTEST_BAR) {
                String filled = "=".repeat((int) (share * places));
                String bar = filled + (filled.length() < places ? ">" : "");
                return beside[0] + " [" + bar + " ".repeat(places - bar.length()) + "]" + beside[1];
            }
        }
        return sides[sides.length - 1][0].strip();
    }

    private static String time(OptionalDouble seconds) {
        if (seconds.isEmpty()) {
            return "?";
        }
        long whole = Math.round(Math.min(seconds.getAsDouble(), Integer.MAX_VALUE));
        return String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }
}
