package org.juliaset.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.devices.pool.DevicePool;
import org.juliaset.pipeline.Stage;
import org.juliaset.render.RenderReport;

/** Prints the times of a render. */
final class StatsTable {
    private static final double NANOS = 1e9;
    private static final double MEGA = 1e6;

    private StatsTable() {}

    static void print(RenderReport report, DeviceCatalogue.Choice choice, String output, int threads, PrintStream out) {
        double wall = report.wallNanos() / NANOS;
        row(out, "device", choice.engine().device() + ": " + choice.reason());
        if (choice.engine() instanceof DevicePool pool && pool.pixels().size() > 1) {
            double pixels = Math.max(1, pool.pixels().values().stream().mapToLong(Long::longValue).sum());
            pool.pixels().forEach((device, share) ->
                    row(out, "  " + device.id(),
                            String.format(Locale.ROOT, "%.1f %% of the pixels", 100 * share / pixels)));
        }
        if (!report.kernel().isEmpty()) {
            row(out, "kernel", report.kernel());
        }
        row(out, "file", String.format(Locale.ROOT, "%s, %,d bytes", output, report.bytes()));
        row(out, "pixels", String.format(
                Locale.ROOT, "%,d, %.1f million/s", report.pixels(), report.pixels() / MEGA / wall));
        row(out, "iterations", String.format(
                Locale.ROOT, "%,d, %.1f million/s", report.iterations(), report.iterations() / MEGA / wall));
        row(out, "time", String.format(Locale.ROOT, "%.3f s, of which, summed over %s:", wall, threads(threads)));
        for (Stage stage : Stage.values()) {
            row(out, "  " + name(stage), String.format(Locale.ROOT, "%.3f s", report.stageNanos().get(stage) / NANOS));
        }
    }

    /** The schema of the JSON. */
    private record Listing(
            String device,
            String reason,
            Map<String, Long> pixelsByDevice,
            String kernel,
            String file,
            long bytes,
            long pixels,
            long iterations,
            double seconds,
            int threads,
            Map<String, Double> stageSeconds) {}

    /** Prints the times as JSON. */
    static void printJson(RenderReport report, DeviceCatalogue.Choice choice, String output, int threads,
            PrintStream out) {
        Map<String, Long> pixels = new LinkedHashMap<>();
        if (choice.engine() instanceof DevicePool pool) {
            pool.pixels().forEach((device, share) -> pixels.put(device.id(), share));
        } else {
            pixels.put(choice.engine().device().id(), report.pixels());
        }
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (Stage stage : Stage.values()) {
            seconds.put(name(stage), report.stageNanos().get(stage) / NANOS);
        }
        out.println(Json.of(new Listing(
                choice.engine().device().id(),
                choice.reason(),
                pixels,
                report.kernel(),
                output,
                report.bytes(),
                report.pixels(),
                report.iterations(),
                report.wallNanos() / NANOS,
                threads,
                seconds)));
    }

    private static String name(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String threads(int count) {
        return count == 1 ? "1 thread" : count + " threads";
    }

    private static void row(PrintStream out, String name, String value) {
        out.printf("%-12s  %s%n", name, value);
    }
}
