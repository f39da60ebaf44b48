package org.juliaset.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.juliaset.core.Precision;

/**
 * Lists every device, usable or with the reason why not, and starts them. Devices other than the
 * built-in engine are looked for when they are first asked about, since looking starts their drivers.
 */
public final class Catalogue {
    private final Iterable<EngineProvider> others;
    private final Map<Device, EngineProvider> found = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private boolean lookedAtOthers;

    Catalogue(EngineProvider builtIn, Iterable<EngineProvider> others) {
        this.others = others;
        add(builtIn);
    }

    /**
     * The devices of this machine.
     *
     * @param threads threads of the built-in engine
     */
    public static Catalogue ofThisMachine(int threads) {
        return new Catalogue(new BuiltInProvider(threads), others());
    }

    /** Those beside this class, whatever class loader the calling thread has. */
    private static Iterable<EngineProvider> others() {
        return ServiceLoader.load(EngineProvider.class, Catalogue.class.getClassLoader());
    }

    /** Every device, the built-in engine first. */
    public List<Device> devices() {
        lookAtOthers();
        return List.copyOf(found.keySet());
    }

    /** One line for each thing that was looked for and is not there. */
    public List<String> notes() {
        lookAtOthers();
        return List.copyOf(notes);
    }

    /**
     * Starts the engine of one device, as it is, for a picture in float64 that is worth a GPU.
     *
     * @see DeviceChoice#one
     */
    public Choice choose(String request) {
        return new DeviceChoice(this).one(request, Precision.FLOAT64, Long.MAX_VALUE);
    }

    /**
     * The device that a request means first, usable or not, without starting it; {@code auto} is none.
     *
     * @throws NoSuchDeviceException if no device is meant
     */
    public Device find(String request) {
        return meant(request).get(0);
    }

    /**
     * Starts a device's engine and tests it, in float64 if it has that.
     *
     * @return why it cannot be used, or how many orbits it advances at a time
     */
    public Examination examine(Device device) {
        try (Engine engine = start(device)) {
            SelfTest.require(engine::compute, device.float64() ? Precision.FLOAT64 : Precision.FLOAT32);
            return new Examination(Optional.empty(), engine.lanes());
        } catch (EngineException e) {
            return new Examination(Optional.of(e.getMessage()), 0);
        }
    }

    /** Starts an engine. All but the built-in one, whose arithmetic is Java's own, must pass the self-test. */
    Engine open(Device device, Precision precision) {
        Engine engine = null;
        try {
            if (precision == Precision.FLOAT64 && !device.float64()) {
                throw new EngineException("it has no float64 arithmetic: use --precision float or another device");
            }
            engine = start(device);
            if (device.type() != Device.Type.BUILT_IN) {
                SelfTest.require(engine::compute, precision);
            }
            return engine;
        } catch (EngineException e) {
            if (engine != null) {
                engine.close();
            }
            throw new EngineException(device + " cannot be used: " + e.getMessage(), e);
        }
    }

    private Engine start(Device device) {
        device.problem().ifPresent(problem -> {
            throw new EngineException(problem);
        });
        return found.get(device).open(device);
    }

    /** Whether it takes a look at the other devices to know that none is a GPU. */
    boolean anyGpuPossible() {
        if (lookedAtOthers) {
            return true;
        }
        try {
            for (EngineProvider provider : others) {
                if (provider.mayHaveGpu()) {
                    return true;
                }
            }
            return false;
        } catch (ServiceConfigurationError | LinkageError e) {
            return true;
        }
    }

    /**
     * The devices that a request can mean, usable or not, the first choice first.
     *
     * @throws NoSuchDeviceException if there is none
     */
    List<Device> meant(String request) {
        if (request.equalsIgnoreCase(BuiltInProvider.ID)) {
            return List.of(builtIn());
        }
        List<Device> meant = named(request);
        if (meant.isEmpty()) {
            throw new NoSuchDeviceException(unknown(request));
        }
        return meant;
    }

    Device builtIn() {
        return found.keySet().iterator().next();
    }

    /** The devices that a request can mean: GPUs, then other OpenCL devices, then the built-in engine. */
    private List<Device> named(String request) {
        List<Device> exact =
                devices().stream().filter(d -> d.id().equalsIgnoreCase(request)).toList();
        if (!exact.isEmpty() || request.isBlank()) {
            return exact;
        }
        boolean anyOpenCl = request.equalsIgnoreCase("opencl");
        return devices().stream()
                .filter(d -> anyOpenCl ? d.type() != Device.Type.BUILT_IN : d.isCalled(request))
                .sorted(Comparator.comparingInt(Catalogue::rank))
                .toList();
    }

    private static int rank(Device device) {
        return switch (device.type()) {
            case GPU -> 0;
            case ACCELERATOR, CPU -> 1;
            case BUILT_IN -> 2;
        };
    }

    private String unknown(String request) {
        StringBuilder message = new StringBuilder("no device is called \"" + request + "\"; there ");
        message.append(found.size() == 1 ? "is" : "are");
        String separator = " ";
        for (Device device : found.keySet()) {
            message.append(separator).append(device);
            separator = ", ";
        }
        for (String note : notes) {
            message.append("; ").append(note);
        }
        return message.toString();
    }

    private void lookAtOthers() {
        if (lookedAtOthers) {
            return;
        }
        lookedAtOthers = true;
        try {
            for (Iterator<EngineProvider> all = others.iterator(); all.hasNext(); ) {
                add(all.next());
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            notes.add("a device provider could not be loaded: " + e.getMessage());
        }
    }

    private void add(EngineProvider provider) {
        EngineProvider.Discovery discovery = provider.discover();
        discovery.devices().forEach(device -> found.put(device, provider));
        notes.addAll(discovery.notes());
    }

    /**
     * What there is to know of a device that takes starting it.
     *
     * @param problem why it cannot be used; empty if it can
     * @param lanes orbits that it advances in one operation; 0 if it cannot be used
     */
    public record Examination(Optional<String> problem, int lanes) {}

    /**
     * The engine that a request led to.
     *
     * @param engine started; the caller closes it
     * @param reason why this one, as the end of a sentence
     * @param passedOver one line for each device that would have come first and cannot be used
     */
    public record Choice(Engine engine, String reason, List<String> passedOver) {}
}
