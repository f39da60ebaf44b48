package org.juliaset.compute.opencl.platform;

import static org.jocl.CL.clGetDeviceInfo;
import static org.jocl.CL.clGetPlatformInfo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/** Reads parameters of platforms and devices (OpenCL 1.2 specification, 4.1 and 4.2). */
public final class ClInfo {
    private ClInfo() {}

    /** The signature that clGetPlatformInfo and clGetDeviceInfo share once the object is bound. */
    @FunctionalInterface
    private interface Query {
        int get(int parameter, long size, Pointer value, long[] actualSize);
    }

    public static String text(cl_platform_id platform, int parameter) {
        return text((p, size, value, actual) -> clGetPlatformInfo(platform, p, size, value, actual), parameter);
    }

    public static String text(cl_device_id device, int parameter) {
        return text((p, size, value, actual) -> clGetDeviceInfo(device, p, size, value, actual), parameter);
    }

    /** Reads a cl_uint, cl_bool, cl_ulong, size_t or bit field; 0 if the device does not support the parameter. */
    public static long number(cl_device_id device, int parameter) {
        ByteBuffer value = ByteBuffer.allocateDirect(Sizeof.cl_ulong).order(ByteOrder.nativeOrder());
        long[] size = new long[1];
        try {
            clGetDeviceInfo(device, parameter, Sizeof.cl_ulong, Pointer.to(value), size);
        } catch (CLException e) {
            return 0;
        }
        return size[0] == Sizeof.cl_uint ? Integer.toUnsignedLong(value.getInt(0)) : value.getLong(0);
    }

    private static String text(Query query, int parameter) {
        long[] size = new long[1];
        query.get(parameter, 0, null, size);
        byte[] bytes = new byte[(int) size[0]];
        query.get(parameter, bytes.length, Pointer.to(bytes), null);
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] == 0) {
            length--;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8).strip();
    }
}
