package org.juliaset.parts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.juliaset.image.dzi.DziSlabWriter;
import org.juliaset.image.dzi.Slab;
import org.juliaset.image.dzi.TileTable;
import org.juliaset.pipeline.BandPlan;
import org.juliaset.pipeline.Progress;
import org.juliaset.render.RenderJob;
import org.juliaset.render.Renderer;
import org.juliaset.storage.Checkpoints;
import org.juliaset.storage.FileTrees;

/** Makes some bands of a picture again, or strips of tiles, and compares them with those in its parts. */
public final class PartVerifier {
    private final Parts parts;
    private final RenderJob job;
    private final Renderer renderer;
    private final BandPlan plan;
    private final long unit;

    public PartVerifier(Parts parts, Renderer renderer) {
        this.parts = parts;
        this.job = parts.job();
        this.renderer = renderer;
        this.plan = job.bands();
        this.unit = job.format().isFolder() ? Slab.unitRows(1) : plan.rowsPerBand();
    }

    /** Returns the number of bands, or strips of tiles, of the picture. */
    public long bands() {
        return (job.grid().height() + unit - 1) / unit;
    }

    /**
     * Compares randomly chosen bands, to the first that differs. All parts have to be there.
     *
     * @param number of bands
     * @param progress receives the number of pixels that are compared
     * @return the first row of that band, if one differs
     * @throws org.juliaset.compute.EngineException if the device fails
     */
    public Optional<Long> verify(int number, Random random, Progress progress)
            throws IOException, InterruptedException {
        TreeSet<Long> chosen = new TreeSet<>();
        while (chosen.size() < Math.min(number, bands())) {
            chosen.add(random.nextLong(bands()));
        }
        long compared = 0;
        for (long band : chosen) {
            long first = band * unit;
            long end = Math.min(job.grid().height(), first + unit);
            if (!(job.format().isFolder() ? isRightSlab(first, end) : isRightBand(first, end))) {
                return Optional.of(first);
            }
            compared += (end - first) * job.grid().width();
            progress.finished(compared);
        }
        return Optional.empty();
    }

    private boolean isRightBand(long first, long end) throws IOException, InterruptedException {
        BandPlan band = plan.rows(first, end);
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        LabelledPart.Rendered rendered = LabelledPart.render(renderer, job, band, made, Progress.NONE);
        try (PartFile part = parts.find(indexOf(first)).orElseThrow(() -> new IOException("a part was removed"))) {
            long before = plan.rows(part.head().share().firstRow(), first).size();
            BandNotes.Run run = BandNotes.run(part.notes(), before, band.size());
            return Arrays.equals(rendered.notes(), run.notes())
                    && Arrays.equals(made.toByteArray(), part.content(run.offset(), made.size()));
        }
    }

    private int indexOf(long row) {
        int index = 0;
        while (parts.shares().share(index).endRow() <= row) {
            index++;
        }
        return index;
    }

    private boolean isRightSlab(long first, long end) throws IOException, InterruptedException {
        Path made = Files.createTempDirectory(parts.folder().path(), "verify");
        try {
            Slab slab = new Slab(first, end, 1);
            DziSlabWriter writer = new DziSlabWriter(
                    job.picture(), slab, made, renderer.helpers(), renderer.threads());
            writer.begin();
            BandPlan rows = plan.rows(slab.firstNeeded(), slab.endNeeded(job.grid().height()));
            renderer.render(job, rows, writer, Checkpoints.NONE, Progress.NONE);
            return new TileTable(job.picture(), parts.folder().path()).isRight(writer.table());
        } finally {
            FileTrees.remove(made);
        }
    }
}
