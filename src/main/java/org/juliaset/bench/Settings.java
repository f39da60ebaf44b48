package org.juliaset.bench;

import org.juliaset.parameters.InvalidParameterException;

/**
 * The number and time of runs, and the number of threads.
 *
 * @param runs measured runs of each candidate, at least 1
 * @param warmups the most runs before those; fewer if two consecutive ones take the same time
 * @param maxSeconds time for each candidate, after which no further run starts; one always does
 * @param threads number of threads of the reference and the built-in engine; 0 in reports of versions without it
 */
public record Settings(int runs, int warmups, double maxSeconds, int threads) {
    /**
     * Checks the settings.
     *
     * @throws InvalidParameterException if nothing would be measured
     */
    public Settings {
        if (runs < 1) {
            throw new InvalidParameterException("runs is " + runs + ": give 1 or more");
        }
        if (warmups < 0) {
            throw new InvalidParameterException("warmup is " + warmups + ": give 0 or more");
        }
        if (!(maxSeconds > 0)) {
            throw new InvalidParameterException("max-time is " + maxSeconds + ": give a number of seconds above 0");
        }
    }

    /** Creates settings with a thread for each processor. */
    public Settings(int runs, int warmups, double maxSeconds) {
        this(runs, warmups, maxSeconds, Runtime.getRuntime().availableProcessors());
    }
}
