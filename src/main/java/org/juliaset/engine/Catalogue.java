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

/**
 * Lists every device, usable or with the reason why not, and chooses among them. Devices other than the
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
     * Starts the engine that a request names.
     *
     * @param request {@code auto}; {@code cpu} for the built-in engine; {@code opencl} for the first
     *     usable OpenCL device, a GPU before others; {@code opencl:P.D}; or part of a device's or vendor's
     *     name
     * @throws NoSuchDeviceException if no device is meant
     * @throws EngineException if the device that is meant cannot be used
     */
    public Choice choose(String request) {
        if (request.equalsIgnoreCase("auto")) {
            return automatic();
        }
        return firstThatStarts(meant(request), "it was asked for as \"" + request + "\"");
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
     * Starts a device's engine and tests it.
     *
     * @return why it cannot be used, empty if it can
     */
    public Optional<String> examine(Device device) {
        try (Engine engine = start(device)) {
            SelfTest.require(engine);
            return Optional.empty();
        } catch (EngineException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Starts an engine. All but the built-in one, whose arithmetic is Java's own, must pass the self-test. */
    private Engine open(Device device) {
        Engine engine = null;
        try {
            engine = start(device);
            if (device.type() != Device.Type.BUILT_IN) {
                SelfTest.require(engine);
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

    /** A GPU with float64 if there is one, else the built-in engine. */
    private Choice automatic() {
        List<String> passedOver = new ArrayList<>();
        for (Device device : devices()) {
            if (device.type() != Device.Type.GPU || device.problem().isPresent()) {
                continue;
            }
            try {
                return new Choice(open(device), "it is a GPU with float64", passedOver);
            } catch (EngineException e) {
                passedOver.add(e.getMessage());
            }
        }
        String why = passedOver.isEmpty() ? "there is no GPU with float64" : "no GPU passed the self-test";
        return new Choice(open(builtIn()), why, passedOver);
    }

    private Choice firstThatStarts(List<Device> meant, String why) {
        List<String> passedOver = new ArrayList<>();
        EngineException first = null;
        for (Device device : meant) {
            try {
                return new Choice(open(device), why, passedOver);
            } catch (EngineException e) {
                passedOver.add(e.getMessage());
                first = first == null ? e : first;
            }
        }
        throw first;
    }

    private List<Device> meant(String request) {
        if (request.equalsIgnoreCase(BuiltInProvider.ID)) {
            return List.of(builtIn());
        }
        List<Device> meant = named(request);
        if (meant.isEmpty()) {
            throw new NoSuchDeviceException(unknown(request));
        }
        return meant;
    }

    private Device builtIn() {
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
     * The engine that a request led to.
     *
     * @param engine started; the caller closes it
     * @param reason why this one, as the end of a sentence
     * @param passedOver one line for each device that would have come first and cannot be used
     */
    public record Choice(Engine engine, String reason, List<String> passedOver) {}
}
