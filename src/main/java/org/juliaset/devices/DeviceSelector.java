package org.juliaset.devices;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.juliaset.compute.Device;
import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.WatchedEngine;
import org.juliaset.devices.pool.DevicePool;
import org.juliaset.devices.speed.RenderCost;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;

/**
 * Finds the devices for a picture. A request is {@code auto}; {@code all} for every usable device; {@code cpu} for the
 * built-in engine; {@code gpu} for the first usable GPU; {@code opencl} for the first usable OpenCL device, GPUs before
 * others; {@code opencl:P} for the first one of platform P; {@code opencl:P.D}; or part of the name of a device or
 * vendor. Case does not matter. Several of these may be joined by commas.
 */
public final class DeviceSelector {
    private static final String AUTO = "auto";
    private static final String ALL = "all";

    private final DeviceCatalogue catalogue;

    /**
     * Creates a selector.
     *
     * @param catalogue lists and starts the devices
     */
    public DeviceSelector(DeviceCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Starts one device. No other device replaces it if it fails later.
     *
     * @param scene what is to be computed
     * @throws NoSuchDeviceException if no device matches
     * @throws EngineException if the matching device cannot be used
     */
    public DeviceCatalogue.Choice one(String request, Scene scene) {
        DeviceCatalogue.Choice choice = one(request, RenderCost.of(scene));
        return new DeviceCatalogue.Choice(WatchedEngine.of(choice.engine()), choice.reason(), choice.passedOver());
    }

    DeviceCatalogue.Choice one(String request, RenderCost work) {
        return isAutomatic(request)
                ? catalogue.autoSelector().choose(work)
                : firstThatStarts(
                        catalogue.meant(request), work.precision(), "it was asked for as \"" + request + "\"");
    }

    /** Returns whether a request is {@code all}. */
    public static boolean isAll(String request) {
        return request.strip().equalsIgnoreCase(ALL);
    }

    /** Returns whether a request is {@code auto}. */
    public static boolean isAutomatic(String request) {
        return request.strip().equalsIgnoreCase(AUTO);
    }

    /**
     * Splits lists of requests at their commas.
     *
     * @throws NoSuchDeviceException if one of them is empty
     */
    public static List<String> split(List<String> requests) {
        List<String> single = new ArrayList<>();
        for (String request : requests) {
            for (String name : request.split(",", -1)) {
                if (name.isBlank()) {
                    throw new NoSuchDeviceException("device is \"" + request
                            + "\": give a name, or several with commas between, such as cpu,opencl");
                }
                single.add(name.strip());
            }
        }
        return single;
    }

    /**
     * Starts the devices that the requests match, as one pool. If a device fails later, another one of them computes
     * its part again; if all fail, the built-in engine does.
     *
     * @param scene what is to be computed
     * @param requests each one may be a list with commas
     * @param notices receives one line for each device that fails later
     * @throws NoSuchDeviceException if a request matches no device
     * @throws EngineException if a matching device cannot be used
     */
    public DeviceCatalogue.Choice several(List<String> requests, Scene scene, Consumer<String> notices) {
        return several(requests, RenderCost.of(scene), notices);
    }

    /** Starts the devices for float64 pictures so large that any start is worth its time. */
    public DeviceCatalogue.Choice several(List<String> requests, Consumer<String> notices) {
        return several(requests, RenderCost.much(Precision.FLOAT64), notices);
    }

    private DeviceCatalogue.Choice several(List<String> requests, RenderCost work, Consumer<String> notices) {
        Set<String> names = new LinkedHashSet<>(split(requests));
        List<DeviceCatalogue.Choice> choices = new ArrayList<>();
        try {
            if (names.stream().anyMatch(DeviceSelector::isAll)) {
                choices.addAll(all(work.precision()));
            } else {
                names.forEach(request -> choices.add(one(request, work)));
            }
            return join(withoutRepetitions(choices), work.precision(), notices);
        } catch (RuntimeException e) {
            choices.forEach(choice -> choice.engine().close());
            throw e;
        }
    }

    private DeviceCatalogue.Choice join(
            List<DeviceCatalogue.Choice> choices, Precision precision, Consumer<String> notices) {
        DeviceCatalogue.Choice first = choices.get(0);
        if (choices.size() == 1 && first.engine().device().type() == Device.Type.BUILT_IN) {
            return first;
        }
        List<DevicePool.Source> sources = choices.stream()
                .map(DeviceCatalogue.Choice::engine)
                .map(engine -> new DevicePool.Source(engine, () -> catalogue.open(engine.device(), precision)))
                .toList();
        Supplier<Engine> lastResort = () -> catalogue.open(catalogue.builtIn(), precision);
        Engine pool = new DevicePool(sources, lastResort, catalogue.builtIn().computeUnits(), notices);
        String reason = choices.size() == 1 ? first.reason() : "they were asked for";
        List<String> passedOver = choices.stream().flatMap(choice -> choice.passedOver().stream()).toList();
        return new DeviceCatalogue.Choice(pool, reason, passedOver);
    }

    /** Closes duplicates: two requests may match the same device. */
    private static List<DeviceCatalogue.Choice> withoutRepetitions(List<DeviceCatalogue.Choice> choices) {
        Set<Device> seen = new LinkedHashSet<>();
        List<DeviceCatalogue.Choice> distinct = new ArrayList<>();
        for (DeviceCatalogue.Choice choice : choices) {
            if (seen.add(choice.engine().device())) {
                distinct.add(choice);
            } else {
                choice.engine().close();
            }
        }
        return distinct;
    }

    /** Starts every usable device, once even if two platforms list it. */
    private List<DeviceCatalogue.Choice> all(Precision precision) {
        List<DeviceCatalogue.Choice> choices = new ArrayList<>();
        List<String> passedOver = new ArrayList<>();
        for (Device device : DuplicateGpus.once(catalogue.devices())) {
            try {
                choices.add(new DeviceCatalogue.Choice(catalogue.open(device, precision), "", List.of()));
            } catch (EngineException e) {
                passedOver.add(e.getMessage());
            }
        }
        DeviceCatalogue.Choice first = choices.get(0);
        choices.set(0, new DeviceCatalogue.Choice(first.engine(), "no other device can be used", passedOver));
        return choices;
    }

    /** Returns the device that {@code auto} would start first for a picture. */
    public Device automatic(Scene scene) {
        return catalogue.autoSelector().expected(RenderCost.of(scene));
    }

    private DeviceCatalogue.Choice firstThatStarts(List<Device> meant, Precision precision, String why) {
        List<String> passedOver = new ArrayList<>();
        EngineException first = null;
        for (Device device : meant) {
            try {
                return new DeviceCatalogue.Choice(catalogue.open(device, precision), why, passedOver);
            } catch (EngineException e) {
                passedOver.add(e.getMessage());
                first = first == null ? e : first;
            }
        }
        throw first;
    }
}
