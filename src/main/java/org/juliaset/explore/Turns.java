package org.juliaset.explore;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.juliaset.concurrent.CancelToken;

/**
 * Computes for many pages with a few threads: in turn for each page, each thing once however many ask for it at a time,
 * and only as long as somebody waits for it. A page numbers its requests; one with a lower number than the newest of
 * its pane is refused, also while it waits or is computed. Safe for use by several threads.
 *
 * <p>All state is guarded by this object. Results are given to waiting threads outside of it.
 */
final class Turns<T> implements AutoCloseable {
    /** Pages and panes whose newest number is remembered. */
    private static final int MOST_PANES = 256;

    private final Limits limits;
    private final ScheduledExecutorService clock;
    private final Map<Object, Computation<T>> byKey = new HashMap<>();

    /** Computations that have not begun, by page; the page whose turn is next comes first. */
    private final Map<String, Deque<Computation<T>>> queues = new LinkedHashMap<>();

    private final Map<Pane, Long> newest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Pane, Long> eldest) {
            return size() > MOST_PANES;
        }
    };

    private int asked;
    private boolean closed;

    /**
     * Bounds of what is computed.
     *
     * @param threads that compute
     * @param most requests that are computed or wait, altogether
     * @param millis that one may be computed for, and may wait before
     */
    record Limits(int threads, int most, long millis) {}

    /** A part of a page that shows one view at a time. */
    private record Pane(String client, String name) {}

    /**
     * Who asks.
     *
     * @param client the page
     * @param pane a part of it
     * @param generation number of the request, which rises; null if only its page can end it
     */
    record Asker(String client, String pane, Long generation) {
        private Pane place() {
            return new Pane(client, pane);
        }
    }

    /** Computes a thing; ends early if its thread is interrupted. */
    @FunctionalInterface
    interface Work<T> {
        T compute() throws InterruptedException;
    }

    /** A request that waits. */
    private static final class Waiter<T> extends CompletableFuture<T> {
        final Asker asker;
        final Computation<T> computation;

        Waiter(Asker asker, Computation<T> computation) {
            this.asker = asker;
            this.computation = computation;
        }
    }

    /** What is computed once. */
    private static final class Computation<T> {
        final Object key;
        final String client;
        final Work<T> work;
        final CancelToken token = new CancelToken();
        final List<Waiter<T>> waiters = new ArrayList<>();
        ScheduledFuture<?> deadline;

        Computation(Object key, String client, Work<T> work) {
            this.key = key;
            this.client = client;
            this.work = work;
        }
    }

    /**
     * Starts the threads.
     *
     * @param name of the threads
     * @param clock calls back when a time is over; stays open
     */
    Turns(String name, Limits limits, ScheduledExecutorService clock) {
        this.limits = limits;
        this.clock = clock;
        for (int k = 1; k <= limits.threads; k++) {
            Thread thread = new Thread(this::work, name + k);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /**
     * Computes a thing, or waits for a computation of an equal one.
     *
     * @param key equal for equal things
     * @throws Refusal if there are too many requests, a newer one of the same pane, or it takes too long
     * @throws RuntimeException as the work does
     */
    T of(Object key, Asker asker, Work<T> work) throws InterruptedException {
        Waiter<T> waiter = ask(key, asker, work);
        try {
            return waiter.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        } finally {
            leave(waiter);
        }
    }

    /** Notes the number of a request, and refuses it if it is not the newest. */
    void requireNewest(Asker asker) {
        if (asker.generation == null) {
            return;
        }
        List<Waiter<T>> stale = new ArrayList<>();
        synchronized (this) {
            long latest = newest.merge(asker.place(), asker.generation, Math::max);
            if (asker.generation < latest) {
                throw Refusal.stale();
            }
            for (Computation<T> computation : byKey.values()) {
                computation.waiters.stream()
                        .filter(waiter -> waiter.asker.generation != null && waiter.asker.generation < latest
                                && waiter.asker.place().equals(asker.place()))
                        .forEach(stale::add);
            }
            stale.forEach(this::remove);
        }
        stale.forEach(waiter -> waiter.completeExceptionally(Refusal.stale()));
    }

    private Waiter<T> ask(Object key, Asker asker, Work<T> work) {
        requireNewest(asker);
        Waiter<T> dropped = null;
        Waiter<T> waiter;
        synchronized (this) {
            if (closed) {
                throw Refusal.tooMany("the explorer is ending");
            }
            if (asker.generation != null && asker.generation < newest.getOrDefault(asker.place(), 0L)) {
                throw Refusal.stale();
            }
            if (asked >= limits.most) {
                dropped = leastFair(asker.client);
                remove(dropped);
            }
            Computation<T> computation = byKey.get(key);
            if (computation == null) {
                computation = new Computation<>(key, asker.client, work);
                byKey.put(key, computation);
                queues.computeIfAbsent(asker.client, client -> new ArrayDeque<>()).add(computation);
                setDeadline(computation, "waited");
                notify();
            }
            waiter = new Waiter<>(asker, computation);
            computation.waiters.add(waiter);
            asked++;
        }
        if (dropped != null) {
            dropped.completeExceptionally(tooMany());
        }
        return waiter;
    }

    private Refusal tooMany() {
        return Refusal.tooMany(limits.most + " requests are being worked on: ask again in a second");
    }

    /**
     * Returns the latest waiting request of the page that has by far the most.
     *
     * @throws Refusal if there is none, or if it is this page
     */
    private Waiter<T> leastFair(String client) {
        Map<String, List<Waiter<T>>> byClient = new HashMap<>();
        byKey.values().forEach(computation -> computation.waiters.forEach(waiter ->
                byClient.computeIfAbsent(waiter.asker.client, name -> new ArrayList<>()).add(waiter)));
        int own = byClient.getOrDefault(client, List.of()).size();
        List<Waiter<T>> most = byClient.values().stream().max(Comparator.comparingInt(List::size)).orElseThrow(
                this::tooMany);
        if (most.size() <= own + 1) {
            throw tooMany();
        }
        Deque<Computation<T>> queue = queues.getOrDefault(most.get(0).asker.client, new ArrayDeque<>());
        return most.stream()
                .filter(waiter -> waiter.computation == queue.peekLast())
                .findFirst()
                .orElseThrow(this::tooMany);
    }

    /** Removes a request that is not to be answered; ends its computation if nobody else waits for it. */
    private void remove(Waiter<T> waiter) {
        Computation<T> computation = waiter.computation;
        if (!computation.waiters.remove(waiter)) {
            return;
        }
        asked--;
        if (computation.waiters.isEmpty()) {
            forget(computation);
            computation.token.cancel();
        }
    }

    private void forget(Computation<T> computation) {
        byKey.remove(computation.key, computation);
        computation.deadline.cancel(false);
        Deque<Computation<T>> queue = queues.get(computation.client);
        if (queue != null && queue.remove(computation) && queue.isEmpty()) {
            queues.remove(computation.client);
        }
    }

    private synchronized void leave(Waiter<T> waiter) {
        remove(waiter);
    }

    private void setDeadline(Computation<T> computation, String verb) {
        if (computation.deadline != null) {
            computation.deadline.cancel(false);
        }
        computation.deadline = clock.schedule(() -> fail(computation, new Refusal(Refusal.BUSY,
                "it has " + verb + " for " + limits.millis / 1000 + " s, which is the limit: lower itermax, the samples"
                        + " or the size")), limits.millis, TimeUnit.MILLISECONDS);
    }

    private void work() {
        for (Computation<T> next = next(); next != null; next = next()) {
            compute(next);
        }
    }

    /** Waits for the next computation, and gives the turn to the next page; null at the end. */
    private synchronized Computation<T> next() {
        while (queues.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                // these threads end when this is closed
            }
        }
        if (closed) {
            return null;
        }
        String client = queues.keySet().iterator().next();
        Deque<Computation<T>> queue = queues.remove(client);
        Computation<T> next = queue.poll();
        if (!queue.isEmpty()) {
            queues.put(client, queue);
        }
        setDeadline(next, "been computed");
        return next;
    }

    private void compute(Computation<T> computation) {
        try {
            T result = computation.token.call(() -> {
                try {
                    return computation.work.compute();
                } catch (InterruptedException e) {
                    throw new CancellationException();
                }
            });
            end(computation).forEach(waiter -> waiter.complete(result));
        } catch (CancellationException e) {
            // those who waited know
            fail(computation, Refusal.stale());
        } catch (RuntimeException | Error e) {
            fail(computation, e);
        }
    }

    private void fail(Computation<T> computation, Throwable failure) {
        List<Waiter<T>> waiters = end(computation);
        waiters.forEach(waiter -> waiter.completeExceptionally(failure));
        computation.token.cancel();
    }

    /** Ends a computation, and returns those who wait for it. */
    private synchronized List<Waiter<T>> end(Computation<T> computation) {
        forget(computation);
        List<Waiter<T>> waiters = new ArrayList<>(computation.waiters);
        computation.waiters.clear();
        asked -= waiters.size();
        return waiters;
    }

    /** Returns the number of requests that are computed or wait. */
    synchronized int asked() {
        return asked;
    }

    /** Ends the threads. Those who wait are refused, and what is being computed is interrupted. */
    @Override
    public void close() {
        List<Computation<T>> open;
        synchronized (this) {
            closed = true;
            notifyAll();
            open = new ArrayList<>(byKey.values());
        }
        open.forEach(computation -> fail(computation, Refusal.tooMany("the explorer is ending")));
    }
}
