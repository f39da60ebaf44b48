package org.juliaset.render;

/** Something to be done if the process ends, also by a signal, before it is called off. */
final class AtExit {
    private final Thread hook;

    /** @param name of the thread that does it */
    AtExit(String name, Runnable action) {
        this.hook = new Thread(action, name);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void callOff() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending, and the hook does what there is to do
        }
    }
}
