package org.juliaset.bench;

import java.util.ArrayList;
import java.util.List;
import org.juliaset.bench.ladder.HypotLoopRung;
import org.juliaset.bench.ladder.NaiveRung;
import org.juliaset.bench.ladder.Rung;
import org.juliaset.bench.ladder.SquaredNormRung;
import org.juliaset.bench.ladder.WholeArrayRung;
import org.juliaset.engine.Catalogue;
import org.juliaset.engine.Device;
import org.juliaset.engine.DeviceChoice;
import org.juliaset.engine.Engine;

/** Who takes part in a measurement. */
public final class Contenders {
    private Contenders() {}

    /** The article's implementations, in the article's order. */
    public static List<Contender> ladder(Workload workload) {
        List<Rung> rungs = List.of(
                new NaiveRung(),
                new WholeArrayRung(),
                new HypotLoopRung(),
                new SquaredNormRung(false),
                new SquaredNormRung(true));
        return rungs.stream()
                .map(rung -> new RungCandidate(rung, workload))
                .map(candidate -> new Contender(candidate.name(), candidate.device(), () -> candidate))
                .toList();
    }

    /** Every device of the catalogue, also those that cannot be used. */
    public static List<Contender> devices(Catalogue catalogue, Workload workload) {
        List<Contender> contenders = new ArrayList<>();
        for (Device device : catalogue.devices()) {
            contenders.add(device(catalogue, device, workload));
        }
        return contenders;
    }

    /**
     * One device.
     *
     * @throws org.juliaset.engine.NoSuchDeviceException if nothing is called so
     */
    public static Contender device(Catalogue catalogue, String request, Workload workload) {
        return device(catalogue, catalogue.find(request), workload);
    }

    private static Contender device(Catalogue catalogue, Device device, Workload workload) {
        String name = device.type() == Device.Type.BUILT_IN ? "built-in engine" : device.id() + " " + device.name();
        return new Contender(
                name, device.id(), () -> new EngineCandidate(name, workload, engine(catalogue, device, workload)));
    }

    /** From nothing to a PNG on a device, at default and at least compression. */
    public static List<Contender> endToEnd(Catalogue catalogue, String request, Workload workload, int threads) {
        Device device = catalogue.find(request);
        return List.of(
                png("with PNG", catalogue, device, workload, threads, false),
                png("with PNG --fast", catalogue, device, workload, threads, true));
    }

    private static Contender png(
            String name, Catalogue catalogue, Device device, Workload workload, int threads, boolean fast) {
        return new Contender(
                name,
                device.id(),
                () -> new PngCandidate(name, workload, engine(catalogue, device, workload), threads, fast));
    }

    private static Engine engine(Catalogue catalogue, Device device, Workload workload) {
        return new DeviceChoice(catalogue).one(device.id(), workload.set(), workload.grid()).engine();
    }
}
