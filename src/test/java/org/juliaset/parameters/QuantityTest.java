package org.juliaset.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B, 0 B", "1, 1 B, 1 B", "999, 999 B, 999 B", "1000, 1 kB, 1000 B", "1024, 1.024 kB, 1 KiB",
        "1023.9, 1.024 kB, 1024 B", "999949, 999.9 kB, 976.5 KiB", "999999, 1 MB, 976.6 KiB",
        "344200000, 344.2 MB, 328.3 MiB", "4769166310600000, 4.769 PB, 4.236 PiB",
        "9223372036854775807, 9.223 EB, 8 EiB", "1e30, 1000000000000 EB, 867400000000 EiB",
    })
    void aSizeHasUpToFourDigitsAndAUnitThatFits(double bytes, String file, String memory) {
        assertEquals(file, Quantity.ofFile(bytes));
        assertEquals(memory, Quantity.ofMemory(bytes));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 s", "4.64, 4.6 s", "59.4, 59.4 s", "59.96, 1 min 00 s", "121, 2 min 01 s", "3599.7, 1 h 00 min 00 s",
        "90061, 1 d 1 h", "1e15, '11,574,074,074 d 1 h'", "1e30, '106,751,991,167,300 d 15 h'",
    })
    void aTimeHasUnitsThatFit(double seconds, String text) {
        assertEquals(text, Quantity.ofSeconds(seconds));
    }
}
