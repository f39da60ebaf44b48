package org.juliaset.pipeline;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;
import org.juliaset.compute.TileSource;
import org.juliaset.model.Counts;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;

/**
 * Memory outside Java's heap that receives a range of rows, band by band and from several threads. A source writes
 * counts to arrays, so each thread has one of a band's size, which stays in the CPU's cache. The thread that computes a
 * band also copies it, since the first write to new memory costs as much as the copy.
 */
public final class BandTarget {
    private BandTarget() {}

    /** Writes the counts of a band to the memory. */
    private interface Writer {
        /**
         * Writes counts.
         *
         * @param first index of the band's first pixel in the memory
         */
        void write(Counts counts, int first);
    }

    /** Returns a task that computes a band of {@code part} and writes its counts. */
    public static Consumer<Tile> ofCounts(TileSource source, Scene scene, Tile part, ByteBuffer target) {
        return task(source, scene, part, (counts, first) -> {
            ByteBuffer bytes = counts.buffer();
            target.put(first * counts.bytesPerCount(), bytes, bytes.position(), bytes.remaining());
        });
    }

    /** Returns a task that computes a band of {@code part} and writes a value for each of its counts. */
    public static Consumer<Tile> ofValues(
            TileSource source, Scene scene, Tile part, IntToDoubleFunction values, DoubleBuffer target) {
        ThreadLocal<double[]> rows = new ThreadLocal<>();
        return task(source, scene, part, (counts, first) -> {
            if (rows.get() == null || rows.get().length != counts.width()) {
                rows.set(new double[counts.width()]);
            }
            double[] row = rows.get();
            for (int start = 0; start < counts.size(); start += row.length) {
                for (int column = 0; column < row.length; column++) {
                    row[column] = values.applyAsDouble(counts.get(start + column));
                }
                target.put(first + start, row);
            }
        });
    }

    private static Consumer<Tile> task(TileSource source, Scene scene, Tile part, Writer writer) {
        ThreadLocal<byte[]> arrays = new ThreadLocal<>();
        return band -> {
            int size = Counts.bytesFor(scene, band);
            if (arrays.get() == null || arrays.get().length < size) {
                arrays.set(new byte[size]);
            }
            Counts counts = Counts.over(arrays.get(), scene, band);
            source.fill(scene, band, counts);
            long first = band.pixelsBefore(scene.grid().width()) - part.pixelsBefore(scene.grid().width());
            writer.write(counts, (int) first);
        };
    }
}
