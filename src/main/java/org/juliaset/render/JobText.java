package org.juliaset.render;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.juliaset.color.Coloring;
import org.juliaset.color.Palette;
import org.juliaset.color.PaletteMap;
import org.juliaset.color.Palettes;
import org.juliaset.color.Rgb;
import org.juliaset.color.Scale;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.EscapeSet;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.MandelbrotSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Sampling;
import org.juliaset.model.Scene;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Parameter;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Software;
import org.juliaset.parameters.Values;

/**
 * Converts named values to a job and back, for options, metadata, journals and Python. A new parameter is used here, in
 * both directions.
 */
public final class JobText {
    private static final String FORMAT = "format";
    private static final String VERSION = "version";

    private static final List<Parameter<?>> OF_C = List.of(Parameters.REAL, Parameters.IMAG);

    private static final List<Parameter<?>> OF_PALETTES = List.of(
            Parameters.PALETTE_SCALE, Parameters.PALETTE_PERIOD, Parameters.PALETTE_OFFSET,
            Parameters.PALETTE_REVERSE, Parameters.INTERIOR, Parameters.FLAT);

    private JobText() {}

    /**
     * Returns the job that values describe.
     *
     * @param format of the file, which is no parameter: the file's name says it
     * @throws org.juliaset.parameters.InvalidParameterException if the values do not fit together
     */
    public static RenderJob job(Values values, PictureFormat format) {
        return new RenderJob(scene(values), coloring(values), output(values, format));
    }

    /**
     * What is iterated, and where.
     *
     * @throws org.juliaset.parameters.InvalidParameterException if the values do not fit together
     */
    public static Scene scene(Values values) {
        ComplexRegion region = new ComplexRegion(
                values.get(Parameters.XLEFT),
                values.get(Parameters.XRIGHT),
                values.get(Parameters.YTOP),
                values.get(Parameters.YBOT));
        return new Scene(set(values), grid(values, region), sampling(values));
    }

    private static EscapeSet set(Values values) {
        double threshold = values.get(Parameters.THRESHOLD);
        int limit = values.get(Parameters.ITERMAX);
        if (values.get(Parameters.MAP)) {
            requireNoConstant(values);
            return new MandelbrotSet(threshold, limit, precision(values));
        }
        return new JuliaSet(
                values.get(Parameters.REAL), values.get(Parameters.IMAG), threshold, limit, precision(values));
    }

    private static void requireNoConstant(Values values) {
        for (Parameter<?> part : OF_C) {
            if (values.has(part)) {
                throw new InvalidParameterException(spelling -> spelling.asGiven("map") + " and "
                        + spelling.asGiven(part.name()) + " are both given: leave one out");
            }
        }
    }

    private static Grid grid(Values values, ComplexRegion region) {
        int width = values.get(Parameters.RESOLUTION);
        return values.find(Parameters.HEIGHT)
                .map(height -> region.grid(width, height))
                .orElseGet(() -> region.grid(width));
    }

    private static Sampling sampling(Values values) {
        boolean isFlat = values.get(Parameters.FLAT);
        if (isFlat && values.get(Parameters.SMOOTH)) {
            throw new InvalidParameterException(spelling -> spelling.asGiven("flat") + " and "
                    + spelling.asGiven("smooth") + " are both given: leave one out");
        }
        return new Sampling(values.get(Parameters.SAMPLES_PER_SIDE), Parameters.isSmooth(values));
    }

    /** Returns the precision. */
    public static Precision precision(Values values) {
        return Precision.of(values.get(Parameters.PRECISION));
    }

    private static Coloring coloring(Values values) {
        int itermin = values.get(Parameters.ITERMIN);
        Optional<Palette> palette = values.find(Parameters.PALETTE).map(Palettes::of);
        if (palette.isEmpty()) {
            requireNoneWithoutPalette(values);
            return new Coloring(itermin);
        }
        return new Coloring(itermin, Optional.of(new PaletteMap(
                palette.get(),
                scale(values),
                values.find(Parameters.PALETTE_PERIOD).orElse(0.0),
                values.get(Parameters.PALETTE_OFFSET),
                values.get(Parameters.PALETTE_REVERSE),
                Rgb.of(Parameters.INTERIOR.name(), values.get(Parameters.INTERIOR)))));
    }

    private static void requireNoneWithoutPalette(Values values) {
        for (Parameter<?> parameter : OF_PALETTES) {
            if (values.has(parameter)) {
                throw new InvalidParameterException(spelling -> spelling.of(parameter.name()) + " is given without "
                        + spelling.of("palette") + ": choose a palette, or leave it out");
            }
        }
    }

