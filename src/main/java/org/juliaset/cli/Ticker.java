package org.juliaset.cli;

/**
 * Shows the progress of a task on standard error: on a terminal as a status line, in a log as a line from time to time.
 * A task that ends before the first line of a log is due prints none, unless progress was requested.
 */
final class Ticker implements AutoCloseable {
    private static final int BAR_MILLIS = 200;
    private static final int LOG_MILLIS = 60_000;
    private static final int WANTED_LOG_MILLIS = 5_000;

    /** After this many lines the size of the terminal is followed: most pictures end before. */
    private static final int MANY = 5;

    private final Text text;

    private final Console console;

    /** The status line; null for a log. */
    private final StatusLine line;

    /** Whether a log gets a line at the end. */
    private boolean isEndTold;

    private int shown;
    private boolean isClosed;

    /** The text to show; called by several threads. */
    interface Text {
        /** Returns the text for a terminal, of at most this many characters. */
        String bar(int width);

        /** Returns the text for a log. */
        String line();

        boolean isComplete();
    }

    /**
     * Starts the display.
     *
     * @param wanted whether the user requested or refused it; null for the default of a terminal or a log
     */
    Ticker(Text text, Boolean wanted, Console console) {
        this.text = text;
        this.console = console;
        boolean isRefused = Boolean.FALSE.equals(wanted);
        this.isEndTold = Boolean.TRUE.equals(wanted);
        this.line = isRefused ? null : console.statusLine().orElse(null);
        if (!isRefused) {
            int logMillis = Integer.getInteger("juliaset.progress.millis", isEndTold ? WANTED_LOG_MILLIS : LOG_MILLIS);
            int millis = line == null ? logMillis : BAR_MILLIS;
            Thread thread = new Thread(() -> run(millis), "juliaset-progress");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private synchronized void run(int millis) {
        try {
            wait(millis);
            while (!isClosed) {
                show();
                wait(millis);
            }
        } catch (InterruptedException e) {
            // this thread is never interrupted
        }
    }

    private void show() {
        if (line == null) {
            console.say(text.line());
            isEndTold = true;
            return;
        }
        line.show(text.bar(line.width()));
        shown++;
        if (shown == MANY) {
            line.followSize();
        }
    }

    /**
     * Ends the display. The bar of a complete task stays; that of an incomplete one is cleared, and the reason is
     * printed.
     */
    @Override
    public synchronized void close() {
        isClosed = true;
        notifyAll();
        if (!text.isComplete()) {
            if (line != null) {
                line.clear();
            }
        } else if (line != null) {
            show();
            line.finish();
        } else if (isEndTold) {
            show();
        }
    }
}
