package org.juliaset.image.png;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes an animated PNG (PNG specification, third edition, 4.9 and 11.3.6) of frames that are PNG files each: the
 * first one is also the picture for readers that know no animation. For one thread.
 */
public final class ApngWriter {
    private static final int CONTROL = 26;
    private static final int OVERHEAD = 3 * Integer.BYTES;

    private final OutputStream out;
    private final int frames;
    private final boolean loop;
    private final int delay;
    private final int unitsPerSecond;
    private ByteBuffer header;
    private int written;
    private int sequence;

    /**
     * Creates a writer.
     *
     * @param frames number of frames
     * @param loop whether the film repeats without end
     * @param delay time of a frame, up to 65535
     * @param unitsPerSecond units of the delay in a second, up to 65535
     */
    public ApngWriter(OutputStream out, int frames, boolean loop, int delay, int unitsPerSecond) {
        this.out = out;
        this.frames = frames;
        this.loop = loop;
        this.delay = delay;
        this.unitsPerSecond = unitsPerSecond;
    }

    /** A chunk of a file. */
    private record Piece(String type, ByteBuffer whole) {
        ByteBuffer data() {
            return whole.slice(2 * Integer.BYTES, whole.remaining() - OVERHEAD);
        }
    }

    /**
     * Writes the next frame.
     *
     * @param png a whole file as {@link PngWriter} writes it, of the same size and kind of pixels as the first one
     */
    public void write(byte[] png) throws IOException {
        List<Piece> pieces = pieces(png);
        if (written == 0) {
            begin(pieces);
        } else if (!pieces.get(0).data().equals(header)) {
            throw new IllegalArgumentException("frame " + written + " has other sides or pixels than the first one");
        }
        put(control().complete());
        for (Piece piece : pieces) {
            if (piece.type.equals("IDAT")) {
                put(written == 0 ? piece.whole : data(piece.data()));
            }
        }
        written++;
    }

    private static List<Piece> pieces(byte[] png) {
        List<Piece> pieces = new ArrayList<>();
        ByteBuffer file = ByteBuffer.wrap(png);
        for (int at = Png.SIGNATURE.length; at < png.length; ) {
            int length = OVERHEAD + file.getInt(at);
            String type = new String(png, at + Integer.BYTES, Integer.BYTES, StandardCharsets.US_ASCII);
            pieces.add(new Piece(type, file.slice(at, length)));
            at += length;
        }
        return pieces;
    }

    /** Writes what precedes the first frame: its chunks before the pixels, and the number of frames. */
    private void begin(List<Piece> pieces) throws IOException {
        out.write(Png.SIGNATURE);
        header = pieces.get(0).data();
        for (Piece piece : pieces) {
            if (piece.type.equals("IDAT")) {
                break;
            }
            put(piece.whole);
        }
        put(new Chunk("acTL", 2 * Integer.BYTES).writeInt(frames).writeInt(loop ? 0 : 1).complete());
    }

    private Chunk control() {
        Chunk control = new Chunk("fcTL", CONTROL)
                .writeInt(sequence++)
                .writeInt(header.getInt(0))
                .writeInt(header.getInt(Integer.BYTES))
                .writeInt(0)
                .writeInt(0)
                .writeInt(delay << Short.SIZE | unitsPerSecond);
        // the frame stays, and replaces the one before
        control.write(0);
        control.write(0);
        return control;
    }

    private ByteBuffer data(ByteBuffer pixels) {
        Chunk data = new Chunk("fdAT", Integer.BYTES + pixels.remaining()).writeInt(sequence++);
        byte[] bytes = new byte[pixels.remaining()];
        pixels.duplicate().get(bytes);
        data.writeBytes(bytes);
        return data.complete();
    }

    /** Writes the end of the film. */
    public void finish() throws IOException {
        if (written != frames) {
            throw new IllegalStateException(written + " of " + frames + " frames");
        }
        put(Png.end());
    }

    private void put(ByteBuffer chunk) throws IOException {
        out.write(chunk.array(), chunk.arrayOffset() + chunk.position(), chunk.remaining());
    }
}
