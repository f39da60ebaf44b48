package org.juliaset.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkSharerTest {
    @AutoClose("shutdownNow")
    private final ExecutorService pool = Executors.newFixedThreadPool(2);

    @Test
    void everyTaskIsRunOnce() throws IOException {
        AtomicIntegerArray runs = new AtomicIntegerArray(1000);
        new WorkSharer(pool, 3).forEach(1000, runs::incrementAndGet);
        assertEquals(Collections.nCopies(1000, 1), IntStream.range(0, 1000).map(runs::get).boxed().toList());
    }

    @Test
    void othersWorkWithTheCaller() throws IOException {
        CountDownLatch together = new CountDownLatch(3);
        Set<Thread> threads = Collections.synchronizedSet(new HashSet<>());
        new WorkSharer(pool, 3).forEach(3, index -> {
            threads.add(Thread.currentThread());
            together.countDown();
            assertTrue(await(together));
        });
        assertEquals(3, threads.size());
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    void aCallerFromThePoolDoesNotWaitForThePool() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            one.submit(() -> {
                new WorkSharer(one, 4).forEach(50, index -> runs.incrementAndGet());
                return null;
            }).get();
        } finally {
            one.shutdownNow();
        }
        assertEquals(50, runs.get());
    }

    @Test
    void aPoolThatIsClosedLeavesTheWorkToTheCaller() throws IOException {
        pool.shutdownNow();
        AtomicInteger runs = new AtomicInteger();
        new WorkSharer(pool, 3).forEach(50, index -> runs.incrementAndGet());
        assertEquals(50, runs.get());
    }

    @Test
    void afterAFailureNothingIsRunningAnyMore() {
        AtomicInteger running = new AtomicInteger();
        for (Throwable planted : List.of(new IOException("full"), new IllegalStateException("odd"), new Error("bad"))) {
            Throwable failure = assertThrows(Throwable.class, () -> new WorkSharer(pool, 3).forEach(100, index -> {
                running.incrementAndGet();
                try {
                    if (index == 5) {
                        sneak(planted);
                    }
                    Thread.sleep(2);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                } finally {
                    running.decrementAndGet();
                }
            }));
            assertEquals(planted, failure);
            assertEquals(0, running.get());
        }
    }

    private static void sneak(Throwable planted) throws IOException {
        if (planted instanceof IOException io) {
            throw io;
        }
        if (planted instanceof RuntimeException known) {
            throw known;
        }
        throw (Error) planted;
    }
}
