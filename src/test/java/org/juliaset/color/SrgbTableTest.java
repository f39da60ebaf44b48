package org.juliaset.color;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The transfer function of sRGB, for codes of 8 and of 16 bits. */
class SrgbTableTest {
    private static SrgbTable table(int bits) {
        return bits == 8 ? SrgbTable.of8Bits() : SrgbTable.of16Bits();
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void theLightOfACodeHasThatCode(int bits) {
        SrgbTable table = table(bits);
        for (int code = 0; code < 1 << bits; code++) {
            assertEquals(code, table.encode(table.decode(code)));
        }
    }

    /** By the inverse function, which the table is not made with. */
    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void everyLightHasTheNearestCode(int bits) {
        SrgbTable table = table(bits);
        int last = (1 << bits) - 1;
        for (int light = 0; light <= SrgbTable.ONE; light++) {
            double linear = (double) light / SrgbTable.ONE;
            double exact = last
                    * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * StrictMath.pow(linear, 1 / 2.4) - 0.055);
            // where the two pieces meet, the standard's rounded constants leave a gap of 2e-8
            double distance = Math.abs(table.encode(light) - exact);
            assertTrue(distance <= 0.5 + 1e-7 * last, () -> "distance " + distance + " at " + linear);
        }
    }

    /** Known values, to six digits. */
    @ParameterizedTest
    @CsvSource({"8, 1, 0.000303527", "8, 10, 0.00303527", "8, 11, 0.00334654", "8, 128, 0.215861", "8, 254, 0.991102",
        "16, 32896, 0.215861", "16, 65535, 1"})
    void lightsOfSomeCodes(int bits, int code, BigDecimal expected) {
        assertEquals(expected.doubleValue(), (double) table(bits).decode(code) / SrgbTable.ONE, 6e-7);
    }
}
