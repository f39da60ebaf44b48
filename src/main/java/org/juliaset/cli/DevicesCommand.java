package org.juliaset.cli;

import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.juliaset.engine.Catalogue;
import org.juliaset.engine.Device;
import org.juliaset.engine.Engine;
import picocli.CommandLine.Model.OptionSpec;

/** Lists the devices, and tests each. */
final class DevicesCommand extends Command {
    private static final double GIBIBYTE = 1L << 30;

    private final OptionSpec json = add(flag("--json").description("print JSON"));

    /** What is printed, and the schema of the JSON. */
    private record Listing(List<Row> devices, List<String> notes, Auto auto) {}

    /** A device; the reason is null where it is usable. */
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
            boolean usable,
            String selfTest,
            String reason) {}

    /** What {@code auto} takes. */
    private record Auto(String device, String reason) {}

    DevicesCommand() {
        super("devices", "Lists every device, whether it can be used or why not, and which one auto takes.");
    }

    @Override
    public Integer call() {
        Catalogue catalogue = Catalogue.ofThisMachine(Runtime.getRuntime().availableProcessors());
        Listing listing = list(catalogue);
        if (isSet(json)) {
            System.out.println(
                    new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create().toJson(listing));
        } else {
            print(listing);
        }
        return 0;
    }

    private static Listing list(Catalogue catalogue) {
        List<Row> rows = new ArrayList<>();
        for (Device device : catalogue.devices()) {
            rows.add(row(device, catalogue));
        }
        Catalogue.Choice choice = catalogue.choose("auto");
        try (Engine engine = choice.engine()) {
            return new Listing(rows, catalogue.notes(), new Auto(engine.device().id(), choice.reason()));
        }
    }

    private static Row row(Device device, Catalogue catalogue) {
        Catalogue.Examination examination = catalogue.examine(device);
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
                reason.isEmpty(),
                selfTest,
                reason.orElse(null));
    }

    private static void print(Listing listing) {
        for (Row row : listing.devices()) {
            System.out.println(row.id() + "  " + row.name());
            print("usable", row.usable() ? "yes" : "no: " + row.reason());
            print("platform", row.platform());
            print("vendor", row.vendor());
            print("driver", row.driver());
            print("type", row.type());
            print(row.type().equals("built-in") ? "threads" : "compute units", row.computeUnits());
            print("memory", gibibytes(row.memoryBytes()));
            print("largest allocation", gibibytes(row.maxAllocationBytes()));
            print("float64", row.float64() ? "yes" : "no");
            print("lanes", row.lanes());
            print("self-test", row.selfTest());
        }
        listing.notes().forEach(note -> System.out.println("note: " + note));
        System.out.println("auto takes " + listing.auto().device() + ": " + listing.auto().reason());
    }

    private static void print(String name, Object value) {
        System.out.printf("    %-20s%s%n", name, value);
    }

    private static String gibibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / GIBIBYTE);
    }
}
