package org.juliaset.color;

/**
 * The tables behind the colours of a palette, for a program that makes pixels of counts itself and has to make the same
 * ones. What it does with them is in {@link PaletteColors} and {@link SampleShader}, for one sample a pixel and 8 bits.
 */
public final class PaletteTables {
    private static final int CHANNELS = 3;

    private PaletteTables() {}

    /**
     * Returns the places of counts on a scale, from 0 to 1, without the offset and the repetitions.
     *
     * @return float64, one for each number of up to 11 significant bits up to the whole span, and one beyond
     */
    public static double[] scale(Scale scale, ToneMap tones) {
        return PaletteColors.scale(scale, tones);
    }

    /**
     * Returns the colours of a palette.
     *
     * @return uint8[{@link Palette#ENTRIES} · 3]: the codes of red, green and blue of each entry
     */
    public static byte[] codes(Palette palette) {
        SrgbTable table = SrgbTable.of8Bits();
        int[] linear = palette.linear();
        byte[] codes = new byte[linear.length];
        for (int k = 0; k < codes.length; k++) {
            codes[k] = (byte) table.encode(linear[k]);
        }
        return codes;
    }

    /** Returns the codes of red, green and blue, of 8 bits, that a picture has for a colour. */
    public static byte[] codes(Rgb color) {
        SrgbTable wide = SrgbTable.of16Bits();
        SrgbTable table = SrgbTable.of8Bits();
        int[] channels = {color.red(), color.green(), color.blue()};
        byte[] codes = new byte[CHANNELS];
        for (int k = 0; k < CHANNELS; k++) {
            codes[k] = (byte) table.encode(wide.decode(channels[k]));
        }
        return codes;
    }
}
