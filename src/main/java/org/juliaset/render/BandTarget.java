package org.juliaset.render;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.util.function.Consumer;
import org.juliaset.core.Band;
import org.juliaset.core.Counts;
import org.juliaset.core.Grid;
import org.juliaset.core.JuliaSet;
import org.juliaset.core.Normalisation;
import org.juliaset.engine.Engine;

/**
 * Memory outside Java's heap that takes a run of rows, band by band and from several threads. An engine
 * counts into arrays, so each thread has one of a band's size, which stays in the processor's cache, and
 * the thread that has computed a band also writes it: large memory that is new costs as much to touch as to fill.
 */
final class BandTarget {
    /** The largest iteration limit that a table of values is made for, that of 16-bit counts. */
    private static final int MAX_TABLE = 0xFFFF;

    private BandTarget() {}

    /** Writes a band's counts when it has computed them. */
    private interface Writer {
        /** @param first index of the band's first pixel in the memory */
        void write(Counts counts, int first);
    }

    static Consumer<Band> ofCounts(Engine engine, JuliaSet set, Grid grid, Band part, ByteBuffer target) {
        return task(engine, set, grid, part, (counts, first) -> {
            ByteBuffer bytes = counts.buffer();
            target.put(first * counts.bytesPerCount(), bytes, bytes.position(), bytes.remaining());
        });
    }

    static Consumer<Band> ofValues(
            Engine engine, JuliaSet set, Grid grid, Band part, Normalisation normalisation, DoubleBuffer target) {
        double[] table = table(normalisation);
        int width = (int) grid.width();
        ThreadLocal<double[]> rows = ThreadLocal.withInitial(() -> new double[width]);
        return task(engine, set, grid, part, (counts, first) -> {
            double[] values = rows.get();
            for (int row = 0; row < counts.rows(); row++) {
                row(counts, row, table, normalisation, values);
                target.put(first + row * values.length, values);
            }
        });
    }

    private static Consumer<Band> task(Engine engine, JuliaSet set, Grid grid, Band part, Writer writer) {
        ThreadLocal<byte[]> arrays = new ThreadLocal<>();
        return band -> {
            int size = Counts.bytesFor(band.width(grid.width()), band.rows(), set.iterationLimit());
            if (arrays.get() == null || arrays.get().length < size) {
                arrays.set(new byte[size]);
            }
            Counts counts = Counts.over(arrays.get(), band.width(grid.width()), band.rows(), set.iterationLimit());
            engine.compute(set, grid, band, counts);
            long first = band.pixelsBefore(grid.width()) - part.pixelsBefore(grid.width());
            writer.write(counts, (int) first);
        };
    }

    /** Value by count; null where the iteration limit would make it too large. */
    private static double[] table(Normalisation normalisation) {
        if (normalisation.itermax() > MAX_TABLE) {
            return null;
        }
        double[] table = new double[normalisation.itermax() + 1];
        for (int count = 0; count < table.length; count++) {
            table[count] = normalisation.of(count);
        }
        return table;
    }

    private static void row(Counts counts, int row, double[] table, Normalisation normalisation, double[] values) {
        int start = row * values.length;
        for (int column = 0; column < values.length; column++) {
            int count = counts.get(start + column);
            values[column] = table != null ? table[count] : normalisation.of(count);
        }
    }
}
