package org.juliaset.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.juliaset.compute.Device;
import org.juliaset.compute.EngineException;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.model.Precision;
import org.juliaset.parameters.Quantity;
import picocli.CommandLine.Model.OptionSpec;

/** The command devices: lists, starts and checks all devices. */
final class DevicesCommand extends Command {
    private static final double GIGA = 1e9;
    private static final MathContext DIGITS = new MathContext(3);

    private final OptionSpec json = add(flag("--json").description("print JSON"));

    private final OptionSpec check = add(flag("--check")
            .description("compare the counts of many pictures with the scalar engine's on each device, for some"
                    + " minutes, and print what to report; status 1 if one differs"));

    /** The output, and the schema of the JSON. */
    private record Listing(List<Row> devices, List<String> notes, Auto auto) {}

    /**
     * The result of comparing a device's counts with those of the scalar kernel.
     *
     * @param problem the first difference; null if all pictures are equal
     */
    private record Check(String precision, int equalPictures, double seconds, String problem) {}

    /** A device. The reason is null if it is usable; measurements are null if it is not. */
    private record Row(
            String id,
            String type,
            String platform,
            String name,
            String vendor,
            String driver,
            int computeUnits,
            long memoryBytes,
            long maxAllocationBytes,
            boolean float64,
            int preferredVectorWidth,
            int lanes,
            String kernel,
            boolean usable,
            String selfTest,
            Double startSeconds,
            Double iterationsPerSecond,
            List<Check> checks,
            String reason) {}

    /** The devices that {@code auto} selects: for large pictures, and by ranges of iterations. */
    private record Auto(String device, String reason, List<Range> ranges) {}

    /** The device for at least this many iterations. */
    private record Range(String device, double fromIterations) {}

    DevicesCommand(Console console) {
        super(console, "devices", "Lists every device, whether it can be used or why not, and which one auto takes.");
        examples("juliaset devices --json");
    }

    @Override
    public Integer call() {
        DeviceCatalogue catalogue = DeviceCatalogue.ofThisMachine(Runtime.getRuntime().availableProcessors());
        catalogue.lookAgain();
        Listing listing = list(catalogue);
        if (isSet(json)) {
            console().out().println(Json.of(listing));
        } else {
            print(listing);
            if (isSet(check)) {
                printReport(listing);
            }
        }
        boolean allEqual = listing.devices().stream()
                .flatMap(row -> row.checks() == null ? Stream.empty() : row.checks().stream())
                .allMatch(checked -> checked.problem() == null);
        return allEqual ? 0 : 1;
    }

    private Listing list(DeviceCatalogue catalogue) {
        List<Row> rows = new ArrayList<>();
        for (Device device : catalogue.devices()) {
            rows.add(row(device, catalogue));
        }
        DeviceCatalogue.Preference auto = catalogue.preference();
        List<Range> ranges = auto.ranges().stream()
                .map(range -> new Range(range.device().id(), measured(range.fromIterations())))
                .toList();
        Auto taken = new Auto(ranges.get(ranges.size() - 1).device(), auto.reason(), ranges);
        return new Listing(rows, catalogue.notes(), taken);
    }

    /** Rounds to three digits, the precision of a measurement; null in place of NaN, which JSON lacks. */
    private static Double measured(double value) {
        return Double.isNaN(value) ? null : BigDecimal.valueOf(value).round(DIGITS).doubleValue();
    }

    /** Checks a device in each precision that it supports. */
    private static List<Check> check(Device device, DeviceCatalogue catalogue) {
        return Stream.of(Precision.values())
                .filter(precision -> device.float64() || precision == Precision.FLOAT32)
                .map(precision -> check(device, precision, catalogue))
                .toList();
    }

