package org.juliaset.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The order of requests, their limits, and their cancellation. */
class TurnsTest {
    private static final long LONG = 60_000;

    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1);
    private final List<String> begun = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch gate = new CountDownLatch(1);
    private Turns<String> turns;

    private void open(int threads, int most, long millis) {
        turns = new Turns<>("test-", new Turns.Limits(threads, most, millis), clock);
    }

    @AfterEach
    void close() {
        gate.countDown();
        turns.close();
        clock.shutdownNow();
    }

    private static Asker asker(String client, Integer generation) {
        return new Asker(client, "julia", generation == null ? null : generation.longValue());
    }

    /** Asks in a thread of its own, and waits until that waits. */
    private CompletableFuture<String> ask(String key, Asker asker, Turns.Work<String> work) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                answer.complete(turns.of(key, asker, work));
            } catch (InterruptedException | RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        RunningExplorer.waitFor(() -> answer.isDone() || thread.getState() == Thread.State.WAITING,
                () -> key + " is " + thread.getState());
        return answer;
    }

    /** Work that notes that it has begun and waits for the gate. */
    private Turns.Work<String> gated(String key) {
        return () -> {
            begun.add(key);
            gate.await();
            return key;
        };
    }

    private static String failure(CompletableFuture<String> answer) {
        Throwable cause = assertThrows(Exception.class, () -> answer.get(20, TimeUnit.SECONDS)).getCause();
        return cause instanceof Refusal refusal
                ? refusal.status() + (refusal.isTemporary() ? " soon" : "")
                : String.valueOf(cause);
    }

    private void awaitBegun(String... keys) {
        RunningExplorer.waitFor(() -> begun.containsAll(List.of(keys)), () -> begun.toString());
    }

    @Test
    void equalThingsAreComputedOnceAndAgainLater() throws Exception {
        open(2, 32, LONG);
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int k = 0; k < 5; k++) {
            answers.add(ask("a", asker("page" + k, null), gated("a")));
        }
        awaitBegun("a");
        gate.countDown();
        for (CompletableFuture<String> answer : answers) {
            assertEquals("a", answer.get(20, TimeUnit.SECONDS));
        }
        assertEquals(List.of("a"), begun);
        assertEquals(0, turns.asked());
        assertEquals("a", ask("a", asker("page", null), gated("a")).get(20, TimeUnit.SECONDS));
        assertEquals(List.of("a", "a"), begun);
    }

    @Test
    void aNewerRequestOfAPaneEndsOlderOnesThatWaitOrAreComputed() throws Exception {
        open(1, 32, LONG);
        CountDownLatch interrupted = new CountDownLatch(1);
        CompletableFuture<String> computed = ask("a", asker("page", 1), () -> {
            begun.add("a");
            try {
                gate.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return "a";
        });
        awaitBegun("a");
        CompletableFuture<String> waiting = ask("b", asker("page", 2), gated("b"));
        assertEquals("409", failure(computed));
        assertTrue(interrupted.await(20, TimeUnit.SECONDS));
        awaitBegun("b");
        CompletableFuture<String> queued = ask("c", asker("page", 2), gated("c"));
        CompletableFuture<String> newest = ask("d", asker("page", 7), gated("d"));
        assertEquals("409", failure(waiting));
        assertEquals("409", failure(queued));
        assertEquals("409", failure(ask("e", asker("page", 6), gated("e"))));
        gate.countDown();
        assertEquals("d", newest.get(20, TimeUnit.SECONDS));
        assertEquals(List.of("a", "b", "d"), begun, "what nobody waits for is not begun");
        assertEquals(0, turns.asked());
    }

    @Test
    void anotherPaneAnotherPageAndRequestsWithoutANumberGoOn() throws Exception {
        open(4, 32, LONG);
        CompletableFuture<String> map = ask("a", new Asker("page", "map", 1L), gated("a"));
        CompletableFuture<String> other = ask("b", asker("other", 1), gated("b"));
        CompletableFuture<String> plain = ask("c", asker("page", null), gated("c"));
        CompletableFuture<String> newest = ask("d", asker("page", 9), gated("d"));
        gate.countDown();
        for (CompletableFuture<String> answer : List.of(map, other, plain, newest)) {
            answer.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void whatSomebodyElseWaitsForGoesOn() throws Exception {
        open(1, 32, LONG);
        CompletableFuture<String> stale = ask("a", asker("page", 1), gated("a"));
        CompletableFuture<String> shared = ask("a", asker("other", null), gated("a"));
        awaitBegun("a");
        CompletableFuture<String> newer = ask("b", asker("page", 2), gated("b"));
        assertEquals("409", failure(stale));
        gate.countDown();
        assertEquals("a", shared.get(20, TimeUnit.SECONDS));
        assertEquals("b", newer.get(20, TimeUnit.SECONDS));
        assertEquals(List.of("a", "b"), begun);
    }

    @Test
    void pagesTakeTurns() throws Exception {
        open(1, 32, LONG);
        List<CompletableFuture<String>> answers = new ArrayList<>();
        answers.add(ask("first", asker("greedy", null), gated("first")));
        awaitBegun("first");
        for (int k = 0; k < 6; k++) {
            answers.add(ask("greedy" + k, asker("greedy", null), gated("greedy" + k)));
        }
        for (int k = 0; k < 2; k++) {
            answers.add(ask("modest" + k, asker("modest", null), gated("modest" + k)));
        }
        gate.countDown();
        for (CompletableFuture<String> answer : answers) {
            answer.get(20, TimeUnit.SECONDS);
        }
        assertEquals(List.of("first", "greedy0", "modest0", "greedy1", "modest1", "greedy2", "greedy3", "greedy4",
                "greedy5"), begun);
    }

    @Test
    void oneTooManyIsRefusedAndAnotherPageGetsThePlaceOfTheGreediest() throws Exception {
        open(1, 4, LONG);
        List<CompletableFuture<String>> greedy = new ArrayList<>();
        for (int k = 0; k < 4; k++) {
            greedy.add(ask("greedy" + k, asker("greedy", null), gated("greedy" + k)));
        }
        assertEquals("503 soon", failure(ask("greedy4", asker("greedy", null), gated("greedy4"))));
        CompletableFuture<String> modest = ask("modest", asker("modest", null), gated("modest"));
        RunningExplorer.waitFor(() -> greedy.get(3).isDone(), () -> "nobody gives way");
        assertEquals("503 soon", failure(greedy.get(3)));
        CompletableFuture<String> second = ask("second", asker("modest", null), gated("second"));
        assertEquals("503 soon", failure(greedy.get(2)));
        assertEquals("503 soon", failure(ask("third", asker("modest", null), gated("third"))), "they have as many");
        gate.countDown();
        for (CompletableFuture<String> answer : List.of(greedy.get(0), greedy.get(1), modest, second)) {
            answer.get(20, TimeUnit.SECONDS);
        }
        assertEquals(0, turns.asked());
    }

    @Test
    void whatTakesTooLongIsInterruptedAndRefusedAndTheThreadComputesOn() throws Exception {
        open(1, 32, 300);
        AtomicInteger interrupts = new AtomicInteger();
        CompletableFuture<String> slow = ask("slow", asker("page", null), () -> {
            try {
                Thread.sleep(LONG);
            } catch (InterruptedException e) {
                interrupts.incrementAndGet();
                throw e;
            }
            return "slow";
        });
        assertEquals("503", failure(slow));
        assertEquals("quick", ask("quick", asker("page", null), () -> "quick").get(20, TimeUnit.SECONDS));
        assertEquals(1, interrupts.get());
        assertEquals(0, turns.asked());
    }

    @Test
    void whatDoesNotHeedTheInterruptIsRefusedInTimeAllTheSame() throws Exception {
        open(1, 32, 300);
        CompletableFuture<String> deaf = ask("deaf", asker("page", null), () -> {
            begun.add("deaf");
            while (gate.getCount() > 0) {
                Thread.onSpinWait();
            }
            return "deaf";
        });
        awaitBegun("deaf");
        CompletableFuture<String> behind = ask("behind", asker("page", null), gated("behind"));
        assertEquals("503", failure(deaf));
        assertEquals("503", failure(behind), "it has waited too long");
        gate.countDown();
        assertEquals("next", ask("next", asker("page", null), gated("next")).get(20, TimeUnit.SECONDS));
        assertEquals(List.of("deaf", "next"), begun);
    }

    @Test
    void aFailureIsThatOfAllWhoWait() {
        open(1, 32, LONG);
        CompletableFuture<String> blocked = ask("a", asker("page", null), gated("a"));
        CompletableFuture<String> one = ask("bad", asker("page", null), () -> {
            throw new IllegalStateException("planted");
        });
        CompletableFuture<String> two = ask("bad", asker("other", null), gated("never"));
        gate.countDown();
        assertEquals("java.lang.IllegalStateException: planted", failure(one));
        assertEquals("java.lang.IllegalStateException: planted", failure(two));
        assertEquals("a", blocked.join());
        CompletableFuture<String> error = ask("worse", asker("page", null), () -> {
            throw new OutOfMemoryError("planted");
        });
        assertEquals("java.lang.OutOfMemoryError: planted", failure(error));
        assertEquals("c", ask("c", asker("page", null), () -> "c").join());
    }

    @Test
    void theEndRefusesAllWhoWait() {
        open(1, 32, LONG);
        CompletableFuture<String> computed = ask("a", asker("page", null), gated("a"));
        CompletableFuture<String> waiting = ask("b", asker("page", null), gated("b"));
        awaitBegun("a");
        turns.close();
        assertEquals("503 soon", failure(computed));
        assertEquals("503 soon", failure(waiting));
        assertEquals("503 soon", failure(ask("c", asker("page", null), gated("c"))));
    }
}
