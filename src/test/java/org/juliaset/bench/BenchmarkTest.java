package org.juliaset.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.juliaset.Golden;
import org.juliaset.bench.ladder.SquaredNormRung;
import org.juliaset.compute.Device;
import org.juliaset.compute.EngineException;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.devices.NoSuchDeviceException;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Counts;
import org.juliaset.model.JuliaSet;
import org.juliaset.parameters.InvalidParameterException;
import org.junit.jupiter.api.Test;

class BenchmarkTest {
    private static final Workload SMALL = new Workload(
            Workload.CUSTOM, new JuliaSet(-0.835, -0.2321, 2, 80), new ComplexRegion(-1.6, 1.6, 1, -1).grid(120), 5);

    private static final Benchmark.Observer NOBODY = new Benchmark.Observer() {
        @Override
        public void running(String name, double done, double left) {}

        @Override
        public void measured(List<Result> results) {}
    };

    /** A correct candidate, apart from planted faults. */
    private static class Planted implements Candidate {
        private final String name;
        private final List<String> log;
        private final Candidate right = new RungCandidate(new SquaredNormRung(false), SMALL, 1);

        Planted(String name, List<String> log) {
            this.name = name;
            this.log = log;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String device() {
            return "test";
        }

        @Override
        public Times run(Counts counts) throws Exception {
            log.add(name);
            right.run(counts);
            return new Times(2_000_000_000L, 500_000_000L, 3_000_000_000L);
        }

        @Override
        public void close() {
            log.add(name + " closed");
        }

        Contender contender() {
            return new Contender(name, "test", () -> this);
        }
    }

    private static List<Result> run(Settings settings, boolean ladder, Contender... contenders) throws Exception {
        return new Benchmark(SMALL, settings, ladder, NOBODY).run(List.of(contenders));
    }

    @Test
    void candidatesRunInTurnAndAreClosed() throws Exception {
        List<String> log = new ArrayList<>();
        run(new Settings(3, 2, 1000), false, new Planted("a", log).contender(), new Planted("b", log).contender());
        assertEquals(
                List.of("a", "a", "a", "b", "b", "b", "a", "b", "a", "b", "a closed", "b closed"), log);
    }

    @Test
    void resultsAreThoseOfTheRuns() throws Exception {
        Result result = run(new Settings(3, 2, 1000), false, new Planted("a", new ArrayList<>()).contender()).get(0);
        assertEquals(new TimingSummary(2, 2, 2, List.of(2.0, 2.0, 2.0)), result.seconds().kernel());
        assertEquals(0.5, result.seconds().readback().median());
        assertEquals(3, result.seconds().total().median());
        assertEquals(2, result.warmupRuns());
        assertTrue(result.steady());
        assertEquals(result.iterations() / 2e9, result.gigaIterationsPerSecond(), 1e-12);
        assertEquals(0, result.mismatches());
        assertTrue(result.equal());
        assertEquals(Golden.sha256(Reference.of(SMALL, 2).counts()), result.countsHash());
    }

    @Test
    void aWrongCountInASingleRunIsSeen() throws Exception {
        Candidate wrong = new Planted("wrong", new ArrayList<>()) {
            private int runs;

            @Override
            public Times run(Counts counts) throws Exception {
                Times times = super.run(counts);
                if (++runs == 4) {
                    counts.set(77, counts.get(77) + 1);
                }
                return times;
            }
        };
        List<Result> results = run(
                new Settings(3, 2, 1000), false, new Contender("wrong", "test", () -> wrong),
                new Planted("right", new ArrayList<>()).contender());
        assertTrue(results.get(0).wrong());
        assertEquals(1, results.get(0).mismatches());
        assertFalse(results.get(0).countsHash().equals(results.get(1).countsHash()));
        assertTrue(results.get(1).equal());
    }

    /** A peak that is measured too low, or not at all, or last of all. */
    private static Candidate withPeak(Supplier<Double> peak) {
        return new Planted("a", new ArrayList<>()) {
            @Override
            public double peak() {
                return peak.get();
            }
        };
    }

