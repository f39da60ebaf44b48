package org.juliaset.image.tiff;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;
import org.juliaset.image.DamagedFileException;

/** The lossless compressions of a TIFF's strips and tiles (TIFF 6.0, sections 9 and 13; Adobe's note on deflate). */
final class TiffDecoders {
    private static final int NONE = 1;
    private static final int LZW = 5;
    private static final int DEFLATE = 8;
    private static final int PACK_BITS = 32773;
    private static final int OLD_DEFLATE = 32946;

    private TiffDecoders() {}

    /**
     * The bytes of a strip or a tile.
     *
     * @param in those in the file
     * @throws DamagedFileException if its compression is none of these
     */
    static InputStream of(long compression, InputStream in) throws DamagedFileException {
        return switch ((int) compression) {
            case NONE -> in;
            case LZW -> new LzwStream(in);
            case DEFLATE, OLD_DEFLATE -> new InflaterInputStream(in);
            case PACK_BITS -> new PackBitsStream(in);
            default -> throw new DamagedFileException("was saved again by another program: compression " + compression
                    + " in place of 8, which is not read");
        };
    }

    /** Bytes one by one. */
    private abstract static class ByteStream extends InputStream {
        final InputStream in;

        ByteStream(InputStream in) {
            this.in = in;
        }

        @Override
        public final int read(byte[] to, int offset, int length) throws IOException {
            int done = 0;
            for (int next = 0; done < length && (next = read()) >= 0; done++) {
                to[offset + done] = (byte) next;
            }
            return done == 0 && length > 0 ? -1 : done;
        }
    }

    /** Runs, and bytes as they are. */
    private static final class PackBitsStream extends ByteStream {
        private int literals;
        private int repeats;
        private int repeated;

        PackBitsStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            while (literals == 0 && repeats == 0) {
                int count = in.read();
                if (count < 0) {
                    return -1;
                }
                if (count < 128) {
                    literals = count + 1;
                } else if (count > 128) {
                    repeats = 257 - count;
                    repeated = in.read();
                }
            }
            if (literals > 0) {
                literals--;
                return in.read();
            }
            repeats--;
            return repeated;
        }
    }

    /** LZW, with codes from the highest bit of a byte to the lowest. */
    private static final class LzwStream extends ByteStream {
        private static final int CLEAR = 256;
        private static final int END = 257;
        private static final int FIRST = 258;
        private static final int CODES = 1 << 12;

        /** Of each string the code of its beginning, its last byte, and its length. */
        private final short[] beginnings = new short[CODES];

        private final byte[] lasts = new byte[CODES];

        /** A string's bytes from its last to its first. */
        private final byte[] string = new byte[CODES];

        private int left;
        private int next = FIRST;
        private int bits = 9;
        private int previous = CLEAR;
        private int first;
        private int pending;
        private int pendingBits;

        LzwStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            while (left == 0) {
                int code = previous == END ? END : code();
                if (code == END) {
                    previous = END;
                    return -1;
                }
                if (code == CLEAR) {
                    next = FIRST;
                    bits = 9;
                } else {
                    put(code);
                }
                previous = code;
            }
            return string[--left] & 0xFF;
        }

        private void put(int code) throws DamagedFileException {
            boolean begins = previous == CLEAR;
            if (begins ? code >= CLEAR : code > next || code == next && next == CODES) {
                throw new DamagedFileException(
                        "is damaged: the LZW data has a code that is not defined yet");
            }
            int rest = code;
            if (!begins && code == next) {
                string[left++] = (byte) first;
                rest = previous;
            }
            while (rest >= FIRST) {
                string[left++] = lasts[rest];
                rest = beginnings[rest];
            }
            string[left++] = (byte) rest;
            first = rest;
            if (!begins && next < CODES) {
                beginnings[next] = (short) previous;
                lasts[next++] = (byte) first;
                // a bit more one code early, as all of TIFF's writers do it
                if (next == (1 << bits) - 1 && bits < 12) {
                    bits++;
                }
            }
        }

        private int code() throws IOException {
            while (pendingBits < bits) {
                int octet = in.read();
                if (octet < 0) {
                    return END;
                }
                pending = pending << Byte.SIZE | octet;
                pendingBits += Byte.SIZE;
            }
            pendingBits -= bits;
            int code = pending >>> pendingBits;
            pending &= (1 << pendingBits) - 1;
            return code;
        }
    }
}
