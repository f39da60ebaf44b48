package org.juliaset.render;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.juliaset.color.Coloring;
import org.juliaset.color.PaletteMap;
import org.juliaset.color.Scale;
import org.juliaset.color.Shader;
import org.juliaset.color.ToneMap;
import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.TileSource;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.devices.DeviceSelector;
import org.juliaset.image.ImageWriter;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.Sampling;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;
import org.juliaset.pipeline.BandPlan;
import org.juliaset.pipeline.BandTarget;
import org.juliaset.pipeline.PixelSource;
import org.juliaset.pipeline.Progress;
import org.juliaset.pipeline.Workers;
import org.juliaset.storage.Checkpoints;
import org.juliaset.storage.Existing;
import org.juliaset.storage.OnInterrupt;

/**
 * Renders Julia sets on one device, or from a file of counts, as counts, normalised values or files. Safe for use by
 * several threads: their calls share the renderer's threads and all cores. Interrupting a thread ends only its own
 * call.
 */
public final class Renderer implements AutoCloseable {
    /** Pixels of a piece of a tile: small, so that each free core takes one. A device takes a tile as a whole. */
    private static final int PIECE_PIXELS = 1 << 14;

    /** Points that an equalised scale is made from. */
    private static final int SAMPLE_POINTS = 1 << 16;

    private final TileSource source;
    private final Workers workers;

    /** Calls share it while they run, and {@link #close} takes it alone. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private boolean closed;

    /**
     * Creates a renderer.
     *
     * @param source an engine, or a {@link CountsFile} for pictures of its counts; closed with the renderer
     * @param threads number of threads that compute and encode, at least 1
     */
    public Renderer(TileSource source, int threads) {
        this.source = source;
        this.workers = new Workers(threads, source);
    }

    /**
     * Opens a renderer on a device of this machine, with one thread for each processor. Preferred devices that cannot
     * be used are logged, and so is a device that fails later; the built-in engine then computes its part.
     *
     * @param device {@code auto}, {@code all}, or a device as {@link DeviceSelector} takes it
     * @throws EngineException if no device matches or it cannot be used
     */
    public static Renderer open(String device) {
        int processors = Runtime.getRuntime().availableProcessors();
        DeviceCatalogue.Choice choice = new DeviceSelector(DeviceCatalogue.ofThisMachine(processors))
                .several(List.of(device), Renderer::warn);
        choice.passedOver().forEach(Renderer::warn);
        return new Renderer(choice.engine(), processors);
    }

    private static void warn(String line) {
        System.getLogger(Renderer.class.getName()).log(System.Logger.Level.WARNING, line);
    }

    /** Says how many samples further pictures have that are to come, see {@link TileSource#expect}. */
    public void expect(long samples) {
        source.expect(samples);
    }

    /**
     * Computes the escape counts of a whole grid.
     *
     * @return uint8, uint16 or uint32 by the iteration limit, shape (height, width), row 0 at ytop
     * @throws org.juliaset.parameters.InvalidParameterException if one array cannot hold the counts
     * @throws EngineException if the device fails
     */
    public Counts counts(Scene scene) throws InterruptedException {
        Counts counts = Counts.allocate(scene, scene.grid().whole());
        counts(scene, counts, elapsed -> {});
        return counts;
    }

    /**
     * Computes the escape counts of a whole grid into an existing array.
     *
     * @param counts shape (height, width), for the iteration limit of the set
     * @param times receives the times of each band, from several threads
     * @throws EngineException if the device fails
     */
    public void counts(Scene scene, Counts counts, Consumer<Engine.Elapsed> times)
            throws InterruptedException {
        Consumer<Tile> task = band -> times.accept(source.fill(scene, band, counts.slice(band)));
        computeBands(scene, BandPlan.of(scene.grid()).bands(scene.grid().whole()), task);
    }

