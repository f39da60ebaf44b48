package org.juliaset.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import org.juliaset.color.ToneMap;
import org.juliaset.parameters.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountsTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "255, 1", "256, 2", "65535, 2", "65536, 4", "2147483646, 4"})
    void areAsNarrowAsTheLimitAllowsAndHoldIt(int limit, int bytes) {
        Counts counts = Counts.allocate(3, 2, limit);
        assertEquals(bytes, counts.bytesPerCount());
        for (int pixel = 0; pixel < counts.size(); pixel++) {
            counts.set(pixel, limit - pixel % 2);
        }
        assertEquals(limit, counts.get(0));
        assertEquals(limit - 1, counts.get(2, 1));
        assertEquals(3L * limit + 3L * (limit - 1), counts.sum());
    }

    @Test
    void bytesAreLittleEndianAndRowMajor() {
        Counts counts = Counts.allocate(2, 2, 65536);
        counts.set(1, 0x010203);
        byte[] bytes = new byte[16];
        counts.buffer().get(bytes);
        assertArrayEquals(new byte[] {0, 0, 0, 0, 3, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0}, bytes);
    }

    @Test
    void aSliceIsAViewOfItsRows() {
        Counts whole = Counts.allocate(5, 7, 300);
        Counts slice = whole.slice(new Tile(2, 3));
        for (int pixel = 0; pixel < slice.size(); pixel++) {
            slice.set(pixel, 300 - pixel);
        }
        for (int row = 0; row < 7; row++) {
            for (int column = 0; column < 5; column++) {
                int expected = row < 2 || row > 4 ? 0 : 300 - ((row - 2) * 5 + column);
                assertEquals(expected, whole.get(column, row));
            }
        }
        ByteBuffer bytes = slice.buffer();
        assertEquals(30, bytes.remaining());
        assertEquals(300, bytes.getShort());
    }

    @Test
    void refusesMoreThanOneArrayHolds() {
        assertThrows(InvalidParameterException.class, () -> Counts.bytesFor(65536, 65536, 80));
        assertThrows(InvalidParameterException.class, () -> Counts.bytesFor(32768, 32768, 65536));
        assertEquals(1 << 30, Counts.bytesFor(32768, 32768, 80));
    }

    @Test
    void normalisedValuesAreRowMajor() {
        Counts counts = Counts.allocate(2, 2, 100);
        counts.set(0, 10);
        counts.set(1, 60);
        counts.set(2, 100);
        counts.set(3, 21);
        assertArrayEquals(new double[] {0, 0.5, 1, 0.0125}, new ToneMap(20, 100).values(counts));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 300, 70000})
    void someCountsAreThoseOneByOne(int limit) {
        Counts counts = Counts.allocate(10, 4, limit);
        for (int pixel = 0; pixel < counts.size(); pixel++) {
            counts.set(pixel, limit - pixel);
        }
        Counts slice = counts.slice(new Tile(1, 2));
        int[] some = new int[9];
        slice.get(3, 8, some);
        for (int k = 0; k < 8; k++) {
            assertEquals(limit - 13 - k, some[k]);
        }
        assertEquals(0, some[8]);
    }

    @Test
    void partsOfSeveralRowsAreNoSlice() {
        Counts counts = Counts.allocate(10, 4, 100);
        assertEquals(3, counts.slice(new Tile(2, 1, 5, 3)).size());
        assertEquals(20, counts.slice(new Tile(2, 2, 0, 10)).size());
        assertThrows(IllegalArgumentException.class, () -> counts.slice(new Tile(1, 2, 5, 3)));
        assertThrows(IllegalArgumentException.class, () -> counts.slice(new Tile(3, 2)));
    }
}
