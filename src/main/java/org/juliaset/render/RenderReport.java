package org.juliaset.render;

import java.util.Map;
import org.juliaset.compute.Device;
import org.juliaset.pipeline.Stage;

/**
 * What a render did.
 *
 * @param device where the counts were computed
 * @param pixels how many were made, without those that an earlier render had left
 * @param iterations the sum of their counts
 * @param bytes of the whole file
 * @param wallNanos time from start to end, in ns
 * @param stageNanos time in each stage, in ns, summed over the threads that worked in it
 */
public record RenderReport(
        Device device, long pixels, long iterations, long bytes, long wallNanos, Map<Stage, Long> stageNanos) {}
