package org.juliaset.opencl;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.juliaset.engine.Device;

/** Devices as lines of text after a first one, their properties between tabs. */
final class DeviceLines {
    private static final String FIRST = "devices";
    private static final int PROPERTIES = 13;

    private DeviceLines() {}

    static String format(List<Device> devices) {
        return Stream.concat(Stream.of(FIRST), devices.stream().map(DeviceLines::format)).collect(Collectors.joining("\n"));
    }

    /** Reads what {@link #format} wrote; empty if it is anything else. */
    static Optional<List<Device>> parse(String text) {
        try {
            return text.lines().findFirst().equals(Optional.of(FIRST))
                    ? Optional.of(text.lines().skip(1).map(DeviceLines::device).toList())
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String format(Device device) {
        return String.join(
                "\t",
                clean(device.id()),
                device.type().name(),
                clean(device.platform()),
                clean(device.name()),
                clean(device.vendor()),
                clean(device.driver()),
                Integer.toString(device.computeUnits()),
                Long.toString(device.memoryBytes()),
                Long.toString(device.maxAllocationBytes()),
                Boolean.toString(device.float64()),
                Integer.toString(device.vectorWidth()),
                clean(device.location()),
                clean(device.problem().orElse("")));
    }

    private static String clean(String text) {
        return text.replaceAll("[\\t\\r\\n]", " ");
    }

    /** @throws IllegalArgumentException if it is none */
    private static Device device(String line) {
        String[] is = line.split("\t", -1);
        if (is.length != PROPERTIES) {
            throw new IllegalArgumentException(line);
        }
        return new Device(
                is[0],
                Device.Type.valueOf(is[1]),
                is[2],
                is[3],
                is[4],
                is[5],
                Integer.parseInt(is[6]),
                Long.parseLong(is[7]),
                Long.parseLong(is[8]),
                Boolean.parseBoolean(is[9]),
                Integer.parseInt(is[10]),
                is[11],
                is[12].isEmpty() ? Optional.empty() : Optional.of(is[12]));
    }
}
