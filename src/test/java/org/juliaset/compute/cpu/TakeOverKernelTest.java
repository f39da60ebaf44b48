package org.juliaset.compute.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.KernelKind;
import org.juliaset.model.Counts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When the second kernel is prepared, and who computes in the meantime. */
@Timeout(60)
class TakeOverKernelTest {
    private static final int FIRST = 1;
    private static final int SECOND = 2;
    private static final KernelTrial TRIAL = new KernelTrial(KernelKind.PLAIN, true);
    private static final long MUCH = 1_000_000_000_000L;

    /** A kernel all of whose counts are its own number, after some time. */
    private static Kernel numbered(int number, long nanos) {
        return (xs, ys, cre, cim, bound, limit, counts) -> {
            for (long end = System.nanoTime() + nanos; System.nanoTime() < end; ) {
                Thread.onSpinWait();
            }
            counts.set(0, number);
        };
    }

    private final Kernel slow = numbered(FIRST, 3_000_000);
    private final Kernel fast = numbered(SECOND, 0);
    private final CountDownLatch mayLoad = new CountDownLatch(1);
    private final AtomicBoolean asked = new AtomicBoolean();

    private Kernel load() {
        asked.set(true);
        try {
            mayLoad.await();
        } catch (InterruptedException e) {
            throw new EngineException("interrupted", e);
        }
        return fast;
    }

    /** Which kernel it computes with now. */
    private static int used(Kernel kernel) {
        Counts counts = Counts.allocate(1, 1, 100);
        kernel.count(new double[1], new double[1], 0, 0, 4, 100, counts);
        return counts.get(0);
    }

    private static CompletableFuture<Integer> usedByAnother(Kernel kernel) {
        return CompletableFuture.supplyAsync(() -> used(kernel), task -> new Thread(task).start());
    }

    @Test
    void theSecondTakesOverOnceItIsFaster() {
        mayLoad.countDown();
        Kernel kernel = new TakeOverKernel(TRIAL, slow, this::load, 2, Optional::empty);
        assertEquals(FIRST, used(kernel));
        kernel.warmUp();
        assertEquals(SECOND, used(kernel));
    }

    @Test
    void theFirstGoesOnWhereTheSecondCannotBeLoaded() {
        Supplier<Kernel> none = () -> { throw new EngineException("there is none"); };
        TakeOverKernel kernel = new TakeOverKernel(TRIAL, slow, none, 2, Optional::empty);
        assertEquals(Optional.empty(), kernel.problem());
        kernel.warmUp();
        assertEquals(FIRST, used(kernel));
        assertEquals(Optional.of("there is none"), kernel.problem());
    }

    @Test
    void aKernelThatIsKnownToBeSlowIsGivenUpSoon() {
        TakeOverKernel kernel =
                new TakeOverKernel(TRIAL, fast, () -> slow, 2, () -> Optional.of("the JIT is off"));
        long start = System.nanoTime();
        kernel.warmUp();
        assertTrue(System.nanoTime() - start < 6_000_000_000L, "it was tried for long");
        assertEquals(Optional.of("the JIT is off"), kernel.problem());
        assertEquals(SECOND, used(kernel));
    }

    /** One trial without a compiler can take longer than all of them may. */
    @Test
    void whyAKernelIsSlowIsAskedBeforeItIsGivenUp() {
        AtomicInteger trials = new AtomicInteger();
        Kernel starved = (xs, ys, cre, cim, bound, limit, counts) ->
                numbered(SECOND, trials.getAndIncrement() == 0 ? 10_100_000_000L : 1_000_000).count(
                        xs, ys, cre, cim, bound, limit, counts);
        TakeOverKernel kernel =
                new TakeOverKernel(TRIAL, fast, () -> starved, 2, () -> Optional.of("the JIT is off"));
        kernel.warmUp();
        assertEquals(Optional.of("the JIT is off"), kernel.problem());
    }

