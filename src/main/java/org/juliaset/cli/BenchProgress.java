package org.juliaset.cli;

import org.juliaset.parameters.Quantity;

/** Shows the current run of a benchmark and the remaining time. */
final class BenchProgress implements Ticker.Text, AutoCloseable {
    private volatile State state = new State("", 0, 0);
    private final Ticker ticker;

    /**
     * The current run.
     *
     * @param name name of the candidate
     * @param done seconds of measuring so far
     */
    private record State(String name, double done, double left) {}

    /**
     * Starts the display.
     *
     * @param wanted see {@link Ticker}
     */
    BenchProgress(Boolean wanted, Console console) {
        this.ticker = new Ticker(this, wanted, console);
    }

    /** @param done seconds of measuring so far */
    void running(String name, double done, double left) {
        // the time of a candidate is unknown before its first run
        state = new State(
                name, Double.isFinite(done) ? Math.max(0, done) : 0, Double.isFinite(left) ? Math.max(0, left) : 0);
    }

    @Override
    public String bar(int width) {
        State now = state;
        double share = now.done / Math.max(1, now.done + now.left);
        String left = " " + Quantity.ofSeconds(now.left) + " left";
        return ProgressText.bar(width, share, new String[][] {
            {"bench", left + " " + now.name}, {"bench", left}, {"", left}, {"", ""}
        });
    }

    @Override
    public String line() {
        State now = state;
        return "bench after " + Quantity.ofSeconds(now.done) + ", " + Quantity.ofSeconds(now.left) + " left, "
                + now.name;
    }

    @Override
    public boolean isComplete() {
        return false;
    }

    @Override
    public void close() {
        ticker.close();
    }
}
