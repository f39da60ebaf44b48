package org.juliaset.bench;

import java.util.function.Supplier;

/**
 * A candidate that has not started yet, so that starting it can be timed and can fail.
 *
 * @param name what it is called in tables
 * @param device the id of its device
 * @param start starts it; an exception's message is the reason why it is skipped
 */
public record Contender(String name, String device, Supplier<Candidate> start) {}
