package org.juliaset.render;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import org.juliaset.image.ImageMetadata;
import org.juliaset.image.ImageWriter;
import org.juliaset.image.dzi.DziWriter;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.image.npy.NpyParameters;
import org.juliaset.storage.Existing;
import org.juliaset.storage.OnInterrupt;
import org.juliaset.storage.OutputPath;
import org.juliaset.storage.ResumableFile;
import org.juliaset.storage.ResumableFolder;

/**
 * The file of a picture while it is put together from bands that were made apart. It appears under its name when it is
 * complete; until then an older file of that name stays as it is. For one thread.
 */
public final class Assembly implements Closeable {
    private final ResumableFile file;
    private final ImageWriter writer;

    private Assembly(ResumableFile file, ImageWriter writer) {
        this.file = file;
        this.writer = writer;
    }

    /**
     * Begins a file.
     *
     * @param job a picture of a format that streams and is one file
     * @throws org.juliaset.parameters.InvalidParameterException as {@link Destination#of} does
     */
    public static Assembly open(RenderJob job, Path path) throws IOException {
        Destination.of(job, path, OnInterrupt.REMOVE);
        ResumableFile file = file(job, path, Existing.REPLACED, OnInterrupt.REMOVE, kept -> {});
        try {
            ImageWriter writer = job.format().writer(job.picture(), file.stream());
            writer.begin();
            return new Assembly(file, writer);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** The file of a picture that is rendered or put together, and with counts that of their parameters. */
    static ResumableFile file(
            RenderJob job, Path path, Existing existing, OnInterrupt interruption, LongConsumer onKept)
            throws IOException {
        ResumableFile file = ResumableFile.open(
                path, JobText.identity(job), job.format().headBytes(), existing, interruption, onKept);
        beside(job).ifPresent(beside -> file.setBeside(beside.ending(), beside.bytes()));
        return file;
    }

    /**
     * A second file of a picture, which has what the format has no room for.
     *
     * @param ending the end of its name, after that of the first file
     * @param bytes its content
     */
    public record Beside(String ending, byte[] bytes) {}

    /** Returns the second file of a picture, if its format has one. */
    public static Optional<Beside> beside(RenderJob job) {
        return job.format() == PictureFormat.NPY
                ? Optional.of(new Beside(
                        NpyParameters.ENDING, NpyParameters.bytes(ImageMetadata.of(job.picture()))))
                : Optional.empty();
    }

    /** Restores a writer with what the writers of all bands saved. */
    @FunctionalInterface
    public interface Bands {
        void restore(ImageWriter writer) throws IOException;
    }

    /**
     * The bytes of a picture's file around those of its bands.
     *
     * @param before the bytes before the first band
     * @param after the bytes after the last band
     */
    public record Ends(byte[] before, byte[] after) {}

    /**
     * Returns the beginning and the end of a picture's file.
     *
     * @param job a picture of a format that streams and is one file
     * @param bands all of them, from the top
     */
    public static Ends ends(RenderJob job, Bands bands) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = job.format().writer(job.picture(), out);
        writer.begin();
        int begun = out.size();
        bands.restore(writer);
        writer.finish(encoded -> {});
        byte[] written = out.toByteArray();
        ByteBuffer head = writer.head();
        byte[] before = ByteBuffer.allocate(head.remaining() + begun).put(head).put(written, 0, begun).array();
        return new Ends(before, Arrays.copyOfRange(written, begun, written.length));
    }

    /** Returns the writer, to be restored with what the writers of all bands saved, from the top. */
    public ImageWriter writer() {
        return writer;
    }

    /** Returns the stream for the bytes of the bands. */
    public OutputStream stream() {
        return file.stream();
    }

    /** Writes the rest of the file, brings it to the disk and gives it its name. */
    public void complete() throws IOException {
        writer.finish(encoded -> {});
        file.putHead(writer.head());
        file.force();
        file.complete();
    }

    /** Removes the file if it is not complete. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    /**
     * Makes the rest of a Deep Zoom picture whose finest tiles are there, and moves all of it to its places.
     *
     * @param folder has the tiles, as {@link DziWriter} has them
     * @param levels number of the finest levels that are there
     * @param helpers runs a part of the work, on its own threads
     * @throws org.juliaset.parameters.InvalidParameterException as {@link Destination#of} does
     */
    public static void ofTiles(RenderJob job, Path path, Path folder, int levels, Executor helpers, int threads)
            throws IOException {
        Destination.of(job, path, OnInterrupt.REMOVE);
        DeepZoomNames names = DeepZoomNames.of(path);
        DziWriter writer = new DziWriter(job.picture(), names.name(), folder, helpers, threads);
        writer.begin();
        writer.raise(levels);
        writer.finish(encoded -> {});
        // forces the tiles to the disk; the state itself is not needed
        writer.save(new DataOutputStream(OutputStream.nullOutputStream()));
        ResumableFolder.give(folder, names.parts(), Existing.REPLACED);
        OutputPath.force(names.descriptor().getParent());
    }
}
