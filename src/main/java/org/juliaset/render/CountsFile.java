package org.juliaset.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import org.juliaset.color.CountShader;
import org.juliaset.compute.Engine;
import org.juliaset.compute.TileSource;
import org.juliaset.image.DamagedFileException;
import org.juliaset.image.npy.NpyReader;
import org.juliaset.model.Counts;
import org.juliaset.model.Sampling;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;

/**
 * The counts of an earlier render, from its .npy: a {@link Renderer} makes pictures of them without computing. Smooth
 * counts serve as plain ones, too, without their fractions. The file is not trusted: a count that the scene cannot have
 * is refused. Safe for use by several threads; memory does not grow with the file.
 */
public final class CountsFile implements TileSource {
    /** Bytes of floating-point numbers that are read at a time. */
    private static final int CHUNK = 1 << 16;

    private final Scene scene;
    private final NpyReader array;

    private CountsFile(Scene scene, NpyReader array) {
        this.scene = scene;
        this.array = array;
    }

    /** A file of counts cannot be read, or has what no counts are. The message is that of the cause. */
    public static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1;

        private UnreadableException(IOException cause) {
            super(cause.getMessage(), cause);
        }

        /** Returns why. */
        public IOException reason() {
            return (IOException) getCause();
        }
    }

    /**
     * Opens a file of counts.
     *
     * @param scene of one sample a pixel, as the file's parameters describe it
     * @throws DamagedFileException if its numbers are not those of the scene; the message is the predicate of its name
     */
    public static CountsFile open(Path file, Scene scene) throws IOException {
        NpyReader array = NpyReader.open(file);
        int expected = CountShader.of(scene).format().bytes();
        if (array.width() == scene.grid().width() && array.height() == scene.grid().height()
                && array.bytes() == expected) {
            return new CountsFile(scene, array);
        }
        array.close();
        throw new DamagedFileException("has " + array.width() + " x " + array.height() + " numbers of "
                + array.bytes() + " bytes, and its parameters make " + scene.grid().width() + " x "
                + scene.grid().height() + " of " + expected);
    }

    /**
     * Checks that samples are among these counts.
     *
     * @return the predicate of the file's name if they are not, else null
     */
    private String difference(Scene samples) {
        if (samples.grid().width() != scene.grid().width() || samples.grid().height() != scene.grid().height()) {
            return "has " + scene.grid().width() + " x " + scene.grid().height() + " counts, and the picture needs "
                    + samples.grid().width() + " x " + samples.grid().height();
        }
        boolean isSame = samples.set().equals(scene.set()) && samples.grid().region().equals(scene.grid().region());
        if (!isSame) {
            return "has the counts of another set or region than the picture";
        }
        return samples.sampling().smooth() && !scene.sampling().smooth()
                ? "has plain counts, and the picture needs smooth ones"
                : null;
    }

    @Override
    public int concurrency() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public boolean usesCallerThread() {
        return true;
    }

    /** @throws IllegalArgumentException if the samples are not among these counts */
    @Override
    public Engine.Elapsed fill(Scene samples, Tile tile, Counts counts) {
        String difference = difference(samples);
        if (difference != null) {
            throw new IllegalArgumentException("the file " + difference);
        }
        long start = System.nanoTime();
        try {
            int run = counts.width() == array.width() ? counts.size() : counts.width();
            for (int done = 0; done < counts.size(); done += run) {
                long row = tile.firstRow() + done / counts.width();
                read(row * array.width() + tile.firstColumn(), counts, done, run);
            }
        } catch (UnreadableException | ClosedByInterruptException e) {
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(new UnreadableException(e));
        }
        return new Engine.Elapsed(0, 0, System.nanoTime() - start);
    }

    /** Reads numbers that follow each other in the file, into counts that do. */
    private void read(long first, Counts counts, int to, int number) throws IOException {
        if (scene.sampling().smooth()) {
            readSmooth(first, counts, to, number);
            return;
        }
        ByteBuffer bytes = counts.buffer();
        bytes.position(bytes.position() + to * counts.bytesPerCount());
        bytes.limit(bytes.position() + number * counts.bytesPerCount());
        array.read(first, bytes);
        int most = scene.set().iterationLimit();
        for (int k = to; k < to + number; k++) {
            if (Integer.compareUnsigned(counts.get(k), most) > 0) {
                throw impossible(first + k - to, Long.toString(Integer.toUnsignedLong(counts.get(k))));
            }
        }
    }

    private void readSmooth(long first, Counts counts, int to, int number) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(Math.min(CHUNK, number * Double.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        int dropped = Sampling.FRACTION_BITS - counts.fractionBits();
        double most = (double) scene.set().iterationLimit() * Sampling.UNITS;
        for (int done = 0; done < number; ) {
            int some = Math.min(chunk.capacity() / Double.BYTES, number - done);
            array.read(first + done, chunk.clear().limit(some * Double.BYTES));
            chunk.flip();
            for (int k = 0; k < some; k++, done++) {
                double units = chunk.getDouble() * Sampling.UNITS;
                if (!(units >= 0 && units <= most && units == Math.rint(units))) {
                    throw impossible(first + done, Double.toString(units / Sampling.UNITS));
                }
                counts.set(to + done, (int) ((long) units >>> dropped));
            }
        }
    }

    private UnreadableException impossible(long index, String number) {
        return new UnreadableException(new DamagedFileException("has " + number + " at column "
                + index % array.width() + ", row " + index / array.width() + ", and a "
                + (scene.sampling().smooth() ? "smooth count is a multiple of 1/" + Sampling.UNITS : "count is")
                + " from 0 to " + scene.set().iterationLimit()));
    }

    @Override
    public void close() {
        try {
            array.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
