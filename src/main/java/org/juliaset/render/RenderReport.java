package org.juliaset.render;

import java.util.Map;
import org.juliaset.compute.Device;
import org.juliaset.pipeline.Stage;

/**
 * The results of a render.
 *
 * @param device the device that computed the counts
 * @param pixels number of pixels computed, without those of an earlier render
 * @param iterations the sum of their counts
 * @param bytes size of the whole file
 * @param wallNanos time from start to end, in ns
 * @param stageNanos time in each stage, in ns, summed over the threads that worked in it
 */
public record RenderReport(
        Device device, long pixels, long iterations, long bytes, long wallNanos, Map<Stage, Long> stageNanos) {}
