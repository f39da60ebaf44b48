package org.juliaset.compute.cpu;

import org.juliaset.compute.Device;
import org.juliaset.compute.Engine;
import org.juliaset.model.Band;
import org.juliaset.model.Counts;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;

/**
 * The built-in engine: a kernel on the callers' threads, one band each. Safe for use by several
 * threads.
 */
public final class CpuEngine implements Engine {
    private static final int MOST_COLUMNS = 1 << 16;

    private final Device device;
    private final Kernel kernel;
    private final Kernel kernel32;

    /**
     * @param kernel for float64
     * @param kernel32 for float32
     */
    public CpuEngine(Device device, Kernel kernel, Kernel kernel32) {
        this.device = device;
        this.kernel = kernel;
        this.kernel32 = kernel32;
    }

    private Kernel kernel(Precision precision) {
        return precision == Precision.FLOAT64 ? kernel : kernel32;
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public int concurrency() {
        return device.computeUnits();
    }

    @Override
    public boolean usesCallerThread() {
        return true;
    }

    @Override
    public int lanes() {
        return kernel.lanes();
    }

    /** Very wide rows are sampled part by part, so that their axes take little memory. */
    @Override
    public Elapsed compute(Scene scene, Band band, Counts counts) {
        if (band.columns() <= MOST_COLUMNS) {
            return computeAtOnce(scene, band, counts);
        }
        Elapsed elapsed = Elapsed.NONE;
        for (int done = 0; done < band.columns(); done += MOST_COLUMNS) {
            int columns = Math.min(MOST_COLUMNS, band.columns() - done);
            Band part = new Band(band.firstRow(), 1, band.firstColumn() + done, columns);
            elapsed = elapsed.plus(computeAtOnce(scene, part, counts.slice(new Band(0, 1, done, columns))));
        }
        return elapsed;
    }

    private Elapsed computeAtOnce(Scene scene, Band band, Counts counts) {
        long start = System.nanoTime();
        double[] xs = scene.grid().columns(band);
        double[] ys = scene.grid().rows(band);
        long sampled = System.nanoTime();
        Kernel chosen = kernel(scene.set().precision());
        chosen.julia(xs, ys, scene.set().real(), scene.set().imag(), scene.set().bound(), scene.set().iterationLimit(),
                counts);
        long nanos = System.nanoTime() - sampled;
        double pixelsToCome = scene.grid().pixels() - band.pixelsBefore(scene.grid().width());
        double bandsToCome = pixelsToCome / counts.size() - 1;
        chosen.spent(nanos, (long) (nanos * bandsToCome));
        return new Elapsed(sampled - start, nanos, 0);
    }

    @Override
    public void warmUp(Precision precision) {
        kernel(precision).warmUp();
    }

    @Override
    public double peak(Precision precision) {
        return CpuPeak.measure(kernel(precision), precision, concurrency());
    }

    @Override
    public void close() {}
}
