package org.juliaset.compute;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that can compute: the built-in engine or an OpenCL device, with what is known of it
 * without starting it.
 *
 * @param id what names it on the command line: {@code cpu}, or {@code opencl:P.D} for device D of
 *     platform P
 * @param type what kind of processor it is
 * @param platform the runtime that provides it: Java, or the OpenCL platform's name and version
 * @param name the device's own name
 * @param vendor its maker, empty where unknown
 * @param driver version of the software that runs it
 * @param computeUnits processors that work at the same time; for the built-in engine, its threads
 * @param memoryBytes memory it can use
 * @param maxAllocationBytes the largest single buffer
 * @param float64 whether it computes in float64
 * @param vectorWidth float64 lanes that its driver prefers to work on at a time; 0 where it does not say
 * @param location where its hardware is plugged in, the same for every driver; empty where unknown
 * @param problem why it cannot be used, if that is known without starting it
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
        /** Our own engine, on the CPU, without OpenCL. */
        BUILT_IN,
        /** A CPU driven through OpenCL. */
        CPU,
        /** A graphics processor. */
        GPU,
        /** Anything else that computes. */
        ACCELERATOR
    }

    /** Whether part of its name, its vendor's or its platform's is {@code text}, in upper or lower case. */
    public boolean isCalled(String text) {
        String part = text.toLowerCase(Locale.ROOT);
        String platformName = platform.split(",", 2)[0];
        return Stream.of(name, vendor, platformName).anyMatch(called -> called.toLowerCase(Locale.ROOT).contains(part));
    }

    /** What to remember it by: the same in every process, and another one with another driver. */
    public String identity() {
        return String.join("\n", platform, name, driver);
    }

    /** Of the id alone: Java makes up a record's own hash by method handles, which takes 30 ms the first time. */
    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** The id and the name, as messages show a device. */
    @Override
    public String toString() {
        return id + " (" + name + ")";
    }
}
