package org.juliaset.pipeline;

/** What a render spends its time on. */
public enum Stage {
    /** Sampling the axes and bringing them to the device. */
    GRID,
    /** Iterating. */
    COMPUTE,
    /** Bringing counts back from the device. */
    READ_BACK,
    /** From counts to the file's bytes: shading and compression. */
    ENCODE,
    /** Handing bytes to the operating system. */
    WRITE
}
