package org.juliaset.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.juliaset.image.dzi.TileTable;
import org.juliaset.parameters.Differences;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.pipeline.Progress;
import org.juliaset.render.JobText;
import org.juliaset.render.RenderJob;

/** The complete parts of a picture, checked against what the picture's parts have to be. For one thread. */
public final class Parts {
    private final PartsFolder folder;
    private final RenderJob job;
    private final int count;
    private final Shares shares;

    private Parts(PartsFolder folder, RenderJob job, int count) {
        this.folder = folder;
        this.job = job;
        this.count = count;
        this.shares = Shares.of(job, count);
    }

    /**
     * Opens the parts in a folder, complete or not.
     *
     * @throws InvalidParameterException if there are none, or of a picture that there cannot be, or that another
     *     version of the program began
     */
    public static Parts open(PartsFolder folder) throws IOException {
        Division division = folder.division().orElseThrow(() -> new InvalidParameterException(
                folder.isThere()
                        ? "the folder " + folder.path() + " has no parts: make some first"
                        : "there is no folder " + folder.path() + ": make parts first"));
        RenderJob job;
        try {
            job = JobText.job(division.identity());
            Share.require(0, division.count());
        } catch (InvalidParameterException e) {
            throw new InvalidParameterException(spelling ->
                    folder.path() + " has parts of a picture that there cannot be: " + e.message(spelling));
        }
        Differences differences = new Differences(division.identity(), JobText.identity(job));
        if (!differences.isEmpty()) {
            throw new InvalidParameterException(spelling -> folder.path() + " has parts with "
                    + differences.text(spelling) + ": join them with the program that made them");
        }
        return new Parts(folder, job, division.count());
    }

    public RenderJob job() {
        return job;
    }

    public Shares shares() {
        return shares;
    }

    /** Returns the number of parts that the picture has. */
    public int count() {
        return count;
    }

    PartsFolder folder() {
        return folder;
    }

    /** Removes the folder with all parts, once they are joined. */
    public void remove() throws IOException {
        folder.remove();
    }

    /**
     * Returns the indices of the parts that are missing or damaged.
     *
     * @param isThorough whether all parts are read through, rather than their heads only
     * @param progress receives the number of pixels whose parts are looked at
     * @throws InvalidParameterException if there is a part of another picture
     */
    public SortedSet<Integer> missing(boolean isThorough, Progress progress) throws IOException {
        SortedSet<Integer> missing = new TreeSet<>();
        for (int index = 0; index < count; index++) {
            Optional<PartFile> part = find(index);
            if (part.isEmpty()) {
                missing.add(index);
            } else {
                try (PartFile file = part.get()) {
                    if (isThorough && !isWhole(file)) {
                        missing.add(index);
                    }
                }
            }
            progress.finished(shares.share(index).endRow() * job.grid().width());
        }
        return missing;
    }

    /**
     * Opens a part; empty if it is not there, or has no head, or another length than its head says.
     *
     * @throws InvalidParameterException if it is of another picture
     */
    Optional<PartFile> find(int index) throws IOException {
        Path path = folder.part(index, count);
        Optional<PartFile> part = PartFile.find(path);
        if (part.isPresent()) {
            requireSame(path, part.get(), job);
            try {
                part.get().head().requireShare(shares.share(index), path);
            } catch (InvalidParameterException e) {
                part.get().close();
                throw e;
            }
        }
        return part;
    }

    /** Checks that a part is of a picture, and closes it if not. */
    private static void requireSame(Path path, PartFile part, RenderJob job) throws IOException {
        Differences differences = Division.differences(part.head().identity(), JobText.identity(job), job);
        if (!differences.isEmpty()) {
            part.close();
            throw new InvalidParameterException(spelling -> path + " is a part of a picture with "
                    + differences.text(spelling) + ": remove it, and make it again");
        }
    }

    boolean isWhole(PartFile part) throws IOException {
        return isWhole(folder, job, part);
    }

    private static boolean isWhole(PartsFolder folder, RenderJob job, PartFile part) throws IOException {
        return part.isWhole() && (!job.format().isFolder() || new TileTable(job.picture(), folder.path())
                .isRight(part.content(0, Math.toIntExact(part.head().content()))));
    }

    /** The state of a part in a folder. */
    public enum State {
        /** There is none. */
        MISSING,
        /** There is one, but not as it was made. */
        DAMAGED,
        /** It is complete. */
        COMPLETE
    }

    /**
     * Returns the state of a part. It is read through.
     *
     * @param job the picture, with or without what is found for it by a sample
     * @throws InvalidParameterException if the folder has parts of another picture
     */
    public static State state(PartsFolder folder, RenderJob job, int index, int count) throws IOException {
        folder.require(job, count);
        Path path = folder.part(index, count);
        Optional<PartFile> part = PartFile.find(path);
        if (part.isEmpty()) {
            return Files.exists(path) ? State.DAMAGED : State.MISSING;
        }
        requireSame(path, part.get(), job);
        try (PartFile file = part.get()) {
            return isWhole(folder, job, file) ? State.COMPLETE : State.DAMAGED;
        }
    }
}
