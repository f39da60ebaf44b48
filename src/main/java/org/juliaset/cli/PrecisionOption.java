package org.juliaset.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Precision;
import org.juliaset.parameters.InvalidParameterException;
import picocli.CommandLine.Model.OptionSpec;

/** In which arithmetic to compute. */
final class PrecisionOption extends OptionGroup {
    /** Units of the last place between neighbours below which a picture shows the numbers' own grid. */
    private static final double FEW = 4;

    private final OptionSpec precision = add(text("--precision")
            .paramLabel("double|float")
            .defaultValue("double")
            .description("arithmetic; float is faster, for pictures that are not deep inside"
                    + " (${DEFAULT-VALUE})"));

    /** @throws InvalidParameterException if there is no such precision */
    Precision value() {
        return Arrays.stream(Precision.values())
                .filter(known -> known.title().equals(precision.getValue()))
                .findFirst()
                .orElseThrow(() -> new InvalidParameterException(
                        "precision is \"" + precision.getValue() + "\": give double or float"));
    }

    JuliaSet of(JuliaSet set) {
        return set.in(value());
    }

    /** A line for the user where the precision cannot tell the pixels of a grid apart. */
    Optional<String> warning(Grid grid) {
        double ulps = grid.spacing(value());
        if (ulps >= FEW) {
            return Optional.empty();
        }
        String advice = value() == Precision.FLOAT32 ? "use --precision double, or " : "";
        return Optional.of(String.format(
                Locale.ROOT,
                "precision %s does not resolve this picture, its pixels are %.2g units of the last place apart:"
                        + " %sa larger region or a lower resolution",
                value().title(), ulps, advice));
    }
}
