package org.juliaset.image;

import java.io.OutputStream;
import org.juliaset.image.png.PngEncoder;
import org.juliaset.parameters.InvalidParameterException;

/** Which encoder makes which format. */
public final class PictureEncoders {
    private PictureEncoders() {}

    /**
     * The encoder of a format.
     *
     * @param out where it goes, a band at a time
     * @throws InvalidParameterException if the format is several files, as DZI is
     */
    public static PictureEncoder of(PictureFormat format, Picture picture, OutputStream out) {
        return switch (format) {
            case PNG -> new PngEncoder(picture, out);
            case NPY -> new NpyEncoder(picture, out);
            case DZI -> throw new InvalidParameterException("a DZI is several files: give it a name, not a stream");
            case TIFF, BMP, GIF, PGM, PPM, PCX -> new InMemoryEncoder(format, picture, out);
        };
    }
}
