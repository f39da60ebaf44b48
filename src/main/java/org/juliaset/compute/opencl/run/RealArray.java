package org.juliaset.compute.opencl.run;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jocl.Sizeof;
import org.juliaset.model.Precision;

/** Real numbers as a device takes them, in float64 or rounded to float32. */
final class RealArray {
    private final Object array;
    private final int length;
    private final Precision precision;

    private RealArray(Object array, int length, Precision precision) {
        this.array = array;
        this.length = length;
        this.precision = precision;
    }

    /** Numbers, the last of them repeated up to a length. */
    static RealArray of(double[] numbers, int length, Precision precision) {
        double[] padded = numbers.length == length ? numbers : Arrays.copyOf(numbers, length);
        Arrays.fill(padded, numbers.length, length, numbers[numbers.length - 1]);
        return new RealArray(precision == Precision.FLOAT64 ? padded : Precision.rounded(padded), length, precision);
    }

    /** Room for some numbers, all 0. */
    static RealArray zeros(int length, Precision precision) {
        return of(new double[length], length, precision);
    }

    long bytes() {
        return (long) length * (precision == Precision.FLOAT64 ? Sizeof.cl_double : Sizeof.cl_float);
    }

    /** Puts all of them into a buffer in native order. */
    void put(ByteBuffer into) {
        if (precision == Precision.FLOAT64) {
            into.asDoubleBuffer().put((double[]) array, 0, length);
        } else {
            into.asFloatBuffer().put((float[]) array, 0, length);
        }
    }

    /** Takes all of them from a buffer in native order. */
    void get(ByteBuffer from) {
        if (precision == Precision.FLOAT64) {
            from.asDoubleBuffer().get((double[]) array, 0, length);
        } else {
            from.asFloatBuffer().get((float[]) array, 0, length);
        }
    }

    double get(int index) {
        return precision == Precision.FLOAT64 ? ((double[]) array)[index] : ((float[]) array)[index];
    }
}
