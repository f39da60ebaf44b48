package org.juliaset.compute.opencl.platform;

import static org.jocl.CL.CL_DEVICE_EXTENSIONS;
import static org.jocl.CL.clGetDeviceInfo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.cl_device_id;

/** The PCI address of a device, by one of three extensions. */
final class PciAddress {
    /** CL_DEVICE_PCI_BUS_INFO_KHR: domain, bus, device and function, each uint32 (cl_khr_pci_bus_info). */
    private static final int PCI_BUS_INFO = 0x410F;

    /** CL_DEVICE_PCI_BUS_ID_NV, CL_DEVICE_PCI_SLOT_ID_NV, CL_DEVICE_PCI_DOMAIN_ID_NV (cl_nv_device_attribute_query). */
    private static final List<Integer> NVIDIA = List.of(0x400A, 0x4008, 0x4009);

    /**
     * CL_DEVICE_TOPOLOGY_AMD: type 1, then at bytes 21 to 23 bus, device and function (cl_amd_device_attribute_query).
     */
    private static final int TOPOLOGY_AMD = 0x4037;

    private static final int TOPOLOGY_BYTES = 24;

    private PciAddress() {}

    /** Returns the address, such as {@code pci 0000:3b:00.0}; empty if the driver does not report it. */
    static String of(cl_device_id device) {
        try {
            String extensions = " " + ClInfo.text(device, CL_DEVICE_EXTENSIONS) + " ";
            if (extensions.contains(" cl_khr_pci_bus_info ")) {
                ByteBuffer info = query(device, PCI_BUS_INFO, 4 * Integer.BYTES);
                return pci(info.getInt(0), info.getInt(4), info.getInt(8), info.getInt(12));
            }
            if (extensions.contains(" cl_nv_device_attribute_query ")) {
                int[] ids = NVIDIA.stream().mapToInt(id -> (int) ClInfo.number(device, id)).toArray();
                return pci(ids[0], ids[1], ids[2] >> 3, ids[2] & 7);
            }
            if (extensions.contains(" cl_amd_device_attribute_query ")) {
                ByteBuffer topology = query(device, TOPOLOGY_AMD, TOPOLOGY_BYTES);
                return pci(0, topology.get(21) & 0xFF, topology.get(22), topology.get(23));
            }
            return "";
        } catch (CLException e) {
            return "";
        }
    }

    private static ByteBuffer query(cl_device_id device, int parameter, int bytes) {
        ByteBuffer value = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        clGetDeviceInfo(device, parameter, bytes, Pointer.to(value), null);
        return value;
    }

    private static String pci(int domain, int bus, int device, int function) {
        return String.format(Locale.ROOT, "pci %04x:%02x:%02x.%x", domain, bus, device, function);
    }
}
