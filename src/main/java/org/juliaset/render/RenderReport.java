package org.juliaset.render;

import java.util.Map;
import org.juliaset.pipeline.Stage;

/**
 * The results of a render.
 *
 * @param kernel what computed the counts, in one line; two, with "then" between them, if a faster one took over
 * @param pixels number of pixels made, without those of an earlier render
 * @param iterations the sum of their counts
 * @param bytes size of the whole file
 * @param wallNanos time from start to end, in ns
 * @param stageNanos time in each stage, in ns, summed over the threads that worked in it
 */
public record RenderReport(
        String kernel,
        long pixels,
        long iterations,
        long bytes,
        long wallNanos,
        Map<Stage, Long> stageNanos) {}
