package org.juliaset.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.parameters.Quantity;
import org.juliaset.render.Destination;
import org.juliaset.render.Estimate;
import org.juliaset.render.RenderJob;

/** Prints the estimate of a render. */
final class EstimateTable {
    private EstimateTable() {}

    /**
     * Prints the estimate as text.
     *
     * @param destination the destination of the picture; empty for standard output
     * @throws org.juliaset.parameters.InvalidParameterException if the disk has no room for it
     */
    static void print(
            Estimate estimate, RenderJob job, DeviceCatalogue.Choice choice, Optional<Destination> destination,
            PrintStream out) {
        row(out, "picture", String.format(
                Locale.ROOT, "%,d x %,d pixels, %,d in all, in %,d bands",
                job.grid().width(), job.grid().height(), estimate.pixels(), estimate.bands()));
        row(out, "device", choice.engine().device() + ": " + choice.reason());
        row(out, "memory", "about " + Quantity.ofMemory(estimate.memoryBytes()));
        row(out, "file", "about " + Quantity.ofFile(estimate.fileBytes()) + " as " + job.format());
        destination.ifPresent(where -> row(out, "free", free(where.freeBytes())));
        row(out, "time", "about " + Quantity.ofSeconds(estimate.seconds()));
        destination.ifPresent(estimate::requireRoom);
    }

    private static String free(OptionalLong bytes) {
        return bytes.isPresent()
                ? Quantity.ofFile(bytes.getAsLong()) + " on its disk"
                : "not known: the file system does not say";
    }

    /** The schema of the JSON; unknown values are null. */
    private record Listing(
            long width,
            long height,
            long pixels,
            long bands,
            String device,
            String reason,
            long memoryBytes,
            String format,
            String file,
            long fileBytes,
            Long freeBytes,
            double seconds) {}

    /** Prints the estimate as JSON. */
    static void printJson(
            Estimate estimate,
            RenderJob job,
            DeviceCatalogue.Choice choice,
            String file,
            Optional<Destination> destination,
            PrintStream out) {
        OptionalLong free = destination.map(Destination::freeBytes).orElse(OptionalLong.empty());
        out.println(Json.of(new Listing(
                job.grid().width(),
                job.grid().height(),
                estimate.pixels(),
                estimate.bands(),
                choice.engine().device().id(),
                choice.reason(),
                estimate.memoryBytes(),
                job.format().name(),
                file,
                estimate.fileBytes(),
                free.isPresent() ? free.getAsLong() : null,
                estimate.seconds())));
        destination.ifPresent(estimate::requireRoom);
    }

    private static void row(PrintStream out, String name, String value) {
        out.printf("%-9s  %s%n", name, value);
    }
}