    /**
     * Computes the escape counts of a tile; they equal those of the whole picture, bit for bit.
     *
     * @return uint8, uint16 or uint32 by the iteration limit, shape (rows, columns) of the tile
     * @throws org.juliaset.parameters.InvalidParameterException if one array cannot hold the counts
     * @throws EngineException if the device fails
     */
    public Counts counts(Scene scene, Tile tile) throws InterruptedException {
        Counts counts = Counts.allocate(scene, tile);
        int piece = source.usesCallerThread() ? PIECE_PIXELS / counts.width() : tile.rows();
        int rows = Math.max(1, Math.min(tile.rows(), piece));
        computeBands(scene, starts(tile, rows), first -> {
            int some = Math.min(rows, tile.rows() - first);
            source.fill(scene, tile.part(first, some), counts.slice(new Tile(first, some)));
        });
        return counts;
    }

    /**
     * Computes the pixels of a tile; they equal those of the whole picture, bit for bit.
     *
     * @param job a settled one
     * @param rowPrefix bytes of 0 before each row
     * @return the rows, each with its prefix
     * @throws org.juliaset.parameters.InvalidParameterException if the precision cannot compute there
     * @throws EngineException if the device fails
     */
    public byte[] pixels(RenderJob job, Tile tile, int rowPrefix) throws InterruptedException {
        int columns = tile.width(job.grid().width());
        byte[] all = new byte[Math.multiplyExact(rowPrefix + columns * job.pixels().bytes(), tile.rows())];
        pixels(job.scene(), job.shader(), tile, rowPrefix, all);
        return all;
    }

    /**
     * The same for a shader and an array that several pictures share.
     *
     * @param all receives the rows, each after its prefix
     */
    public void pixels(Scene scene, Shader shader, Tile tile, int rowPrefix, byte[] all) throws InterruptedException {
        PixelSource pixels = new PixelSource(scene, source, shader);
        int columns = tile.width(scene.grid().width());
        int rowBytes = rowPrefix + columns * shader.format().bytes();
        int samples = scene.sampling().perSide() * scene.sampling().perSide();
        int piece = source.usesCallerThread() ? PIECE_PIXELS / samples / columns : tile.rows();
        int rows = Math.max(1, Math.min(tile.rows(), piece));
        computeBands(scene, starts(tile, rows), first -> {
            Tile part = tile.part(first, Math.min(rows, tile.rows() - first));
            pixels.compute(part, rowPrefix, new byte[pixels.countBytes(part)], all, first * rowBytes);
        });
    }

    private static List<Integer> starts(Tile tile, int rows) {
        return IntStream.iterate(0, row -> row < tile.rows(), row -> row + rows).boxed().toList();
    }

    /**
     * Computes the escape counts of a range of rows into memory outside Java's heap.
     *
     * @param part the rows
     * @param target receives the bytes of a {@link Counts} of these rows, from its first byte on; the memory must stay
     *     valid until this method returns or throws
     * @throws org.juliaset.parameters.InvalidParameterException if the precision cannot compute there
     * @throws EngineException if the device fails
     */
    public void counts(Scene scene, Tile part, ByteBuffer target) throws InterruptedException {
        computeBands(scene, BandPlan.of(scene.grid()).bands(part), BandTarget.ofCounts(source, scene, part, target));
    }

    /**
     * Computes the normalised values of a range of rows into memory outside Java's heap.
     *
     * @param itermin the largest count that maps to 0
     * @param part the rows
     * @param target float64[rows · width], written from its first element on; the memory must stay valid until this
     *     method returns or throws
     * @throws org.juliaset.parameters.InvalidParameterException if {@code itermin} is out of range, or the
     *     precision cannot compute there
     * @throws EngineException if the device fails
     */
    public void normalised(Scene scene, int itermin, Tile part, DoubleBuffer target)
            throws InterruptedException {
        ToneMap tones = new ToneMap(itermin, scene.set().iterationLimit());
        Consumer<Tile> task = BandTarget.ofValues(source, scene, part, tones.values(), target);
        computeBands(scene, BandPlan.of(scene.grid()).bands(part), task);
    }

