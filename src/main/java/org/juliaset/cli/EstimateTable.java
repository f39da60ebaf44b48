package org.juliaset.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.parameters.Quantity;
import org.juliaset.parts.PartEstimate;
import org.juliaset.parts.PartsFolder;
import org.juliaset.render.Destination;
import org.juliaset.render.Estimate;
import org.juliaset.render.RenderJob;

/** Prints the estimate of a render. */
final class EstimateTable {
    private EstimateTable() {}

    /** Prints the estimate of a picture and of one of its parts as text. */
    static void print(
            Estimate estimate, RenderJob job, DeviceCatalogue.Choice choice, PartEstimate part, PartsFolder folder,
            PrintStream out) {
        print(estimate, job, choice, Optional.empty(), out);
        row(out, "free", free(folder.freeBytes()));
        row(out, "part", String.format(
                Locale.ROOT, "%s: rows %,d to %,d, %,d of %,d bands, %.1f %% of the work", part.share().name(),
                part.share().firstRow(), part.share().endRow(), part.bands(), estimate.bands(), 100 * part.work()));
        row(out, "  file", "about " + Quantity.ofFile(part.fileBytes()) + " in " + folder.path());
        row(out, "  time", "about " + Quantity.ofSeconds(part.seconds()));
        part.requireRoom(folder);
    }

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
            double seconds,
            Part part) {}

    /** The schema of a part in the JSON. */
    private record Part(
            int index, int count, long firstRow, long endRow, long bands, double work, long fileBytes, double seconds) {
        static Part of(PartEstimate part) {
            return new Part(
                    part.share().index(), part.share().count(), part.share().firstRow(), part.share().endRow(),
                    part.bands(), part.work(), part.fileBytes(), part.seconds());
        }
    }

    /** Prints the estimate as JSON. */
    static void printJson(
            Estimate estimate,
            RenderJob job,
            DeviceCatalogue.Choice choice,
            String file,
            Optional<Destination> destination,
            PrintStream out) {
        OptionalLong free = destination.map(Destination::freeBytes).orElse(OptionalLong.empty());
        out.println(Json.of(listing(estimate, job, choice, file, free, null)));
        destination.ifPresent(estimate::requireRoom);
    }

    /** Prints the estimate of a picture and of one of its parts as JSON. */
    static void printJson(
            Estimate estimate, RenderJob job, DeviceCatalogue.Choice choice, String file, PartEstimate part,
            PartsFolder folder, PrintStream out) {
        out.println(Json.of(listing(estimate, job, choice, file, folder.freeBytes(), Part.of(part))));
        part.requireRoom(folder);
    }

    private static Listing listing(
            Estimate estimate, RenderJob job, DeviceCatalogue.Choice choice, String file, OptionalLong free,
            Part part) {
        return new Listing(
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
                estimate.seconds(),
                part);
    }

    private static void row(PrintStream out, String name, String value) {
        out.printf("%-9s  %s%n", name, value);
    }
}
