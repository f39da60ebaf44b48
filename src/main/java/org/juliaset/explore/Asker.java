package org.juliaset.explore;

/**
 * The source of a request for a computation.
 *
 * @param client the page
 * @param pane a part of it, which shows one view at a time
 * @param generation number of the request, which rises; null if only its page can end it
 */
record Asker(String client, String pane, Long generation) {
    /** Returns whether a request comes from the same pane and has a higher number. */
    boolean isOlderThan(Asker other) {
        return generation != null && other.generation != null && generation < other.generation
                && client.equals(other.client) && pane.equals(other.pane);
    }
}
