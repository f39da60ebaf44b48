package org.juliaset.explore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A queue for each page, from which one is taken of each in turn. For one thread at a time.
 *
 * @param <E> what waits; compared by identity
 */
final class ClientQueues<E> {
    /** The page whose turn is next comes first. No queue is empty. */
    private final Map<String, Deque<E>> queues = new LinkedHashMap<>();

    boolean isEmpty() {
        return queues.isEmpty();
    }

    void add(String client, E waiting) {
        queues.computeIfAbsent(client, name -> new ArrayDeque<>()).add(waiting);
    }

    /** Takes the first of the page whose turn it is; there must be one. */
    E next() {
        String client = queues.keySet().iterator().next();
        Deque<E> queue = queues.remove(client);
        E next = queue.remove();
        if (!queue.isEmpty()) {
            queues.put(client, queue);
        }
        return next;
    }

    /** Removes one that may have been taken already. */
    void remove(String client, E waiting) {
        Deque<E> queue = queues.get(client);
        if (queue != null && queue.remove(waiting) && queue.isEmpty()) {
            queues.remove(client);
        }
    }

    /** Returns the last of a page. */
    Optional<E> last(String client) {
        return Optional.ofNullable(queues.get(client)).map(Deque::peekLast);
    }
}
