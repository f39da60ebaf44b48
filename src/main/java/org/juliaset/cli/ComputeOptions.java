package org.juliaset.cli;

import java.math.BigInteger;
import java.util.List;
import org.juliaset.engine.Catalogue;
import org.juliaset.engine.DeviceChoice;
import org.juliaset.render.RenderJob;
import picocli.CommandLine.Option;

/** On what to compute a picture. */
final class ComputeOptions {
    private static final int MAX_THREADS = 1024;

    @Option(
            names = {"-d", "--device"},
            paramLabel = "DEVICE",
            description = "auto, cpu, opencl, opencl:P.D, part of a device's or vendor's name, or all; may be given"
                    + " several times; also from the environment as JULIASET_DEVICE, with commas between (auto)")
    private List<String> devices;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = WholeNumber.class,
            description = "threads that compute and compress (one for each processor)")
    private BigInteger threads;

    /** The devices for a picture; to be closed. Says so where one cannot be used, or fails later. */
    Catalogue.Choice choose(RenderJob job) {
        Catalogue.Choice choice = new DeviceChoice(Catalogue.ofThisMachine(threads()))
                .several(devices(), job.set(), job.grid(), ComputeOptions::say);
        choice.passedOver().forEach(ComputeOptions::say);
        return choice;
    }

    private static void say(String line) {
        System.err.println("juliaset: " + line);
    }

    /** From the options, else from the environment, else auto. */
    private List<String> devices() {
        if (devices != null) {
            return devices;
        }
        String preset = System.getenv("JULIASET_DEVICE");
        return preset == null || preset.isBlank() ? List.of("auto") : List.of(preset.strip().split("\\s*,\\s*"));
    }

    /** @throws org.juliaset.core.InvalidParameterException if it is out of range */
    int threads() {
        return threads == null
                ? Runtime.getRuntime().availableProcessors()
                : WholeNumber.between(1, MAX_THREADS, "threads", threads);
    }
}
