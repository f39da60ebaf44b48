package org.juliaset.image.plain;

import java.util.Arrays;

/**
 * The colours that are in a picture, at most {@value #MOST}, in the order of their values, so that grays go from black
 * to white; for formats whose pixels are indices. Colours are 0xRRGGBB. For one thread.
 */
final class ColorTable {
    /** The most colours that there may be. */
    static final int MOST = 256;

    private static final int SLOT_BITS = 10;
    private static final int GRAY = 0x010101;

    /** 2^32 by the golden ratio, which spreads colours over the slots. */
    private static final int SPREAD = 0x9E3779B9;

    /** A hash table: one more than the colour, or 0, and the colour's index. */
    private final int[] slots = new int[1 << SLOT_BITS];

    private final byte[] indices = new byte[1 << SLOT_BITS];
    private final int[] colors = new int[MOST];
    private int size;

    /** The grays of a picture. */
    static ColorTable ofGrays(byte[] pixels) {
        ColorTable table = new ColorTable();
        for (byte pixel : pixels) {
            table.add(gray(pixel));
        }
        table.sort();
        return table;
    }

    /** An 8-bit gray as a colour. */
    static int gray(byte level) {
        return (level & 0xFF) * GRAY;
    }

    /** Adds a colour that may be there; says whether there is room for it. */
    boolean add(int color) {
        int slot = slot(color);
        if (slots[slot] == 0) {
            if (size == MOST) {
                return false;
            }
            slots[slot] = color + 1;
            colors[size++] = color;
        }
        return true;
    }

    /** Puts the colours in order, when all have been added. */
    void sort() {
        Arrays.sort(colors, 0, size);
        for (int index = 0; index < size; index++) {
            indices[slot(colors[index])] = (byte) index;
        }
    }

    private int slot(int color) {
        int slot = color * SPREAD >>> Integer.SIZE - SLOT_BITS;
        while (slots[slot] != 0 && slots[slot] != color + 1) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    int size() {
        return size;
    }

    /** The index of a colour that is there. */
    int index(int color) {
        return indices[slot(color)] & 0xFF;
    }

    /** A colour by its index; black beyond the last. */
    int color(int index) {
        return colors[index];
    }

    /** The entries from the first on, of red, green and blue and then zeros. */
    byte[] entries(int count, int bytes) {
        byte[] entries = new byte[count * bytes];
        for (int index = 0; index < count; index++) {
            for (int channel = 0; channel < 3; channel++) {
                entries[index * bytes + channel] = (byte) (colors[index] >> Byte.SIZE * (2 - channel));
            }
        }
        return entries;
    }
}
