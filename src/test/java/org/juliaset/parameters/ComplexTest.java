package org.juliaset.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Complex numbers as people type them. */
class ComplexTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-0.8,0.156         | -0.8   | 0.156",
        "-0.8, -0.156       | -0.8   | -0.156",
        "-0.8+0.156i        | -0.8   | 0.156",
        "-0.8-0.156i        | -0.8   | -0.156",
        "-0.8 + 0.156 i     | -0.8   | 0.156",
        "-.8+.156j          | -0.8   | 0.156",
        "1e-3-2.5E+1i       | 0.001  | -25",
        "2e-3i              | 0      | 0.002",
        "i                  | 0      | 1",
        "-i                 | 0      | -1",
        "+i                 | 0      | 1",
        "1-i                | 1      | -1",
        "0.5*i              | 0      | 0.5",
        "-1                 | -1     | 0",
        "0                  | 0      | 0",
        "\u22120.8\u22120.156i | -0.8 | -0.156",
    })
    void areReadInEachForm(String text, double real, double imag) {
        Complex number = Complex.read(text);
        assertEquals(real, number.real(), 0);
        assertEquals(imag, number.imag(), 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", ",", "1,", ",1", "1,2,3", "foo", "1+2", "1i2", "i1", "12i3", "1+i+i", "ii", "--1", "0x1", "1f",
            "1+-2i", "*i", "1,2i", "(1,2)", "1e+i"
    })
    void otherTextsAreRefusedWithAnExample(String text) {
        String message = assertThrows(NumberFormatException.class, () -> Complex.read(text)).getMessage();
        assertEquals("\"" + text + "\" is not a complex number: write it like -0.8,0.156 or -0.8+0.156i", message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"N", "N+", "NiN", "N.N", "-N.N+N.N", "N,N", "1eN", ".N"})
    void longTextsAreRefusedAtOnce(String form) {
        String text = form.replace("N", "1".repeat(100_000)) + "!";
        assertTimeoutPreemptively(Duration.ofSeconds(5),
                () -> assertThrows(NumberFormatException.class, () -> Complex.read(text)));
    }

    @Test
    void aLongNumberIsRead() {
        assertEquals(1 / 3.0, Complex.read("0." + "3".repeat(100_000)).real());
        assertEquals(1 / 3.0, Complex.read("0." + "3".repeat(100_000) + "i").imag());
    }

    @Test
    void infinitiesAreReadToBeRefusedForWhatTheyAre() {
        assertTrue(Double.isNaN(Complex.read("nan,0").real()));
        assertEquals(Double.NEGATIVE_INFINITY, Complex.read("0,-inf").imag());
    }
}
