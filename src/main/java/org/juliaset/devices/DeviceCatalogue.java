package org.juliaset.devices;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import org.juliaset.compute.Device;
import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.EngineProvider;
import org.juliaset.compute.MissingPartException;
import org.juliaset.compute.cpu.CpuProvider;
import org.juliaset.devices.speed.RenderCost;
import org.juliaset.devices.speed.SpeedStore;
import org.juliaset.model.Precision;

/**
 * Lists all devices, with the reason where one cannot be used, and starts them. Providers other than the built-in
 * engine are asked at the first call that needs them, since that loads drivers. For one thread at a time.
 */
public final class DeviceCatalogue {
    private static final String GPU = "gpu";

    private final EngineProvider builtIn;
    private final Iterable<EngineProvider> others;
    private final List<Device> found = new ArrayList<>();

    /** Providers by device ID. */
    private final Map<String, EngineProvider> providers = new HashMap<>();

    private final List<String> notes = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final DeviceStarter starter;
    private final AutoSelector autoSelector;
    private boolean lookedAtOthers;
    private boolean lookedAgain;

    DeviceCatalogue(EngineProvider builtIn, Iterable<EngineProvider> others, SpeedStore speeds) {
        this.builtIn = builtIn;
        this.others = others;
        this.starter = new DeviceStarter(device -> providers.get(device.id()), speeds);
        this.autoSelector = new AutoSelector(this, speeds);
        add(builtIn);
    }

    /**
     * Returns a catalogue of the devices of this machine.
     *
     * @param threads number of threads of the built-in engine
     */
    public static DeviceCatalogue ofThisMachine(int threads) {
        return new DeviceCatalogue(new CpuProvider(threads), others(), SpeedStore.ofThisMachine());
    }

    /** Returns the providers of this class's own class loader, in place of the calling thread's. */
    private static Iterable<EngineProvider> others() {
        return ServiceLoader.load(EngineProvider.class, DeviceCatalogue.class.getClassLoader());
    }

    /** Returns all devices, the built-in engine first. */
    public List<Device> devices() {
        lookAtOthers();
        return List.copyOf(found);
    }

    /** Returns one line for each missing library, platform or device, and for each failure. */
    public List<String> notes() {
        lookAtOthers();
        List<String> all = new ArrayList<>(notes);
        all.addAll(failures);
        return all;
    }

    /** Returns one line for each driver that failed to list its devices. */
    public List<String> failures() {
        lookAtOthers();
        return List.copyOf(failures);
    }

    /** Discards cached lists and starts of devices: the next call asks all drivers again. */
    public void lookAgain() {
        found.clear();
        notes.clear();
        failures.clear();
        add(builtIn);
        lookedAtOthers = false;
        lookedAgain = true;
        try {
            others.forEach(EngineProvider::forget);
        } catch (ServiceConfigurationError | LinkageError e) {
            // the next listing reports it
        }
    }

    /**
     * Starts one device for float64 pictures so large that any start is worth its time. No other device replaces it if
     * it fails.
     *
     * @see DeviceSelector#one
     */
    public Choice choose(String request) {
        return new DeviceSelector(this).one(request, RenderCost.much(Precision.FLOAT64));
    }

    /**
     * Returns the first device that a request matches, usable or not, without starting it. {@code auto} matches none.
     *
     * @throws NoSuchDeviceException if no device matches
     */
    public Device find(String request) {
        return meant(request).get(0);
    }

    /**
     * Starts and checks a device and measures its speed, in float64 if it has that. Takes about a second, longer at the
     * first start of a device.
     *
     * @return the measurements, or the reason why it cannot be used
     */
    public Examination examine(Device device) {
        return starter.examine(device);
    }

    /**
     * Starts a device and compares many pictures with the scalar engine's counts. Takes up to some minutes.
     *
     * @return how many pictures were equal
     * @throws EngineException if the device cannot be used, or a count differs
     */
    public int check(Device device, Precision precision) {
        try (Engine engine = open(device, precision)) {
            return CpuProvider.REFERENCE_CHECK.requireAll(engine::compute, precision);
        }
    }

    /**
     * Starts a device for one precision.
     *
     * @throws EngineException if it cannot be used
     */
    Engine open(Device device, Precision precision) {
        return open(device, precision, Double.POSITIVE_INFINITY);
    }

