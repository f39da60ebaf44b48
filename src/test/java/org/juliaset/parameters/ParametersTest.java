package org.juliaset.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of parameters, and values by its names. */
class ParametersTest {
    private static final Parameter<String> STOPS = new Parameter<>(
            "stops", "", "STOPS", ValueType.text("#.*", "give stops, such as \"#000764,#206bcb 16%\""), null,
            Parameter.Decides.PIXELS, Parameter.Topic.PICTURE, "colours").optional();

    private static final Parameter<Double> RADIUS = new Parameter<>(
            "radius", "", "R", ValueType.realAbove(0), "2", Parameter.Decides.SAMPLES, Parameter.Topic.PICTURE,
            "where orbits end").withDefault(values -> values.has(STOPS), "1024");

    private static final Parameter<Integer> PER_SIDE = new Parameter<>(
            "per-side", "", "N", ValueType.whole(1, 16), "1", Parameter.Decides.SAMPLES, Parameter.Topic.PICTURE,
            "samples").optional();

    @Test
    void namesAndLettersAreDifferentAndCanBeKept() {
        Set<String> names = new HashSet<>();
        for (Parameter<?> parameter : Parameters.all()) {
            assertTrue(parameter.name().matches("[a-z][a-z-]{0,31}"), parameter.name());
            assertTrue(names.add(parameter.name()), parameter.name());
            assertTrue(parameter.shortName().isEmpty() || names.add("-" + parameter.shortName()), parameter.name());
            assertEquals(Optional.of(parameter), Parameters.find(parameter.name()));
        }
        assertEquals(Optional.empty(), Parameters.find("attic"));
    }

