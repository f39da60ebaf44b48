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
 * One device of a {@link DevicePool}: its engine, how fast it has been, and what becomes of it when it fails.
 * It is started anew once, and given up after that.
 *
 * <p>A device that computes by itself is called by a thread of its own, into memory of its own: if it hangs,
 * no caller waits for it, and what it writes when it wakes up does no harm. For use by several threads.
 */
final class PoolMember {
    /** Time that a piece should take: long beside a launch, and short beside what is worth waiting for. */
    private static final double PIECE_NANOS = 75e6;

    /** Pixels of a first piece, about whose time nothing is known. */
    private static final long FIRST_PIXELS = 1 << 15;

    private static final int MAX_FAILURES = 2;

    /** Pieces that succeed after a lack of memory before larger ones are tried. */
    private static final int PIECES_UNTIL_DOUBLED = 32;

    private final Device device;
    private final Supplier<Engine> opener;
    private final Consumer<String> notices;
    private final LongAdder pixels = new LongAdder();

    /** Of this device, while it works; null after a failure, until it is started anew. */
    private Running running;

    private int failures;
    private String lastFailure;
    private String farewell;
    private volatile boolean retired;
    private volatile double nanosPerPixel;
    private volatile long mostPixels = Long.MAX_VALUE;
    private volatile int piecesSinceHalved;

    /** An engine that several threads use, and that is closed when the last of them has left it. */
    private static final class Running {
        private final Engine engine;
        private int users;
        private boolean broken;

        private Running(Engine engine) {
            this.engine = engine;
        }
    }

    /**
     * @param engine started
     * @param opener starts another one
     * @param notices is told where it is started anew
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

    /** Pixels that it has computed. */
    long pixels() {
        return pixels.sum();
    }

    /** Time for a pixel of late, in ns; 0 where nothing is known yet. */
    double nanosPerPixel() {
        return nanosPerPixel;
    }

    /** The engine that it started with, or the latest one that replaced it. */
    synchronized Engine engine() {
        return running == null ? null : running.engine;
    }

    boolean isRetired() {
        return retired;
    }

    /** Rows that it should be given at a time; one at least. */
    int rows(long width, int most, boolean alone) {
        double wanted = nanosPerPixel == 0 ? FIRST_PIXELS : PIECE_NANOS / nanosPerPixel;
        double allowed = alone ? mostPixels : Math.min(mostPixels, wanted);
        return (int) Math.max(1, Math.min(most, allowed / width));
    }

    /**
     * Computes a piece of a band.
     *
     * @throws EngineException if that did not succeed: the counts are then of no use, and the piece is to be
     *     computed again, by this device or another
     */
    Engine.Elapsed compute(Scene scene, Tile piece, Counts counts) {
        Running mine = enter();
        try {
            long start = System.nanoTime();
            Engine.Elapsed elapsed = mine.engine.usesCallerThread()
                    ? mine.engine.compute(scene, piece, counts)
                    : computeByItself(mine, scene, piece, counts);
            learn(System.nanoTime() - start, counts.size());
            return elapsed;
        } catch (DeviceMemoryException e) {
            if (piece.rows() > 1) {
                mostPixels = Math.min(mostPixels, counts.size() / 2);
                piecesSinceHalved = 0;
            } else {
                failed(mine, e);
            }
            throw e;
        } catch (EngineException e) {
            failed(mine, e);
            throw e;
        } finally {
            leave(mine);
        }
    }

    private Engine.Elapsed computeByItself(Running mine, Scene scene, Tile piece, Counts counts) {
        Counts own = Counts.allocate(scene, piece);
        stay(mine);
        Callable<Engine.Elapsed> call = () -> {
            try {
                return mine.engine.compute(scene, piece, own);
            } finally {
                leave(mine);
            }
        };
        Engine.Elapsed elapsed = HangWatch.call(call, mine.engine::headway);
        counts.buffer().put(own.buffer());
        return elapsed;
    }

    private void learn(long nanos, long computed) {
        pixels.add(computed);
        double latest = (double) nanos / computed;
        nanosPerPixel = nanosPerPixel == 0 ? latest : (nanosPerPixel + latest) / 2;
        // a lack of memory may have been another program's
        if (mostPixels < Long.MAX_VALUE && ++piecesSinceHalved % PIECES_UNTIL_DOUBLED == 0) {
            mostPixels *= 2;
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

    private synchronized void stay(Running mine) {
        mine.users++;
    }

    private synchronized void leave(Running mine) {
        mine.users--;
        if (mine.broken && mine.users == 0) {
            mine.engine.close();
        }
    }

    private synchronized void failed(Running mine, EngineException why) {
        if (mine.broken || Thread.currentThread().isInterrupted()) {
            return;
        }
        mine.broken = true;
        running = null;
        failures++;
        lastFailure = why.getMessage();
        if (failures == MAX_FAILURES || why instanceof HangWatch.HangException) {
            retire(why);
        }
    }

    private void retire(EngineException why) {
        retired = true;
        farewell = device + " is given up (" + why.getMessage() + ")";
    }

    /** That it was given up and why, for the first caller after that; else empty. */
    synchronized Optional<String> takeFarewell() {
        Optional<String> told = Optional.ofNullable(farewell);
        farewell = null;
        return told;
    }

    /** Releases the device, once it has done what it is at. */
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
