package org.juliaset.cli;

import org.juliaset.parameters.Quantity;

/** Shows what a benchmark runs now, and the time that is left. */
final class BenchProgress implements Ticker.Text, AutoCloseable {
    private volatile State state = new State("", 0, 0);
    private final Ticker ticker;

    /**
     * @param name of what runs
     * @param done seconds of measuring so far
     */
    private record State(String name, double done, double left) {}

    /** @param wanted see {@link Ticker} */
    BenchProgress(Boolean wanted, Console console) {
        this.ticker = new Ticker(this, wanted, console);
    }

    /** @param done seconds of measuring so far */
    void running(String name, double done, double left) {
        // before the first run of a candidate nothing is known of it
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
