package org.juliaset.image.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.juliaset.color.PixelFormat;
import org.juliaset.image.DamagedFileException;
import org.juliaset.image.PicturePixels;
import org.juliaset.image.ImageHeader;
import org.juliaset.image.ImageMetadata;
import org.juliaset.image.MissingMetadataException;
import org.juliaset.image.npy.NpyParameters;
import org.juliaset.image.npy.NpyReader;
import org.juliaset.image.png.PngReader;
import org.juliaset.image.tiff.TiffTags;

/**
 * What a file says of the picture in it. The file may come from anywhere: little of it is read, and what
 * it says may still be untrue.
 *
 * @param format PNG, TIFF or NPY
 * @param width pixels in a row
 * @param height rows
 * @param metadata how it says it was made
 */
public record PictureFile(PictureFormat format, long width, long height, ImageMetadata metadata) {
    /** What tells files apart; that of a Deep Zoom descriptor is in its second line. */
    private static final int START = 256;

    /**
     * Reads what is not pixels: what precedes them and, of a PNG that does not say there how it was made, what follows
     * them; for an array of counts, the file beside it. Messages of what it throws go on after the file's name.
     *
     * @throws MissingMetadataException if the file is no PNG, TIFF or array of counts, or does not say how it was made
     * @throws DamagedFileException if it is not as a PNG or TIFF should be
     * @throws IOException if it cannot be read
     */
    public static PictureFile read(Path file) throws IOException {
        byte[] start = start(file);
        if (TiffTags.isSignature(start)) {
            ImageHeader header = TiffTags.read(file, start);
            return new PictureFile(PictureFormat.TIFF, header.width(), header.height(), header.metadata());
        }
        if (NpyReader.isSignature(start)) {
            ImageMetadata metadata = NpyParameters.read(NpyParameters.of(file.toRealPath()));
            try (NpyReader array = NpyReader.open(file)) {
                return new PictureFile(PictureFormat.NPY, array.width(), array.height(), metadata);
            }
        }
        if (!PngReader.isSignature(start)) {
            throw new MissingMetadataException(OtherFiles.of(start));
        }
        try (PngReader png = PngReader.open(file)) {
            if (png.parameters() == null) {
                png.readBeyondPixels();
            }
            ImageMetadata metadata = ImageMetadata.read(png.software(), png.parameters());
            return new PictureFile(PictureFormat.PNG, png.width(), png.height(), metadata);
        }
    }

    private static byte[] start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(START);
        }
    }

    /**
     * Returns the pixels of a PNG or TIFF.
     *
     * @param wanted the format that they should have: if it is gray, a TIFF's RGB of equal channels is read as gray
     * @throws DamagedFileException if they are not stored in a way that is read
     */
    public static PicturePixels pixels(Path file, PixelFormat wanted) throws IOException {
        byte[] start = start(file);
        return TiffTags.isSignature(start)
                ? TiffTags.pixels(file, start, wanted)
                : PngReader.open(file).pixels();
    }

    /** What other files are, which do not say how they were made. */
    private static final class OtherFiles {
        private static final Map<String, String> BEGINNINGS = Map.of(
                "GIF8", "a GIF",
                "BM", "a BMP",
                "P5", "a PGM",
                "P6", "a PPM",
                "\n\5\0", "a PCX",
                "\n\3\0", "a PCX");

        static String of(byte[] start) {
            String text = new String(start, StandardCharsets.ISO_8859_1);
            String kind = text.contains("deepzoom") ? "a Deep Zoom picture" : BEGINNINGS.entrySet().stream()
                    .filter(beginning -> text.startsWith(beginning.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
            return kind == null
                    ? "is neither a PNG nor a TIFF"
                    : "is " + kind + ", which cannot say how it was made: give a PNG or TIFF of the same picture";
        }
    }
}
