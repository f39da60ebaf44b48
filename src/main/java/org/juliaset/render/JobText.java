package org.juliaset.render;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.juliaset.color.Coloring;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Software;
import org.juliaset.parameters.Values;

/**
 * A job as values by name, and a job made of these. It is the one way from options, metadata, a journal or Python to a
 * job, and back: a new parameter is used here, in both directions.
 */
public final class JobText {
    private static final String FORMAT = "format";
    private static final String VERSION = "version";

    private JobText() {}

    /**
     * The job that some values describe.
     *
     * @param format of the file, which is no parameter: the file's name says it
     * @throws org.juliaset.parameters.InvalidParameterException if the values do not fit together
     */
    public static RenderJob job(Values values, PictureFormat format) {
        return new RenderJob(scene(values), coloring(values), new Output(format, values.get(Parameters.FAST)));
    }

    /**
     * What is iterated, and where.
     *
     * @throws org.juliaset.parameters.InvalidParameterException if the values do not fit together
     */
    public static Scene scene(Values values) {
        JuliaSet set = new JuliaSet(
                values.get(Parameters.REAL),
                values.get(Parameters.IMAG),
                values.get(Parameters.THRESHOLD),
                values.get(Parameters.ITERMAX),
                precision(values));
        ComplexRegion region = new ComplexRegion(
                values.get(Parameters.XLEFT),
                values.get(Parameters.XRIGHT),
                values.get(Parameters.YTOP),
                values.get(Parameters.YBOT));
        return new Scene(set, region.grid(values.get(Parameters.RESOLUTION)));
    }

    /** The arithmetic. */
    public static Precision precision(Values values) {
        return Precision.of(values.get(Parameters.PRECISION));
    }

    private static Coloring coloring(Values values) {
        return new Coloring(values.get(Parameters.ITERMIN));
    }

    /** The values that {@link #job} makes the same job of. */
    static Values values(RenderJob job) {
        JuliaSet set = job.set();
        ComplexRegion region = job.grid().region();
        return Values.NONE
                .with(Parameters.RESOLUTION, (int) job.grid().width())
                .with(Parameters.XLEFT, region.xleft())
                .with(Parameters.XRIGHT, region.xright())
                .with(Parameters.YBOT, region.ybot())
                .with(Parameters.YTOP, region.ytop())
                .with(Parameters.REAL, set.real())
                .with(Parameters.IMAG, set.imag())
                .with(Parameters.THRESHOLD, set.threshold())
                .with(Parameters.ITERMIN, job.coloring().itermin())
                .with(Parameters.ITERMAX, set.iterationLimit())
                .with(Parameters.PRECISION, set.precision().title())
                .with(Parameters.FAST, job.output().fast());
    }

    /** What decides the bytes of a job's file: its values, the format and the program's version. */
    static Map<String, String> identity(RenderJob job) {
        Map<String, String> identity = new LinkedHashMap<>(values(job).texts());
        identity.put(FORMAT, job.format().name());
        identity.put(VERSION, Software.version());
        return identity;
    }

    /** What is a parameter in an {@link #identity}. */
    static Map<String, String> withoutFormat(Map<String, String> identity) {
        Map<String, String> parameters = new LinkedHashMap<>(identity);
        parameters.keySet().removeAll(List.of(FORMAT, VERSION));
        return parameters;
    }
}