    /** Nothing is compiled where the first kernel takes this long. */
    @Test
    void aKernelIsNotTriedInAnInterpreter() {
        AtomicInteger trials = new AtomicInteger();
        Kernel counting = counted(trials, 0);
        TakeOverKernel kernel = new TakeOverKernel(
                TRIAL, numbered(FIRST, 15_000_000), () -> counting, 2, () -> Optional.of("interpreted"));
        kernel.warmUp();
        assertEquals(0, trials.get());
        assertEquals(Optional.of("interpreted"), kernel.problem());
    }

    @Test
    void aKernelThatStaysSlowTakesASmallShareOfACore() throws Exception {
        AtomicInteger trials = new AtomicInteger();
        Kernel counting = counted(trials, 5_000_000);
        TakeOverKernel kernel = new TakeOverKernel(TRIAL, fast, () -> counting, 2, Optional::empty);
        kernel.spent(1_000_000_000, MUCH);
        Thread.sleep(1500);
        int before = trials.get();
        Thread.sleep(2000);
        long millis = (trials.get() - before) * 5L;
        assertTrue(millis < 1200, millis + " of 2000 ms were trials");
        assertEquals(Optional.empty(), kernel.problem());
    }

    private static Kernel counted(AtomicInteger calls, long nanos) {
        Kernel kernel = numbered(SECOND, nanos);
        return (xs, ys, cre, cim, bound, limit, counts) -> {
            calls.incrementAndGet();
            kernel.count(xs, ys, cre, cim, bound, limit, counts);
        };
    }

    @Test
    void nothingIsPreparedBeforeThePaceIsKnownNorForLittleToComeOnEachThread() {
        Kernel kernel = new TakeOverKernel(TRIAL, slow, this::load, 8, Optional::empty);
        kernel.spent(1_000_000, MUCH);
        kernel.spent(1_000_000_000, 3_000_000_000L);
        assertEquals(FIRST, used(kernel));
        assertFalse(asked.get());
    }

    /** As a library is called again and again. */
    @Test
    void manySmallCallsPrepareItInTheEnd() {
        mayLoad.countDown();
        Kernel kernel = new TakeOverKernel(TRIAL, slow, this::load, 2, Optional::empty);
        for (int call = 0; call < 90; call++) {
            kernel.spent(70_000_000, 0);
        }
        assertEquals(FIRST, used(kernel));
        assertFalse(asked.get(), "after 6 s on 2 threads");
        for (int call = 0; call < 3; call++) {
            kernel.spent(70_000_000, 0);
        }
        assertEquals(SECOND, used(kernel));
    }

    @Test
    void twoCallersStepAsideWhileItIsPrepared() throws Exception {
        Kernel kernel = new TakeOverKernel(TRIAL, slow, this::load, 3, Optional::empty);
        kernel.spent(1_000_000_000, MUCH);
        CompletableFuture<Integer> one = usedByAnother(kernel);
        CompletableFuture<Integer> two = usedByAnother(kernel);
        Thread.sleep(200);
        assertEquals(FIRST, used(kernel));
        assertFalse(one.isDone() || two.isDone());
        mayLoad.countDown();
        assertEquals(SECOND, one.get());
        assertEquals(SECOND, two.get());
    }

    @Test
    void nobodyWaitsLongForAKernelThatIsNeverReady() throws Exception {
        Kernel kernel = new TakeOverKernel(TRIAL, slow, this::load, 1, Optional::empty);
        kernel.spent(1_000_000_000, MUCH);
        CompletableFuture<Integer> patient = usedByAnother(kernel);
        assertEquals(FIRST, patient.get(10, TimeUnit.SECONDS));
        long start = System.nanoTime();
        assertEquals(FIRST, used(kernel));
        assertTrue(System.nanoTime() - start < 900_000_000, "it waited once more");
        mayLoad.countDown();
    }
}
