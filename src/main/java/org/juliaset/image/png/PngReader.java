package org.juliaset.image.png;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.juliaset.color.PixelFormat;
import org.juliaset.image.DamagedFileException;

/**
 * Reads a PNG that may come from anywhere, in a little memory of fixed size: what precedes the pixels at
 * once, and then either what follows the pixels, or the pixels from the top, of a picture as {@link PngWriter} makes
 * it. Every limit is checked, and the CRC of every chunk that is read.
 */
public final class PngReader implements Closeable {
    private static final int BUFFER = 1 << 16;
    private static final int SIZES = 2 * Integer.BYTES;

    /** Bytes of a header after the sizes: bits, colour type and methods. */
    private static final int KIND = 5;

    /** The most bytes that may precede the pixels. */
    private static final long MAX_HEAD = 1 << 24;

    private final InputStream in;
    private final ChunkReader chunks;
    private final int width;
    private final int height;
    private final byte[] kind;
    private final PngTexts texts = new PngTexts();

    private PngReader(InputStream in) throws IOException {
        this.in = in;
        if (!Arrays.equals(in.readNBytes(Png.SIGNATURE.length), Png.SIGNATURE)) {
            throw new DamagedFileException("is not a PNG");
        }
        this.chunks = new ChunkReader(in);
        if (!chunks.next().equals("IHDR") || chunks.remaining() != SIZES + KIND) {
            throw new DamagedFileException("does not begin with a PNG header: " + chunks.here());
        }
        ByteBuffer header = ByteBuffer.wrap(chunks.data(BUFFER));
        this.width = header.getInt();
        this.height = header.getInt();
        this.kind = new byte[header.remaining()];
        header.get(kind);
        if (width < 1 || height < 1) {
            throw new DamagedFileException("has a size that no PNG has: " + Integer.toUnsignedString(width) + " x "
                    + Integer.toUnsignedString(height) + " pixels");
        }
        readToPixels();
    }

    /**
     * Opens a file and reads what precedes the pixels.
     *
     * @throws DamagedFileException if it is not as a PNG should be
     */
    public static PngReader open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            return new PngReader(in);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Whether a file begins as every PNG does. */
    public static boolean isSignature(byte[] start) {
        int length = Png.SIGNATURE.length;
        return start.length >= length && Arrays.equals(Arrays.copyOf(start, length), Png.SIGNATURE);
    }

    /**
     * Checks that a file ends as every PNG does, without reading what is before.
     *
     * @throws DamagedFileException if not
     */
    public static void requireEnd(Path file) throws IOException {
        byte[] end = Png.end().array();
        byte[] found = new byte[end.length];
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(Math.max(0, in.length() - end.length));
            in.read(found);
        }
        if (!Arrays.equals(end, found)) {
            throw new DamagedFileException("ends too soon, or goes on after its end");
        }
    }

    private void readToPixels() throws IOException {
        while (!chunks.next().equals("IDAT")) {
            requireAncillary(chunks);
            if (chunks.position() + chunks.remaining() > MAX_HEAD) {
                throw new DamagedFileException("has more than " + MAX_HEAD + " bytes before its pixels");
            }
            texts.read(chunks);
        }
    }

    /**
     * Reads what follows the pixels, past these, where nothing before them says how the file was made.
     *
     * @throws DamagedFileException if it is not as a PNG should be
     */
    public void readBeyondPixels() throws IOException {
        String type = "IDAT";
        while (type.equals("IDAT")) {
            type = chunks.nextUnread();
        }
        while (!type.equals("IEND")) {
            requireAncillary(chunks);
            texts.read(chunks);
            type = chunks.nextUnread();
        }
    }

    /** Checks that a chunk is one that readers may pass over (PNG specification, 5.4). */
    static void requireAncillary(ChunkReader chunks) throws DamagedFileException {
        if (Character.isUpperCase(chunks.type().charAt(0))) {
            throw new DamagedFileException("has " + chunks.here() + ", where juliaset writes none");
        }
    }

    /** Pixels in a row. */
    public int width() {
        return width;
    }

    /** Rows. */
    public int height() {
        return height;
    }

    /** The program that the file names, as it is in the file, or null. */
    public String software() {
        return texts.software();
    }

    /** The parameters as they are in the file, or null. */
    public String parameters() {
        return texts.parameters();
    }

    /**
     * The pixels, to be read once; closing them closes this as well.
     *
     * @throws DamagedFileException if they are stored otherwise than {@link PngWriter} stores any
     */
    public PngPixels pixels() throws IOException {
        int bits = kind[0];
        boolean isPlain = kind[2] == 0 && kind[3] == 0 && kind[4] == 0;
        if (!isPlain || bits != 8 && bits != 16 || kind[1] != Png.GRAY && kind[1] != Png.RGB) {
            in.close();
            throw new DamagedFileException(String.format(
                    "was saved again by another program: bit depth %d, colour type %d, compression %d, filter %d,"
                            + " interlace %d in place of 8 or 16, 0 or 2, 0, 0, 0",
                    kind[0] & 0xFF, kind[1] & 0xFF, kind[2] & 0xFF, kind[3] & 0xFF, kind[4] & 0xFF));
        }
        PixelFormat format = new PixelFormat(kind[1] == Png.GRAY ? 1 : 3, bits);
        return new PngPixels(in, chunks, texts, width, height, format);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
