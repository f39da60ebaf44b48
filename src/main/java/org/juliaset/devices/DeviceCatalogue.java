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
 * Lists every device, usable or with the reason why not, and starts them. Devices other than the
 * built-in engine are looked for when they are first asked about, since looking starts their drivers.
 */
public final class DeviceCatalogue {
    private static final String GPU = "gpu";

    private final EngineProvider builtIn;
    private final Iterable<EngineProvider> others;
    private final List<Device> found = new ArrayList<>();

    /** By the ids of their devices. */
    private final Map<String, EngineProvider> providers = new HashMap<>();

    private final List<String> notes = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final DeviceStarter admission;
    private final AutoSelector fastest;
    private boolean lookedAtOthers;
    private boolean lookedAgain;

    DeviceCatalogue(EngineProvider builtIn, Iterable<EngineProvider> others, SpeedStore speeds) {
        this.builtIn = builtIn;
        this.others = others;
        this.admission = new DeviceStarter(device -> providers.get(device.id()), speeds);
        this.fastest = new AutoSelector(this, speeds);
        add(builtIn);
    }

    /**
     * The devices of this machine.
     *
     * @param threads threads of the built-in engine
     */
    public static DeviceCatalogue ofThisMachine(int threads) {
        return new DeviceCatalogue(new CpuProvider(threads), others(), SpeedStore.ofThisMachine());
    }

    /** Those beside this class, whatever class loader the calling thread has. */
    private static Iterable<EngineProvider> others() {
        return ServiceLoader.load(EngineProvider.class, DeviceCatalogue.class.getClassLoader());
    }

    /** Every device, the built-in engine first. */
    public List<Device> devices() {
        lookAtOthers();
        return List.copyOf(found);
    }

    /** One line for each thing that was looked for and is not there, or failed. */
    public List<String> notes() {
        lookAtOthers();
        List<String> all = new ArrayList<>(notes);
        all.addAll(failures);
        return all;
    }

    /** One line for each driver that failed when it was asked for its devices. */
    public List<String> failures() {
        lookAtOthers();
        return List.copyOf(failures);
    }

    /** Asks all drivers again for their devices, and forgets how each device started. */
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
            // the look that follows says so
        }
    }

    /**
     * Starts the engine of one device, as it is, for pictures in float64 that are worth the start of any.
     *
     * @see DeviceSelector#one
     */
    public Choice choose(String request) {
        return new DeviceSelector(this).one(request, RenderCost.much(Precision.FLOAT64));
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
     * Starts a device's engine, tests it and measures how fast it is, in float64 if it has that. Takes a
     * second, and longer where the device was never started before.
     *
     * @return why it cannot be used, or what was found out
     */
    public Examination examine(Device device) {
        return admission.examine(device);
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

    /** @throws EngineException if it cannot be used */
    Engine open(Device device, Precision precision) {
        return open(device, precision, Double.POSITIVE_INFINITY);
    }

    /**
     * Likewise, without taking long where it is not known whether the device starts.
     *
     * @throws EngineException if it cannot be used, or not in time
     */
    Engine open(Device device, Precision precision, double limitSeconds) {
        return admission.open(device, precision, limitSeconds);
    }

    /** Which devices {@code auto} takes in float64, from what is known. */
    public Preference preference() {
        return fastest.preference();
    }

    AutoSelector fastest() {
        return fastest;
    }

    /**
     * The devices that a request can mean, usable or not, the first choice first.
     *
     * @throws NoSuchDeviceException if there is none
     */
    List<Device> meant(String request) {
        if (request.equalsIgnoreCase(CpuProvider.ID)) {
            return List.of(builtIn());
        }
        List<Device> meant = named(request);
        if (meant.isEmpty() && !lookedAgain) {
            // what is remembered may be out of date
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

    /** The devices that a request can mean: GPUs, then other OpenCL devices, then the built-in engine. */
    private List<Device> named(String request) {
        String text = request.toLowerCase(Locale.ROOT);
        List<Device> named = those(device -> device.id().equals(text));
        if (named.isEmpty()) {
            // a platform: its devices are opencl:0.0, opencl:0.1 and so on
            named = those(device -> device.id().startsWith(text + "."));
        }
        if (named.isEmpty() && !text.isBlank()) {
            named = those(switch (text) {
                case GPU -> device -> device.type() == Device.Type.GPU;
                case "opencl" -> device -> device.type() != Device.Type.BUILT_IN;
                default -> device -> device.isCalled(text);
            });
        }
        return named;
    }

    private List<Device> those(Predicate<Device> meant) {
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
        String what = request.equalsIgnoreCase(GPU) ? "a GPU" : "called \"" + request + "\"";
        StringBuilder message = new StringBuilder("no device is " + what + "; there ");
        message.append(found.size() == 1 ? "is" : "are");
        String separator = " ";
        for (Device device : found) {
            message.append(separator).append(device);
            separator = ", ";
        }
        // what is not there explains an empty list, and is beside the point in any other
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
     * What there is to know of a device that takes starting it.
     *
     * @param problem why it cannot be used; empty if it can
     * @param lanes orbits that it advances in one operation; 0 if it cannot be used
     * @param startSeconds how long it took to start; NaN if it cannot be used
     * @param iterationsPerSecond how fast it is; NaN if it cannot be used
     */
    public record Examination(Optional<String> problem, int lanes, double startSeconds, double iterationsPerSecond) {}

    /**
     * What {@code auto} takes.
     *
     * @param ranges from small pictures to large ones
     * @param reason why, as the end of a sentence
     */
    public record Preference(List<Range> ranges, String reason) {}

    /**
     * The device for pictures of about some iterations, up to those of the next range.
     *
     * @param fromIterations for the first range 0
     */
    public record Range(Device device, double fromIterations) {}

    /**
     * The engine that a request led to.
     *
     * @param engine started; the caller closes it
     * @param reason why this one, as the end of a sentence
     * @param passedOver one line for each device that would have come first and cannot be used
     */
    public record Choice(Engine engine, String reason, List<String> passedOver) {}
}