    private static Result runWithPeak(Workload workload, Supplier<Double> peak) throws Exception {
        Contender contender = new Contender("a", "test", () -> withPeak(peak));
        return new Benchmark(workload, new Settings(2, 1, 1000), false, NOBODY).run(List.of(contender)).get(0);
    }

    @Test
    void noRunExceedsThePeak() throws Exception {
        double rate = runWithPeak(SMALL, () -> Double.NaN).gigaIterationsPerSecond();
        assertNull(runWithPeak(SMALL, () -> Double.NaN).shareOfPeak());
        Result below = runWithPeak(SMALL, () -> rate * 1e9 / 2);
        assertEquals(1, below.shareOfPeak());
        assertEquals(rate, below.peakGigaIterationsPerSecond());
        Result above = runWithPeak(SMALL, () -> rate * 1e9 * 4);
        assertEquals(0.25, above.shareOfPeak(), 1e-12);
    }

    /** Iterations of an orbit in a cycle count, but need not be made. */
    @Test
    void thereIsNoShareOfThePeakIfOrbitsEndInCycles() throws Exception {
        Workload interior = new Workload("custom", new JuliaSet(-1, 0, 2, 2000), SMALL.grid(), 5);
        assertNull(runWithPeak(interior, () -> 1e9).shareOfPeak());
        Workload few = new Workload("custom", new JuliaSet(-1, 0, 2, 100), SMALL.grid(), 5);
        assertNotNull(runWithPeak(few, () -> 1e9).shareOfPeak());
    }

    @Test
    void aPeakThatCannotBeMeasuredCostsNoRun() throws Exception {
        Result result = runWithPeak(SMALL, () -> {
            throw new EngineException("planted");
        });
        assertTrue(result.equal());
        assertNull(result.shareOfPeak());
    }

    @Test
    void theLastResultsThatAreToldAreThoseThatAreReturned() throws Exception {
        AtomicInteger peaks = new AtomicInteger();
        List<List<Result>> told = new ArrayList<>();
        Benchmark.Observer observer = new Benchmark.Observer() {
            @Override
            public void running(String name, double done, double left) {}

            @Override
            public void measured(List<Result> results) {
                told.add(results);
            }
        };
        Contender contender = new Contender("a", "test", () -> withPeak(() -> 1e12 * peaks.incrementAndGet()));
        List<Result> returned = new Benchmark(SMALL, new Settings(3, 1, 1000), false, observer).run(List.of(contender));
        assertEquals(returned, told.get(told.size() - 1));
        assertEquals(1000.0 * peaks.get(), returned.get(0).peakGigaIterationsPerSecond());
    }

    @Test
    void whatJavaLacksIsTheReasonOfARow() throws Exception {
        Candidate lacking = new Planted("lacking", new ArrayList<>()) {
            @Override
            public Times run(Counts counts) {
                throw new NoClassDefFoundError("javax/imageio/ImageIO");
            }
        };
        Result result = run(new Settings(2, 1, 1000), false, new Contender("lacking", "test", () -> lacking)).get(0);
        assertTrue(result.skipped().contains("lacks the module java.desktop"), result.skipped());
    }

    @Test
    void requestsMeanEachDeviceOnce() {
        DeviceCatalogue catalogue = DeviceCatalogue.ofThisMachine(2);
        Device cpu = catalogue.find("cpu");
        assertEquals(List.of(cpu), List.copyOf(Contenders.meant(catalogue, List.of("cpu", "built-in", "CPU"), SMALL)));
        assertEquals(List.of(cpu), List.copyOf(Contenders.meant(catalogue, List.of("auto"), SMALL)));
        assertEquals(catalogue.devices(), List.copyOf(Contenders.meant(catalogue, List.of("all", "cpu"), SMALL)));
        assertThrows(NoSuchDeviceException.class, () -> Contenders.meant(catalogue, List.of("abacus"), SMALL));
    }

