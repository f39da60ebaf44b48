package org.juliaset.compute;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A device: the built-in engine or an OpenCL device, with the properties that are known before it starts.
 *
 * @param id {@code cpu}, or {@code opencl:P.D} for device D of platform P
 * @param type the kind of processor
 * @param platform the runtime that provides it: Java, or the OpenCL platform's name and version
 * @param name the device's own name
 * @param vendor its maker; empty if unknown
 * @param driver the version of its driver
 * @param computeUnits number of its compute units; for the built-in engine, of its threads
 * @param memoryBytes the size of its memory
 * @param maxAllocationBytes the largest single buffer
 * @param float64 whether it supports float64
 * @param vectorWidth the number of float64 lanes that its driver prefers; 0 if unknown
 * @param location its PCI address, the same for every driver; empty if unknown
 * @param problem why it cannot be used, if that is known before it starts
 */
public record Device(
        String id,
        Type type,
        String platform,
        String name,
        String vendor,
        String driver,
        int computeUnits,
        long memoryBytes,
        long maxAllocationBytes,
        boolean float64,
        int vectorWidth,
        String location,
        Optional<String> problem) {

    /** Kinds of processor. */
    public enum Type {
        /** The built-in engine on the CPU, without OpenCL. */
        BUILT_IN,
        /** A CPU driven through OpenCL. */
        CPU,
        /** A graphics processor. */
        GPU,
        /** Any other processor. */
        ACCELERATOR
    }

    /** Returns whether the name of the device, its vendor or its platform contains a text, ignoring case. */
    public boolean isCalled(String text) {
        String part = text.toLowerCase(Locale.ROOT);
        String platformName = platform.split(",", 2)[0];
        return Stream.of(name, vendor, platformName).anyMatch(called -> called.toLowerCase(Locale.ROOT).contains(part));
    }

    /** Returns a key for stored values: the same in every process, different for another driver. */
    public String identity() {
        return String.join("\n", platform, name, driver);
    }

    /** Hashes the ID alone: the hash that Java generates for a record costs 30 ms at its first call. */
    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Returns the ID and the name, for messages. */
    @Override
    public String toString() {
        return id + " (" + name + ")";
    }
}