    /**
     * Starts a device for one precision, with a limit on its first start.
     *
     * @throws EngineException if it cannot be used, or its first start takes longer
     */
    Engine open(Device device, Precision precision, double limitSeconds) {
        return starter.open(device, precision, limitSeconds);
    }

    /** Returns the devices that {@code auto} selects in float64, by stored measurements. */
    public Preference preference() {
        return autoSelector.preference();
    }

    AutoSelector autoSelector() {
        return autoSelector;
    }

    /**
     * Returns the devices that a request matches, usable or not, the most preferred first.
     *
     * @throws NoSuchDeviceException if none matches
     */
    List<Device> meant(String request) {
        if (request.equalsIgnoreCase(CpuProvider.ID)) {
            return List.of(builtIn());
        }
        List<Device> meant = named(request);
        if (meant.isEmpty() && !lookedAgain) {
            // the cached list may be out of date
            lookAgain();
            meant = named(request);
        }
        if (meant.isEmpty()) {
            throw new NoSuchDeviceException(unknown(request));
        }
        return meant;
    }

    Device builtIn() {
        return found.get(0);
    }

    /** Returns the listed devices that a request matches: GPUs, then other OpenCL devices, then the built-in engine. */
    private List<Device> named(String request) {
        String text = request.toLowerCase(Locale.ROOT);
        List<Device> named = select(device -> device.id().equals(text));
        if (named.isEmpty()) {
            // "opencl:0" matches opencl:0.0, opencl:0.1 and so on
            named = select(device -> device.id().startsWith(text + "."));
        }
        if (named.isEmpty() && !text.isBlank()) {
            named = select(switch (text) {
                case GPU -> device -> device.type() == Device.Type.GPU;
                case "opencl" -> device -> device.type() != Device.Type.BUILT_IN;
                default -> device -> device.isCalled(text);
            });
        }
        return named;
    }

    private List<Device> select(Predicate<Device> meant) {
        return devices().stream().filter(meant).sorted(Comparator.comparingInt(DeviceCatalogue::rank)).toList();
    }

    private static int rank(Device device) {
        return switch (device.type()) {
            case GPU -> 0;
            case ACCELERATOR, CPU -> 1;
            case BUILT_IN -> 2;
        };
    }

    private String unknown(String request) {
        String description = request.equalsIgnoreCase(GPU) ? "a GPU" : "called \"" + request + "\"";
        StringBuilder message = new StringBuilder("no device is " + description + "; there ");
        message.append(found.size() == 1 ? "is" : "are");
        String separator = " ";
        for (Device device : found) {
            message.append(separator).append(device);
            separator = ", ";
        }
        // missing parts explain why there is no other device; if there is one, only failures matter
        for (String note : found.size() == 1 ? notes() : failures()) {
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
            others.forEach(this::add);
        } catch (LinkageError e) {
            notes.add("a device provider could not be loaded: " + MissingPartException.of(e).getMessage());
        } catch (ServiceConfigurationError e) {
            notes.add("a device provider could not be loaded: " + e.getMessage());
        }
    }

    private void add(EngineProvider provider) {
        EngineProvider.Discovery discovery = provider.discover();
        found.addAll(discovery.devices());
        discovery.devices().forEach(device -> providers.put(device.id(), provider));
        notes.addAll(discovery.notes());
        failures.addAll(discovery.failures());
    }

    /**
     * Properties of a device that are known once it has started.
     *
     * @param problem why it cannot be used; empty if it can
     * @param lanes orbits that it advances in one operation; 0 if it cannot be used
     * @param kernel what computes a large picture, as {@link Engine#kernel} says it; empty if it cannot be used
     * @param startSeconds how long it took to start; NaN if it cannot be used
     * @param iterationsPerSecond how fast it is; NaN if it cannot be used
     */
    public record Examination(
            Optional<String> problem, int lanes, String kernel, double startSeconds, double iterationsPerSecond) {}

    /**
     * The devices that {@code auto} selects.
     *
     * @param ranges from small pictures to large ones
     * @param reason the reason, as the end of a sentence
     */
    public record Preference(List<Range> ranges, String reason) {}

    /**
     * The device for pictures of at least this many iterations, up to the next range.
     *
     * @param fromIterations 0 for the first range
     */
    public record Range(Device device, double fromIterations) {}

    /**
     * The engine that was started for a request.
     *
     * @param engine started; the caller closes it
     * @param reason why this device, as the end of a sentence
     * @param passedOver one line for each preferred device that cannot be used
     */
    public record Choice(Engine engine, String reason, List<String> passedOver) {}
}
