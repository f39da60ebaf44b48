package org.juliaset.render;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.juliaset.color.Shader;
import org.juliaset.compute.TileSource;
import org.juliaset.image.ImageWriter;
import org.juliaset.image.PartCodec;
import org.juliaset.image.Picture;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.model.Grid;
import org.juliaset.model.Tile;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Quantity;
import org.juliaset.pipeline.BandPlan;
import org.juliaset.pipeline.CountingStream;
import org.juliaset.pipeline.Pipeline;
import org.juliaset.pipeline.PixelSource;
import org.juliaset.pipeline.Workers;

/**
 * The expected time, memory and file size of a render, from samples that are computed and encoded like the picture.
 *
 * @param pixels number of pixels of the picture
 * @param bands number of its bands
 * @param fileBytes estimated size of its file or files
 * @param seconds estimated time
 * @param memoryBytes estimated memory of the process
 */
public record Estimate(long pixels, long bands, long fileBytes, double seconds, long memoryBytes) {
    private static final int SAMPLES = 48;
    private static final int SAMPLE_PIXELS = 1 << 16;

    /** Samples are taken again for this long, so that the kernels are compiled; less in tests. */
    private static final long SAMPLING_NANOS = Long.getLong("juliaset.estimate.millis", 1500) * 1_000_000;

    private static final double NANOS = 1e9;

    /** Memory of the process outside the bands' slots, on Java's heap and elsewhere; measured. */
    private static final long OTHER_BYTES = 120L << 20;

    /** A file takes at least this part of its estimate. A render is refused if even that does not fit. */
    private static final double MIN_SHARE = 0.8;

    /**
     * Computes evenly spread samples of the picture.
     *
     * @param workers not closed
     */
    static Estimate of(RenderJob job, TileSource source, Workers workers) throws InterruptedException {
        BandPlan plan = job.bands();
        PictureFormat format = job.format();
        List<Tile> samples = samples(job.grid(), format.unit(job.grid().width(), job.grid().height()));
        source.warmUp(job.scene().sampled());
        Shader shader = job.shader();
        PixelSource pixels = new PixelSource(job.scene(), source, shader);
        Sample sample;
        List<Long> nanos = new ArrayList<>();
        long end = System.nanoTime() + SAMPLING_NANOS;
        do {
            sample = new Sample(job, pixels, samples);
            nanos.add(sample.take(workers));
        } while (System.nanoTime() < end);
        // the first one is slow, as is the start of a render
        long first = nanos.get(0);
        long median = nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow();
        double scale = (double) job.grid().pixels() / sample.pixels.sum();
        double levels = format.isFolder() ? 4.0 / 3 : 1;
        // the memory of a band depends on the width alone
        PartCodec codec = sampleWriter(
                        job, job.picture().ofSize(job.grid().width(), 1), OutputStream.nullOutputStream())
                .codec();
        double fileBytes = sample.bytes.sum() * scale * levels;
        double most = format.heapBytes(job.grid().width(), job.grid().height(), job.pixels());
        double held = (double) job.grid().pixels() * job.pixels().bytes();
        double heap = format.isFolder() ? most : Math.min(most, held + fileBytes);
        return new Estimate(
                job.grid().pixels(),
                plan.size(),
                (long) fileBytes,
                (median * scale + Math.max(0, first - median)) / NANOS,
                OTHER_BYTES + (long) heap
                + Pipeline.slotBytes(job.scene(), shader, codec, source, workers.threads()));
    }

    /**
     * Returns a writer for samples. A pyramid is sampled as PNG: its finest tiles take about as much, each coarser
     * level a quarter of the one before.
     */
    private static ImageWriter sampleWriter(RenderJob job, Picture picture, OutputStream out) {
        return (job.format().isFolder() ? PictureFormat.PNG : job.format()).writer(picture, out);
    }

    /**
     * Returns tiles of twice deflate's window of pixels: whole rows, or parts of wide ones.
     *
     * @param unit the tile that bands are made of, whose parts are then returned, or null
     */
    private static List<Tile> samples(Grid grid, Tile unit) {
        if (unit != null) {
            return samplesOf(grid, unit);
        }
        List<Tile> samples = new ArrayList<>();
        int rows = (int) Math.max(1, Math.min(grid.height(), SAMPLE_PIXELS / grid.width()));
        int columns = grid.width() > SAMPLE_PIXELS ? SAMPLE_PIXELS : 0;
        long count = Math.min(SAMPLES, grid.height() / rows);
        for (int k = 0; k < count; k++) {
            long row = (long) ((k + 0.5) / count * (grid.height() - rows));
            samples.add(new Tile(row, rows, columns == 0 ? 0 : (long) (place(k) * (grid.width() - columns)), columns));
        }
        return samples;
    }

