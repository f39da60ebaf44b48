package org.juliaset.animate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.juliaset.color.MeanLight;
import org.juliaset.color.Shader;
import org.juliaset.concurrent.SpareArrays;
import org.juliaset.image.ImageWriter;
import org.juliaset.image.PartCodec;
import org.juliaset.image.Picture;
import org.juliaset.model.Tile;
import org.juliaset.pipeline.BandPlan;
import org.juliaset.pipeline.Progress;
import org.juliaset.render.RenderJob;
import org.juliaset.render.Renderer;

/**
 * The frames of a film, as pixels or as PNG files. A frame of one picture is the file of that picture, byte for byte.
 * Safe for use by several threads, whose frames share the renderer's.
 */
public final class Frames {
    /** Pixels of a frame that are averaged at a time. */
    private static final int AVERAGED_PIXELS = 1 << 21;

    /** Arrays of pixels that are kept for the next frames. */
    private static final int SPARE = 16;

    private final Animation animation;
    private final Renderer renderer;
    private final Film film;
    private final SpareArrays spare = new SpareArrays(SPARE);

    /** The shader of frames with the colouring and the limit of {@link #shared}; null where few are. */
    private final Shader shader;

    private final RenderJob shared;

    /** @param renderer stays open */
    public Frames(Animation animation, Renderer renderer) {
        this.animation = animation;
        this.renderer = renderer;
        this.film = animation.film();
        this.shared = animation.job(0);
        boolean isShared = hasSharedShader(animation.job(1)) && hasSharedShader(animation.job(film.frames() / 2.0))
                && shared.coloring().map().filter(map -> map.scale().needsSample()).isEmpty();
        long samples = (long) film.frames() * shared.scene().sampled().grid().pixels();
        renderer.expect(samples * animation.shutter().samples());
        this.shader = isShared ? shared.coloring().shader(shared.scene(), bits(), samples) : null;
    }

    /** Bits of the pictures that a frame is made of. Gray has no tones between codes; the light of colours has. */
    private int bits() {
        boolean isFine = animation.shutter().isOpen() && film.pixels().channels() > 1;
        return isFine ? Short.SIZE : film.pixels().bits();
    }

    private boolean hasSharedShader(RenderJob job) {
        return job.coloring().equals(shared.coloring())
                && job.scene().sampling().equals(shared.scene().sampling())
                && job.set().iterationLimit() == shared.set().iterationLimit();
    }

    private byte[] pixels(RenderJob job, Tile tile) throws InterruptedException {
        Shader used = shader != null && hasSharedShader(job) ? shader : job.coloring().shader(job.scene(), bits());
        byte[] pixels = spare.take(Math.toIntExact(tile.pixels(film.width()) * used.format().bytes()));
        renderer.pixels(job.scene(), used, tile, 0, pixels);
        return pixels;
    }

    /** Returns the film. */
    public Animation animation() {
        return animation;
    }

    /** Returns the arrays that pixels come from; those that are given back are used again. */
    SpareArrays spare() {
        return spare;
    }

    /** Returns the frames' size, number and rate. */
    public Film film() {
        return film;
    }

    /**
     * Computes the pixels of a frame.
     *
     * @param frame its index, from 0
     * @return in the format of {@link #film}, row-major, row 0 at the top
     * @throws org.juliaset.compute.EngineException if the device fails
     */
    public byte[] pixels(int frame) throws InterruptedException {
        return pixels(jobs(frame));
    }

    private List<RenderJob> jobs(int frame) throws InterruptedException {
        List<RenderJob> jobs = new ArrayList<>();
        for (RenderJob job : animation.jobs(frame)) {
            jobs.add(renderer.settled(job));
        }
        return jobs;
    }

    private byte[] pixels(List<RenderJob> jobs) throws InterruptedException {
        RenderJob job = jobs.get(0);
        Tile whole = job.grid().whole();
        return jobs.size() == 1 ? pixels(job, whole) : mean(jobs, whole);
    }

    private byte[] mean(List<RenderJob> jobs, Tile whole) throws InterruptedException {
        byte[] pixels = spare.take(Math.toIntExact(film.frameBytes()));
        int rowBytes = film.width() * film.pixels().bytes();
        int rows = Math.max(1, AVERAGED_PIXELS / film.width());
        for (int row = 0; row < whole.rows(); row += rows) {
            Tile part = whole.part(row, Math.min(rows, whole.rows() - row));
            int numbers = part.rows() * film.width() * film.pixels().channels();
            MeanLight mean = new MeanLight(bits(), film.pixels().bits(), numbers);
            for (RenderJob job : jobs) {
                byte[] some = pixels(job, part);
                mean.add(some);
                spare.give(some);
            }
            mean.write(pixels, row * rowBytes);
        }
        return pixels;
    }

    /**
     * Makes a frame as a file.
     *
     * @throws org.juliaset.compute.EngineException if the device fails
     * @throws IOException if writing fails
     */
    public void png(int frame, OutputStream out) throws IOException, InterruptedException {
        List<RenderJob> jobs = jobs(frame);
        if (jobs.size() == 1) {
            renderer.render(jobs.get(0), out, Progress.NONE);
        } else {
            png(frame, jobs, pixels(jobs), out);
        }
    }

    /** A frame in both forms. */
    record Both(byte[] pixels, byte[] png) {}

    /** Makes a frame in both forms, computing it once. */
    Both both(int frame) throws IOException, InterruptedException {
        List<RenderJob> jobs = jobs(frame);
        byte[] pixels = pixels(jobs);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png(frame, jobs, pixels, png);
        return new Both(pixels, png.toByteArray());
    }

    private void png(int frame, List<RenderJob> jobs, byte[] pixels, OutputStream out) throws IOException {
        RenderJob job = jobs.size() == 1 ? jobs.get(0) : animation.job(frame);
        Picture plain = job.picture();
        Picture picture = jobs.size() == 1 ? plain : new Picture(
                plain.width(), plain.height(), plain.pixels(), plain.sampling(), plain.fast(), plain.dpi(),
                animation.identity(frame));
        ImageWriter writer = job.format().writer(picture, out);
        writer.begin();
        ByteBuffer history = ByteBuffer.allocate(0);
        BandPlan bands = job.bands();
        for (long index = 0; index < bands.size(); index++) {
            Tile band = bands.band(index);
            PartCodec codec = writer.codec();
            ByteBuffer rows = rows(band, codec.rowPrefix(band), pixels);
            codec.prepare(band, rows);
            writer.write(codec.encode(band, rows.duplicate(), history));
            int kept = Math.min(codec.historyBytes(), rows.remaining());
            history = rows.slice(rows.limit() - kept, kept);
        }
        writer.finish(encoded -> {});
    }

    /** Returns the rows of a band, each after a prefix of zeros. */
    private ByteBuffer rows(Tile band, int prefix, byte[] pixels) {
        int bytes = film.pixels().bytes();
        int rowBytes = band.width(film.width()) * bytes;
        byte[] rows = new byte[band.rows() * (prefix + rowBytes)];
        for (int row = 0; row < band.rows(); row++) {
            long from = ((band.firstRow() + row) * film.width() + band.firstColumn()) * bytes;
            System.arraycopy(pixels, (int) from, rows, row * (prefix + rowBytes) + prefix, rowBytes);
        }
        return ByteBuffer.wrap(rows);
    }
}
