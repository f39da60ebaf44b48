package org.juliaset.image;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * LZW compression with codes of up to 12 bits, for GIF (GIF89a, appendix F). A string is stored as the code of its
 * prefix and its last byte, so that each byte takes one look-up in a hash table, however long the string is. For one
 * thread.
 */
public final class Lzw {
    private static final int MOST_BITS = 12;

    /** Size of the hash table: four slots for each code. */
    private static final int SLOTS = 1 << 14;

    private static final int SPREAD = 0x9E3779B1;
    private static final int NONE = -1;

    private final OutputStream out;
    private final int symbolBits;
    private final int clear;

    /** The hash table: for each string its code, the code of its prefix and its last byte. */
    private final int[] strings = new int[SLOTS];

    private final int[] codes = new int[SLOTS];
    private int next;
    private int bits;
    private int prefix = NONE;
    private long pending;
    private int pendingBits;

    /**
     * Starts a stream of codes.
     *
     * @param symbolBits bits of each symbol
     */
    public Lzw(OutputStream out, int symbolBits) throws IOException {
        this.out = out;
        this.symbolBits = symbolBits;
        this.clear = 1 << symbolBits;
        reset();
        write(clear);
    }

    /** Compresses a symbol, 0 to 2ⁿ - 1 for symbols of n bits. */
    public void add(int symbol) throws IOException {
        if (prefix == NONE) {
            prefix = symbol;
            return;
        }
        int string = prefix << Byte.SIZE | symbol;
        int slot = string * SPREAD >>> Integer.SIZE - 14;
        while (strings[slot] != NONE && strings[slot] != string) {
            slot = slot + 1 & SLOTS - 1;
        }
        if (strings[slot] == string) {
            prefix = codes[slot];
            return;
        }
        write(prefix);
        prefix = symbol;
        if (next == 1 << bits) {
            if (bits == MOST_BITS) {
                write(clear);
                reset();
                return;
            }
            bits++;
        }
        strings[slot] = string;
        codes[slot] = next++;
    }

    /** Writes the remaining codes and the end code. */
    public void end() throws IOException {
        write(prefix);
        write(clear + 1);
        if (pendingBits > 0) {
            out.write((int) pending);
        }
    }

    private void reset() {
        Arrays.fill(strings, NONE);
        next = clear + 2;
        bits = symbolBits + 1;
    }

    /** Packs a code from the lowest bit of a byte to the highest. */
    private void write(int code) throws IOException {
        pending |= (long) code << pendingBits;
        pendingBits += bits;
        while (pendingBits >= Byte.SIZE) {
            pendingBits -= Byte.SIZE;
            out.write((int) pending);
            pending >>>= Byte.SIZE;
        }
    }
}
