package org.juliaset.pipeline;

/** The stages of a render. */
public enum Stage {
    /** Sampling the axes and transferring them to the device. */
    GRID,
    /** Iterating. */
    COMPUTE,
    /** Transferring counts from the device. */
    READ_BACK,
    /** Shading and compression. */
    ENCODE,
    /** Passing bytes to the operating system. */
    WRITE
}
