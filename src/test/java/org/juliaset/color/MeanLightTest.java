package org.juliaset.color;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mean of pictures in linear light. */
class MeanLightTest {
    private static byte[] codes(int bits, int... codes) {
        byte[] bytes = new byte[codes.length * bits / 8];
        for (int k = 0; k < codes.length; k++) {
            if (bits == 16) {
                bytes[2 * k] = (byte) (codes[k] >> 8);
            }
            bytes[(k + 1) * bits / 8 - 1] = (byte) codes[k];
        }
        return bytes;
    }

    private static byte[] mean(int bits, int meanBits, byte[]... pictures) {
        int channels = pictures[0].length * 8 / bits;
        MeanLight mean = new MeanLight(bits, meanBits, channels);
        for (byte[] picture : pictures) {
            mean.add(picture);
        }
        byte[] pixels = new byte[1 + channels * meanBits / 8];
        mean.write(pixels, 1);
        return Arrays.copyOfRange(pixels, 1, pixels.length);
    }

    @ParameterizedTest
    @CsvSource({"8, 8, 1", "8, 8, 511", "16, 16, 7", "16, 8, 3"})
    void theMeanOfEqualPicturesIsThatPicture(int bits, int meanBits, int pictures) {
        int[] all = new int[1 << bits];
        int[] expected = new int[1 << bits];
        for (int code = 0; code < all.length; code++) {
            all[code] = code;
            // a code of 16 bits is nearest to the one of 8 bits that its light has
            expected[code] = meanBits == bits ? code : (code + 128) / 257;
        }
        byte[][] same = new byte[pictures][];
        Arrays.fill(same, codes(bits, all));
        assertArrayEquals(codes(meanBits, expected), mean(bits, meanBits, same));
    }

    /** Half of the light of white has the code 188, and not 128. */
    @Test
    void theMeanIsThatOfLight() {
        byte[] mean = mean(8, 8, codes(8, 0, 255, 10), codes(8, 255, 255, 20));
        assertEquals(188, mean[0] & 0xFF);
        assertEquals(255, mean[1] & 0xFF);
        assertEquals(16, mean[2] & 0xFF);
    }

    /** By real numbers, and however pictures are ordered. */
    @Test
    void theMeanIsRoundedToTheNearestLight() {
        SplittableRandom random = new SplittableRandom(21);
        SrgbTable table = SrgbTable.of8Bits();
        for (int trial = 0; trial < 2000; trial++) {
            int[] some = random.ints(1 + random.nextInt(20), 0, 256).toArray();
            byte[][] pictures = new byte[some.length][];
            double sum = 0;
            for (int k = 0; k < some.length; k++) {
                pictures[k] = codes(8, some[k]);
                sum += table.decode(some[k]);
            }
            int expected = table.encode((int) Math.floor(sum / some.length + 0.5));
            assertEquals(expected, mean(8, 8, pictures)[0] & 0xFF);
        }
    }
}
