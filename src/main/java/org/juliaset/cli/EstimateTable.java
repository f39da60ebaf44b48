package org.juliaset.cli;

import java.io.PrintStream;
import java.util.Locale;
import org.juliaset.core.Quantity;
import org.juliaset.engine.Catalogue;
import org.juliaset.render.Estimate;
import org.juliaset.render.RenderJob;

/** What a render will come to. */
final class EstimateTable {
    private EstimateTable() {}

    /**
     * @param output where the picture would go
     * @throws org.juliaset.core.InvalidParameterException if there is no room for it
     */
    static void print(Estimate estimate, RenderJob job, Catalogue.Choice choice, OutputOptions output, PrintStream to) {
        row(to, "picture", String.format(
                Locale.ROOT, "%,d x %,d pixels, %,d in all, in %,d bands",
                job.grid().width(), job.grid().height(), estimate.pixels(), estimate.bands()));
        row(to, "device", choice.engine().device() + ": " + choice.reason());
        row(to, "memory", "about " + Quantity.ofMemory(estimate.memoryBytes()));
        if (estimate.fileBytes() >= 0) {
            row(to, "file", "about " + Quantity.ofFile(estimate.fileBytes()) + " as " + job.format());
        }
        if (!output.isStandardOutput()) {
            row(to, "free", Quantity.ofFile(Estimate.freeBytes(output.file())) + " on its disk");
        }
        row(to, "time", "about " + Quantity.ofSeconds(estimate.seconds()));
        if (!output.isStandardOutput()) {
            estimate.requireRoom(output.file());
        }
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
            Long fileBytes,
            Long freeBytes,
            double seconds) {}

    /** Likewise, as JSON. */
    static void printJson(
            Estimate estimate, RenderJob job, Catalogue.Choice choice, OutputOptions output, PrintStream to) {
        long free = output.isStandardOutput() ? Long.MAX_VALUE : Estimate.freeBytes(output.file());
        to.println(Json.of(new Listing(
                job.grid().width(),
                job.grid().height(),
                estimate.pixels(),
                estimate.bands(),
                choice.engine().device().id(),
                choice.reason(),
                estimate.memoryBytes(),
                job.format().name(),
                output.name(),
                estimate.fileBytes() < 0 ? null : estimate.fileBytes(),
                free == Long.MAX_VALUE ? null : free,
                estimate.seconds())));
        if (!output.isStandardOutput()) {
            estimate.requireRoom(output.file());
        }
    }

    private static void row(PrintStream to, String name, String value) {
        to.printf("%-9s  %s%n", name, value);
    }
}
