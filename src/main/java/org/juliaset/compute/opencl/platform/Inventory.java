package org.juliaset.compute.opencl.platform;

import static org.jocl.CL.*;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jocl.CLException;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;
import org.juliaset.compute.Device;
import org.juliaset.compute.EngineProvider.Discovery;

/**
 * All OpenCL devices of this machine, listed once, in this process. A missing library, platform or device becomes a
 * note.
 */
public final class Inventory {
    /** The status that the ICD loader returns if it finds no driver (cl_khr_icd extension). */
    private static final int CL_PLATFORM_NOT_FOUND_KHR = -1001;

    /** CL_DEVICE_TYPE_ALL of the specification: JOCL's constant is -1, and rusticl rejects its upper 32 bits. */
    private static final long ALL_TYPES = 0xFFFFFFFFL;

    /** CL_DEVICE_BOARD_NAME_AMD (cl_amd_device_attribute_query). */
    private static final int BOARD_NAME_AMD = 0x4038;

    /** The beginning of a note about a missing library. */
    public static final String NOT_LOADED = "OpenCL could not be loaded: ";

    private final Map<Device, Handle> handles = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /** What OpenCL calls a device by. */
    public record Handle(cl_platform_id platform, cl_device_id device) {}

    /**
     * Lists the devices.
     *
     * @param library loads the OpenCL library, or throws a LinkageError
     */
    public Inventory(Runnable library) {
        try {
            library.run();
        } catch (LinkageError e) {
            String cause = e.getMessage() == null ? e.toString() : e.getMessage().lines().findFirst().orElse("");
            notes.add(NOT_LOADED + cause);
            return;
        }
        cl_platform_id[] platforms = platforms();
        for (int p = 0; p < platforms.length; p++) {
            addDevices(platforms[p], p);
        }
    }

    /** Returns the devices in the order of their IDs, the notes and the failures. */
    public Discovery discovery() {
        return new Discovery(List.copyOf(handles.keySet()), List.copyOf(notes), List.copyOf(failures));
    }

    /** What OpenCL calls a device by: one with the same place and name, whatever else has changed of it. */
    public Optional<Handle> handle(Device device) {
        return handles.entrySet().stream()
                .filter(known -> known.getKey().id().equals(device.id())
                        && known.getKey().identity().equals(device.identity()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private cl_platform_id[] platforms() {
        try {
            int[] count = new int[1];
            clGetPlatformIDs(0, null, count);
            cl_platform_id[] platforms = new cl_platform_id[count[0]];
            clGetPlatformIDs(platforms.length, platforms, null);
            if (platforms.length == 0) {
                notes.add(noPlatform());
            }
            return platforms;
        } catch (CLException e) {
            if (e.getStatus() == CL_PLATFORM_NOT_FOUND_KHR) {
                notes.add(noPlatform());
            } else {
                failures.add("OpenCL's platforms could not be listed: " + e.getMessage());
            }
            return new cl_platform_id[0];
        }
    }

    private static String noPlatform() {
        return "OpenCL has no platform: install the driver of your device (for a CPU, on Debian, the"
                + " package pocl-opencl-icd)";
    }

    private void addDevices(cl_platform_id platform, int platformIndex) {
        String name = "platform " + platformIndex;
        try {
            name = ClInfo.text(platform, CL_PLATFORM_NAME);
            String version = ClInfo.text(platform, CL_PLATFORM_VERSION);
            cl_device_id[] devices = devices(platform);
            if (devices.length == 0) {
                notes.add("the OpenCL platform " + name + " has no device");
            }
            for (int d = 0; d < devices.length; d++) {
                addDevice(new Handle(platform, devices[d]), "opencl:" + platformIndex + "." + d, name + ", " + version);
            }
        } catch (CLException e) {
            failures.add("the devices of the OpenCL platform " + name + " could not be listed: " + e.getMessage());
        }
    }

    /** Adds a device; one whose queries fail becomes a failure and does not affect the others. */
    private void addDevice(Handle handle, String id, String platform) {
        try {
            handles.put(describe(handle.device(), id, platform), handle);
        } catch (CLException e) {
            failures.add("the OpenCL device " + id.substring(id.indexOf(':') + 1) + " of " + platform
                    + " does not describe itself: " + e.getMessage());
        }
    }

    private static cl_device_id[] devices(cl_platform_id platform) {
        try {
            int[] count = new int[1];
            clGetDeviceIDs(platform, ALL_TYPES, 0, null, count);
            cl_device_id[] devices = new cl_device_id[count[0]];
            if (devices.length > 0) {
                clGetDeviceIDs(platform, ALL_TYPES, devices.length, devices, null);
            }
            return devices;
        } catch (CLException e) {
            if (e.getStatus() == CL_DEVICE_NOT_FOUND) {
                return new cl_device_id[0];
            }
            throw e;
        }
    }

    private static Device describe(cl_device_id device, String id, String platform) {
        // the same parameter in the core of OpenCL 1.2 and in the extension of earlier versions
        boolean float64 = ClInfo.number(device, CL_DEVICE_DOUBLE_FP_CONFIG) != 0;
        return new Device(
                id,
                type(ClInfo.number(device, CL_DEVICE_TYPE)),
                platform,
                name(device),
                ClInfo.text(device, CL_DEVICE_VENDOR),
                ClInfo.text(device, CL_DRIVER_VERSION),
                (int) ClInfo.number(device, CL_DEVICE_MAX_COMPUTE_UNITS),
                bytes(device, CL_DEVICE_GLOBAL_MEM_SIZE),
                bytes(device, CL_DEVICE_MAX_MEM_ALLOC_SIZE),
                float64,
                (int) ClInfo.number(device, CL_DEVICE_PREFERRED_VECTOR_WIDTH_DOUBLE),
                PciAddress.of(device),
                problem(device));
    }

    /**
     * Returns the name of a device, led by the name of its board where AMD's driver reports one: CL_DEVICE_NAME is then
     * its instruction set.
     */
    private static String name(cl_device_id device) {
        String name = ClInfo.text(device, CL_DEVICE_NAME);
        try {
            if (!ClInfo.text(device, CL_DEVICE_EXTENSIONS).contains("cl_amd_device_attribute_query")) {
                return name;
            }
            String board = ClInfo.text(device, BOARD_NAME_AMD);
            return board.isEmpty() || name.contains(board) ? name : board + ", " + name;
        } catch (CLException e) {
            return name;
        }
    }

    /** Reads a number of bytes; above 2⁶³ - 1 it becomes that. */
    private static long bytes(cl_device_id device, int parameter) {
        long bytes = ClInfo.number(device, parameter);
        return bytes < 0 ? Long.MAX_VALUE : bytes;
    }

    private static Device.Type type(long bits) {
        if ((bits & CL_DEVICE_TYPE_GPU) != 0) {
            return Device.Type.GPU;
        }
        return (bits & CL_DEVICE_TYPE_CPU) != 0 ? Device.Type.CPU : Device.Type.ACCELERATOR;
    }

    private static Optional<String> problem(cl_device_id device) {
        if (ClInfo.number(device, CL_DEVICE_AVAILABLE) == 0) {
            return Optional.of("its driver says that it is not available");
        }
        if (ClInfo.number(device, CL_DEVICE_COMPILER_AVAILABLE) == 0) {
            return Optional.of("its driver has no compiler");
        }
        if (ClInfo.number(device, CL_DEVICE_ENDIAN_LITTLE) == 0) {
            return Optional.of("it is big-endian");
        }
        return Optional.empty();
    }
}