    /**
     * Computes the smooth counts of a range of rows, in iterations, into memory outside Java's heap.
     *
     * @param scene with smooth counts
     * @param part the rows
     * @param target float64[rows · width], as in {@link #normalised(Scene, int, Tile, DoubleBuffer)}
     * @throws org.juliaset.parameters.InvalidParameterException if the precision cannot compute there
     * @throws EngineException if the device fails
     */
    public void smooth(Scene scene, Tile part, DoubleBuffer target) throws InterruptedException {
        if (!scene.sampling().smooth()) {
            throw new IllegalArgumentException("the scene has plain counts");
        }
        Consumer<Tile> task = BandTarget.ofValues(source, scene, part, Sampling::iterations, target);
        computeBands(scene, BandPlan.of(scene.grid()).bands(part), task);
    }

    private <T> void computeBands(Scene scene, List<T> bands, Consumer<T> task)
            throws InterruptedException {
        scene.grid().region().requireModerate(scene.set().precision());
        whileOpen(() -> {
            workers.bands().run(bands, task);
            return null;
        });
    }

    /** What a caller asks for. */
    private interface Call<T, E extends Exception> {
        T run() throws E, InterruptedException;
    }

    private <T, E extends Exception> T whileOpen(Call<T, E> call) throws E, InterruptedException {
        use.readLock().lockInterruptibly();
        try {
            if (closed) {
                throw new IllegalStateException("the renderer is closed");
            }
            return call.run();
        } finally {
            use.readLock().unlock();
        }
    }

    /**
     * Computes the normalised values of a whole grid: {@code (max(count, itermin) - itermin) / (itermax -
     * itermin)}, where {@code itermax} is the set's iteration limit.
     *
     * @param itermin the largest count that maps to 0
     * @return float64[height · width] in [0, 1], row-major, row 0 at ytop
     * @throws org.juliaset.parameters.InvalidParameterException if {@code itermin} is out of range, or one array
     *     cannot hold the values
     * @throws EngineException if the device fails
     */
    public double[] normalised(Scene scene, int itermin) throws InterruptedException {
        ToneMap tones = new ToneMap(itermin, scene.set().iterationLimit());
        return tones.values(counts(scene));
    }

    /**
     * Finds what a job leaves to be found: the quantiles of an equalised scale, from a sample of the picture's region
     * that depends on neither its resolution nor the device.
     *
     * @return the job with them, or the job itself if it lacks nothing
     * @throws EngineException if the device fails
     */
    public RenderJob settled(RenderJob job) throws InterruptedException {
        Optional<PaletteMap> lacking = job.coloring().map().filter(map -> map.scale().needsSample());
        if (lacking.isEmpty()) {
            return job;
        }
        Scene scene = job.scene();
        ComplexRegion region = scene.grid().region();
        double shape = Math.abs(region.xright() - region.xleft()) / Math.abs(region.ytop() - region.ybot());
        long columns = Math.max(1, Math.min(SAMPLE_POINTS, Math.round(Math.sqrt(SAMPLE_POINTS * shape))));
        Grid sample = region.grid(columns, Math.max(1, SAMPLE_POINTS / columns));
        Counts counts = counts(new Scene(scene.set(), sample, new Sampling(1, scene.sampling().smooth())));
        Scale scale = Scale.equalised(counts, new ToneMap(job.coloring().itermin(), scene.set().iterationLimit()));
        return new RenderJob(
                scene, new Coloring(job.coloring().itermin(), lacking.map(map -> map.withScale(scale))), job.output());
    }

    /**
     * Renders a picture to a file, which appears under its name when it is complete. If the render is interrupted or
     * fails, nothing remains.
     *
     * @see #render(RenderJob, Path, OnInterrupt, Existing, Progress)
     */
    public RenderReport render(RenderJob job, Path file, Progress progress)
            throws IOException, InterruptedException {
        return render(job, file, OnInterrupt.REMOVE, progress);
    }

