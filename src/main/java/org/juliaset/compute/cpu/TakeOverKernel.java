package org.juliaset.compute.cpu;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.juliaset.compute.EngineException;
import org.juliaset.model.Counts;

/**
 * Computes with a kernel that is fast at once, and in the meantime prepares one that will be faster: a
 * SIMD kernel, which is slower than anything else until the JIT has compiled it. It takes over when it
 * has been measured to be the faster one; where that never happens, for want of a JIT for instance, it
 * never does. So no run depends on what the JIT makes of its first attempt.
 *
 * <p>To prepare it takes half a second of two processors, which this and the JIT need for themselves: two
 * callers step aside for them. Otherwise it takes twice as long on two cores, and at the end of that no more of
 * the picture is done.
 */
final class TakeOverKernel implements Kernel {
    /** Time to come on each thread from which on it pays to prepare the second kernel. */
    private static final long WORTH_NANOS = 800_000_000;

    /** Time on all threads after which the first kernel itself is compiled, and its speed means something. */
    private static final long COMPILED_NANOS = 300_000_000;

    /** A process that has computed for long goes on: at least this part of the time spent is to come. */
    private static final int SPENT_TO_COME = 4;

    /** Callers that step aside while the second is prepared, and for how long. */
    private static final int STEPPING_ASIDE = 2;

    private static final long STEP_ASIDE_NANOS = 1_000_000_000;

    /** Time after which a kernel that is still slower is tried now and then, and after which it is given up. */
    private static final long BUSY_NANOS = 1_000_000_000;

    private static final long GIVE_UP_SECONDS = 10;

    /** Pause after a trial then, in times of its length, and at most: the JIT may be waiting for a busy machine. */
    private static final int PAUSE = 9;

    private static final long MOST_PAUSE_NANOS = 20_000_000;

    /** A trial of the first kernel that takes longer shows that nothing is compiled. */
    private static final long INTERPRETED_NANOS = 10_000_000;

    /** How many times in a row it has to be the faster one, and how often the first one's time is taken. */
    private static final int TRIALS = 3;

    private final KernelTrial trial;
    private final Kernel first;
    private final Supplier<Kernel> loader;
    private final int threads;
    private final Supplier<Optional<String>> obstacle;
    private final AtomicLong spent = new AtomicLong();
    private final CountDownLatch prepared = new CountDownLatch(1);
    private final Semaphore aside = new Semaphore(STEPPING_ASIDE);
    private long asideUntil;
    private volatile boolean begun;
    private volatile Kernel second;
    private volatile String problem;

    /**
     * @param trial of both kernels
     * @param loader of the second kernel
     * @param threads callers at the same time
     * @param obstacle why the second kernel is slow in this JVM, if that is known; asked where it is
     */
    TakeOverKernel(
            KernelTrial trial, Kernel first, Supplier<Kernel> loader, int threads,
            Supplier<Optional<String>> obstacle) {
        this.trial = trial;
        this.first = first;
        this.loader = loader;
        this.threads = threads;
        this.obstacle = obstacle;
    }

    @Override
    public void count(
            double[] xs, double[] ys, double re, double im, double bound, int limit, Counts counts) {
        if (begun && second == null) {
            stepAside();
        }
        current().count(xs, ys, re, im, bound, limit, counts);
    }

    private void stepAside() {
        long nanos = asideUntil - System.nanoTime();
        if (nanos > 0 && aside.tryAcquire()) {
            try {
                prepared.await(nanos, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                aside.release();
            }
        }
    }

    @Override
    public void spent(long nanos, long nanosToCome) {
        long sum = spent.addAndGet(nanos);
        long likelyToCome = Math.max(nanosToCome, sum / SPENT_TO_COME);
        if (sum > COMPILED_NANOS && likelyToCome > threads * WORTH_NANOS) {
            begin();
        }
    }

    private synchronized void begin() {
        if (!begun) {
            asideUntil = System.nanoTime() + STEP_ASIDE_NANOS;
            begun = true;
            Thread thread = new Thread(this::prepare, "juliaset-prepare-simd");
            thread.setDaemon(true);
            thread.start();
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

    /** The kernel that computes now. */
    private Kernel current() {
        Kernel ready = second;
        return ready == null ? first : ready;
    }

    @Override
    public int lanes() {
        return current().lanes();
    }

    @Override
    public int rows() {
        return current().rows();
    }

    /** Why the second kernel was given up; empty where it was not. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private void prepare() {
        try {
            Kernel candidate = loader.get();
            problem = tried(candidate).orElse(null);
            second = problem == null ? candidate : null;
        } catch (EngineException e) {
            problem = e.getMessage();
        } catch (InterruptedException e) {
            problem = "it was interrupted";
        } finally {
            prepared.countDown();
        }
    }

    /** Returns when a kernel is faster than the first, or why it is not. */
    private Optional<String> tried(Kernel candidate) throws InterruptedException {
        long start = System.nanoTime();
        long toBeat = Long.MAX_VALUE;
        for (int run = 0; run < TRIALS; run++) {
            toBeat = Math.min(toBeat, trial.nanos(first));
        }
        Optional<String> known = toBeat > INTERPRETED_NANOS ? obstacle.get() : Optional.empty();
        boolean asked = false;
        for (int wins = 0; wins < TRIALS && known.isEmpty(); ) {
            long before = System.nanoTime();
            wins = trial.nanos(candidate) < toBeat ? wins + 1 : 0;
            long now = System.nanoTime();
            if (wins > 0 || now - start < BUSY_NANOS) {
                continue;
            }
            if (!asked) {
                known = obstacle.get();
                asked = true;
            } else if (now - start > TimeUnit.SECONDS.toNanos(GIVE_UP_SECONDS)) {
                return Optional.of("with " + candidate.lanes() + " lanes it was not faster within " + GIVE_UP_SECONDS
                        + " s: see that the machine is not busy, and that no -XX:MaxVectorSize or -XX:UseAVX makes"
                        + " vectors narrow");
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(MOST_PAUSE_NANOS, PAUSE * (now - before)));
        }
        return known;
    }
}
