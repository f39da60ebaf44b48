package org.juliaset.explore;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.juliaset.parameters.Decimal;
import org.juliaset.parameters.Parameter;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Values;

/** The state of the page for a picture, as the page's address spells it after its number sign. */
final class Address {
    /** What the page has other terms for. */
    private static final List<Parameter<?>> OF_VIEW = List.of(
            Parameters.REAL, Parameters.IMAG, Parameters.XLEFT, Parameters.XRIGHT, Parameters.YBOT, Parameters.YTOP,
            Parameters.RESOLUTION, Parameters.HEIGHT, Parameters.MAP);

    private Address() {}

    /**
     * Returns c, the middle and the zoom of the region, and all values that are given and are not the usual ones. Of a
     * map they are those of the page's map, which has no c.
     */
    static String of(Values values) {
        // the page finds quantiles itself
        return written(fields(
                values.only(parameter -> parameter != Parameters.PALETTE_QUANTILES), Window.of(values)));
    }

    /**
     * Returns the same of a frame of a film, of which the page finds nothing itself. The iteration limit is always
     * there: without one, and with usual values, the page would choose the colours of a first visit.
     *
     * @param window that the frame shows
     */
    static String ofFrame(Values values, Window window) {
        Map<String, String> fields = fields(values, window);
        fields.put(Parameters.ITERMAX.name(), Integer.toString(values.get(Parameters.ITERMAX)));
        return written(fields);
    }

    private static Map<String, String> fields(Values values, Window window) {
        Map<String, String> fields = new LinkedHashMap<>();
        boolean isMap = values.get(Parameters.MAP);
        String pane = isMap ? "map-" : "";
        if (!isMap) {
            fields.put("c", Texts.constant(values.get(Parameters.REAL), values.get(Parameters.IMAG)));
        }
        fields.put(pane + "center", Decimal.shortest(window.x()) + "," + Decimal.shortest(window.y()));
        fields.put(pane + "zoom", Decimal.shortest(window.zoom()));
        for (Parameter<?> parameter : Parameters.all()) {
            if (!OF_VIEW.contains(parameter)) {
                Texts.ifUnusual(values, parameter).ifPresent(text -> fields.put(parameter.name(), text));
            }
        }
        return fields;
    }

    private static String written(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** Encodes a text, with signs as people type them where they have no meaning in a query. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%2C", ",").replace("%3A", ":").replace("%2F", "/");
    }
}
