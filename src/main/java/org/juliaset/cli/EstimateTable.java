package org.juliaset.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.juliaset.engine.Catalogue;
import org.juliaset.render.Destination;
import org.juliaset.render.Estimate;
import org.juliaset.render.RenderJob;

/** What a render will come to. */
final class EstimateTable {
    private static final double MEGA = 1e6;
    private static final double MEBI = 1 << 20;

    private EstimateTable() {}

    /**
     * @param destination where the picture would go; empty for standard output
     * @throws org.juliaset.core.InvalidParameterException if there is no room for it
     */
    static void print(
            Estimate estimate, RenderJob job, Catalogue.Choice choice, Optional<Destination> destination, PrintStream to) {
        row(to, "picture", String.format(
                Locale.ROOT, "%,d x %,d pixels, %,d in all, in %,d bands",
                job.grid().width(), job.grid().height(), estimate.pixels(), estimate.bands()));
        row(to, "device", choice.engine().device() + ": " + choice.reason());
        row(to, "memory", String.format(Locale.ROOT, "about %.0f MiB", estimate.memoryBytes() / MEBI));
        row(to, "file", String.format(Locale.ROOT, "about %,.1f MB as %s", estimate.fileBytes() / MEGA, job.format()));
        destination.ifPresent(where -> row(to, "free", free(where.freeBytes())));
        row(to, "time", "about " + time(estimate.seconds()));
        destination.ifPresent(estimate::requireRoom);
    }

    private static String free(OptionalLong bytes) {
        return bytes.isPresent()
                ? String.format(Locale.ROOT, "%,.1f MB on its disk", bytes.getAsLong() / MEGA)
                : "not known: the file system does not say";
    }

    private static String time(double seconds) {
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        Duration time = Duration.ofSeconds((long) seconds);
        return time.toDays() > 0
                ? String.format(Locale.ROOT, "%,d d %d h", time.toDays(), time.toHoursPart())
                : String.format(Locale.ROOT, "%d h %02d min %02d s", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }

    private static void row(PrintStream to, String name, String value) {
        to.printf("%-9s  %s%n", name, value);
    }
}
