package org.juliaset.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.juliaset.concurrent.CancelToken;

/**
 * A scheduler of requests on a few threads. Pages take turns; equal requests share one computation, which is cancelled
 * when its last request is withdrawn. A page numbers its requests: when a newer one of a pane arrives, older ones are
 * refused, also while they wait or are computed. Safe for use by several threads.
 *
 * <p>All state is guarded by this object. Results are given to waiting threads outside of it.
 */
final class Turns<T> implements AutoCloseable {
    private final Limits limits;
    private final ScheduledExecutorService clock;
    private final Map<Object, Computation<T>> byKey = new HashMap<>();

    /** Computations that have not begun. */
    private final ClientQueues<Computation<T>> queues = new ClientQueues<>();

    private final Generations generations = new Generations();
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

    /**
     * Notes a request, and ends older ones of its pane.
     *
     * @throws Refusal if a newer one has come
     */
    void requireNewest(Asker asker) {
        List<Waiter<T>> stale;
        synchronized (this) {
            generations.require(asker);
            stale = waiters().filter(waiter -> waiter.asker.isOlderThan(asker)).toList();
            stale.forEach(this::remove);
        }
        stale.forEach(waiter -> waiter.completeExceptionally(Refusal.stale()));
    }

    private Stream<Waiter<T>> waiters() {
        return byKey.values().stream().flatMap(computation -> computation.waiters.stream());
    }

    private Waiter<T> ask(Object key, Asker asker, Work<T> work) {
        requireNewest(asker);
        Waiter<T> dropped = null;
        Waiter<T> waiter;
        synchronized (this) {
            if (closed) {
                throw Refusal.tooMany("the explorer is ending");
            }
            generations.require(asker);
            if (asked >= limits.most) {
                dropped = leastFair(asker.client());
                remove(dropped);
            }
            Computation<T> computation = byKey.get(key);
            if (computation == null) {
                computation = new Computation<>(key, asker.client(), work);
                byKey.put(key, computation);
                queues.add(asker.client(), computation);
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
        Map<String, List<Waiter<T>>> byClient =
                waiters().collect(Collectors.groupingBy(waiter -> waiter.asker.client()));
        int own = byClient.getOrDefault(client, List.of()).size();
        List<Waiter<T>> most = byClient.values().stream()
                .max(Comparator.comparingInt(List::size))
                .filter(waiters -> waiters.size() > own + 1)
                .orElseThrow(this::tooMany);
        Optional<Computation<T>> last = queues.last(most.get(0).asker.client());
        return most.stream()
                .filter(waiter -> last.isPresent() && waiter.computation == last.get())
                .findFirst()
                .orElseThrow(this::tooMany);
    }

    /** Removes a request without an answer, and cancels its computation if that has no other. */
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
        queues.remove(computation.client, computation);
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
        Computation<T> next = queues.next();
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
            // the requests have been refused before
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

    /** Ends a computation, and returns the requests that wait for it. */
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

    /** Ends the threads: refuses requests that wait, and interrupts computations. */
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
