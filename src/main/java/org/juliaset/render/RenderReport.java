package org.juliaset.render;

import java.util.Map;
import org.juliaset.compute.Device;
import org.juliaset.pipeline.Stage;

/**
 * The results of a render.
 *
 * @param device where the counts were computed
 * @param kernel what computed them there, in one line; two, with "then" between them, if a faster one took over
 * @param pixels how many were made, without those that an earlier render had left
 * @param iterations the sum of their counts
 * @param bytes size of the whole file
 * @param wallNanos time from start to end, in ns
 * @param stageNanos time in each stage, in ns, summed over the threads that worked in it
 */
public record RenderReport(
        Device device,
        String kernel,
        long pixels,
        long iterations,
        long bytes,
        long wallNanos,
        Map<Stage, Long> stageNanos) {}
