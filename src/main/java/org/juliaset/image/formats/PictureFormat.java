package org.juliaset.image.formats;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.juliaset.image.ImageWriter;
import org.juliaset.image.PartCodec;
import org.juliaset.image.Picture;
import org.juliaset.image.WholeImageWriter;
import org.juliaset.image.dzi.DziWriter;
import org.juliaset.image.npy.NpyWriter;
import org.juliaset.image.plain.GifWriter;
import org.juliaset.image.plain.PlainWriter;
import org.juliaset.image.png.PngWriter;
import org.juliaset.image.tiff.TiffWriter;
import org.juliaset.model.Grid;
import org.juliaset.model.Tile;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Quantity;

/** The file formats, each with the suffixes that choose it and the limits that it has. */
public enum PictureFormat {
    /** Gray, 8 bits (PNG specification, third edition). Streams. */
    PNG(Grid.MAX_SIDE, 0, "png"),
    /** The escape counts themselves, as NumPy stores arrays (NEP 1). Streams. */
    NPY(Grid.MAX_SIDE, 0, "npy"),
    /** Deep Zoom: tiles at every scale, with a viewer. Memory grows with the width only. Streams. */
    DZI(DziWriter.MAX_SIDE, 0, "dzi"),
    /** Gray in deflated tiles; a BigTIFF where it could be larger than 4 GiB. Streams. */
    TIFF(Grid.MAX_SIDE, 0, "tif", "tiff"),
    /** Palette of 256 grays. */
    BMP(Integer.MAX_VALUE, 1, "bmp"),
    /** Palette of 256 grays. */
    GIF(0xFFFF, 1, "gif"),
    /** Binary gray PNM. */
    PGM(Integer.MAX_VALUE, 1, "pgm", "pnm"),
    /** Binary RGB PNM with three equal channels. */
    PPM(Integer.MAX_VALUE, 1, "ppm"),
    /** Palette of 256 grays. A row's bytes are an even number of 16 bits. */
    PCX(0xFFFE, 1, "pcx");

    /** What libpng takes unless a program tells it otherwise (PNG_USER_WIDTH_MAX). */
    private static final long PNG_READERS_SIDE = 1_000_000;

    /** A BMP's headers and its palette, bytes. */
    private static final int BMP_HEAD = 54 + 4 * 256;

    /** The longest array that Java makes. */
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    private final long maxSide;
    private final int heapBytesPerPixel;
    private final List<String> suffixes;

    /**
     * @param heapBytesPerPixel 0 for a format that streams; else what writing takes at most: the pixels
     */
    PictureFormat(long maxSide, int heapBytesPerPixel, String... suffixes) {
        this.maxSide = maxSide;
        this.heapBytesPerPixel = heapBytesPerPixel;
        this.suffixes = List.of(suffixes);
    }

    /** The format that a file's name chooses by its suffix, in upper or lower case. */
    public static Optional<PictureFormat> of(String fileName) {
        String suffix = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return fileName.indexOf('.') < 0
                ? Optional.empty()
                : Arrays.stream(values()).filter(f -> f.suffixes.contains(suffix)).findFirst();
    }

    /** All suffixes, with their dots, as messages list them. */
    public static String knownSuffixes() {
        return Arrays.stream(values())
                .flatMap(f -> f.suffixes.stream())
                .map(suffix -> "." + suffix)
                .collect(Collectors.joining(", "));
    }

    /** The suffix that it is known by, without its dot. */
    public String suffix() {
        return suffixes.get(0);
    }

    /**
     * The writer of a picture in this format.
     *
     * @param out where it goes, a part at a time, after the first {@link #headBytes}
     * @throws InvalidParameterException if this is several files
     */
    public ImageWriter writer(Picture picture, OutputStream out) {
        return switch (this) {
            case PNG -> new PngWriter(picture, out);
            case NPY -> new NpyWriter(picture, out);
            case DZI -> throw new InvalidParameterException("a DZI is several files: give it a name, not a stream");
            case TIFF -> new TiffWriter(picture, out);
            case GIF -> new WholeImageWriter(picture, out, GifWriter::write);
            case BMP -> new WholeImageWriter(picture, out, PlainWriter::bmp);
            case PGM -> new WholeImageWriter(picture, out, PlainWriter::pgm);
            case PPM -> new WholeImageWriter(picture, out, PlainWriter::ppm);
            case PCX -> new WholeImageWriter(picture, out, PlainWriter::pcx);
        };
    }

