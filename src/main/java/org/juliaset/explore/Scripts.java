package org.juliaset.explore;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.juliaset.parameters.Complex;
import org.juliaset.parameters.Decimal;
import org.juliaset.parameters.Numbers;
import org.juliaset.parameters.Parameter;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Values;
import org.juliaset.render.JobText;
import org.juliaset.render.PictureSize;
import org.juliaset.render.RenderJob;

/** A picture as a command line, as a script for Python, and as the state of the page. Safe for use by threads. */
final class Scripts {
    private static final String USUAL_NAME = "julia.png";

    /** What classes of Python's package take; the rest are keywords. */
    private static final Set<Parameter<?>> OF_CLASSES = Set.of(
            Parameters.RESOLUTION, Parameters.XLEFT, Parameters.XRIGHT, Parameters.YBOT, Parameters.YTOP,
            Parameters.REAL, Parameters.IMAG, Parameters.MAP, Parameters.THRESHOLD, Parameters.ITERMIN,
            Parameters.ITERMAX);

    private final FrontEnd frontEnd;
    private final Path folder;

    Scripts(FrontEnd frontEnd, Path folder) {
        this.frontEnd = frontEnd;
        this.folder = folder;
    }

    /** The schema of the JSON. */
    private record Written(String command, String python, String hash) {}

    /** Answers with the texts of a picture. */
    Answer answer(Query query) {
        Fields fields = new Fields(query, Set.of("name"));
        FileName name = FileName.of(folder, query.text("name").orElse(USUAL_NAME));
        RenderJob job = fields.job(name.format());
        return Answer.json(Answer.OK, new Written(
                frontEnd.command(terms(fields), name.text()), python(job, name.text()), Address.of(fields.values())));
    }

    /** Returns what a query gives, in the terms in which it does, without what is so anyway. */
    private static Map<String, String> terms(Fields fields) {
        Query query = fields.query();
        Map<String, String> terms = new LinkedHashMap<>();
        query.text("c").ifPresent(text -> {
            Complex c = Complex.read(text);
            terms.put("c", Texts.constant(c.real(), c.imag()));
        });
        query.text("center").ifPresent(text -> {
            Complex center = Complex.read(text);
            terms.put("center", Decimal.shortest(center.real()) + "," + Decimal.shortest(center.imag()));
        });
        for (String number : new String[] {"width", "zoom"}) {
            query.text(number).ifPresent(text -> terms.put(number, Decimal.shortest(Numbers.real(text))));
        }
        if (fields.isFit()) {
            terms.put("fit", "true");
        }
        query.text("size").map(PictureSize::ofPixels).ifPresent(size ->
                terms.put("size", size.width() + "x" + size.height()));
        query.text("print").ifPresent(text -> terms.put("print", text.strip()));
        Values given = fields.given();
        for (Parameter<?> parameter : Parameters.all()) {
            Texts.ifUnusual(given, parameter).ifPresent(text -> terms.put(parameter.name(), text));
        }
        return terms;
    }

    private static String python(RenderJob job, String name) {
        Values values = JobText.values(job);
        boolean isMap = job.set().isMap();
        String type = isMap ? "MandelbrotDiv" : "JuliaDiv";
        StringBuilder script = new StringBuilder("from juliaset import ComplexRegion, " + type + "\n\n");
        String variable = isMap ? "mandelbrot" : "julia";
        script.append(variable).append(" = ").append(type).append("(").append(isMap ? "" : constant(values))
                .append("threshold=").append(number(values, Parameters.THRESHOLD)).append(", n_iterations=(")
                .append(values.get(Parameters.ITERMIN)).append(", ").append(values.get(Parameters.ITERMAX))
                .append("), resolution=").append(values.get(Parameters.RESOLUTION)).append(")\n");
        script.append("region = ComplexRegion(").append(number(values, Parameters.XLEFT)).append(", ")
                .append(number(values, Parameters.XRIGHT)).append(", ").append(number(values, Parameters.YBOT))
                .append(", ").append(number(values, Parameters.YTOP)).append(")\n");
        script.append(variable).append(".render(region, ").append(quoted(name));
        for (Parameter<?> parameter : Parameters.all()) {
            Optional<String> text = OF_CLASSES.contains(parameter)
                    ? Optional.empty()
                    : Texts.ifUnusual(values, parameter);
            text.ifPresent(value -> script.append(", ").append(parameter.name().replace('-', '_')).append("=")
                    .append(literal(parameter, value)));
        }
        return script.append(")\n").toString();
    }

    private static String constant(Values values) {
        return "complex(" + number(values, Parameters.REAL) + ", " + number(values, Parameters.IMAG) + "), ";
    }

    private static String number(Values values, Parameter<Double> parameter) {
        return Decimal.shortest(values.get(parameter));
    }

    private static String literal(Parameter<?> parameter, String value) {
        return switch (parameter.type().kind()) {
            case FLAG -> value.equals("true") ? "True" : "False";
            case WHOLE, REAL -> value;
            case CHOICE -> value.matches("\\d+") ? value : quoted(value);
            case TEXT -> quoted(value);
        };
    }

    /** As Python writes a string: names and values have no control characters. */
    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
