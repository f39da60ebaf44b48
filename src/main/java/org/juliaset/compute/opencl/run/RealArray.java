package org.juliaset.compute.opencl.run;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jocl.Sizeof;
import org.juliaset.model.Precision;

/** An array of real numbers in the precision of a device: float64, or rounded to float32. */
final class RealArray {
    private final Object array;
    private final int length;
    private final Precision precision;

    private RealArray(Object array, int length, Precision precision) {
        this.array = array;
        this.length = length;
        this.precision = precision;
    }

    /** Returns these numbers, the last one repeated up to a length. */
    static RealArray of(double[] numbers, int length, Precision precision) {
        double[] padded = numbers.length == length ? numbers : Arrays.copyOf(numbers, length);
        Arrays.fill(padded, numbers.length, length, numbers[numbers.length - 1]);
        return new RealArray(precision == Precision.FLOAT64 ? padded : Precision.rounded(padded), length, precision);
    }

    /** Returns an array of zeros. */
    static RealArray zeros(int length, Precision precision) {
        return of(new double[length], length, precision);
    }

    long bytes() {
        return (long) length * (precision == Precision.FLOAT64 ? Sizeof.cl_double : Sizeof.cl_float);
    }

    /** Writes all numbers to a buffer in native byte order. */
    void put(ByteBuffer buffer) {
        if (precision == Precision.FLOAT64) {
            buffer.asDoubleBuffer().put((double[]) array, 0, length);
        } else {
            buffer.asFloatBuffer().put((float[]) array, 0, length);
        }
    }

    /** Reads all numbers from a buffer in native byte order. */
    void get(ByteBuffer buffer) {
        if (precision == Precision.FLOAT64) {
            buffer.asDoubleBuffer().get((double[]) array, 0, length);
        } else {
            buffer.asFloatBuffer().get((float[]) array, 0, length);
        }
    }

    double get(int index) {
        return precision == Precision.FLOAT64 ? ((double[]) array)[index] : ((float[]) array)[index];
    }
}
