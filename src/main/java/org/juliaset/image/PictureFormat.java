package org.juliaset.image;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.juliaset.core.Grid;
import org.juliaset.core.InvalidParameterException;
import org.juliaset.image.dzi.DziEncoder;

/** The file formats, each with the suffixes that choose it and the limits that it has. */
public enum PictureFormat {
    /** Gray, 8 bits (PNG specification, third edition). Streams. */
    PNG(Grid.MAX_SIDE, 0, "png"),
    /** The escape counts themselves, as NumPy stores arrays (NEP 1). Streams. */
    NPY(Grid.MAX_SIDE, 0, "npy"),
    /** Deep Zoom: tiles at every scale, with a viewer. Memory grows with the width only. Streams. */
    DZI(DziEncoder.MAX_SIDE, 0, "dzi"),
    /** RGB with three equal channels, LZW. A row's bits must fit an int. */
    TIFF(Integer.MAX_VALUE / 24, 5, "tif", "tiff"),
    /** Palette of 256 grays. */
    BMP(Integer.MAX_VALUE, 7, "bmp"),
    /** Palette of 256 grays. */
    GIF(0xFFFF, 5, "gif"),
    /** Binary gray PNM. */
    PGM(Integer.MAX_VALUE, 3, "pgm", "pnm"),
    /** Binary RGB PNM with three equal channels. */
    PPM(Integer.MAX_VALUE, 3, "ppm"),
    /** Palette of 256 grays. */
    PCX(0xFFFF, 3, "pcx");

    private final long maxSide;
    private final int heapBytesPerPixel;
    private final List<String> suffixes;

    /**
     * @param heapBytesPerPixel 0 for a format that streams; else what writing takes at most, measured as
     *     the smallest heap that could write 36 million pixels, half of them noise
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
        double needed = isFolder() ? DziEncoder.heapBytes(width, height) : (double) width * height * heapBytesPerPixel;
        if (needed > freeHeap || !streams() && width * height > Integer.MAX_VALUE) {
            throw new InvalidParameterException(spelling -> "a " + name() + " of " + width + " x " + height
                    + " pixels takes " + mebibytes(needed) + " of memory and " + mebibytes(freeHeap)
                    + " are there: lower the resolution, give it more with " + spelling.of("memory") + ", or use "
                    + streaming());
        }
    }

    private static String mebibytes(double bytes) {
        return String.format(Locale.ROOT, "%.0f MiB", bytes / (1 << 20));
    }

    private static String streaming() {
        return Arrays.stream(values())
                .filter(f -> f.streams() && !f.isFolder())
                .map(f -> "." + f.suffixes.get(0))
                .collect(Collectors.joining(" or ", "a format that streams, ", ""));
    }
}
