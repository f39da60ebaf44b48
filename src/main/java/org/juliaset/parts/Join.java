package org.juliaset.parts;

import java.io.IOException;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import org.juliaset.concurrent.Pools;
import org.juliaset.image.ImageWriter;
import org.juliaset.pipeline.Progress;
import org.juliaset.render.Assembly;
import org.juliaset.render.RenderJob;

/** Joins the parts of a picture to its file, byte for byte the file that one process makes. For one thread. */
public final class Join {
    private final Parts parts;
    private final RenderJob job;
    private final Progress progress;

    /** @param progress receives the number of pixels whose parts are joined */
    public Join(Parts parts, Progress progress) {
        this.parts = parts;
        this.job = parts.job();
        this.progress = progress;
    }

    /**
     * Makes the file, and brings it to the disk. The parts stay, see {@link Parts#remove}, but for tiles, which are
     * moved to the picture.
     *
     * @return the parts that are missing or damaged; if there are any, nothing is changed
     * @throws org.juliaset.parameters.InvalidParameterException if there is a part of another picture, or the file
     *     cannot be written
     * @throws IOException if reading or writing fails; parts stay as they are
     */
    public SortedSet<Integer> run() throws IOException {
        SortedSet<Integer> missing = parts.missing(false, Progress.NONE);
        if (!missing.isEmpty()) {
            return missing;
        }
        return job.format().isFolder() ? ofTiles() : ofBands();
    }

    private SortedSet<Integer> ofBands() throws IOException {
        try (Assembly assembly = Assembly.open(job, parts.folder().target())) {
            ImageWriter writer = assembly.writer();
            for (int index = 0; index < parts.count(); index++) {
                try (PartFile part = parts.find(index).orElseThrow(() -> new IOException("a part was removed"))) {
                    if (!part.copyContent(assembly.stream())) {
                        return damagedFrom(index);
                    }
                    BandNotes.read(part.notes(), (bytes, note) -> writer.restore(note));
                }
                progress.finished(parts.shares().share(index).endRow() * job.grid().width());
            }
            assembly.complete();
            return new TreeSet<>();
        }
    }

    /** The damaged parts, of which one is known: the others are looked for, so that all are made again at once. */
    private SortedSet<Integer> damagedFrom(int first) throws IOException {
        SortedSet<Integer> damaged = parts.missing(true, Progress.NONE);
        damaged.add(first);
        return damaged;
    }

    private SortedSet<Integer> ofTiles() throws IOException {
        SortedSet<Integer> damaged = parts.missing(true, progress);
        if (damaged.isEmpty()) {
            int threads = Runtime.getRuntime().availableProcessors();
            ExecutorService helpers = Pools.open("juliaset-join-", threads);
            try {
                Assembly.ofTiles(job, parts.folder().target(), parts.folder().path(), parts.shares().levels(), helpers,
                        threads);
            } finally {
                Pools.close(helpers);
            }
        }
        return damaged;
    }
}
