package org.juliaset.concurrent;

/**
 * An action that runs if the process ends, normally or by a signal, before the action is cancelled. Safe for use by
 * several threads.
 */
public final class AtExit {
    private final Thread hook;

    /**
     * Registers an action.
     *
     * @param name name of the thread that runs it
     */
    public AtExit(String name, Runnable action) {
        this.hook = new Thread(action, name);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Cancels the action; without effect while the process ends. */
    public void callOff() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending, and the hook runs
        }
    }
}
