package org.juliaset.concurrent;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Arrays that are used again, of one length for the most part: large ones that are new each time keep the garbage
 * collector busy. Safe for use by several threads.
 */
public final class SpareArrays {
    private final int most;
    private final Deque<byte[]> spare = new ArrayDeque<>();

    /** @param most arrays that are kept */
    public SpareArrays(int most) {
        this.most = most;
    }

    /** Returns an array of a length, with whatever is in it. */
    public synchronized byte[] take(int length) {
        for (byte[] array : spare) {
            if (array.length == length) {
                spare.remove(array);
                return array;
            }
        }
        return new byte[length];
    }

    /** Keeps an array for the next {@link #take}; its user must be done with it. */
    public synchronized void give(byte[] array) {
        spare.addFirst(array);
        if (spare.size() > most) {
            spare.removeLast();
        }
    }
}
