package org.juliaset.devices.pool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.juliaset.compute.Device;
import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineException;
import org.juliaset.model.Counts;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;

/**
 * An engine that consists of several devices, or of one that may fail. It cuts each band into pieces that take a device
 * less than 0.1 s, and gives each piece to the fastest free device, so that the last pieces do not wait for a slow one.
 * If a device fails, its piece is computed again, by another one if necessary, or by the built-in engine if all have
 * failed. Safe for use by several threads.
 */
public final class DevicePool implements Engine {
    private final List<PoolMember> members = new ArrayList<>();
    private final Map<PoolMember, Integer> free = new LinkedHashMap<>();
    private final Supplier<Engine> lastResort;
    private final Consumer<String> notices;
    private final int concurrency;
    private final Device device;
    private boolean lastResortStarted;

    /** A started engine of a device, and a supplier that starts the device again after a failure. */
    public record Source(Engine engine, Supplier<Engine> opener) {}

    /**
     * Creates a pool.
     *
     * @param sources the devices, at least one
     * @param lastResort starts an engine that needs no device
     * @param threads the concurrency of the last resort
     * @param notices receives one line for each failure
     */
    public DevicePool(List<Source> sources, Supplier<Engine> lastResort, int threads, Consumer<String> notices) {
        this.lastResort = lastResort;
        this.notices = notices;
        sources.forEach(source -> add(source.engine(), source.opener()));
        this.concurrency = Math.max(threads, free.values().stream().mapToInt(Integer::intValue).sum());
        this.device = describe();
    }

    private synchronized void add(Engine engine, Supplier<Engine> opener) {
        PoolMember member = new PoolMember(engine, opener, notices);
        members.add(member);
        free.put(member, engine.concurrency());
    }

    private Device describe() {
        Device first = members.get(0).device();
        if (members.size() == 1) {
            return first;
        }
        String ids = members.stream().map(member -> member.device().id()).collect(Collectors.joining(" + "));
        int units = members.stream().mapToInt(member -> member.device().computeUnits()).sum();
        return new Device(
                ids, first.type(), "", members.size() + " devices", "", "", units, first.memoryBytes(),
                first.maxAllocationBytes(), true, 0, "", Optional.empty());
    }

    @Override
    public Device device() {
        return device;
    }

    /** Returns the number of pixels that each device has computed, in the order of the devices. */
    public synchronized Map<Device, Long> pixels() {
        Map<Device, Long> pixels = new LinkedHashMap<>();
        members.forEach(member -> pixels.merge(member.device(), member.pixels(), Long::sum));
        return pixels;
    }

    @Override
    public int concurrency() {
        return concurrency;
    }

    /** Returns false: callers mostly wait for devices. */
    @Override
    public boolean usesCallerThread() {
        return false;
    }

    @Override
    public int lanes() {
        return members.get(0).engine().lanes();
    }

    /** Of several devices, each with its kernel. */
    @Override
    public synchronized String kernel(Scene scene) {
        return members.stream()
                .filter(member -> member.engine() != null)
                .map(member -> (members.size() == 1 ? "" : member.device().id() + ": ")
                        + member.engine().kernel(scene))
                .collect(Collectors.joining(", "));
    }

    @Override
    public Elapsed compute(Scene scene, Tile band, Counts counts) {
        Elapsed elapsed = Elapsed.NONE;
        try {
            for (int done = 0; done < band.rows(); ) {
                PoolMember member = take();
                try {
                    int rows = member.rows(counts.width(), band.rows() - done, isAlone());
                    Counts part = counts.slice(new Tile(done, rows));
                    Tile piece = band.part(done, rows);
                    elapsed = elapsed.plus(member.compute(scene, piece, part));
                    done += rows;
                } catch (EngineException e) {
                    requireAnother(e);
                } finally {
                    giveBack(member);
                }
            }
            return elapsed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("interrupted", e);
        }
    }

    /** Takes the fastest free device, and waits until there is one. */
    private synchronized PoolMember take() throws InterruptedException {
        while (true) {
            Optional<PoolMember> fastest = members.stream()
                    .filter(member -> free.get(member) > 0 && !member.isRetired())
                    .min(Comparator.comparingDouble(PoolMember::nanosPerPixel));
            if (fastest.isPresent()) {
                free.merge(fastest.get(), -1, Integer::sum);
                return fastest.get();
            }
            wait();
        }
    }

    private synchronized void giveBack(PoolMember member) {
        free.merge(member, 1, Integer::sum);
        notifyAll();
    }

    private synchronized boolean isAlone() {
        return members.stream().filter(member -> !member.isRetired()).count() == 1;
    }

    /** After a failure, checks that a device is left to compute the piece again, and starts the last resort if not. */
    private synchronized void requireAnother(EngineException failure) {
        if (Thread.currentThread().isInterrupted()) {
            throw failure;
        }
        List<String> retired = new ArrayList<>(takeRetirements());
        boolean isNoneLeft = members.stream().allMatch(PoolMember::isRetired);
        if (isNoneLeft) {
            // by another caller since
            retired.addAll(takeRetirements());
        }
        String gone = String.join(", ", retired);
        if (isNoneLeft) {
            if (lastResortStarted) {
                throw failure;
            }
            lastResortStarted = true;
            Engine engine = lastResort.get();
            notices.accept(gone + ": no other is left, and " + engine.device() + " computes the rest");
            add(engine, lastResort);
        } else if (!gone.isEmpty()) {
            notices.accept(gone + ": others compute its part");
        }
        notifyAll();
    }

    private List<String> takeRetirements() {
        return members.stream().flatMap(member -> member.takeRetirement().stream()).toList();
    }

    @Override
    public void warmUp(Scene scene) {
        members.forEach(member -> member.engine().warmUp(scene));
    }

    @Override
    public void expect(long samples) {
        members.forEach(member -> member.engine().expect(samples));
    }

    @Override
    public double peak(Precision precision) {
        return members.stream().mapToDouble(member -> member.engine().peak(precision)).sum();
    }

    @Override
    public synchronized void close() {
        members.forEach(PoolMember::close);
    }
}
