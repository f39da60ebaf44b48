package org.juliaset.animate;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a value goes from one key to the next. */
public enum Easing {
    /** By the same amount in each frame. */
    LINEAR,
    /** Slowly at first and at the end. */
    SMOOTH,
    /** By the same factor in each frame. */
    EXPONENTIAL;

    /**
     * Reads a name.
     *
     * @throws NumberFormatException if it is none; the message begins with the text
     */
    public static Easing read(String text) {
        return Arrays.stream(values())
                .filter(easing -> easing.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new NumberFormatException("\"" + text + "\" is no easing: give "
                        + Arrays.stream(values()).map(Easing::toString).collect(Collectors.joining(", "))));
    }

    /**
     * Returns the share of the way at a share of the time, both from 0 to 1.
     */
    double way(double time) {
        return this == SMOOTH ? time * time * (3 - 2 * time) : time;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
