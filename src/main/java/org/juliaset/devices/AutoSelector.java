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
 * The device that {@code auto} takes: the one that should have a picture's counts first, its start included.
 * Only GPUs are considered: a CPU through OpenCL is the built-in engine's own silicon, and with PoCL was
 * measured to take 0.85 to 1.4 times its time.
 */
final class AutoSelector {
    /** No other device starts sooner. */
    private static final double SOON = 0.1;

    /** Iterations that any processor makes in about that time: nothing has to be remembered for them. */
    private static final double FEW = 5e7;

    private static final double LEAST_ITERATIONS = 1e6;
    private static final double STEP = 1.05;

    /** Least time for a device to show for the first time that it starts, its compiler's work included. */
    private static final double FIRST_START_SECONDS = 10;

    private final DeviceCatalogue catalogue;
    private final SpeedStore speeds;

    AutoSelector(DeviceCatalogue catalogue, SpeedStore speeds) {
        this.catalogue = catalogue;
        this.speeds = speeds;
    }

    /** When another device should be done. */
    private record Rival(Device device, double seconds) {}

    /**
     * When each device should be done.
     *
     * @param iterations about as many as the picture takes
     * @param rivals the first to be done first
     */
    private record Outlook(double iterations, double builtIn, List<Rival> rivals) {
        List<Rival> sooner() {
            return rivals.stream().filter(rival -> rival.seconds < builtIn).toList();
        }
    }

    /** Starts it; devices that do not start are passed over. */
    DeviceCatalogue.Choice choose(RenderCost work) {
        Device builtIn = catalogue.builtIn();
        if (isDoneSoon(work)) {
            return open(builtIn, work, "the picture is done before another device has started", List.of());
        }
        Outlook outlook = outlook(work);
        List<String> passedOver = new ArrayList<>(catalogue.failures());
        for (Rival rival : outlook.sooner()) {
            try {
                double limit = Math.max(FIRST_START_SECONDS, outlook.builtIn);
                Engine engine = catalogue.open(rival.device, work.precision(), limit);
                // by what has just been measured of it, if it was not known before
                Outlook now = outlook(work.precision(), outlook.iterations);
                if (now.sooner().stream().anyMatch(sooner -> sooner.device.equals(rival.device))) {
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

    /** The device that is tried first. */
    Device expected(RenderCost work) {
        List<Rival> sooner = isDoneSoon(work) ? List.of() : outlook(work).sooner();
        return sooner.isEmpty() ? catalogue.builtIn() : sooner.get(0).device;
    }

    /** What is chosen in float64, for the least to the most work, without starting anything. */
    DeviceCatalogue.Preference preference() {
        List<DeviceCatalogue.Range> ranges = new ArrayList<>();
        ranges.add(new DeviceCatalogue.Range(catalogue.builtIn(), 0));
        for (double iterations = LEAST_ITERATIONS; iterations < RenderCost.MUCH; iterations *= STEP) {
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
                ranges, considered(Precision.FLOAT64).isEmpty()
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
        if (considered(work.precision()).isEmpty()) {
            return new Outlook(0, 0, List.of());
        }
        return outlook(work.precision(), work.sampled().getAsDouble());
    }

    private Outlook outlook(Precision precision, double iterations) {
        List<Rival> rivals = considered(precision).stream()
                .map(device -> new Rival(device, speeds.seconds(device, precision, iterations)))
                .sorted(Comparator.comparingDouble(Rival::seconds))
                .toList();
        return new Outlook(iterations, speeds.seconds(catalogue.builtIn(), precision, iterations), rivals);
    }

    private List<Device> considered(Precision precision) {
        return catalogue.devices().stream()
                .filter(device -> device.type() == Device.Type.GPU && device.problem().isEmpty())
                .filter(device -> device.float64() || precision == Precision.FLOAT32)
                .toList();
    }
}
