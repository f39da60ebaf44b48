package org.juliaset.bench;

import org.juliaset.parameters.InvalidParameterException;

/**
 * How long to measure, and on how many threads.
 *
 * @param runs measured runs of each candidate, at least 1
 * @param warmups runs before those at most; fewer where two in a row take the same time
 * @param maxSeconds time for each candidate, from which on it gets no further run; it gets one in any case
 * @param threads of the reference and the built-in engine; 0 in reports of versions that did not say
 */
public record Settings(int runs, int warmups, double maxSeconds, int threads) {
    /** @throws InvalidParameterException if there would be nothing to measure */
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

    /** On a thread for each processor. */
    public Settings(int runs, int warmups, double maxSeconds) {
        this(runs, warmups, maxSeconds, Runtime.getRuntime().availableProcessors());
    }
}