    /** Counts left by an earlier candidate must not be accepted. */
    @Test
    void aCandidateThatWritesNothingIsWrong() throws Exception {
        Candidate idle = new Planted("idle", new ArrayList<>()) {
            @Override
            public Times run(Counts counts) {
                return Times.of(1);
            }
        };
        Result result = run(
                        new Settings(2, 1, 1000), false, new Planted("right", new ArrayList<>()).contender(),
                        new Contender("idle", "test", () -> idle))
                .get(1);
        assertEquals(SMALL.grid().pixels(), result.mismatches());
    }

    @Test
    void aCandidateThatFailsIsARowWithTheReasonAndEndsNoOther() throws Exception {
        Candidate failing = new Planted("failing", new ArrayList<>()) {
            @Override
            public Times run(Counts counts) {
                throw new OutOfMemoryError("planted");
            }
        };
        List<Result> results = run(
                new Settings(2, 1, 1000), false,
                new Contender("absent", "test", () -> {
                    throw new EngineException("no such thing");
                }),
                new Contender("failing", "test", () -> failing),
                new Planted("right", new ArrayList<>()).contender());
        assertEquals("no such thing", results.get(0).skipped());
        assertNull(results.get(0).seconds());
        assertEquals("out of memory: planted", results.get(1).skipped());
        assertTrue(results.get(2).equal());
    }

    @Test
    void timeThatIsUpEndsTheRunsOfACandidateButNotItsOnlyOne() throws Exception {
        Planted slow = new Planted("slow", new ArrayList<>());
        assertEquals(1, run(new Settings(9, 0, 1), false, slow.contender()).get(0).seconds().total().runs().size());
        assertEquals(3, run(new Settings(9, 0, 10), false, slow.contender()).get(0).seconds().total().runs().size());
    }

    @Test
    void aLadderComparesEachRungWithTheFirstAndWithTheOneBefore() throws Exception {
        List<Contender> contenders = new ArrayList<>();
        for (long seconds : List.of(12, 4, 2)) {
            Candidate candidate = new Planted("rung " + seconds, new ArrayList<>()) {
                @Override
                public Times run(Counts counts) throws Exception {
                    super.run(counts);
                    return Times.of(seconds * 1_000_000_000L);
                }
            };
            contenders.add(new Contender(candidate.name(), "test", () -> candidate));
        }
        List<Result> results = run(new Settings(1, 0, 1000), true, contenders.toArray(Contender[]::new));
        assertEquals(List.of(1.0, 3.0, 6.0), results.stream().map(Result::speedupOnNaive).toList());
        assertNull(results.get(0).speedupOnPrevious());
        assertEquals(3, results.get(1).speedupOnPrevious());
        assertEquals(2, results.get(2).speedupOnPrevious());
    }

    @Test
    void everyDeviceAndThePngGiveTheReferencesCounts() throws Exception {
        DeviceCatalogue catalogue = DeviceCatalogue.ofThisMachine(2);
        List<Contender> contenders = new ArrayList<>(Contenders.ladder(SMALL, 2));
        Contenders.meant(catalogue, List.of("all"), SMALL)
                .forEach(device -> contenders.add(Contenders.device(catalogue, device, SMALL)));
        contenders.addAll(Contenders.endToEnd(catalogue, "cpu", SMALL, 2));
        for (Result result : run(new Settings(2, 1, 60), true, contenders.toArray(Contender[]::new))) {
            assertTrue(result.skipped() != null || result.equal(), result.toString());
        }
    }

    @Test
    void refusesSettingsThatMeasureNothing() {
        assertThrows(InvalidParameterException.class, () -> new Settings(0, 1, 1));
        assertThrows(InvalidParameterException.class, () -> new Settings(1, -1, 1));
        assertThrows(InvalidParameterException.class, () -> new Settings(1, 1, 0));
        assertThrows(InvalidParameterException.class, () -> new Settings(1, 1, Double.NaN));
        assertThrows(InvalidParameterException.class, () -> Workload.named("article"));
    }
}
