package org.juliaset.image.npy;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.juliaset.image.ImageMetadata;
import org.juliaset.image.MissingMetadataException;

/**
 * The metadata of an array, which has no room for any: a JSON file {@code NAME.npy.json} beside {@code NAME.npy}. It is
 * an object with the program and the parameters, each a text as a PNG has it.
 */
public final class NpyParameters {
    /** The end of its name, after that of the array. */
    public static final String ENDING = ".json";

    private static final String BESIDE = "has a " + ENDING + " beside it that ";
    private static final String PROGRAM = "program";
    private static final String PARAMETERS = "parameters";

    private NpyParameters() {}

    /** Returns the path of the file that belongs to an array. */
    public static Path of(Path array) {
        return array.resolveSibling(array.getFileName() + ENDING);
    }

    /** Returns the content of the file, which {@link #read} accepts. */
    public static byte[] bytes(ImageMetadata metadata) {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.setIndent("  ");
            json.beginObject().name(PROGRAM).value(metadata.software()).name(PARAMETERS).beginObject();
            for (var parameter : metadata.parameters().entrySet()) {
                json.name(parameter.getKey()).value(parameter.getValue());
            }
            json.endObject().endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes all that is written to it", e);
        }
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads such a file. It is not trusted.
     *
     * @param file as {@link #of} names it
     * @throws MissingMetadataException if there is none, or it is something else; the message is the predicate of the
     *     array's name
     */
    public static ImageMetadata read(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new MissingMetadataException("does not say how it was made: the file of its name and " + ENDING
                    + ", which says it, is not beside it");
        }
        if (!Files.isRegularFile(file)) {
            throw new MissingMetadataException(BESIDE + "is no regular file");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(ImageMetadata.MAX_LENGTH + 1);
        }
        if (bytes.length > ImageMetadata.MAX_LENGTH) {
            throw new MissingMetadataException(BESIDE + "has more than " + ImageMetadata.MAX_LENGTH + " bytes");
        }
        try {
            return parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (MalformedJsonException | EOFException | IllegalStateException e) {
            throw new MissingMetadataException(BESIDE + "is no JSON object of texts for program and parameters");
        } catch (MissingMetadataException e) {
            throw new MissingMetadataException(BESIDE + e.getMessage());
        }
    }

    private static ImageMetadata parse(String text) throws IOException {
        String software = null;
        StringJoiner lines = null;
        try (JsonReader json = new JsonReader(new StringReader(text))) {
            json.beginObject();
            while (json.hasNext()) {
                switch (json.nextName()) {
                    case PROGRAM -> software = text(json);
                    case PARAMETERS -> lines = parameters(json);
                    default -> json.skipValue();
                }
            }
            json.endObject();
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw new IllegalStateException("something follows the object");
            }
        }
        return ImageMetadata.read(software, lines == null ? null : lines.toString());
    }

    /** Returns the parameters as a PNG has them, so that they go through the same checks. */
    private static StringJoiner parameters(JsonReader json) throws IOException {
        StringJoiner lines = new StringJoiner("\n");
        json.beginObject();
        while (json.hasNext()) {
            lines.add(json.nextName() + "=" + text(json));
        }
        json.endObject();
        return lines;
    }

    private static String text(JsonReader json) throws IOException {
        if (json.peek() != JsonToken.STRING) {
            throw new IllegalStateException("not a text");
        }
        return json.nextString();
    }
}
