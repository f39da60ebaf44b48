package org.juliaset.cli;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.juliaset.core.Quantity;

/** What a progress bar and the lines of a log say of a task. */
final class ProgressText {
    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;

    /** Pixels from which on they are counted in thousands of millions. */
    private static final double MANY = 1e10;

    /** Places that a bar has at least. */
    private static final int SHORTEST_BAR = 6;

    private final String task;
    private final Tally tally;
    private final double unit;
    private final String unitName;

    /** @param task in a word */
    ProgressText(String task, Tally tally) {
        this.task = task;
        this.tally = tally;
        this.unit = tally.pixels() < MANY ? MEGA : GIGA;
        this.unitName = tally.pixels() < MANY ? "Mpx" : "Gpx";
    }

    /** A line for a log. */
    String line() {
        OptionalDouble left = tally.isComplete() ? OptionalDouble.empty() : tally.secondsLeft();
        return String.format(Locale.ROOT, "%s%d%% of %.1f %s, %.1f %s/s, %s%s",
                task.equals(Main.NAME) ? "" : task + " ",
                tally.percent(), tally.pixels() / unit, unitName, tally.pixelsPerSecond() / unit, unitName,
                Quantity.ofSeconds(tally.seconds()),
                left.isPresent() ? ", " + Quantity.ofSeconds(left.getAsDouble()) + " left" : "");
    }

    /** A bar of exactly so many characters, with as much beside it as there is room for. */
    String bar(int width) {
        String percent = String.format(Locale.ROOT, "%3d%%", tally.percent());
        String ratio = String.format(
                Locale.ROOT, " %.1f/%.1f %s", tally.finished() / unit, tally.pixels() / unit, unitName);
        String times = " (" + time(OptionalDouble.of(tally.seconds())) + " / "
                + time(tally.isComplete() ? OptionalDouble.of(0) : tally.secondsLeft()) + ")";
        String rate = String.format(Locale.ROOT, " %.1f %s/s", tally.pixelsPerSecond() / unit, unitName);
        for (String[] sides : List.of(
                new String[] {task + " " + percent, ratio + times + rate},
                new String[] {task + " " + percent, ratio + times},
                new String[] {task + " " + percent, times},
                new String[] {percent, times},
                new String[] {percent, ""})) {
            int places = width - sides[0].length() - sides[1].length() - " []".length();
            if (places >= SHORTEST_BAR) {
                int filled = (int) ((double) tally.finished() / tally.pixels() * places);
                String bar = "=".repeat(filled) + (filled < places ? ">" : "");
                return sides[0] + " [" + bar + " ".repeat(places - bar.length()) + "]" + sides[1];
            }
        }
        return percent.strip();
    }

    private static String time(OptionalDouble seconds) {
        if (seconds.isEmpty()) {
            return "?";
        }
        long whole = Math.round(Math.min(seconds.getAsDouble(), Integer.MAX_VALUE));
        return String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }
}
