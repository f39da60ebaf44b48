package org.juliaset.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.juliaset.image.DamagedFileException;
import org.juliaset.image.ImageMetadata;
import org.juliaset.image.MissingMetadataException;
import org.juliaset.image.formats.PictureFile;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.image.npy.NpyParameters;
import org.juliaset.image.png.PngReader;
import org.juliaset.parameters.Differences;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Spelling;
import org.juliaset.storage.Journal;
import org.juliaset.storage.OnInterrupt;
import org.juliaset.storage.OutputPath;
import org.juliaset.storage.Resumable;
import org.juliaset.storage.ResumableFile;
import org.juliaset.storage.ResumableFolder;

/**
 * The path of a picture, checked before the picture is computed. A render and its dry run make the same checks, here.
 *
 * @param target the absolute name, with links followed
 * @param isComplete whether the file exists and is this picture, so that there is nothing to resume
 */
public record Destination(Path target, boolean isComplete) {
    /** The formats whose files say how they were made. */
    private static final Set<PictureFormat> SAYING =
            EnumSet.of(PictureFormat.PNG, PictureFormat.TIFF, PictureFormat.NPY);

    /**
     * Checks the path, without creating anything.
     *
     * @throws InvalidParameterException if there can be no such file, if there is no room for the picture in memory, if
     *     an interrupted one would be lost or belongs to another picture, or if the picture is to be resumed and
     *     another one is there, or one that does not say what it is
     * @throws IOException if what is there cannot be read
     */
    public static Destination of(RenderJob job, Path file, OnInterrupt interruption) throws IOException {
        MemoryBudget.require(job);
        if (job.format().isFolder()) {
            ResumableFolder.require(DeepZoomNames.of(file).descriptor(), JobText.identity(job), interruption);
        } else if (job.format().streams()) {
            ResumableFile.require(file, JobText.identity(job), interruption);
        } else if (interruption.keepsInterrupted()) {
            throw new InvalidParameterException(
                    file + " cannot be resumed: only " + PictureFormat.resumable() + " can");
        }
        Path target = OutputPath.requireWritable(file);
        if (job.format() == PictureFormat.NPY) {
            requireFree(NpyParameters.of(target), target);
        }
        return new Destination(target, interruption == OnInterrupt.RESUME && isComplete(job, file, target));
    }

    /**
     * Checks that the file for the parameters of counts does not exist, or is one.
     *
     * @throws InvalidParameterException if it is something else
     */
    private static void requireFree(Path parameters, Path target) throws IOException {
        if (!Files.exists(parameters, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            NpyParameters.read(parameters);
        } catch (MissingMetadataException e) {
            throw new InvalidParameterException(parameters + " is there and does not have the parameters of an older "
                    + target.getFileName() + ": remove it, or choose another name");
        }
        if (!Files.isWritable(parameters)) {
            throw new InvalidParameterException(parameters + " is write-protected: choose another name");
        }
    }

    /**
     * Returns the names of all files and folders that a picture of this name has when it is finished, the one that is
     * opened to look at it first.
     */
    public static List<Path> finished(PictureFormat format, Path file) {
        if (format.isFolder()) {
            DeepZoomNames names = DeepZoomNames.named(file);
            return List.of(names.viewer(), names.descriptor(), names.tiles());
        }
        return format == PictureFormat.NPY ? List.of(file, NpyParameters.of(file)) : List.of(file);
    }

    /** Returns the names of what an interrupted render of a picture leaves. */
    public static List<Path> unfinished(Path file) {
        return List.of(Resumable.partial(file), Resumable.journal(file));
    }

    /**
     * Deletes what an interrupted render of a picture has left, if it has.
     *
     * @param job a settled one
     * @throws InvalidParameterException if what is there is of another picture, or of a render that is going on
     * @throws IOException if it cannot be deleted
     */
    public static void discardUnfinished(RenderJob job, Path file) throws IOException {
        Resumable.discard(file.toAbsolutePath(), JobText.identity(job));
    }

    /**
     * Returns the parameters of the picture of this name: from its journal, else from the metadata of the finished
     * file; empty if there is neither.
     */
    public static Map<String, String> parameters(Path file) throws IOException {
        Path target = OutputPath.followLinks(file.toAbsolutePath());
        Map<String, String> begun = Journal.parameters(Resumable.journal(target));
        if (!begun.isEmpty() || !Files.isRegularFile(target)) {
            return JobText.withoutFormat(begun);
        }
        try {
            return PictureFile.read(target).metadata().parameters();
        } catch (MissingMetadataException | DamagedFileException e) {
            return Map.of();
        }
    }

    /**
     * Returns whether a finished file exists and is a picture; not if it does not say what it is.
     *
     * @param job with nothing left to be found
     */
    public static boolean isComplete(RenderJob job, Path file) throws IOException {
        try {
            return isComplete(job, file, OutputPath.followLinks(file.toAbsolutePath()));
        } catch (InvalidParameterException e) {
            return false;
        }
    }

    /**
     * Returns whether a finished file exists and is this picture.
     *
     * @throws InvalidParameterException if it is another one, or has no metadata
     */
    private static boolean isComplete(RenderJob job, Path file, Path target) throws IOException {
        boolean isEmpty = Files.exists(target) && Files.size(target) == 0;
        boolean isBegun = Journal.parameters(Resumable.journal(target)).equals(JobText.identity(job));
        if (!Files.exists(target) || isEmpty || isBegun) {
            return false;
        }
        if (!SAYING.contains(job.format())) {
            throw isThere(
                    file, spelling -> ", and a ." + job.format().suffix() + " does not say whether it is this picture");
        }
        PictureFile there;
        try {
            there = PictureFile.read(target);
            if (there.format() == PictureFormat.PNG) {
                PngReader.requireEnd(target);
            }
            if (there.format() != job.format()) {
                throw new DamagedFileException("is a " + there.format());
            }
        } catch (MissingMetadataException | DamagedFileException e) {
            throw isThere(file, spelling -> " and " + e.getMessage());
        }
        Map<String, String> found = there.metadata().parameters();
        Map<String, String> wanted = ImageMetadata.of(job.picture()).parameters();
        Differences differences = new Differences(found, wanted);
        if (!differences.isEmpty()) {
            throw isThere(file, spelling -> " and was made with " + differences.text(spelling));
        }
        return true;
    }

    /**
     * Returns an exception: a file exists.
     *
     * @param description what the file is, to follow "is there"
     */
    private static InvalidParameterException isThere(Path file, Function<Spelling, String> description) {
        return new InvalidParameterException(spelling -> file + " is there" + description.apply(spelling)
                + ": to replace it leave out " + spelling.of("resume") + ", or choose another name");
    }

    /** Returns the size of the unfinished picture that an earlier render left, in bytes; 0 if there is none. */
    long unfinishedBytes() {
        try {
            Path partial = Resumable.partial(target);
            return Files.isRegularFile(partial) ? Files.size(partial) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Returns the free space of its disk, in bytes; empty if unknown. */
    public OptionalLong freeBytes() {
        try {
            var store = Files.getFileStore(target.getParent());
            return store.getTotalSpace() == 0 || store.getUsableSpace() < 0
                    ? OptionalLong.empty()
                    : OptionalLong.of(store.getUsableSpace());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
