package org.juliaset.image.png;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.Adler32;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class Adler32CombinationTest {
    private static int checksum(byte[] bytes, int from, int to) {
        Adler32 adler = new Adler32();
        adler.update(bytes, from, to - from);
        return (int) adler.getValue();
    }

    /** Any cut into any number of runs, empty ones too. */
    @RepeatedTest(50)
    void combinesRunsToTheChecksumOfTheWhole(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        byte[] bytes = new byte[random.nextInt(200_000)];
        random.nextBytes(bytes);
        int combined = Adler32Combination.EMPTY;
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + random.nextInt(70_000));
            combined = Adler32Combination.combine(combined, checksum(bytes, from, to), to - from);
            from = to;
        }
        assertEquals(checksum(bytes, 0, bytes.length), combined);
    }

    @Test
    void combinesTheLargestSums() {
        byte[] bytes = new byte[5_000_000];
        Arrays.fill(bytes, (byte) 0xFF);
        int half = bytes.length / 2;
        int combined = Adler32Combination.combine(
                checksum(bytes, 0, half), checksum(bytes, half, bytes.length), bytes.length - half);
        assertEquals(checksum(bytes, 0, bytes.length), combined);
    }

    /** The checksum of n zeros is 1 + 65536 · (n mod 65521), also where n goes beyond 32 bits. */
    @Test
    void combinesRunsLongerThanFourGigabytes() {
        long zeros = 6_000_000_000L;
        int first = (int) (zeros % 65521 << 16 | 1);
        int combined = Adler32Combination.combine(first, first, zeros);
        assertEquals((int) (2 * zeros % 65521 << 16 | 1), combined);
    }
}
