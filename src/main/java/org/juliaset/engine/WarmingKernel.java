package org.juliaset.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.juliaset.core.Counts;

/**
 * Computes with a kernel that is fast at once, and in the meantime prepares one that will be faster: a
 * SIMD kernel, which is slower than anything else until the JIT has compiled it. It takes over when it
 * has been measured to be the faster one; where that never happens, for want of a JIT for instance, it
 * never does. So no run depends on what the JIT makes of its first attempt.
 *
 * <p>To prepare it takes half a second of processor time and more: only where enough is to come.
 */
final class WarmingKernel implements Kernel {
    /** Work for one thread, done and to come, from which on it pays to prepare the second kernel. */
    private static final long WORTH_NANOS = 2_000_000_000;

    /** Time on all threads after which the first kernel itself is compiled, and its pace means something. */
    private static final long COMPILED_NANOS = 300_000_000;

    /** Time after which a kernel that is still slower is given up. */
    private static final long GIVE_UP_NANOS = 10_000_000_000L;

    /** How many times in a row it has to be the faster one, and how often the first one's time is taken. */
    private static final int TRIALS = 3;

    private final Kernel first;
    private final Supplier<Kernel> loader;
    private final AtomicLong spent = new AtomicLong();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch prepared = new CountDownLatch(1);
    private volatile Kernel second;

    WarmingKernel(Kernel first, Supplier<Kernel> loader) {
        this.first = first;
        this.loader = loader;
    }

    @Override
    public void julia(
            double[] xs, double[] ys, double cre, double cim, double bound, int limit, Counts counts) {
        Kernel ready = second;
        (ready == null ? first : ready).julia(xs, ys, cre, cim, bound, limit, counts);
    }

    @Override
    public void spent(long nanos, long nanosToCome) {
        long total = spent.addAndGet(nanos);
        boolean worth = total > COMPILED_NANOS && total + nanosToCome > WORTH_NANOS;
        if (worth) {
            begin();
        }
    }

    private void begin() {
        if (begun.compareAndSet(false, true)) {
            Thread preparing = new Thread(this::prepare, "juliaset-prepare-simd");
            preparing.setDaemon(true);
            preparing.start();
        }
    }

    @Override
    public void warmUp() {
        begin();
        try {
            prepared.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int lanes() {
        return loader.get().lanes();
    }

    private void prepare() {
        try {
            Kernel candidate = loader.get();
            long end = System.nanoTime() + GIVE_UP_NANOS;
            long toBeat = Long.MAX_VALUE;
            for (int trial = 0; trial < TRIALS; trial++) {
                toBeat = Math.min(toBeat, KernelTrial.nanos(first));
            }
            int wins = 0;
            while (wins < TRIALS && System.nanoTime() < end) {
                wins = KernelTrial.nanos(candidate) < toBeat ? wins + 1 : 0;
            }
            second = wins == TRIALS ? candidate : null;
        } catch (EngineException e) {
            // the first kernel goes on
        } finally {
            prepared.countDown();
        }
    }
}
