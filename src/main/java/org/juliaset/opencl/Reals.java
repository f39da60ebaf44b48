package org.juliaset.opencl;

import java.util.Arrays;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.juliaset.core.Precision;

/** Real numbers as a device takes them, in float64 or rounded to float32. */
final class Reals {
    private final Object array;
    private final int length;
    private final Precision precision;

    private Reals(Object array, int length, Precision precision) {
        this.array = array;
        this.length = length;
        this.precision = precision;
    }

    /** Numbers, the last of them repeated up to a length. */
    static Reals of(double[] numbers, int length, Precision precision) {
        double[] padded = numbers.length == length ? numbers : Arrays.copyOf(numbers, length);
        Arrays.fill(padded, numbers.length, length, numbers[numbers.length - 1]);
        return new Reals(precision == Precision.FLOAT64 ? padded : Precision.rounded(padded), length, precision);
    }

    /** Room for some numbers, all 0. */
    static Reals zeros(int length, Precision precision) {
        return of(new double[length], length, precision);
    }

    long bytes() {
        return (long) length * (precision == Precision.FLOAT64 ? Sizeof.cl_double : Sizeof.cl_float);
    }

    Pointer pointer() {
        return precision == Precision.FLOAT64 ? Pointer.to((double[]) array) : Pointer.to((float[]) array);
    }

    double get(int index) {
        return precision == Precision.FLOAT64 ? ((double[]) array)[index] : ((float[]) array)[index];
    }
}
