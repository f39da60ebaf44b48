package org.juliaset.explore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The newest request of each pane of each page, of the latest that have asked. For one thread at a time. */
final class Generations {
    private static final int MOST_PANES = 256;

    /** By the names of the page and the pane. */
    private final Map<List<String>, Long> newest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, Long> eldest) {
            return size() > MOST_PANES;
        }
    };

    /**
     * Notes a request.
     *
     * @throws Refusal if it is older than the newest of its pane
     */
    void require(Asker asker) {
        if (asker.generation() == null) {
            return;
        }
        long latest = newest.merge(List.of(asker.client(), asker.pane()), asker.generation(), Math::max);
        if (asker.generation() < latest) {
            throw Refusal.stale();
        }
    }
}
