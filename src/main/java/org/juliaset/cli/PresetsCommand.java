package org.juliaset.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.juliaset.parameters.Parameter;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Values;
import org.juliaset.render.Presets;
import picocli.CommandLine.Model.OptionSpec;

/** The command presets: lists the presets. */
final class PresetsCommand extends Command {
    /** Digits of c in the list; JSON has all of them. */
    private static final MathContext DIGITS = new MathContext(5);

    private final OptionSpec json = add(flag("--json").description("print JSON, with the parameters of each"));

    /** The schema of the JSON. */
    private record Listing(List<Row> presets) {}

    private record Row(String name, String words, String source, Map<String, Object> parameters) {}

    PresetsCommand(Console console) {
        super(
                console,
                "presets",
                "Lists well-known Julia sets, each with its c, its looks and its source. juliaset"
                        + " --preset=NAME renders one; options beside it change it.");
        examples("juliaset presets", "juliaset --preset=rabbit --size=1920x1080 -o rabbit.png");
    }

    @Override
    public Integer call() {
        List<Presets.Preset> presets = Presets.all();
        if (isSet(json)) {
            List<Row> rows = presets.stream()
                    .map(preset -> new Row(preset.name(), preset.words(), preset.source(), preset.values().kept()))
                    .toList();
            console().out().println(Json.of(new Listing(rows)));
            return 0;
        }
        for (Presets.Preset preset : presets) {
            console().out().printf(Locale.ROOT, "%-15s %-19s %s (%s)%n",
                    preset.name(), c(preset.values()), preset.words(), preset.source());
        }
        return 0;
    }

    private static String c(Values values) {
        String real = rounded(values, Parameters.REAL);
        String imag = rounded(values, Parameters.IMAG);
        if (imag.equals("0")) {
            return real;
        }
        String times = imag.equals("1") ? "i" : imag + "i";
        return real.equals("0") ? times : real + (imag.startsWith("-") ? "" : "+") + times;
    }

    private static String rounded(Values values, Parameter<Double> parameter) {
        return new BigDecimal(values.get(parameter)).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
