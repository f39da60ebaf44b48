package org.juliaset.cli;

import java.util.List;
import java.util.OptionalInt;
import org.juliaset.compute.EngineException;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.devices.DeviceSelector;
import org.juliaset.render.RenderJob;
import picocli.CommandLine.Model.OptionSpec;

/** Options for devices and threads. */
final class ComputeOptions extends OptionGroup {
    private static final int MAX_THREADS = 1024;
    private static final String VARIABLE = "JULIASET_DEVICE";

    private final OptionSpec devices = add(texts("-d", "--device")
            .paramLabel("DEVICE")
            .completionCandidates(List.of("auto", "cpu", "gpu", "opencl", "all"))
            .description("auto, cpu (the built-in engine), gpu, opencl, opencl:P (a platform), opencl:P.D, part of a"
                    + " device's or vendor's name, or all; several with commas between; also from the environment as"
                    + " JULIASET_DEVICE (auto)"));

    private final OptionSpec threads = add(wholeNumber("--threads")
            .paramLabel("N")
            .description("threads that compute and compress (one for each processor)"));

    private final Console console;

    ComputeOptions(Console console) {
        this.console = console;
    }

    /**
     * Starts the devices for a picture; the caller closes the engine. Prints a line if one cannot be used or fails
     * later.
     */
    DeviceCatalogue.Choice choose(RenderJob job) {
        return choose((selector, requests) -> selector.several(requests, job.scene(), console::say));
    }

    /** Starts the devices for so many pictures that any start is worth its time. */
    DeviceCatalogue.Choice chooseForMany() {
        return choose((selector, requests) -> selector.several(requests, console::say));
    }

    private DeviceCatalogue.Choice choose(Selection selection) {
        List<String> given = devices.getValue();
        if (given != null) {
            return choose(selection, given);
        }
        String preset = console.environment().get(VARIABLE);
        if (preset == null || preset.isBlank()) {
            return choose(selection, List.of("auto"));
        }
        try {
            return choose(selection, List.of(preset));
        } catch (EngineException e) {
            throw e.adding("; " + VARIABLE + " is \"" + preset + "\"");
        }
    }

    private DeviceCatalogue.Choice choose(Selection selection, List<String> requests) {
        DeviceSelector selector = new DeviceSelector(DeviceCatalogue.ofThisMachine(threads()));
        DeviceCatalogue.Choice choice = selection.choose(selector, requests);
        choice.passedOver().forEach(console::say);
        return choice;
    }

    /** Starts devices for a certain work. */
    @FunctionalInterface
    private interface Selection {
        DeviceCatalogue.Choice choose(DeviceSelector selector, List<String> requests);
    }

    /**
     * Returns the devices that were given here; empty if none were.
     *
     * @throws org.juliaset.devices.NoSuchDeviceException if one of them is empty
     */
    List<String> devices() {
        return devices.getValue() == null ? List.of() : DeviceSelector.split(devices.getValue());
    }

    /** @throws org.juliaset.parameters.InvalidParameterException if it is out of range */
    int threads() {
        return threads(threads);
    }

    /** Returns the number of threads if it was given. */
    OptionalInt givenThreads() {
        return threads.getValue() == null ? OptionalInt.empty() : OptionalInt.of(threads());
    }

    /** Returns the value of an option like {@code --threads}. */
    static int threads(OptionSpec threads) {
        return threads.getValue() == null
                ? Runtime.getRuntime().availableProcessors()
                : between(1, MAX_THREADS, "threads", threads.getValue());
    }
}
