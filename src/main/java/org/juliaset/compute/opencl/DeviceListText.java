package org.juliaset.compute.opencl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.juliaset.compute.Device;
import org.juliaset.compute.EngineProvider.Discovery;

/**
 * The text form of a {@link Discovery}: a header line, a line of tab-separated properties for each device, then a line
 * for each note and each failure.
 */
public final class DeviceListText {
    private static final String FIRST = "devices";
    private static final String NOTE = "note: ";
    private static final String FAILURE = "failure: ";
    private static final int PROPERTIES = 13;

    private DeviceListText() {}

    static String format(Discovery found) {
        Stream<String> devices = found.devices().stream().map(DeviceListText::format);
        Stream<String> notes = found.notes().stream().map(note -> NOTE + clean(note));
        Stream<String> failures = found.failures().stream().map(failure -> FAILURE + clean(failure));
        return Stream.of(Stream.of(FIRST), devices, notes, failures)
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    /** Parses the output of {@link #format}; empty for any other text. */
    public static Optional<Discovery> parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(FIRST)) {
            return Optional.empty();
        }
        try {
            List<Device> devices = new ArrayList<>();
            List<String> notes = new ArrayList<>();
            List<String> failures = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                if (line.startsWith(NOTE)) {
                    notes.add(line.substring(NOTE.length()));
                } else if (line.startsWith(FAILURE)) {
                    failures.add(line.substring(FAILURE.length()));
                } else {
                    devices.add(device(line));
                }
            }
            return Optional.of(new Discovery(devices, notes, failures));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Formats one device as a line of {@value #PROPERTIES} tab-separated properties. */
    static String format(Device device) {
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

    /**
     * Parses one line of a device.
     *
     * @throws IllegalArgumentException for any other line
     */
    static Device device(String line) {
        String[] values = line.split("\t", -1);
        if (values.length != PROPERTIES) {
            throw new IllegalArgumentException(line);
        }
        return new Device(
                values[0],
                Device.Type.valueOf(values[1]),
                values[2],
                values[3],
                values[4],
                values[5],
                Integer.parseInt(values[6]),
                Long.parseLong(values[7]),
                Long.parseLong(values[8]),
                Boolean.parseBoolean(values[9]),
                Integer.parseInt(values[10]),
                values[11],
                values[12].isEmpty() ? Optional.empty() : Optional.of(values[12]));
    }
}