    /** Bytes at the beginning of a file that are known only at its end; see {@link ImageWriter#head}. */
    public int headBytes() {
        return this == TIFF ? TiffWriter.HEAD : 0;
    }

    /** What the bands of a picture are made of, or null; see {@link PartCodec#unit}. */
    public Tile unit(long width, long height) {
        return this == TIFF ? TiffWriter.unit(width, height) : null;
    }

    /** Whether it holds the counts themselves. */
    public boolean holdsCounts() {
        return this == NPY;
    }

    /** Whether this is several files, which cannot go to a stream. */
    public boolean isFolder() {
        return this == DZI;
    }

    /** Whether memory does not grow with the number of rows. */
    public boolean streams() {
        return heapBytesPerPixel == 0;
    }

    /**
     * Checks that this format can hold a picture and that memory can, where it must.
     *
     * @param freeHeap heap that the picture may take, bytes
     * @throws InvalidParameterException naming the size, the limit and what to do
     */
    public void requireRoomFor(long width, long height, long freeHeap) {
        if (Math.max(width, height) > maxSide) {
            throw new InvalidParameterException("the picture is " + width + " x " + height + " pixels and " + name()
                    + " holds at most " + maxSide + " a side: lower the resolution or use " + streaming());
        }
        double needed = heapBytes(width, height);
        if (needed > freeHeap) {
            throw new InvalidParameterException(spelling -> "a " + name() + " of " + width + " x " + height
                    + " pixels takes " + Quantity.ofMemory(needed) + " of memory and " + Quantity.ofMemory(freeHeap)
                    + " are there: lower the resolution, give it more with " + spelling.of("memory") + ", or use "
                    + streaming());
        }
        if (!streams() && width * height > MAX_ARRAY) {
            throw new InvalidParameterException("the picture has " + width * height + " pixels, and " + MAX_ARRAY
                    + " are the most that " + name() + " is made of: lower the resolution or use " + streaming());
        }
        if (fileBytes(width, height) > maxFileBytes()) {
            throw new InvalidParameterException("the picture is " + width + " x " + height + " pixels and " + name()
                    + " holds at most " + maxFileBytes() + " bytes: lower the resolution or use " + streaming());
        }
    }

    /** The most bytes that offsets in a file of this format can count. */
    private long maxFileBytes() {
        return switch (this) {
            case BMP -> Integer.MAX_VALUE;
            default -> Long.MAX_VALUE;
        };
    }

    /** Bytes of a picture's pixels where nothing compresses them, for the formats that limit them. */
    private static double rawBytes(long width, long height, int channels, int alignment) {
        return (double) height * ((width * channels + alignment - 1) / alignment * alignment);
    }

    private double fileBytes(long width, long height) {
        return switch (this) {
            case BMP -> rawBytes(width, height, 1, Integer.BYTES) + BMP_HEAD;
            default -> 0;
        };
    }

    /** Heap that a picture takes in this format, bytes. */
    public double heapBytes(long width, long height) {
        return isFolder() ? DziWriter.heapBytes(width, height) : (double) width * height * heapBytesPerPixel;
    }

    /**
     * What most programs that read this format would say of a picture; empty if they read it.
     *
     * @return one line, ready to be shown to a user
     */
    public Optional<String> readersLimit(long width, long height) {
        return this == PNG && Math.max(width, height) > PNG_READERS_SIDE
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "the picture is %d x %d pixels, and most programs refuse a PNG of more than %,d a side, the"
                                + " default limit of libpng: for them lower the resolution, or use .dzi",
                        width, height, PNG_READERS_SIDE))
                : Optional.empty();
    }

    /** The suffixes of the formats whose renders can be resumed, as messages list them. */
    public static String resumable() {
        return list(Arrays.stream(values()).filter(PictureFormat::streams), "and");
    }

    private static String streaming() {
        Stream<PictureFormat> files = Arrays.stream(values()).filter(f -> f.streams() && !f.isFolder());
        return "a format that streams, " + list(files, "or");
    }

    private static String list(Stream<PictureFormat> formats, String conjunction) {
        List<String> dotted = formats.map(format -> "." + format.suffix()).toList();
        int last = dotted.size() - 1;
        return String.join(", ", dotted.subList(0, last)) + " " + conjunction + " " + dotted.get(last);
    }
}
