package org.juliaset.image.plain;

/** The grays that are in a picture, from black to white, for formats whose pixels are indices. */
final class GrayPalette {
    private static final int LEVELS = 256;

    private final byte[] indices = new byte[LEVELS];
    private final byte[] grays = new byte[LEVELS];
    private int size;

    /** @param pixels uint8 */
    GrayPalette(byte[] pixels) {
        boolean[] used = new boolean[LEVELS];
        for (byte pixel : pixels) {
            used[pixel & 0xFF] = true;
        }
        for (int gray = 0; gray < LEVELS; gray++) {
            if (used[gray]) {
                indices[gray] = (byte) size;
                grays[size++] = (byte) gray;
            }
        }
    }

    int size() {
        return size;
    }

    /** The index of a pixel's gray. */
    int index(byte pixel) {
        return indices[pixel & 0xFF] & 0xFF;
    }

    /** A gray by its index; black beyond the last. */
    byte gray(int index) {
        return grays[index];
    }

    /** The entries from the first on, each with its gray in some equal bytes and a 0 in those that remain. */
    byte[] entries(int count, int equal, int bytes) {
        byte[] entries = new byte[count * bytes];
        for (int index = 0; index < count; index++) {
            for (int channel = 0; channel < equal; channel++) {
                entries[index * bytes + channel] = grays[index];
            }
        }
        return entries;
    }
}
