package org.juliaset.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.juliaset.core.Precision;

/**
 * The device that {@code auto} takes: the one that should have a picture's counts first, its start included.
 * In doubt that is the built-in engine.
 */
final class FastestDevice {
    /** No other device starts sooner. */
    private static final double SOON = 0.1;

    /** A CPU through OpenCL is the same silicon, and measured to be as fast within a tenth. */
    private static final double CPU_GAIN = 0.85;

    private static final double LEAST_ITERATIONS = 1e6;
    private static final double MOST_ITERATIONS = 1e14;
    private static final double STEP = 1.05;

    private static final String NO_GPU = "there is no GPU with float64";

    private final Catalogue catalogue;
    private final Paces paces;

    FastestDevice(Catalogue catalogue, Paces paces) {
        this.catalogue = catalogue;
        this.paces = paces;
    }

    /** Another device that should be done before the built-in engine. */
    private record Rival(Device device, double seconds) {}

    /** Starts it; devices that do not start are passed over. */
    Catalogue.Choice choose(Work work) {
        Precision precision = work.precision();
        if (builtInSeconds(precision, work.most()) < SOON) {
            return builtIn(precision, "the picture is done before another device has started", List.of());
        }
        double iterations = work.sampled().getAsDouble();
        List<String> passedOver = new ArrayList<>();
        for (Rival rival : rivals(precision, iterations)) {
            try {
                Engine engine = catalogue.open(rival.device, precision);
                return new Catalogue.Choice(engine, compared(rival.seconds, catalogue.builtIn(), precision, iterations), passedOver);
            } catch (EngineException e) {
                passedOver.add(e.getMessage());
            }
        }
        String why = passedOver.isEmpty() ? whyNoOther(precision, iterations) : "no faster device can be used";
        return builtIn(precision, why, passedOver);
    }

    /** The device that is tried first. */
    Device expected(Work work) {
        if (builtInSeconds(work.precision(), work.most()) < SOON) {
            return catalogue.builtIn();
        }
        List<Rival> rivals = rivals(work.precision(), work.sampled().getAsDouble());
        return rivals.isEmpty() ? catalogue.builtIn() : rivals.get(0).device;
    }

    /** What is chosen in float64, for the least to the most work, without starting anything. */
    List<Catalogue.Range> ranges() {
        List<Catalogue.Range> ranges = new ArrayList<>();
        ranges.add(new Catalogue.Range(catalogue.builtIn(), 0));
        for (double iterations = LEAST_ITERATIONS; iterations < MOST_ITERATIONS; iterations *= STEP) {
            double count = iterations;
            Device device = expected(new Work(Precision.FLOAT64, count, () -> count));
            if (!device.equals(ranges.get(ranges.size() - 1).device())) {
                ranges.add(new Catalogue.Range(device, iterations));
            }
        }
        return ranges;
    }

    /** Why all pictures are left to the built-in engine, where they are. */
    String whyBuiltIn() {
        return known(Precision.FLOAT64, MOST_ITERATIONS).isEmpty()
                ? NO_GPU
                : "no other device would be done before it by far";
    }

    /** The first to be done first. What is remembered of the devices serves to find out that there is none. */
    private List<Rival> rivals(Precision precision, double iterations) {
        if (sooner(precision, iterations).isEmpty()) {
            return List.of();
        }
        catalogue.devices();
        return sooner(precision, iterations);
    }

    private List<Rival> sooner(Precision precision, double iterations) {
        double builtIn = builtInSeconds(precision, iterations);
        return known(precision, iterations).stream()
                .filter(rival -> rival.seconds < (rival.device.type() == Device.Type.CPU ? CPU_GAIN : 1) * builtIn)
                .toList();
    }

    /** Every other device of which it is known when it would be done, the first to be done first. */
    private List<Rival> known(Precision precision, double iterations) {
        List<Rival> known = new ArrayList<>();
        for (Device device : catalogue.candidates()) {
            if (device.problem().isEmpty() && device.float64()) {
                OptionalDouble seconds = paces.seconds(device, precision, iterations);
                seconds.ifPresent(s -> known.add(new Rival(device, s)));
            }
        }
        known.sort(Comparator.comparingDouble(Rival::seconds));
        return known;
    }

    private double builtInSeconds(Precision precision, double iterations) {
        return paces.seconds(catalogue.builtIn(), precision, iterations).orElseThrow();
    }

    private String whyNoOther(Precision precision, double iterations) {
        List<Rival> known = known(precision, iterations);
        return known.isEmpty()
                ? NO_GPU
                : compared(builtInSeconds(precision, iterations), known.get(0).device, precision, iterations);
    }

    private String compared(double seconds, Device other, Precision precision, double iterations) {
        return String.format(
                Locale.ROOT, "it should have the counts after %.1f s, and %s after %.1f s",
                seconds, other.id(), paces.seconds(other, precision, iterations).orElseThrow());
    }

    private Catalogue.Choice builtIn(Precision precision, String why, List<String> passedOver) {
        return new Catalogue.Choice(catalogue.open(catalogue.builtIn(), precision), why, passedOver);
    }
}
