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
 * Finds the devices for a picture. A request is {@code auto}; {@code all} for every device that can be used;
 * {@code cpu} for the built-in engine; {@code gpu} for the first usable GPU; {@code opencl} for the first usable
 * OpenCL device, a GPU before others; {@code opencl:P} for that of one platform; {@code opencl:P.D}; or part of a
 * device's or vendor's name. Case does not matter. A request may be several of these with commas between.
 */
public final class DeviceSelector {
    private static final String AUTO = "auto";
    private static final String ALL = "all";

    private final DeviceCatalogue catalogue;

    /** @param catalogue lists the devices */
    public DeviceSelector(DeviceCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Starts the engine of one device, as it is: where it fails no other takes its place.
     *
     * @param scene what is to be computed
     * @throws NoSuchDeviceException if no device is meant
     * @throws EngineException if the device that is meant cannot be used
     */
    public DeviceCatalogue.Choice one(String request, Scene scene) {
        DeviceCatalogue.Choice choice = one(request, RenderCost.of(scene));
        return new DeviceCatalogue.Choice(WatchedEngine.of(choice.engine()), choice.reason(), choice.passedOver());
    }

    DeviceCatalogue.Choice one(String request, RenderCost work) {
        return isAutomatic(request)
                ? catalogue.fastest().choose(work)
                : firstThatStarts(
                        catalogue.meant(request), work.precision(), "it was asked for as \"" + request + "\"");
    }

    /** Whether a request means every device. */
    public static boolean isAll(String request) {
        return request.strip().equalsIgnoreCase(ALL);
    }

    /** Whether a request leaves the choice to this class. */
    public static boolean isAutomatic(String request) {
        return request.strip().equalsIgnoreCase(AUTO);
    }

    /**
     * The single requests in some that may be lists.
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
     * Starts the devices that some requests name. Where there is more than the built-in engine, what fails is
     * computed again by another of them, and by the built-in engine if need be.
     *
     * @param scene what is to be computed
     * @param requests each may be a list with commas
     * @param notices is told of devices that fail later, a line each
     * @throws NoSuchDeviceException if a request means no device
     * @throws EngineException if a device that is meant cannot be used
     */
    public DeviceCatalogue.Choice several(List<String> requests, Scene scene, Consumer<String> notices) {
        return several(requests, RenderCost.of(scene), notices);
    }

    /** Likewise, for pictures in float64 that are worth the start of any device. */
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
            return together(withoutRepetitions(choices), work.precision(), notices);
        } catch (RuntimeException e) {
            choices.forEach(choice -> choice.engine().close());
            throw e;
        }
    }

    private DeviceCatalogue.Choice together(
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

    /** Two requests may mean the same device. */
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

    /** Every device that can be used, each once, also where two platforms show it. */
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

    /** The device that {@code auto} would start first for a picture. */
    public Device automatic(Scene scene) {
        return catalogue.fastest().expected(RenderCost.of(scene));
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
