package org.juliaset.concurrent;

/**
 * Something to be done if the process ends, also by a signal, before it is called off. Safe for use by several
 * threads.
 */
public final class AtExit {
    private final Thread hook;

    /** @param name of the thread that does it */
    public AtExit(String name, Runnable action) {
        this.hook = new Thread(action, name);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** From here on it is not to be done; without effect where the process is ending. */
    public void callOff() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending, and the hook does what there is to do
        }
    }
}
