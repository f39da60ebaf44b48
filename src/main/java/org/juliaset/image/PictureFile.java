package org.juliaset.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.juliaset.image.png.PngReader;

/**
 * What a file says of the picture in it. The file may come from anywhere: little of it is read, and what
 * it says may still be untrue.
 *
 * @param format PNG or TIFF
 * @param width pixels in a row
 * @param height rows
 * @param inscription how it says it was made
 */
public record PictureFile(PictureFormat format, long width, long height, Inscription inscription) {
    private static final int SIGNATURE = 8;

    /**
     * Reads what precedes the pixels. Messages of what it throws go on after the file's name.
     *
     * @throws UninscribedFileException if the file is no PNG or TIFF, or does not say how it was made
     * @throws DamagedFileException if it is not as a PNG or TIFF should be
     * @throws IOException if it cannot be read
     */
    public static PictureFile read(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(SIGNATURE);
        }
        if (TiffTags.isSignature(start)) {
            return TiffTags.read(file, start);
        }
        if (!PngReader.isSignature(start)) {
            throw new UninscribedFileException("is neither a PNG nor a TIFF");
        }
        try (PngReader png = PngReader.open(file)) {
            Inscription inscription = Inscription.read(png.software(), png.parameters());
            return new PictureFile(PictureFormat.PNG, png.width(), png.height(), inscription);
        }
    }
}
