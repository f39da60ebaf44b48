package org.juliaset.devices;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.juliaset.compute.Device;
import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineException;
import org.juliaset.devices.speed.RenderCost;
import org.juliaset.devices.speed.SpeedStore;
import org.juliaset.model.Precision;

/**
 * Selects the device for {@code auto}: the one expected to finish the counts of a picture first, start included. Only
 * GPUs are considered beside the built-in engine: a CPU through OpenCL is the same hardware as the built-in engine, and
 * with PoCL took 0.85 to 1.4 times its time.
 */
final class AutoSelector {
    /** No other device starts in less than this many seconds. */
    private static final double SOON = 0.1;

    /** Any CPU makes this many iterations in about that time, so no stored speed is needed below it. */
    private static final double FEW = 5e7;

    private static final double MIN_ITERATIONS = 1e6;
    private static final double STEP = 1.05;

    /** The shortest limit for the first start of a device, in seconds, including its compiler. */
    private static final double FIRST_START_SECONDS = 10;

    private final DeviceCatalogue catalogue;
    private final SpeedStore speeds;

    AutoSelector(DeviceCatalogue catalogue, SpeedStore speeds) {
        this.catalogue = catalogue;
        this.speeds = speeds;
    }

    /** The expected time of another device, in seconds. */
    private record Rival(Device device, double seconds) {}

    /**
     * The expected times of all devices, in seconds.
     *
     * @param iterations estimate for the picture
     * @param builtIn the time of the built-in engine
     * @param rivals the other devices, the fastest first
     */
    private record Outlook(double iterations, double builtIn, List<Rival> rivals) {
        List<Rival> faster() {
            return rivals.stream().filter(rival -> rival.seconds < builtIn).toList();
        }
    }

    /** Selects and starts the device; devices that do not start are skipped. */
    DeviceCatalogue.Choice choose(RenderCost work) {
        Device builtIn = catalogue.builtIn();
        if (isDoneSoon(work)) {
            return open(builtIn, work, "the picture is done before another device has started", List.of());
        }
        Outlook outlook = outlook(work);
        List<String> passedOver = new ArrayList<>(catalogue.failures());
        for (Rival rival : outlook.faster()) {
            try {
                double limit = Math.max(FIRST_START_SECONDS, outlook.builtIn);
                Engine engine = catalogue.open(rival.device, work.precision(), limit);
                // compares again: the start has measured the device if it was not measured before
                Outlook now = outlook(work.precision(), outlook.iterations);
                if (now.faster().stream().anyMatch(faster -> faster.device.equals(rival.device))) {
                    String why = compared(rival.seconds, builtIn, outlook.builtIn);
                    return new DeviceCatalogue.Choice(engine, why, passedOver);
                }
                engine.close();
                return open(builtIn, work, whyBuiltIn(now, work.precision()), passedOver);
            } catch (EngineException e) {
                passedOver.add(e.getMessage());
            }
        }
        String why = passedOver.isEmpty() ? whyBuiltIn(outlook, work.precision()) : "no faster device can be used";
        return open(builtIn, work, why, passedOver);
    }

    private DeviceCatalogue.Choice open(Device device, RenderCost work, String why, List<String> passedOver) {
        return new DeviceCatalogue.Choice(catalogue.open(device, work.precision()), why, passedOver);
    }

    /** Returns the device that {@link #choose} would try first. */
    Device expected(RenderCost work) {
        List<Rival> faster = isDoneSoon(work) ? List.of() : outlook(work).faster();
        return faster.isEmpty() ? catalogue.builtIn() : faster.get(0).device;
    }

    /** Returns the choices in float64 by ascending work, without starting a device. */
    DeviceCatalogue.Preference preference() {
        List<DeviceCatalogue.Range> ranges = new ArrayList<>();
        ranges.add(new DeviceCatalogue.Range(catalogue.builtIn(), 0));
        for (double iterations = MIN_ITERATIONS; iterations < RenderCost.MUCH; iterations *= STEP) {
            Device device = expected(RenderCost.of(Precision.FLOAT64, iterations));
            if (!device.equals(ranges.get(ranges.size() - 1).device())) {
                ranges.add(new DeviceCatalogue.Range(device, iterations));
            }
        }
        if (ranges.size() > 1) {
            return new DeviceCatalogue.Preference(ranges,
                    "the one that should have the counts first, its start included");
        }
        return new DeviceCatalogue.Preference(
                ranges, candidates(Precision.FLOAT64).isEmpty()
                        ? noGpu(Precision.FLOAT64)
                        : "no other device should have the counts before it, its start included");
    }

    private static String noGpu(Precision precision) {
        return precision == Precision.FLOAT64 ? "there is no GPU with float64" : "there is no GPU";
    }

    private static String whyBuiltIn(Outlook outlook, Precision precision) {
        return outlook.rivals.isEmpty()
                ? noGpu(precision)
                : compared(outlook.builtIn, outlook.rivals.get(0).device, outlook.rivals.get(0).seconds);
    }

    private static String compared(double seconds, Device other, double othersSeconds) {
        return String.format(
                Locale.ROOT, "it should have the counts after %.1f s, and %s after %.1f s",
                seconds, other.id(), othersSeconds);
    }

    private boolean isDoneSoon(RenderCost work) {
        return work.most() < FEW || speeds.seconds(catalogue.builtIn(), work.precision(), work.most()) < SOON;
    }

    private Outlook outlook(RenderCost work) {
        if (candidates(work.precision()).isEmpty()) {
            return new Outlook(0, 0, List.of());
        }
        return outlook(work.precision(), work.sampled().getAsDouble());
    }

    private Outlook outlook(Precision precision, double iterations) {
        List<Rival> rivals = candidates(precision).stream()
                .map(device -> new Rival(device, speeds.seconds(device, precision, iterations)))
                .sorted(Comparator.comparingDouble(Rival::seconds))
                .toList();
        return new Outlook(iterations, speeds.seconds(catalogue.builtIn(), precision, iterations), rivals);
    }

    private List<Device> candidates(Precision precision) {
        return catalogue.devices().stream()
                .filter(device -> device.type() == Device.Type.GPU && device.problem().isEmpty())
                .filter(device -> device.float64() || precision == Precision.FLOAT32)
                .toList();
    }
}
