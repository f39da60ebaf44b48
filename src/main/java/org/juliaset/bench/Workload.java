package org.juliaset.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.EscapeSet;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Scene;
import org.juliaset.parameters.InvalidParameterException;

/**
 * The picture that every candidate computes.
 *
 * @param name the name of a preset, or "custom"
 * @param itermin the largest count that is black, for candidates that render a picture
 */
public record Workload(String name, EscapeSet set, Grid grid, int itermin) {
    /** The name of a workload that is not a preset. */
    public static final String CUSTOM = "custom";

    /** The workloads with a name. */
    private enum Preset {
        /** The article's benchmark: 16 million pixels, 512.7 million iterations. */
        ARTICLE_DETAIL(new JuliaSet(-0.835, -0.2321, 2, 100), new ComplexRegion(-0.1, 0.1, 0.1, -0.1), 4000, 20),
        /** The article's other picture, mostly outside the set. */
        ARTICLE_OVERVIEW(new JuliaSet(-0.835, -0.2321, 2, 80), new ComplexRegion(-1.6, 1.6, 1, -1), 1000, 5),
        /** A set with an interior that never escapes, at a high limit. */
        INTERIOR(new JuliaSet(-1, 0, 2, 2000), new ComplexRegion(-1.6, 1.6, 1, -1), 1000, 5);

        private final Workload workload;

        Preset(JuliaSet set, ComplexRegion region, int resolution, int itermin) {
            this.workload = new Workload(title(), set, region.grid(resolution), itermin);
        }

        private String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Returns the scene. */
    public Scene scene() {
        return new Scene(set, grid);
    }

    /**
     * Returns the preset of a name.
     *
     * @throws InvalidParameterException if there is none; the message lists all
     */
    public static Workload named(String name) {
        return Arrays.stream(Preset.values())
                .map(preset -> preset.workload)
                .filter(workload -> workload.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidParameterException(
                        "workload \"" + name + "\" is unknown: use one of " + names()));
    }

    private static String names() {
        return Arrays.stream(Preset.values()).map(Preset::title).collect(Collectors.joining(", "));
    }
}
