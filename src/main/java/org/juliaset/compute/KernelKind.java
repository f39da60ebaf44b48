package org.juliaset.compute;

import org.juliaset.model.Scene;

/** What kernels count. There are kernels for each kind, so that none of them asks for its kind at each step. */
public enum KernelKind {
    /** Counts of a Julia set. */
    PLAIN(false, false),
    /** Smooth counts of a Julia set. */
    SMOOTH(false, true),
    /** Counts of the Mandelbrot set. */
    MAP(true, false),
    /** Smooth counts of the Mandelbrot set. */
    SMOOTH_MAP(true, true);

    private final boolean isMap;
    private final boolean isSmooth;

    KernelKind(boolean isMap, boolean isSmooth) {
        this.isMap = isMap;
        this.isSmooth = isSmooth;
    }

    /** Returns the kind of kernels that compute a scene. */
    public static KernelKind of(Scene scene) {
        boolean isSmooth = scene.sampling().smooth();
        if (scene.set().isMap()) {
            return isSmooth ? SMOOTH_MAP : MAP;
        }
        return isSmooth ? SMOOTH : PLAIN;
    }

    /** Returns whether pixels are c, see {@link org.juliaset.model.MandelbrotSet}. */
    public boolean isMap() {
        return isMap;
    }

    /** Returns whether counts are smooth, see {@link org.juliaset.model.Sampling}. */
    public boolean isSmooth() {
        return isSmooth;
    }
}
