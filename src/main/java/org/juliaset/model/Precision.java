package org.juliaset.model;

import java.util.Arrays;
import org.juliaset.parameters.Limit;

/**
 * The arithmetic of an orbit. Each has exact counts of its own: {@link #FLOAT32} is float64 in which the
 * axes, c and the squared threshold are rounded once to float32 and every operation after that is
 * float32.
 */
public enum Precision {
    /** IEEE 754 binary64. */
    FLOAT64("double", Math.ulp(1.0), Limit.MAGNITUDE),

    /** IEEE 754 binary32: faster, and with fewer pixels to the picture. */
    FLOAT32("float", Math.ulp(1f), 1e9);

    private final String title;
    private final double epsilon;
    private final double maxMagnitude;

    Precision(String title, double epsilon, double maxMagnitude) {
        this.title = title;
        this.epsilon = epsilon;
        this.maxMagnitude = maxMagnitude;
    }

    /** Returns its name in C, Java and on the command line. */
    public String title() {
        return title;
    }

    /** Returns the precision of a title. */
    public static Precision of(String title) {
        return Arrays.stream(values()).filter(known -> known.title.equals(title)).findFirst().orElseThrow();
    }

    /** Returns the distance from 1 to the next number. */
    public double epsilon() {
        return epsilon;
    }

    /** Returns numbers rounded to the nearest float32. */
    public static float[] rounded(double[] numbers) {
        float[] rounded = new float[numbers.length];
        for (int k = 0; k < numbers.length; k++) {
            rounded[k] = (float) numbers[k];
        }
        return rounded;
    }

    /** Returns the largest magnitude of a parameter whose orbits escape before their norms overflow. */
    double maxMagnitude() {
        return maxMagnitude;
    }
}
