package org.juliaset.pipeline;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Time spent in each stage, summed over threads. Safe for use by several threads. */
public final class StageTimes {
    private final Map<Stage, LongAdder> nanos = new EnumMap<>(Stage.class);

    public StageTimes() {
        for (Stage stage : Stage.values()) {
            nanos.put(stage, new LongAdder());
        }
    }

    void add(Stage stage, long spent) {
        nanos.get(stage).add(spent);
    }

    public void addSince(Stage stage, long start) {
        add(stage, System.nanoTime() - start);
    }

    public Map<Stage, Long> nanos() {
        Map<Stage, Long> sums = new EnumMap<>(Stage.class);
        nanos.forEach((stage, adder) -> sums.put(stage, adder.sum()));
        return sums;
    }
}