    private static Check check(Device device, Precision precision, DeviceCatalogue catalogue) {
        long began = System.nanoTime();
        try {
            int equal = catalogue.check(device, precision);
            return new Check(precision.title(), equal, measured((System.nanoTime() - began) / GIGA), null);
        } catch (EngineException e) {
            return new Check(precision.title(), 0, measured((System.nanoTime() - began) / GIGA), e.getMessage());
        }
    }

    private Row row(Device device, DeviceCatalogue catalogue) {
        DeviceCatalogue.Examination examination = catalogue.examine(device);
        Optional<String> reason = examination.problem();
        String selfTest = reason.isEmpty() ? "passed" : device.problem().isPresent() ? "not run" : "failed";
        return new Row(
                device.id(),
                device.type().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                device.platform(),
                device.name(),
                device.vendor(),
                device.driver(),
                device.computeUnits(),
                device.memoryBytes(),
                device.maxAllocationBytes(),
                device.float64(),
                device.vectorWidth(),
                examination.lanes(),
                examination.kernel(),
                reason.isEmpty(),
                selfTest,
                measured(examination.startSeconds()),
                measured(examination.iterationsPerSecond()),
                isSet(check) && reason.isEmpty() ? check(device, catalogue) : null,
                reason.orElse(null));
    }

    private void print(Listing listing) {
        for (Row row : listing.devices()) {
            console().out().println(row.id() + "  " + row.name());
            print("usable", row.usable() ? "yes" : "no: " + row.reason());
            print("platform", row.platform());
            print("vendor", row.vendor());
            print("driver", row.driver());
            print("type", row.type());
            print(row.type().equals("built-in") ? "threads" : "compute units", row.computeUnits());
            print("memory", Quantity.ofMemory(row.memoryBytes()));
            print("largest allocation", Quantity.ofMemory(row.maxAllocationBytes()));
            print("float64", row.float64() ? "yes" : "no");
            print("lanes", row.lanes());
            if (!row.kernel().isEmpty()) {
                print("kernel", row.kernel());
            }
            print("self-test", row.selfTest());
            if (row.usable()) {
                print("start", seconds(row.startSeconds()));
                print("speed", String.format(
                        Locale.ROOT, "%.1f billion iterations/s", row.iterationsPerSecond() / GIGA));
            }
            if (row.checks() != null) {
                row.checks().forEach(checked -> print("check in " + checked.precision(), result(checked)));
            }
        }
        listing.notes().forEach(note -> console().out().println("note: " + note));
        String ranges = listing.auto().ranges().stream().map(DevicesCommand::text).collect(Collectors.joining(", "));
        console().out().println("auto takes " + ranges + ": " + listing.auto().reason());
    }

    private static String result(Check checked) {
        return checked.problem() == null
                ? String.format(Locale.ROOT, "%d pictures equal, %.1f s", checked.equalPictures(), checked.seconds())
                : checked.problem();
    }

    /** Prints one line for each device, with the versions of all that affects it, for a report. */
    private void printReport(Listing listing) {
        console().out().println("to report, with what you find odd:");
        String here = new Version().getVersion()[0] + ", Java " + Runtime.version() + ", "
                + String.join(" ", System.getProperty("os.name"), System.getProperty("os.version"),
                        System.getProperty("os.arch"));
        for (Row row : listing.devices()) {
            String results = row.checks() == null
                    ? "not usable: " + row.reason()
                    : row.checks().stream()
                            .map(checked -> checked.precision() + " " + result(checked))
                            .collect(Collectors.joining("; "));
            String device = String.join(", ", row.name(), row.platform(), "driver " + row.driver(), here);
            console().out().println("    " + device + ": " + results);
        }
    }

    private static String text(Range range) {
        return range.fromIterations() == 0
                ? range.device()
                : String.format(
                        Locale.ROOT, "from %.1f billion iterations on %s",
                        range.fromIterations() / GIGA, range.device());
    }

    private void print(String name, Object value) {
        console().out().printf("    %-20s%s%n", name, value);
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f s", seconds);
    }
}
