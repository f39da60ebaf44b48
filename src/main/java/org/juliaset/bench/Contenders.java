package org.juliaset.bench;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.juliaset.bench.ladder.HypotLoopRung;
import org.juliaset.bench.ladder.NaiveRung;
import org.juliaset.bench.ladder.Rung;
import org.juliaset.bench.ladder.SquaredNormRung;
import org.juliaset.bench.ladder.WholeArrayRung;
import org.juliaset.compute.Device;
import org.juliaset.compute.Engine;
import org.juliaset.compute.cpu.CpuProvider;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.devices.DeviceSelector;

/** Lists the contenders of a measurement. */
public final class Contenders {
    private Contenders() {}

    /**
     * Returns the article's implementations in the article's order.
     *
     * @param workload of a Julia set
     * @param threads number of threads of the last one
     */
    public static List<Contender> ladder(Workload workload, int threads) {
        List<Rung> rungs = List.of(
                new NaiveRung(),
                new WholeArrayRung(),
                new HypotLoopRung(),
                new SquaredNormRung(false),
                new SquaredNormRung(true));
        return rungs.stream()
                .map(rung -> new Contender(
                        rung.name(), CpuProvider.ID, () -> new RungCandidate(rung, workload, threads)))
                .toList();
    }

    /**
     * Returns the devices that requests match, without duplicates, usable or not. {@code all} matches every device,
     * {@code auto} the one that a render of the workload would start.
     *
     * @throws org.juliaset.devices.NoSuchDeviceException if a request matches none
     */
    public static Set<Device> meant(DeviceCatalogue catalogue, List<String> requests, Workload workload) {
        Set<Device> devices = new LinkedHashSet<>();
        for (String request : DeviceSelector.split(requests)) {
            if (DeviceSelector.isAll(request)) {
                devices.addAll(catalogue.devices());
            } else if (DeviceSelector.isAutomatic(request)) {
                devices.add(new DeviceSelector(catalogue).automatic(workload.scene()));
            } else {
                devices.add(catalogue.find(request));
            }
        }
        return devices;
    }

    /** Returns the contender of one device. */
    public static Contender device(DeviceCatalogue catalogue, Device device, Workload workload) {
        String name = device.type() == Device.Type.BUILT_IN ? "built-in engine" : device.id() + " " + device.name();
        return new Contender(
                name, device.id(), () -> new EngineCandidate(name, workload, engine(catalogue, device, workload)));
    }

    /** Returns contenders that render a PNG on a device, with default and with the least compression. */
    public static List<Contender> endToEnd(DeviceCatalogue catalogue, String request, Workload workload, int threads) {
        Device device = catalogue.find(request);
        return List.of(
                png("with PNG", catalogue, device, workload, threads, false),
                png("with PNG, fast", catalogue, device, workload, threads, true));
    }

    private static Contender png(
            String name, DeviceCatalogue catalogue, Device device, Workload workload, int threads, boolean fast) {
        return new Contender(
                name,
                device.id(),
                () -> new PngCandidate(name, workload, engine(catalogue, device, workload), threads, fast));
    }

    private static Engine engine(DeviceCatalogue catalogue, Device device, Workload workload) {
        return new DeviceSelector(catalogue).one(device.id(), workload.scene()).engine();
    }
}
