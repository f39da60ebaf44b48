package org.juliaset.compute.opencl.program;

import static org.jocl.CL.CL_DEVICE_MAX_WORK_ITEM_DIMENSIONS;
import static org.jocl.CL.CL_DEVICE_MAX_WORK_ITEM_SIZES;
import static org.jocl.CL.clGetDeviceInfo;

import java.util.List;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_device_id;
import org.juliaset.compute.opencl.platform.ClInfo;

/**
 * Sides of a work-group, in work-items.
 *
 * @param width along the real axis
 * @param height along the imaginary axis
 */
record WorkGroup(long width, long height) {
    /** Sides in order of preference: compact, since neighbouring orbits escape after about as many steps. */
    private static final List<long[]> SIDES = List.of(
            new long[] {8, 8}, new long[] {8, 4}, new long[] {4, 4}, new long[] {16, 1}, new long[] {8, 1},
            new long[] {4, 1});

    private static final int DIMENSIONS = 3;

    /**
     * Returns the most preferred work-group that a device and a kernel support (OpenCL 1.2 specification, 5.8).
     *
     * @param limit the largest number of work-items that the kernel supports
     */
    static WorkGroup largest(cl_device_id device, long limit) {
        long[] longest = longestSides(device);
        return SIDES.stream()
                .filter(sides -> sides[0] <= longest[0] && sides[1] <= longest[1] && sides[0] * sides[1] <= limit)
                .findFirst()
                .map(sides -> new WorkGroup(sides[0], sides[1]))
                .orElse(new WorkGroup(1, 1));
    }

    long[] sides() {
        return new long[] {width, height};
    }

    private static long[] longestSides(cl_device_id device) {
        int dimensions = (int) ClInfo.number(device, CL_DEVICE_MAX_WORK_ITEM_DIMENSIONS);
        long[] longest = new long[Math.max(DIMENSIONS, dimensions)];
        clGetDeviceInfo(
                device, CL_DEVICE_MAX_WORK_ITEM_SIZES, (long) longest.length * Sizeof.size_t, Pointer.to(longest),
                null);
        return longest;
    }
}
