package org.juliaset.devices.pool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.juliaset.compute.Device;
import org.juliaset.compute.DeviceMemoryException;
import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.TestEngine;
import org.juliaset.compute.cpu.CpuProvider;
import org.juliaset.devices.DuplicateGpus;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices that fail, hang or are slow: counts are those of a single sound one, and nothing is lost. */
class DevicePoolTest {
    private static final JuliaSet SET = new JuliaSet(-0.835, -0.2321, 2, 60);
    private static final Grid GRID = new ComplexRegion(-1.6, 1.6, 1, -1).grid(700);
    private static final int BAND_ROWS = 40;

    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());

    /** An action at a launch, by its number from 0. */
    @FunctionalInterface
    private interface Fault {
        void at(int launch, Tile piece) throws InterruptedException;
    }

    private static final Fault NONE = (launch, piece) -> {};

    /** A device with planted faults that computes by itself, as an OpenCL device does. */
    private static class Faulty implements Engine {
        private final Engine sound = CpuProvider.scalar(1);
        private final Device device;
        private final Fault fault;
        private final AtomicInteger launches;
        private final AtomicInteger closed;

        Faulty(String id, Fault fault, AtomicInteger launches, AtomicInteger closed) {
            this.device = TestEngine.gpu(id);
            this.fault = fault;
            this.launches = launches;
            this.closed = closed;
        }

        @Override
        public Device device() {
            return device;
        }

        @Override
        public int concurrency() {
            return 2;
        }

        @Override
        public boolean usesCallerThread() {
            return false;
        }

        @Override
        public String kernel(Scene scene) {
            return "planted kernel";
        }

        @Override
        public Elapsed compute(Scene scene, Tile band, Counts counts) {
            try {
                Arrays.fill(counts.buffer().array(), (byte) 0x55);
                fault.at(launches.getAndIncrement(), band);
            } catch (InterruptedException e) {
                throw new EngineException("interrupted", e);
            }
            return sound.compute(scene, band, counts);
        }

        @Override
        public double peak(Precision precision) {
            return 1;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    /** A device whose engines, the first and those after a failure, share their numbers of launches. */
    private static final class Machine {
        private final AtomicInteger launches = new AtomicInteger();
        private final AtomicInteger opened = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();
        private final IntFunction<Engine> opening;

        Machine(String id, Fault fault) {
            this.opening = number -> new Faulty(id, fault, launches, closed);
        }

        Machine(IntFunction<Engine> opening) {
            this.opening = opening;
        }

        Engine open() {
            return opening.apply(opened.getAndIncrement());
        }

        DevicePool.Source source() {
            return new DevicePool.Source(open(), this::open);
        }
    }

    private DevicePool pool(Machine... machines) {
        List<DevicePool.Source> sources = Arrays.stream(machines).map(Machine::source).toList();
        return new DevicePool(sources, () -> CpuProvider.scalar(2), 2, notices::add);
    }

    /** All bands, by as many threads as the pool serves, compared with the scalar engine's. */
    private static void assertRight(DevicePool pool) throws Exception {
        Counts counts = Counts.allocate(GRID.width(), GRID.whole().rows(), SET.iterationLimit());
        ExecutorService threads = Executors.newFixedThreadPool(pool.concurrency());
        try {
            List<CompletableFuture<Void>> bands = new ArrayList<>();
            for (int row = 0; row < counts.rows(); row += BAND_ROWS) {
                Tile band = new Tile(row, Math.min(BAND_ROWS, counts.rows() - row));
                bands.add(CompletableFuture.runAsync(() -> pool.compute(new Scene(SET, GRID), band, counts.slice(band)),
                        threads));
            }
            CompletableFuture.allOf(bands.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
        Counts expected = Counts.allocate(GRID.width(), counts.rows(), SET.iterationLimit());
        CpuProvider.scalar(1).compute(new Scene(SET, GRID), GRID.whole(), expected);
        assertArrayEquals(expected.buffer().array(), counts.buffer().array());
    }

    @Test
    void severalDevicesShareTheWork() throws Exception {
        try (DevicePool pool = pool(new Machine("a:0.0", NONE), new Machine("b:0.0", NONE))) {
            assertRight(pool);
            assertEquals(GRID.pixels(), pool.pixels().values().stream().mapToLong(Long::longValue).sum());
            assertTrue(pool.pixels().values().stream().allMatch(pixels -> pixels > 0), pool.pixels().toString());
        }
        assertEquals(List.of(), notices);
    }

    @Test
    void severalDevicesHaveTheirKernels() {
        Scene scene = new Scene(SET, GRID);
        try (DevicePool pool = pool(new Machine("a:0.0", NONE), new Machine("b:0.0", NONE))) {
            assertEquals("a:0.0: planted kernel, b:0.0: planted kernel", pool.kernel(scene));
        }
        try (DevicePool pool = pool(new Machine("a:0.0", NONE))) {
            assertEquals("planted kernel", pool.kernel(scene));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void aDeviceThatFailsOnceIsStartedAgain(int failing) throws Exception {
        Machine machine = new Machine("a:0.0", (launch, piece) -> failAt(launch == failing));
        try (DevicePool pool = pool(machine)) {
            assertRight(pool);
        }
        assertEquals(2, machine.opened.get());
        assertEquals(2, machine.closed.get());
        assertEquals(
                List.of("a:0.0 (a:0.0 device) failed (planted failure): it is started anew,"
                        + " and its part computed again"),
                notices);
    }

    private static void failAt(boolean now) {
        if (now) {
            throw new EngineException("planted failure");
        }
    }

    @Test
    void aDeviceThatFailsAgainIsGivenUpAndTheOtherComputesItsPart() throws Exception {
        Machine failing = new Machine("a:0.0", (launch, piece) -> failAt(launch >= 2));
        // leaves the other enough to fail at
        Machine sound = new Machine("b:0.0", (launch, piece) -> {
            while (failing.closed.get() < 2) {
                Thread.sleep(1);
            }
        });
        try (DevicePool pool = pool(failing, sound)) {
            assertRight(pool);
        }
        assertEquals(2, notices.size(), notices.toString());
        assertEquals("a:0.0 (a:0.0 device) is given up (planted failure): others compute its part", notices.get(1));
        assertEquals(2, failing.closed.get());
    }

    @Test
    void whereAllDevicesFailTheBuiltInEngineComputesTheRest() throws Exception {
        Machine failing = new Machine("a:0.0", (launch, piece) -> failAt(launch >= 3));
        try (DevicePool pool = pool(failing)) {
            assertRight(pool);
            assertTrue(pool.pixels().size() == 2, pool.pixels().toString());
        }
        assertEquals(2, notices.size(), notices.toString());
        assertEquals(
                "a:0.0 (a:0.0 device) is given up (planted failure): no other is left, and cpu (scalar engine)"
                        + " computes the rest",
                notices.get(1));
    }

    @Test
    void aDeviceThatDoesNotStartAgainIsGivenUp() throws Exception {
        Machine machine = new Machine(number -> {
            failAt(number > 0);
            return new Faulty("a:0.0", (launch, piece) -> failAt(launch > 0), new AtomicInteger(), new AtomicInteger());
        });
        try (DevicePool pool = pool(machine)) {
            assertRight(pool);
        }
        assertEquals(
                List.of("a:0.0 (a:0.0 device) is given up (planted failure): no other is left, and cpu (scalar engine)"
                        + " computes the rest"),
                notices);
    }

    /** The tests run with a time limit of two seconds. */
    @Test
    void aDeviceThatHangsIsGivenUpAndWhatItWritesLaterDoesNoHarm() throws Exception {
        CountDownLatch woken = new CountDownLatch(1);
        Machine hanging = new Machine("a:0.0", (launch, piece) -> {
            if (launch >= 2) {
                woken.await();
            }
        });
        try (DevicePool pool = pool(hanging, new Machine("b:0.0", NONE))) {
            assertRight(pool);
            woken.countDown();
        }
        assertTrue(notices.get(0).contains("is given up (it gave no sign of life for 6 s)"), notices.toString());
        assertEquals(1, hanging.opened.get());
    }

    @Test
    void aSlowDeviceThatMakesProgressIsWaitedFor() throws Exception {
        AtomicInteger headway = new AtomicInteger();
        Engine slow = new Faulty("a:0.0", (launch, piece) -> {
            for (int beat = 0; launch == 1 && beat < 10; beat++) {
                Thread.sleep(500);
                headway.incrementAndGet();
            }
        }, new AtomicInteger(), new AtomicInteger()) {
            @Override
            public long headway() {
                return headway.get();
            }
        };
        try (DevicePool pool = pool(new Machine(number -> slow))) {
            assertRight(pool);
        }
        assertEquals(List.of(), notices);
    }

    @Test
    void aPieceThatDoesNotFitIsHalvedUntilItDoes() throws Exception {
        List<Integer> rows = Collections.synchronizedList(new ArrayList<>());
        Machine small = new Machine("a:0.0", (launch, piece) -> {
            rows.add(piece.rows());
            if (piece.rows() > 3) {
                throw new DeviceMemoryException("planted", null);
            }
        });
        try (DevicePool pool = pool(small)) {
            assertRight(pool);
        }
        assertEquals(List.of(), notices);
        assertEquals(1, small.opened.get());
        assertTrue(rows.stream().filter(count -> count > 3).count() < 20, rows.toString());
    }

    @Test
    void piecesGrowAgainAfterALackOfMemoryThatPasses() throws Exception {
        List<Integer> rows = Collections.synchronizedList(new ArrayList<>());
        Machine busy = new Machine("a:0.0", (launch, piece) -> {
            rows.add(piece.rows());
            if (launch < 10 && piece.rows() > 1) {
                throw new DeviceMemoryException("planted", null);
            }
        });
        try (DevicePool pool = pool(busy)) {
            for (int picture = 0; picture < 4; picture++) {
                assertRight(pool);
            }
        }
        int smallest = Collections.min(rows);
        assertTrue(rows.get(rows.size() - 1) >= 4 * smallest, rows.toString());
        assertEquals(List.of(), notices);
    }

    @Test
    void aRowThatDoesNotFitIsTheBuiltInEngines() throws Exception {
        Machine none = new Machine("a:0.0", (launch, piece) -> {
            throw new DeviceMemoryException("planted", null);
        });
        try (DevicePool pool = pool(none)) {
            assertRight(pool);
        }
        assertEquals(
                "a:0.0 (a:0.0 device) is given up (planted): no other is left, and cpu (scalar engine) "
                        + "computes the rest",
                notices.get(notices.size() - 1));
    }

    @Test
    void aSlowDeviceIsGivenSmallPieces() throws Exception {
        List<Integer> rows = Collections.synchronizedList(new ArrayList<>());
        Machine slow = new Machine("a:0.0", (launch, piece) -> {
            rows.add(piece.rows());
            Thread.sleep(50L * piece.rows());
        });
        try (DevicePool pool = pool(slow, new Machine("b:0.0", NONE))) {
            assertRight(pool);
        }
        assertTrue(rows.stream().skip(2).allMatch(count -> count <= 2), rows.toString());
    }

    @Test
    void anInterruptedCallerIsNoFailureOfTheDevice() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Machine machine = new Machine("a:0.0", (launch, piece) -> {
            started.countDown();
            end.await();
        });
        DevicePool pool = pool(machine);
        Tile band = new Tile(0, 1);
        Counts counts = Counts.allocate(GRID.width(), 1, SET.iterationLimit());
        Thread caller = new Thread(() -> assertThrows(
                EngineException.class, () -> pool.compute(new Scene(SET, GRID), band, counts)));
        caller.start();
        started.await();
        caller.interrupt();
        caller.join(10_000);
        pool.close();
        assertEquals(0, machine.closed.get(), "closed while it computes");
        end.countDown();
        for (int tries = 0; tries < 1000 && machine.closed.get() == 0; tries++) {
            Thread.sleep(10);
        }
        assertEquals(1, machine.closed.get());
        assertEquals(List.of(), notices);
        assertFalse(caller.isAlive());
    }

    private static Device gpu(String id, String name, String location) {
        return new Device(
                id, Device.Type.GPU, "platform", name, "vendor", "1", 1, 1, 1, true, 1, location,
                Optional.empty());
    }

    @Test
    void oneGpuSeenThroughTwoPlatformsCountsOnce() {
        Device first = gpu("opencl:0.0", "Accelerator X", "pci 0000:01:00.0");
        Device second = gpu("opencl:0.1", "Accelerator X", "pci 0000:02:00.0");
        Device secondAgain = gpu("opencl:1.0", "Something else", "pci 0000:02:00.0");
        Device firstByName = gpu("opencl:2.0", "vendor's accelerator x", "");
        Device secondByName = gpu("opencl:2.1", "vendor's accelerator x", "");
        Device another = gpu("opencl:2.2", "Accelerator Y", "");
        assertEquals(
                List.of(first, second, another),
                DuplicateGpus.once(List.of(first, second, secondAgain, firstByName, secondByName, another)));
    }
}
