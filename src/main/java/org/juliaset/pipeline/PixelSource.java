package org.juliaset.pipeline;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.juliaset.color.Shader;
import org.juliaset.compute.Engine;
import org.juliaset.compute.TileSource;
import org.juliaset.model.Counts;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;

/**
 * Computes the pixels of a band from its samples. With one sample a pixel, the whole band is computed and then shaded.
 * With more, a band is computed and shaded piece by piece, so that the memory does not grow with the samples of a
 * pixel. Safe for use by several threads.
 */
public final class PixelSource {
    /** Samples of a piece: few enough for the cache of a core, and enough for a launch on a device. */
    private static final int CPU_PIECE = 1 << 17;

    private static final int DEVICE_PIECE = 1 << 20;

    private final Scene samples;
    private final int perSide;
    private final long width;
    private final TileSource source;
    private final Shader shader;
    private final int pieceSamples;

    public PixelSource(Scene scene, TileSource source, Shader shader) {
        this.samples = scene.sampled();
        this.perSide = scene.sampling().perSide();
        this.width = scene.grid().width();
        this.source = source;
        this.shader = shader;
        this.pieceSamples = source.usesCallerThread() ? CPU_PIECE : DEVICE_PIECE;
    }

    /**
     * A band's samples, or its pixels where these are made at once.
     *
     * @param counts of all samples; {@code null} where pixels were made at once
     * @param pixels with the rows' prefixes, or {@code null}
     * @param iterations behind the pixels
     * @param elapsed where the source's time went
     * @param shadingNanos that the pixels took
     */
    public record Band(Counts counts, ByteBuffer pixels, long iterations, Engine.Elapsed elapsed, long shadingNanos) {
        /** Iterations behind the samples; adds them up where it was not done piece by piece. */
        @Override
        public long iterations() {
            return counts == null ? iterations : counts.sum();
        }
    }

    /** Bytes of the array of counts that {@link #compute} needs for a band, or for one of fewer rows or columns. */
    public int countBytes(Tile band) {
        if (perSide == 1) {
            return Counts.bytesFor(samples, band);
        }
        // more rows of a narrower band can come closer to the most that a piece has
        int most = (int) Math.min(band.pixels(width), piecePixels());
        return Counts.bytesFor(samples, new Tile(0, 1, 0, most * perSide * perSide));
    }

    private int piecePixels() {
        return Math.max(1, pieceSamples / (perSide * perSide));
    }

    /** Bytes of the array of pixels that it needs. */
    public int pixelBytes(Tile band, int rowPrefix) {
        return shader.roomFor(band.width(width), band.rows(), rowPrefix);
    }

    /**
     * Computes a band.
     *
     * @param rowPrefix bytes of 0 before each row of pixels
     * @param counts room for {@link #countBytes}
     * @param pixels room for {@link #pixelBytes}
     * @throws org.juliaset.compute.EngineException if the device fails
     * @throws java.io.UncheckedIOException if a file of counts cannot be read
     */
    public Band compute(Tile band, int rowPrefix, byte[] counts, byte[] pixels) {
        if (perSide == 1) {
            Counts computed = Counts.over(counts, samples, band);
            Engine.Elapsed elapsed = source.fill(samples, band, computed);
            return new Band(computed, null, 0, elapsed, 0);
        }
        return inPieces(band, rowPrefix, counts, pixels, 0);
    }

    /** Computes a band likewise, with its pixels at an offset of an array for more than that. */
    public void compute(Tile band, int rowPrefix, byte[] counts, byte[] pixels, int offset) {
        if (perSide == 1) {
            shader.write(compute(band, rowPrefix, counts, pixels).counts, rowPrefix, pixels, offset);
        } else {
            inPieces(band, rowPrefix, counts, pixels, offset);
        }
    }

    /** The pixels of a band that was computed, in the arrays that were given there. */
    public ByteBuffer pixels(Band band, int rowPrefix, byte[] pixels) {
        return band.pixels == null ? shader.rows(band.counts, rowPrefix, pixels) : band.pixels;
    }

    private Band inPieces(Tile band, int rowPrefix, byte[] counts, byte[] pixels, int start) {
        int columns = band.width(width);
        int pixelBytes = shader.format().bytes();
        int rowBytes = rowPrefix + columns * pixelBytes;
        for (int row = 0; row < band.rows(); row++) {
            Arrays.fill(pixels, start + row * rowBytes, start + row * rowBytes + rowPrefix, (byte) 0);
        }
        Engine.Elapsed elapsed = Engine.Elapsed.NONE;
        long iterations = 0;
        long shadingNanos = 0;
        Tile first = piece(band, 0, 0);
        for (int row = 0; row < band.rows(); row += first.rows()) {
            for (int column = 0; column < columns; column += first.width(width)) {
                Tile piece = piece(band, row, column);
                Tile sampled = piece.times(perSide);
                Counts computed = Counts.over(counts, samples, sampled);
                elapsed = elapsed.plus(source.fill(samples, sampled, computed));
                long computedAt = System.nanoTime();
                iterations += computed.sum();
                int offset = start + row * rowBytes + rowPrefix + column * pixelBytes;
                for (int k = 0; k < piece.rows(); k++) {
                    shader.row(computed, k, pixels, offset + k * rowBytes);
                }
                shadingNanos += System.nanoTime() - computedAt;
            }
        }
        ByteBuffer made = ByteBuffer.wrap(pixels, start, band.rows() * rowBytes);
        return new Band(null, made, iterations, elapsed, shadingNanos);
    }

    /** The piece of a band that starts at some of its pixels: whole rows, or a part of one. */
    private Tile piece(Tile band, int row, int column) {
        int columns = band.width(width);
        int pixels = piecePixels();
        int rows = Math.max(1, pixels / columns);
        int some = Math.min(rows, band.rows() - row);
        return columns <= pixels
                ? band.part(row, some)
                : new Tile(band.firstRow() + row, 1, band.firstColumn() + column, Math.min(pixels, columns - column));
    }
}
