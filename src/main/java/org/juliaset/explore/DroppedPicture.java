package org.juliaset.explore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.juliaset.image.DamagedFileException;
import org.juliaset.image.MissingMetadataException;
import org.juliaset.image.formats.PictureFile;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Spelling;
import org.juliaset.parameters.Values;
import org.juliaset.render.JobText;

/** The metadata of a picture that a person gives to the page. The bytes are not trusted. */
final class DroppedPicture {
    /** The most bytes of its beginning that a page sends. */
    static final int MOST_BYTES = 1 << 20;

    private DroppedPicture() {}

    /** The schema of the JSON. */
    private record Found(Map<String, String> values, String hash) {}

    /**
     * Answers with what the beginning of a file says of the picture in it.
     *
     * @throws Refusal if that is not a picture of this program
     */
    static Answer answer(byte[] start, Spelling spelling) throws IOException {
        Path file = Files.createTempFile("juliaset-", ".dropped");
        try {
            Files.write(file, start);
            PictureFile picture = PictureFile.read(file);
            if (picture.format() == PictureFormat.NPY) {
                throw new MissingMetadataException("is an array, whose parameters are in another file");
            }
            Values values = Values.read(picture.metadata().parameters(), picture.metadata().software());
            JobText.job(values, PictureFormat.PNG);
            return Answer.json(Answer.OK, new Found(picture.metadata().parameters(), Address.of(values)));
        } catch (MissingMetadataException | DamagedFileException e) {
            throw new Refusal(Refusal.BAD_REQUEST, "the file " + e.getMessage());
        } catch (InvalidParameterException e) {
            throw new Refusal(Refusal.BAD_REQUEST,
                    "the file has parameters that no picture has: " + e.message(spelling));
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
