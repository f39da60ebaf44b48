package org.juliaset.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTest {
    @ParameterizedTest
    @CsvSource({
        "-0.835, -0.835", "2.0, 2", "0.0, 0", "-0.0, 0", "1e3, 1000", "0.1, 0.1", "1e75, 1E+75", "-1e-300, -1E-300",
        "0.30000000000000004, 0.30000000000000004", "9007199254740993, 9007199254740992", "4.9e-324, 5E-324",
        "1e20, 100000000000000000000",
    })
    void numbersAreWrittenInTheFewestDigits(double number, String text) {
        assertEquals(text, Decimal.shortest(number));
    }

    /** Java before 19 writes the first as 9.999999999999999E22, the second as 8.409999999999999E21. */
    @ParameterizedTest
    @CsvSource({"1e23, 1E+23", "8.41e21, 8410000000000000000000"})
    void theTextIsTheSameOnEveryJava(double number, String text) {
        assertEquals(text, Decimal.shortest(number));
    }

    @Test
    void everyNumberIsReadAsItself() {
        Random random = new Random(1);
        for (int k = 0; k < 20_000; k++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                String text = Decimal.shortest(number);
                assertEquals(number, Double.parseDouble(text), text);
                assertTrue(text.length() <= 40, text);
            }
        }
    }

    /** Whatever way it takes, the text has as few digits as a rounded number that is read as the same. */
    @Test
    void noTextOfFewerDigitsIsReadAsTheNumber() {
        Random random = new Random(2);
        for (int k = 0; k < 20_000; k++) {
            long digits = random.nextLong() >> 4 * random.nextInt(16);
            double number = BigDecimal.valueOf(digits, random.nextInt(24)).doubleValue();
            BigDecimal exact = new BigDecimal(number);
            int fewest = IntStream.rangeClosed(1, 17)
                    .filter(n -> exact.round(new MathContext(n)).doubleValue() == number).findFirst().getAsInt();
            BigDecimal rounded = exact.round(new MathContext(fewest));
            String text = Decimal.shortest(number);
            assertEquals(0, rounded.compareTo(new BigDecimal(text)), text + " for " + exact);
        }
    }
}
