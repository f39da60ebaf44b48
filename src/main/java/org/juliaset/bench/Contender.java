package org.juliaset.bench;

import java.util.function.Supplier;

/**
 * A candidate before its start, which can be timed and can fail.
 *
 * @param name its name in tables
 * @param device the ID of its device
 * @param start starts it; if it throws, the candidate is skipped with the exception's message as the reason
 */
public record Contender(String name, String device, Supplier<Candidate> start) {}