    private static Scale scale(Values values) {
        Scale.Kind kind = Scale.Kind.valueOf(values.get(Parameters.PALETTE_SCALE).toUpperCase(Locale.ROOT));
        return values.find(Parameters.PALETTE_QUANTILES)
                .filter(text -> kind == Scale.Kind.EQUALISED)
                .map(text -> new Scale(kind, Stream.of(text.split(",")).map(Long::valueOf).toList()))
                .orElseGet(() -> Scale.of(kind));
    }

    private static Output output(Values values, PictureFormat format) {
        return new Output(
                format, values.get(Parameters.FAST), values.get(Parameters.DEPTH),
                values.find(Parameters.DPI).orElse(0));
    }

    /** Returns the values from which {@link #job} makes the same job. */
    public static Values values(RenderJob job) {
        EscapeSet set = job.set();
        ComplexRegion region = job.grid().region();
        Values values = Values.NONE
                .with(Parameters.RESOLUTION, (int) job.grid().width())
                .with(Parameters.XLEFT, region.xleft())
                .with(Parameters.XRIGHT, region.xright())
                .with(Parameters.YBOT, region.ybot())
                .with(Parameters.YTOP, region.ytop())
                .with(values(set))
                .with(Parameters.THRESHOLD, set.threshold())
                .with(Parameters.ITERMIN, job.coloring().itermin())
                .with(Parameters.ITERMAX, set.iterationLimit())
                .with(Parameters.PRECISION, set.precision().title())
                .with(Parameters.FAST, job.output().fast())
                .with(Parameters.SAMPLES_PER_SIDE, job.scene().sampling().perSide())
                .with(Parameters.DEPTH, job.output().depth());
        if (!job.grid().hasHeightOfRegion()) {
            values = values.with(Parameters.HEIGHT, (int) job.grid().height());
        }
        if (job.output().dpi() > 0) {
            values = values.with(Parameters.DPI, job.output().dpi());
        }
        return withColors(values, job);
    }

    /** Returns c, or that pixels are. */
    private static Values values(EscapeSet set) {
        return set instanceof JuliaSet julia
                ? Values.NONE.with(Parameters.REAL, julia.real()).with(Parameters.IMAG, julia.imag())
                : Values.NONE.with(Parameters.MAP, true);
    }

    private static Values withColors(Values values, RenderJob job) {
        Sampling sampling = job.scene().sampling();
        return job.coloring().map()
                .map(map -> values(values, map).with(Parameters.FLAT, !sampling.smooth()))
                .orElseGet(() -> values.with(Parameters.SMOOTH, sampling.smooth()));
    }

    private static Values values(Values others, PaletteMap map) {
        Values values = others
                .with(Parameters.PALETTE, map.palette().toString())
                .with(Parameters.PALETTE_SCALE, map.scale().kind().name().toLowerCase(Locale.ROOT))
                .with(Parameters.PALETTE_OFFSET, map.offset())
                .with(Parameters.PALETTE_REVERSE, map.reverse())
                .with(Parameters.INTERIOR, map.interior().toString());
        if (map.period() > 0) {
            values = values.with(Parameters.PALETTE_PERIOD, map.period());
        }
        List<Long> quantiles = map.scale().quantiles();
        return quantiles.isEmpty()
                ? values
                : values.with(Parameters.PALETTE_QUANTILES,
                        quantiles.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    /** Returns all that decides the bytes of a file, by name: the values, the format and the version of the program. */
    public static Map<String, String> identity(RenderJob job) {
        Map<String, String> identity = new LinkedHashMap<>(values(job).texts());
        identity.put(FORMAT, job.format().name());
        identity.put(VERSION, Software.version());
        return identity;
    }

    /**
     * Returns the job that an {@link #identity} is of.
     *
     * @throws InvalidParameterException if it is of none
     */
    public static RenderJob job(Map<String, String> identity) {
        String format = identity.getOrDefault(FORMAT, "");
        return job(
                Values.read(withoutFormat(identity), "juliaset " + identity.get(VERSION)),
                Stream.of(PictureFormat.values()).filter(f -> f.name().equals(format)).findFirst()
                        .orElseThrow(() -> new InvalidParameterException("format is \"" + format + "\"")));
    }

    /** Returns the parameters in an {@link #identity}. */
    static Map<String, String> withoutFormat(Map<String, String> identity) {
        Map<String, String> parameters = new LinkedHashMap<>(identity);
        parameters.keySet().removeAll(List.of(FORMAT, VERSION));
        return parameters;
    }
}
