package org.juliaset.image.png;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import org.juliaset.color.PixelFormat;
import org.juliaset.image.Picture;

/** What every PNG begins and ends with (PNG specification, third edition). */
final class Png {
    static final byte FILTER_NONE = 0;

    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    static final byte GRAY = 0;
    static final byte RGB = 2;
    private static final int HEADER_DATA = 13;

    /** Primaries and transfer function of sRGB, no matrix, full range (ITU-T H.273; 11.3.2.6). */
    private static final byte[] CICP = {1, 13, 0, 1};

    /** What readers use that know neither cICP nor sRGB: 1/2.2 in 1/100000 (11.3.2.2). */
    private static final int GAMMA = 45455;

    /** The white point and red, green and blue of sRGB, x and y of each in 1/100000 (11.3.2.1). */
    private static final int[] CHROMATICITIES = {31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000};

    private Png() {}

    /** The signature, the header of a picture and what its colours are, each in a buffer whose array begins with it. */
    static List<ByteBuffer> beginning(Picture picture) {
        List<ByteBuffer> beginning = new ArrayList<>(bareBeginning(picture));
        if (!picture.isScale()) {
            Chunk cicp = new Chunk("cICP", CICP.length);
            cicp.writeBytes(CICP);
            Chunk srgb = new Chunk("sRGB", 1);
            srgb.write(0);
            Chunk chromaticities = new Chunk("cHRM", CHROMATICITIES.length * Integer.BYTES);
            for (int value : CHROMATICITIES) {
                chromaticities.writeInt(value);
            }
            beginning.add(cicp.complete());
            beginning.add(srgb.complete());
            beginning.add(new Chunk("gAMA", Integer.BYTES).writeInt(GAMMA).complete());
            beginning.add(chromaticities.complete());
        }
        return beginning;
    }

    /** The signature and the header alone. */
    static List<ByteBuffer> bareBeginning(Picture picture) {
        Chunk header = new Chunk("IHDR", HEADER_DATA);
        header.writeInt((int) picture.width()).writeInt((int) picture.height()).writeBytes(type(picture.pixels()));
        return List.of(ByteBuffer.wrap(SIGNATURE), header.complete());
    }

    /** Bits of a channel, color type, and the only methods of compression, filter and no interlacing (11.2.1). */
    private static byte[] type(PixelFormat pixels) {
        return new byte[] {(byte) pixels.bits(), pixels.channels() == 1 ? GRAY : RGB, 0, 0, 0};
    }

    /** The chunk that ends a picture. */
    static ByteBuffer end() {
        return new Chunk("IEND", 0).complete();
    }

    /** Compression as zlib numbers it. */
    static int compression(boolean fast) {
        return fast ? Deflater.BEST_SPEED : Deflater.DEFAULT_COMPRESSION;
    }
}
