package org.juliaset.image.formats;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.juliaset.color.PixelFormat;
import org.juliaset.image.ImageWriter;
import org.juliaset.image.PartCodec;
import org.juliaset.image.Picture;
import org.juliaset.image.WholeImageWriter;
import org.juliaset.image.dzi.DziWriter;
import org.juliaset.image.npy.NpyWriter;
import org.juliaset.image.plain.GifWriter;
import org.juliaset.image.plain.PlainWriter;
import org.juliaset.image.plain.PnmWriter;
import org.juliaset.image.png.PngWriter;
import org.juliaset.image.tiff.TiffWriter;
import org.juliaset.model.Grid;
import org.juliaset.model.Tile;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Quantity;

/** The file formats, each with the suffixes that choose it and the limits that it has. */
public enum PictureFormat {
    /** PNG specification, third edition. Streams. */
    PNG(Grid.MAX_SIDE, 0, Holds.ALL_16, "png"),
    /** The escape counts themselves, as NumPy stores arrays (NEP 1). Streams. */
    NPY(Grid.MAX_SIDE, 0, Holds.COUNTS, "npy"),
    /** Deep Zoom: tiles at every scale, with a viewer. Memory grows with the width only. Streams. */
    DZI(DziWriter.MAX_SIDE, 0, Holds.ALL_8, "dzi"),
    /** Deflated tiles; a BigTIFF where it could be larger than 4 GiB. Streams. */
    TIFF(Grid.MAX_SIDE, 0, Holds.ALL_16, "tif", "tiff"),
    /** Palette of 256 grays, or RGB. */
    BMP(Integer.MAX_VALUE, 1, Holds.ALL_8, "bmp"),
    /** Palette of 256 grays or colours. */
    GIF(0xFFFF, 1, Holds.ALL_8, "gif"),
    /** Binary gray PNM. Streams. */
    PGM(Grid.MAX_SIDE, 0, Holds.GRAY_16, "pgm"),
    /** PGM of gray, and PPM of RGB. Streams. */
    PNM(Grid.MAX_SIDE, 0, Holds.ALL_16, "pnm"),
    /** Binary RGB PNM, of gray with three equal channels. Streams. */
    PPM(Grid.MAX_SIDE, 0, Holds.ALL_16, "ppm"),
    /** Palette of 256 grays. A row's bytes are an even number of 16 bits. */
    PCX(0xFFFE, 1, Holds.GRAY_8, "pcx");

    /** What libpng takes unless a program tells it otherwise (PNG_USER_WIDTH_MAX). */
    private static final long PNG_READERS_SIDE = 1_000_000;

    /** A BMP's headers and its palette, bytes. */
    private static final int BMP_HEAD = 54 + 4 * 256;

    /** The longest array that Java makes. */
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    /** Kinds of pixels that formats hold. */
    private enum Holds {
        GRAY_8(1, 8),
        GRAY_16(1, 16),
        ALL_8(3, 8),
        ALL_16(3, 16),
        COUNTS(1, 64);

        final int channels;
        final int bits;

        /** The most channels and bits of each. */
        Holds(int channels, int bits) {
            this.channels = channels;
            this.bits = bits;
        }

        boolean holds(PixelFormat pixels) {
            return pixels.channels() <= channels && pixels.bits() <= bits;
        }
    }

    private final long maxSide;
    private final Holds kind;
    private final int heapBytesPerPixel;
    private final List<String> suffixes;

    /**
     * @param heapBytesPerPixel 0 for a format that streams; else what writing takes at most, for each byte of a pixel:
     *     the pixels
     */
    PictureFormat(long maxSide, int heapBytesPerPixel, Holds kind, String... suffixes) {
        this.maxSide = maxSide;
        this.heapBytesPerPixel = heapBytesPerPixel;
        this.kind = kind;
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
            case GIF -> new WholeImageWriter(picture, out, new GifWriter(
                    picture.pixels().channels(), others(picture.pixels())));
            case BMP -> new WholeImageWriter(picture, out, PlainWriter::bmp);
            case PGM -> new PnmWriter(picture, 1, out);
            case PNM -> new PnmWriter(picture, picture.pixels().channels(), out);
            case PPM -> new PnmWriter(picture, 3, out);
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
     * Checks that this format can hold pixels; GIF is not checked for how many colours there are, which only all pixels
     * tell.
     *
     * @throws InvalidParameterException naming the formats that can
     */
    public void requirePixels(PixelFormat pixels) {
        if (kind.holds(pixels)) {
            return;
        }
        String use = "use " + others(pixels);
        if (kind.channels < pixels.channels()) {
            throw new InvalidParameterException(name() + " holds no colours: " + use);
        }
        throw new InvalidParameterException(spelling -> spelling.of("depth") + " is " + pixels.bits() + " and " + name()
                + " holds at most " + kind.bits + " bits: " + use);
    }

    /** The suffixes of formats that hold pixels, all of them, as messages list them. */
    private static String others(PixelFormat pixels) {
        return list(Arrays.stream(values()).filter(f -> f.kind.holds(pixels) && f != GIF && f != NPY), "or");
    }

    /**
     * Checks that this format can hold a picture and that memory can, where it must.
     *
     * @param freeHeap heap that the picture may take, bytes
     * @throws InvalidParameterException naming the size, the limit and what to do
     */
    public void requireRoomFor(long width, long height, PixelFormat pixels, long freeHeap) {
        if (Math.max(width, height) > maxSide) {
            throw new InvalidParameterException("the picture is " + width + " x " + height + " pixels and " + name()
                    + " holds at most " + maxSide + " a side: lower the resolution or use " + streaming());
        }
        double needed = heapBytes(width, height, pixels);
        if (needed > freeHeap) {
            throw new InvalidParameterException(spelling -> "a " + name() + " of " + width + " x " + height
                    + " pixels takes " + Quantity.ofMemory(needed) + " of memory and " + Quantity.ofMemory(freeHeap)
                    + " are there: lower the resolution, give it more with " + spelling.of("memory") + ", or use "
                    + streaming());
        }
        long maxPixels = MAX_ARRAY / pixels.bytes();
        if (!streams() && width * height > maxPixels) {
            throw new InvalidParameterException("the picture has " + width * height + " pixels, and " + maxPixels
                    + " are the most that " + name() + " is made of: lower the resolution or use " + streaming());
        }
        if (fileBytes(width, height, pixels) > maxFileBytes()) {
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

    private double fileBytes(long width, long height, PixelFormat pixels) {
        return switch (this) {
            case BMP -> rawBytes(width, height, pixels.channels(), Integer.BYTES) + BMP_HEAD;
            default -> 0;
        };
    }

    /** Heap that a picture takes in this format, bytes. */
    public double heapBytes(long width, long height, PixelFormat pixels) {
        return isFolder()
                ? DziWriter.heapBytes(width, height, pixels.bytes())
                : (double) width * height * pixels.bytes() * heapBytesPerPixel;
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
        return "a format that streams, " + joinable();
    }

    /** The suffixes of the formats of which a picture is one file that streams, as messages list them. */
    public static String joinable() {
        return list(Arrays.stream(values()).filter(f -> f.streams() && !f.isFolder()), "or");
    }

    private static String list(Stream<PictureFormat> formats, String conjunction) {
        List<String> dotted = formats.map(format -> "." + format.suffix()).toList();
        int last = dotted.size() - 1;
        return String.join(", ", dotted.subList(0, last)) + " " + conjunction + " " + dotted.get(last);
    }
}