    /** Renders a picture to a file, which replaces an older one. */
    public RenderReport render(RenderJob job, Path file, OnInterrupt interruption, Progress progress)
            throws IOException, InterruptedException {
        return render(job, file, interruption, Existing.REPLACED, progress);
    }

    /**
     * Renders a picture to a file, which appears under its name when it is complete. Until then, if the format streams,
     * {@code FILE.part} holds the bands that are written, and {@code FILE.part.journal} records them. If the picture is
     * to be resumed and is already complete, it stays unchanged and the report has no pixels.
     *
     * @param interruption what happens to them if the render ends early, and whether to resume them
     * @param existing what becomes of a file of this name
     * @throws org.juliaset.parameters.InvalidParameterException as {@link Destination#of} does, and if the file
     *     certainly does not fit on the disk
     * @throws EngineException if the device fails
     * @throws IOException if writing fails
     * @throws InterruptedException if this thread is interrupted
     */
    public RenderReport render(
            RenderJob job, Path file, OnInterrupt interruption, Existing existing, Progress progress)
            throws IOException, InterruptedException {
        return whileOpen(() -> {
            return new PictureRender(settled(job), source, workers, progress, existing).to(file, interruption);
        });
    }

    /**
     * Checks that a disk may have room for a picture, as each render does at its start. Takes time only if the largest
     * possible file would not fit.
     *
     * @throws org.juliaset.parameters.InvalidParameterException with the sizes, if the file certainly does not fit
     * @throws EngineException if the device fails
     */
    public void requireRoom(RenderJob job, Destination destination) throws InterruptedException {
        whileOpen(() -> {
            new PictureRender(job, source, workers, Progress.NONE, Existing.REPLACED).requireRoom(destination);
            return null;
        });
    }

    /**
     * Estimates a render from samples, which take some seconds at most.
     *
     * @throws EngineException if the device fails
     */
    public Estimate estimate(RenderJob job) throws InterruptedException {
        return whileOpen(() -> Estimate.of(job, source, workers));
    }

    /**
     * Renders a picture to a stream, which stays open.
     *
     * @throws org.juliaset.parameters.InvalidParameterException if the format is several files, or there is no room
     *     for the picture in memory
     * @throws EngineException if the device fails
     * @throws IOException if writing fails
     */
    public RenderReport render(RenderJob job, OutputStream out, Progress progress)
            throws IOException, InterruptedException {
        MemoryBudget.require(job);
        return whileOpen(() -> new PictureRender(settled(job), source, workers, progress, Existing.REPLACED).to(out));
    }

    /** Returns the threads that encode, for a writer that shares its work with them. */
    public Executor helpers() {
        return workers.encoding();
    }

    /** Returns the number of threads that compute and encode. */
    public int threads() {
        return workers.threads();
    }

    /**
     * Renders some bands of a picture and passes their parts to a writer, which another one writes the beginning and
     * the end of the file for: neither {@link ImageWriter#begin} nor {@link ImageWriter#finish} is called here.
     *
     * @param job with nothing left to be found, see {@link #settled}
     * @param bands bands of {@link RenderJob#bands}, or any rows for a format whose parts are unchanged pixels
     * @param checkpoints say how many of these are written, and are told of the others
     * @param progress receives the number of their pixels
     * @return the report, without bytes
     * @throws EngineException if the device fails
     * @throws IOException if writing fails
     * @throws InterruptedException if this thread is interrupted
     */
    public RenderReport render(
            RenderJob job, BandPlan bands, ImageWriter writer, Checkpoints checkpoints, Progress progress)
            throws IOException, InterruptedException {
        return whileOpen(() -> {
            return new PictureRender(job, source, workers, progress, Existing.REPLACED)
                    .bands(bands, writer, checkpoints);
        });
    }

    /**
     * Waits for the calls of other threads, which an interrupt ends, and releases the device. Later calls throw an
     * IllegalStateException.
     */
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            closed = true;
            workers.close();
            source.close();
        } finally {
            use.writeLock().unlock();
        }
    }
}
