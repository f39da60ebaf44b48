package org.juliaset.devices.pool;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.juliaset.compute.Device;
import org.juliaset.compute.DeviceMemoryException;
import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.HangWatch;
import org.juliaset.model.Counts;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;

/**
 * One device of a {@link DevicePool}: its engine, its recent speed and its failures. After the first failure it is
 * started again, after the second it is retired.
 *
 * <p>A call of a device other than the caller's CPU runs in a thread of its own and writes to a buffer of its own: if
 * it hangs, the caller goes on, and what the device writes later does no harm. Safe for use by several threads.
 */
final class PoolMember {
    /** Target time of a piece: long compared with the overhead of a launch, short compared with a render. */
    private static final double PIECE_NANOS = 75e6;

    /** Pixels of the first piece, before any was timed. */
    private static final long FIRST_PIXELS = 1 << 15;

    private static final int MAX_FAILURES = 2;

    /** After a lack of memory, the limit doubles each time this many pieces have succeeded. */
    private static final int PIECES_UNTIL_DOUBLED = 32;

    private final Device device;
    private final Supplier<Engine> opener;
    private final Consumer<String> notices;
    private final LongAdder pixels = new LongAdder();

    /** The engine in use; null from a failure until the next start. */
    private Running running;

    private int failures;
    private String lastFailure;
    private String retirement;
    private volatile boolean retired;
    private volatile double nanosPerPixel;
    private volatile long maxPixels = Long.MAX_VALUE;
    private volatile int piecesSinceHalved;

    /** An engine that several threads use; a broken one is closed when the last of them leaves it. */
    private static final class Running {
        private final Engine engine;
        private int users;
        private boolean broken;

        private Running(Engine engine) {
            this.engine = engine;
        }
    }

    /**
     * @param engine a started engine
     * @param opener starts the device again
     * @param notices receives a line if the device is started again
     */
    PoolMember(Engine engine, Supplier<Engine> opener, Consumer<String> notices) {
        this.device = engine.device();
        this.running = new Running(engine);
        this.opener = opener;
        this.notices = notices;
    }

    Device device() {
        return device;
    }

    /** Returns the number of pixels that this device has computed. */
    long pixels() {
        return pixels.sum();
    }

    /** Returns the recent time per pixel, in ns; 0 before the first piece. */
    double nanosPerPixel() {
        return nanosPerPixel;
    }

    /** Returns the engine in use; null after a failure. */
    synchronized Engine engine() {
        return running == null ? null : running.engine;
    }

    boolean isRetired() {
        return retired;
    }

    /**
     * Returns the number of rows of the next piece, at least 1.
     *
     * @param rowsLeft rows left of the band
     * @param alone whether no other device is in use
     */
    int rows(long width, int rowsLeft, boolean alone) {
        double wanted = nanosPerPixel == 0 ? FIRST_PIXELS : PIECE_NANOS / nanosPerPixel;
        double allowed = alone ? maxPixels : Math.min(maxPixels, wanted);
        return (int) Math.max(1, Math.min(rowsLeft, allowed / width));
    }

    /**
     * Computes a piece of a band.
     *
     * @throws EngineException if the device fails: the counts are invalid, and the piece must be computed again, by
     *     this device or another
     */
    Engine.Elapsed compute(Scene scene, Tile piece, Counts counts) {
        Running current = enter();
        try {
            long start = System.nanoTime();
            Engine.Elapsed elapsed = current.engine.usesCallerThread()
                    ? current.engine.compute(scene, piece, counts)
                    : computeWatched(current, scene, piece, counts);
            learn(System.nanoTime() - start, counts.size());
            return elapsed;
        } catch (DeviceMemoryException e) {
            if (piece.rows() > 1) {
                maxPixels = Math.min(maxPixels, counts.size() / 2);
                piecesSinceHalved = 0;
            } else {
                failed(current, e);
            }
            throw e;
        } catch (EngineException e) {
            failed(current, e);
            throw e;
        } finally {
            leave(current);
        }
    }

    private Engine.Elapsed computeWatched(Running current, Scene scene, Tile piece, Counts counts) {
        Counts own = Counts.allocate(scene, piece);
        stay(current);
        Callable<Engine.Elapsed> call = () -> {
            try {
                return current.engine.compute(scene, piece, own);
            } finally {
                leave(current);
            }
        };
        Engine.Elapsed elapsed = HangWatch.call(call, current.engine::headway);
        counts.buffer().put(own.buffer());
        return elapsed;
    }

    private void learn(long nanos, long computed) {
        pixels.add(computed);
        double latest = (double) nanos / computed;
        nanosPerPixel = nanosPerPixel == 0 ? latest : (nanosPerPixel + latest) / 2;
        // another program may have caused the lack of memory and ended since
        if (maxPixels < Long.MAX_VALUE && ++piecesSinceHalved % PIECES_UNTIL_DOUBLED == 0) {
            maxPixels *= 2;
        }
    }

    private synchronized Running enter() {
        if (retired) {
            throw new EngineException(device + " is not used any more");
        }
        if (running == null) {
            try {
                running = new Running(opener.get());
                notices.accept(
                        device + " failed (" + lastFailure + "): it is started anew, and its part computed again");
            } catch (EngineException e) {
                if (!Thread.currentThread().isInterrupted()) {
                    retire(e);
                }
                throw e;
            }
        }
        running.users++;
        return running;
    }

    private synchronized void stay(Running current) {
        current.users++;
    }

    private synchronized void leave(Running current) {
        current.users--;
        if (current.broken && current.users == 0) {
            current.engine.close();
        }
    }

    private synchronized void failed(Running current, EngineException cause) {
        if (current.broken || Thread.currentThread().isInterrupted()) {
            return;
        }
        current.broken = true;
        running = null;
        failures++;
        lastFailure = cause.getMessage();
        if (failures == MAX_FAILURES || cause instanceof HangWatch.HangException) {
            retire(cause);
        }
    }

    private void retire(EngineException cause) {
        retired = true;
        retirement = device + " is given up (" + cause.getMessage() + ")";
    }

    /** Returns the message of its retirement at the first call after it, else empty. */
    synchronized Optional<String> takeRetirement() {
        Optional<String> told = Optional.ofNullable(retirement);
        retirement = null;
        return told;
    }

    /** Closes the engine once its calls have ended. */
    synchronized void close() {
        if (running == null) {
            return;
        }
        running.broken = true;
        if (running.users == 0) {
            running.engine.close();
        }
        running = null;
        retired = true;
    }
}
