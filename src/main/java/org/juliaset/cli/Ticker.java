package org.juliaset.cli;

/**
 * Shows on standard error how far a task has come: on a terminal as a line that is written over, in a log as a line
 * from time to time. A task that is done before the first line of a log is due leaves none there, unless it was asked
 * for.
 */
final class Ticker implements AutoCloseable {
    private static final int BAR_MILLIS = 200;
    private static final int LOG_MILLIS = 60_000;
    private static final int WANTED_LOG_MILLIS = 5_000;

    /** Lines after which the size of the terminal is followed: most pictures are done before. */
    private static final int MANY = 5;

    private final Text text;

    private final Console console;

    /** Where the bar is; null for a log. */
    private final StatusLine line;

    /** Whether the end is told in a log. */
    private boolean isEndTold;

    private int shown;
    private boolean isClosed;

    /** What there is to say; called by several threads. */
    interface Text {
        /** For a terminal, at most so many characters. */
        String bar(int width);

        /** For a log. */
        String line();

        boolean isComplete();
    }

    /** @param wanted whether it was asked for, or refused; null for what suits the terminal or the log */
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
            // nothing interrupts it
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

    /** The bar of a complete task stays; that of an incomplete one is cleared, and the reason takes its place. */
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
