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

/** What a render will come to. */
final class EstimateTable {
    private EstimateTable() {}

    /**
     * @param destination where the picture would go; empty for standard output
     * @throws org.juliaset.parameters.InvalidParameterException if there is no room for it
     */
    static void print(
            Estimate estimate, RenderJob job, DeviceCatalogue.Choice choice, Optional<Destination> destination,
            PrintStream to) {
        row(to, "picture", String.format(
                Locale.ROOT, "%,d x %,d pixels, %,d in all, in %,d bands",
                job.grid().width(), job.grid().height(), estimate.pixels(), estimate.bands()));
        row(to, "device", choice.engine().device() + ": " + choice.reason());
        row(to, "memory", "about " + Quantity.ofMemory(estimate.memoryBytes()));
        row(to, "file", "about " + Quantity.ofFile(estimate.fileBytes()) + " as " + job.format());
        destination.ifPresent(where -> row(to, "free", free(where.freeBytes())));
        row(to, "time", "about " + Quantity.ofSeconds(estimate.seconds()));
        destination.ifPresent(estimate::requireRoom);
    }

    private static String free(OptionalLong bytes) {
        return bytes.isPresent()
                ? Quantity.ofFile(bytes.getAsLong()) + " on its disk"
                : "not known: the file system does not say";
    }

    /** The schema of the JSON; what is not known is null. */
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

    /** Likewise, as JSON. */
    static void printJson(
            Estimate estimate,
            RenderJob job,
            DeviceCatalogue.Choice choice,
            String file,
            Optional<Destination> destination,
            PrintStream to) {
        OptionalLong free = destination.map(Destination::freeBytes).orElse(OptionalLong.empty());
        to.println(Json.of(new Listing(
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

    private static void row(PrintStream to, String name, String value) {
        to.printf("%-9s  %s%n", name, value);
    }
}
