package org.juliaset.cli;

import java.math.BigInteger;
import org.juliaset.engine.Catalogue;
import org.juliaset.render.RenderJob;
import picocli.CommandLine.Option;

/** On what to compute a picture. */
final class ComputeOptions {
    private static final int MAX_THREADS = 1024;

    @Option(
            names = {"-d", "--device"},
            paramLabel = "DEVICE",
            description = "auto, cpu, opencl, opencl:P.D, or part of a device's or vendor's name; also from the"
                    + " environment as JULIASET_DEVICE (auto)")
    private String device;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = WholeNumber.class,
            description = "threads that compute (one for each processor)")
    private BigInteger threads;

    /** The device for a picture; to be closed. Says so where one that would have come first cannot be used. */
    Catalogue.Choice choose(RenderJob job) {
        Catalogue.Choice choice = Catalogue.ofThisMachine(threads()).choose(device(), job.set(), job.grid());
        choice.passedOver().forEach(line -> System.err.println("juliaset: " + line));
        return choice;
    }

    /** From the option, else from the environment, else auto. */
    private String device() {
        if (device != null) {
            return device;
        }
        String preset = System.getenv("JULIASET_DEVICE");
        return preset == null || preset.isBlank() ? "auto" : preset;
    }

    int threads() {
        return threads == null
                ? Runtime.getRuntime().availableProcessors()
                : WholeNumber.between(1, MAX_THREADS, "threads", threads);
    }
}