    @Test
    void defaultsAreReadAndPrintedAsTheyStandInTheTable() {
        Map<String, String> texts = Values.NONE.texts();
        for (Parameter<?> parameter : Parameters.all()) {
            if (!parameter.isOptional()) {
                assertEquals(parameter.usual(), texts.get(parameter.name()), parameter.name());
            }
        }
        assertEquals(texts, Values.read(texts, "x").texts());
        assertEquals(texts.keySet(), Values.NONE.kept().keySet());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "resolution | 0            | resolution is 0: give a whole number from 1 to 2147483647",
        "resolution | 2147483648   | resolution is 2147483648: give a whole number from 1 to 2147483647",
        "resolution | 4.0          | resolution: \"4.0\" is not a whole number: write it like 500",
        "itermax    | 2147483647   | itermax is 2147483647: give a whole number from 1 to 2147483646",
        "xleft      | NaN          | xleft is NaN: give a finite number",
        "xleft      | -2e75        | xleft is -2.0E75: give a magnitude of at most 1e75, whose square is finite",
        "xleft      | 1f           | xleft: \"1f\" is not a number: write it like -0.1 or 1e-3",
        "threshold  | 0            | threshold is 0.0: give a number above 0",
        "precision  | half         | precision is \"half\": give double or float",
        "fast       | yes          | fast: \"yes\" is neither true nor false",
        "attic      | 1            | attic is not known to this version: use the one that made it, x",
    })
    void aValueThatNoPictureHasIsRefused(String name, String text, String message) {
        assertEquals(message, assertThrows(
                InvalidParameterException.class, () -> Values.read(Map.of(name, text), "x")).getMessage());
    }

    @Test
    void aMessageIsInTheSpellingOfItsFrontEnd() {
        Spelling spelling = new Spelling(Map.of("itermax", "n_iterations[1]", "text", "Bad value of '%s': "));
        InvalidParameterException range = assertThrows(
                InvalidParameterException.class, () -> Parameters.ITERMAX.parse("0"));
        assertEquals("n_iterations[1] is 0: give a whole number from 1 to 2147483646", range.message(spelling));
        InvalidParameterException form = assertThrows(
                InvalidParameterException.class, () -> Parameters.ITERMAX.parse("x"));
        assertEquals("Bad value of 'n_iterations[1]': \"x\" is not a whole number: write it like 500",
                form.message(spelling));
    }

    @Test
    void everyValueThatIsNotOptionalHasToBeThere() {
        for (Parameter<?> parameter : Parameters.all()) {
            Map<String, String> texts = Values.NONE.texts();
            if (texts.remove(parameter.name()) != null) {
                assertEquals(parameter.name() + " is missing", assertThrows(
                        InvalidParameterException.class, () -> Values.read(texts, "x")).getMessage());
            }
        }
    }

    @Test
    void anOptionalParameterIsKeptWhereItHasNotItsDefault() {
        assertEquals(Optional.empty(), Values.NONE.text(PER_SIDE));
        assertEquals(1, Values.NONE.get(PER_SIDE));
        assertEquals(Optional.empty(), Values.NONE.with(PER_SIDE, 1).text(PER_SIDE));
        assertEquals(Optional.of("3"), Values.NONE.with(PER_SIDE, 3).text(PER_SIDE));
        assertEquals(Optional.empty(), Values.NONE.find(STOPS));
        assertEquals(Optional.empty(), Values.NONE.text(STOPS));
    }

    @Test
    void aDefaultMayDependOnOtherValues() {
        assertEquals(2, Values.NONE.get(RADIUS));
        Values values = Values.NONE.withText(STOPS, "#000764,#206bcb 16%");
        assertEquals(1024, values.get(RADIUS));
        assertEquals(Optional.of("1024"), values.text(RADIUS));
        assertEquals(3, values.with(RADIUS, 3.0).get(RADIUS));
    }

    /** Pixels are c there. */
    @Test
    void aMapHasNoConstantAndARegionOfItsOwn() {
        Values map = Values.NONE.with(Parameters.MAP, true);
        assertEquals(Optional.empty(), map.find(Parameters.REAL));
        assertEquals(Optional.empty(), map.find(Parameters.IMAG));
        Map<String, String> texts = map.texts();
        assertEquals(
                Map.of("resolution", "500", "xleft", "-2.35", "xright", "0.85", "ybot", "-1.25", "ytop", "1.25",
                        "map", "true", "threshold", "2", "itermin", "5", "itermax", "80"),
                texts.entrySet().stream().filter(entry -> !entry.getKey().matches("precision|fast"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        assertEquals(texts, Values.read(texts, "x").texts());
        texts.remove("xleft");
        assertEquals("xleft is missing", assertThrows(
                InvalidParameterException.class, () -> Values.read(texts, "x")).getMessage());
    }

    @Test
    void aFreeTextIsPrintableAndBounded() {
        assertEquals("#0 '$(x)'", STOPS.parse("#0 '$(x)'"));
        for (String text : List.of("", "0", "#\u001b[2J", "#\u00fc", "#\t", "#\n")) {
            assertEquals("stops is \"" + text + "\": give stops, such as \"#000764,#206bcb 16%\"", assertThrows(
                    InvalidParameterException.class, () -> STOPS.parse(text)).getMessage());
        }
        assertEquals(ValueType.MAX_TEXT, STOPS.parse("#".repeat(ValueType.MAX_TEXT)).length());
        String message = assertThrows(
                InvalidParameterException.class, () -> STOPS.parse("#".repeat(ValueType.MAX_TEXT + 1))).getMessage();
        assertEquals("stops has 32769 characters: give 32768 at most", message);
    }

    @Test
    void givenValuesGoBeforeThoseOfAPicture() {
        Values picture = Values.of(Map.of("itermax", "99", "real", "0.25"));
        Values both = picture.with(Values.of(Map.of("itermax", "7")));
        assertEquals(7, both.get(Parameters.ITERMAX));
        assertEquals(0.25, both.get(Parameters.REAL));
        assertEquals(5, both.get(Parameters.ITERMIN));
    }

    @Test
    void differencesNameWhatOnlyOneOfTwoPicturesKeeps() {
        Map<String, String> found = Map.of("itermax", "80", "stops", "#0");
        assertTrue(new Differences(found, found).isEmpty());
        Differences differences = new Differences(found, Map.of("itermax", "80"));
        assertFalse(differences.isEmpty());
        assertEquals("stops #0 instead of none", differences.text(Spelling.LIBRARY));
        assertEquals("itermax 80 instead of 9, stops none instead of #0",
                new Differences(Map.of(), new TreeMap<>(Map.of("itermax", "9", "stops", "#0")))
                        .text(Spelling.LIBRARY));
        assertEquals("map true instead of false, real none instead of 0.5",
                new Differences(Map.of("map", "true"), new TreeMap<>(Map.of("map", "false", "real", "0.5")))
                        .text(Spelling.LIBRARY));
    }
}
