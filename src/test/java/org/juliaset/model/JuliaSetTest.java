package org.juliaset.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.juliaset.color.ToneMap;
import org.juliaset.parameters.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JuliaSetTest {
    @ParameterizedTest
    @CsvSource({
        "NaN, 0, 2, 80, real is NaN",
        "0, Infinity, 2, 80, imag is Infinity",
        "0, -2e75, 2, 80, imag is -2.0E75",
        "0, 0, NaN, 80, threshold is NaN",
        "0, 0, 2e75, 80, threshold is 2.0E75",
        "0, 0, 0, 80, threshold is 0.0",
        "0, 0, -2, 80, threshold is -2.0",
        "0, 0, 2, 0, itermax is 0",
        "0, 0, 2, -1, itermax is -1",
        "0, 0, 2, 2147483647, itermax is 2147483647",
    })
    void refusesWhatCannotBeIterated(double real, double imag, double threshold, int limit, String message) {
        InvalidParameterException refusal = assertThrows(
                InvalidParameterException.class, () -> new JuliaSet(real, imag, threshold, limit));
        assertTrue(refusal.getMessage().startsWith(message), refusal.getMessage());
    }

    @Test
    void takesTheLargestIterationLimit() {
        assertEquals(2147483646, new JuliaSet(0, 0, 2, 2147483646).iterationLimit());
    }

    @ParameterizedTest
    @CsvSource({"-1, 80, itermin is -1", "80, 80, itermin is 80 and itermax is 80", "90, 80, itermin is 90"})
    void refusesAnIterminThatIsNotBelowItermax(int itermin, int itermax, String message) {
        InvalidParameterException refusal = assertThrows(
                InvalidParameterException.class, () -> new ToneMap(itermin, itermax));
        assertTrue(refusal.getMessage().startsWith(message), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "20, 0", "21, 0.0125", "60, 0.5", "100, 1"})
    void normalisesAsTheArticle(int count, double value) {
        assertEquals(value, new ToneMap(20, 100).of(count));
    }
}