    /** Returns a place from 0 to 1; the golden ratio spreads the samples evenly over the columns. */
    private static double place(int sample) {
        return sample * 0.6180339887498949 % 1;
    }

    /** Returns evenly spread parts of tiles, cut off at the edge of the picture. */
    private static List<Tile> samplesOf(Grid grid, Tile unit) {
        List<Tile> samples = new ArrayList<>();
        int columns = Math.min(SAMPLE_PIXELS, unit.columns());
        int rows = Math.min(unit.rows(), SAMPLE_PIXELS / columns);
        long down = (grid.height() + rows - 1) / rows;
        long across = (grid.width() + columns - 1) / columns;
        boolean isAll = (double) down * across <= SAMPLES;
        int count = isAll ? (int) (down * across) : SAMPLES;
        for (int k = 0; k < count; k++) {
            long row = (isAll ? k / across : (long) ((k + 0.5) / count * down)) * rows;
            long column = (isAll ? k % across : (long) (place(k) * across)) * columns;
            samples.add(new Tile(row, (int) Math.min(rows, grid.height() - row),
                    column, (int) Math.min(columns, grid.width() - column)));
        }
        return samples;
    }

    /** Computes and encodes some bands in parallel; as one picture if the format encodes a whole one. */
    private static final class Sample {
        private final RenderJob job;
        private final List<Tile> bands;
        private final PixelSource source;
        private final ImageWriter writer;
        private final CountingStream file = new CountingStream(OutputStream.nullOutputStream(), 0);
        private final LongAdder pixels = new LongAdder();
        private final LongAdder bytes = new LongAdder();
        private final PartCodec.Part[] parts;

        private Sample(RenderJob job, PixelSource source, List<Tile> bands) {
            this.job = job;
            this.bands = bands;
            this.parts = new PartCodec.Part[bands.size()];
            Picture whole = job.picture();
            Tile first = bands.get(0);
            Picture sampled =
                    whole.ofSize(first.width(whole.width()), (long) first.rows() * bands.size());
            this.source = source;
            this.writer = sampleWriter(job, job.format().streams() ? whole : sampled, file);
        }

        /** Takes the sample and returns its time in ns. */
        private long take(Workers workers) throws InterruptedException {
            long start = System.nanoTime();
            List<Integer> indices = IntStream.range(0, bands.size()).boxed().toList();
            workers.bands().run(indices, this::encode);
            if (!job.format().streams()) {
                finish();
            }
            return System.nanoTime() - start;
        }

        /** Computes a band and encodes its second half, with the first half as its history. */
        private void encode(int index) {
            Tile computed = bands.get(index);
            pixels.add(computed.pixels(job.grid().width()));
            Tile band = job.format().streams()
                    ? computed
                    : new Tile((long) index * computed.rows(), computed.rows());
            PartCodec codec = writer.codec();
            int prefix = codec.rowPrefix(band);
            byte[] room = new byte[source.pixelBytes(computed, prefix)];
            PixelSource.Band samples = source.compute(computed, prefix, new byte[source.countBytes(computed)], room);
            ByteBuffer rows = source.pixels(samples, prefix, room);
            codec.prepare(band, rows);
            int half = codec.historyBytes() == 0 ? 0 : rows.remaining() / 2;
            ByteBuffer history = rows.duplicate();
            history.limit(rows.position() + half);
            rows.position(rows.position() + half);
            double share = (double) rows.remaining() / (rows.remaining() + half);
            PartCodec.Part part = codec.encode(band, rows, history);
            if (job.format().streams()) {
                bytes.add((long) (part.bytes().remaining() / share));
            } else {
                parts[index] = part;
            }
        }

        private void finish() {
            try {
                for (PartCodec.Part part : parts) {
                    writer.write(part);
                }
                writer.finish(encoded -> {});
                bytes.add(file.bytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Checks that the disk has room for the file, counting the space of an unfinished one.
     *
     * @throws InvalidParameterException with the sizes, if the file certainly does not fit
     */
    public void requireRoom(Destination destination) {
        OptionalLong free = destination.freeBytes();
        if (free.isPresent() && fileBytes * MIN_SHARE > free.getAsLong() + destination.unfinishedBytes()) {
            throw new InvalidParameterException(String.format(
                    Locale.ROOT,
                    "the picture's %d pixels take about %s as %s and %s are free: lower the resolution, use"
                            + " another disk or make room",
                    pixels, Quantity.ofFile(fileBytes), destination.target().getFileName(),
                    Quantity.ofFile(free.getAsLong())));
        }
    }
}
