package org.juliaset.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.juliaset.compute.Device;

/**
 * The machine of a measurement.
 *
 * @param processor the name of its processor
 * @param processors number of processors available to Java
 * @param memoryBytes size of its memory
 * @param os name, version and architecture
 * @param java version of the Java runtime
 * @param jvm name and version of the virtual machine
 * @param devices the OpenCL devices selected for the measurement, with the versions of platform and driver
 */
public record Machine(
        String processor, int processors, long memoryBytes, String os, String java, String jvm, List<OpenCl> devices) {

    /** An OpenCL device. */
    public record OpenCl(String id, String name, String platform, String driver) {}

    /** Returns this machine with some of its devices. */
    public static Machine here(Collection<Device> devices) {
        return new Machine(
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                memory(),
                property("os.name") + " " + property("os.version") + " " + property("os.arch"),
                Runtime.version().toString(),
                property("java.vm.name") + " " + property("java.vm.version"),
                devices.stream()
                        .filter(device -> device.type() != Device.Type.BUILT_IN)
                        .map(device -> new OpenCl(device.id(), device.name(), device.platform(), device.driver()))
                        .toList());
    }

    private static String property(String name) {
        return System.getProperty(name);
    }

    private static String processorName() {
        return field("/proc/cpuinfo", "model name", "unknown");
    }

    private static long memory() {
        return Long.parseLong(field("/proc/meminfo", "MemTotal", "0").replaceAll("\\D", "")) << 10;
    }

    /** Reads a field of a file of Linux's /proc, which other systems lack. */
    private static String field(String file, String name, String fallback) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(fallback);
        } catch (IOException e) {
            return fallback;
        }
    }
}
