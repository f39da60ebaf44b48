package org.juliaset.animate;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.FittingRegion;
import org.juliaset.parameters.Complex;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Parameter;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Values;
import org.juliaset.render.PictureSize;
import org.juliaset.render.View;

/**
 * What the frames of a film have in common: a picture of which some terms are replaced in each frame. Immutable.
 *
 * @param base values of an existing picture or a preset; none for the defaults
 * @param terms values that are given, by the names of {@link Terms}
 * @param isWhole whether all of the region of {@code base} stays visible at any size
 * @param shown how a message shows the name of a term
 */
public record Setting(Values base, Map<String, Object> terms, boolean isWhole, UnaryOperator<String> shown) {
    private static final Set<String> OF_REGION = Set.of(
            Terms.FIT, Terms.CENTER, Terms.WIDTH, Terms.ZOOM, "xleft", "xright", "ybot", "ytop");

    /** Returns the terms that a view and values have. */
    public static Map<String, Object> terms(Values given, View view) {
        Map<String, Object> terms = new LinkedHashMap<>();
        for (Parameter<?> parameter : Parameters.all()) {
            if (given.has(parameter)) {
                terms.put(parameter.name(), given.get(parameter));
            }
        }
        terms.put(Terms.CONSTANT, view.constant());
        terms.put(Terms.CENTER, view.center());
        terms.put(Terms.WIDTH, view.width());
        terms.put(Terms.ZOOM, view.zoom());
        terms.put(Terms.FIT, view.isFit() ? true : null);
        terms.put(Terms.SIZE, view.size());
        terms.put(Terms.PRINT, view.print());
        terms.values().removeIf(value -> value == null);
        return terms;
    }

    /** Returns this setting with other terms added or replaced. */
    public Setting with(Map<String, Object> others) {
        Map<String, Object> both = new LinkedHashMap<>(terms);
        both.putAll(others);
        return new Setting(base, both, isWhole, shown);
    }

    /** Returns this setting without some terms. */
    public Setting without(Set<String> names) {
        Map<String, Object> some = new LinkedHashMap<>(terms);
        some.keySet().removeAll(names);
        return new Setting(base, some, isWhole, shown);
    }

    boolean has(String term) {
        return terms.containsKey(term);
    }

    /** Returns this setting with a region that stays visible as a whole. */
    Setting fitting(ComplexRegion region) {
        return on(region, true);
    }

    /** Returns this setting with its region as that of the base, so that a middle and a zoom can be added. */
    Setting windowed() {
        Values values = without(Set.of(Terms.SIZE, Terms.PRINT)).values();
        boolean isFit = Boolean.TRUE.equals(terms.get(Terms.FIT));
        return on(new ComplexRegion(
                values.get(Parameters.XLEFT), values.get(Parameters.XRIGHT), values.get(Parameters.YTOP),
                values.get(Parameters.YBOT)), isWhole || isFit);
    }

    private Setting on(ComplexRegion region, boolean isWholeVisible) {
        Values values = base
                .with(Parameters.XLEFT, region.xleft())
                .with(Parameters.XRIGHT, region.xright())
                .with(Parameters.YBOT, region.ybot())
                .with(Parameters.YTOP, region.ytop());
        return new Setting(values, without(OF_REGION).terms, isWholeVisible, shown);
    }

    /** Returns the region that holds the whole filled Julia set of this picture's c. */
    ComplexRegion fit() {
        Values values = without(Set.of(Terms.FIT, Terms.SIZE, Terms.PRINT)).values();
        return FittingRegion.of(values.get(Parameters.REAL), values.get(Parameters.IMAG));
    }

    /** Returns the middle of the base's region. */
    Complex center() {
        return new Complex(
                (base.get(Parameters.XLEFT) + base.get(Parameters.XRIGHT)) / 2,
                (base.get(Parameters.YBOT) + base.get(Parameters.YTOP)) / 2);
    }

    /** Returns how many times less wide the base's region is than the usual one. */
    double zoom() {
        double usual = Values.NONE.get(Parameters.XRIGHT) - Values.NONE.get(Parameters.XLEFT);
        return usual / Math.abs(base.get(Parameters.XRIGHT) - base.get(Parameters.XLEFT));
    }

    /**
     * Returns the values of the picture.
     *
     * @throws InvalidParameterException if terms contradict each other, or cannot have their value
     */
    Values values() {
        Set<String> names = new HashSet<>(terms.keySet());
        if (Boolean.FALSE.equals(terms.get(Terms.FIT))) {
            names.remove(Terms.FIT);
        }
        View.requireConsistent(names::contains, shown);
        View view = new View(
                (Complex) terms.get(Terms.CONSTANT),
                (Complex) terms.get(Terms.CENTER),
                (Double) terms.get(Terms.WIDTH),
                (Double) terms.get(Terms.ZOOM),
                Boolean.TRUE.equals(terms.get(Terms.FIT)),
                (PictureSize) terms.get(Terms.SIZE),
                (PictureSize) terms.get(Terms.PRINT));
        Values given = Values.NONE;
        for (Parameter<?> parameter : Parameters.all()) {
            if (terms.containsKey(parameter.name())) {
                given = with(given, parameter);
            }
        }
        return view.over(base, given, isWhole, shown);
    }

    /** The term is of the parameter's type: {@link Terms#read} and the tracks see to that. */
    private <T> Values with(Values values, Parameter<T> parameter) {
        @SuppressWarnings("unchecked")
        T value = (T) terms.get(parameter.name());
        return values.with(parameter, value);
    }
}
