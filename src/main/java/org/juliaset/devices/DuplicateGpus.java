package org.juliaset.devices;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.juliaset.compute.Device;

/**
 * Finds GPUs that two platforms list. They are the same hardware if their PCI addresses are equal; without an address,
 * if one's name contains the other's and both have the same position among equal names of their platform. Devices of
 * one platform are never the same.
 */
public final class DuplicateGpus {
    private DuplicateGpus() {}

    /** Returns the devices without duplicates. Of two that are the same, a usable one remains. */
    public static List<Device> once(List<Device> devices) {
        List<Device> once = new ArrayList<>();
        devices.stream().sorted(Comparator.comparing(device -> device.problem().isPresent())).forEach(device -> {
            if (once.stream().noneMatch(other -> areSame(device, other, devices))) {
                once.add(device);
            }
        });
        once.sort(Comparator.comparingInt(devices::indexOf));
        return once;
    }

    private static boolean areSame(Device one, Device other, List<Device> devices) {
        if (one.type() != Device.Type.GPU || other.type() != Device.Type.GPU || platform(one).equals(platform(other))) {
            return false;
        }
        if (!one.location().isEmpty() && !other.location().isEmpty()) {
            return one.location().equals(other.location());
        }
        String name = one.name().toLowerCase(Locale.ROOT);
        String otherName = other.name().toLowerCase(Locale.ROOT);
        return (name.contains(otherName) || otherName.contains(name))
                && ordinal(one, devices) == ordinal(other, devices);
    }

    private static String platform(Device device) {
        return device.id().substring(0, Math.max(0, device.id().lastIndexOf('.')));
    }

    /** Returns the number of devices of the same name before this one on its platform. */
    private static long ordinal(Device device, List<Device> devices) {
        return devices.stream()
                .takeWhile(other -> other != device)
                .filter(other -> platform(other).equals(platform(device)) && other.name().equals(device.name()))
                .count();
    }
}
