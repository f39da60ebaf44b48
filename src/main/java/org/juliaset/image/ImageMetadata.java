package org.juliaset.image;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Software;
import org.juliaset.parameters.ValueType;

/**
 * The metadata of a picture: the program, and the parameters that decide the pixels and the bytes of the file. It has
 * no time or place, so that equal pictures are equal files. Its text is one line {@code name=value} for each parameter.
 *
 * @param software name and version of the program, printable
 * @param parameters values by name, in the order of the file: printable, and but for those of {@linkplain
 *     ValueType#isFreeText free text} of letters, digits, signs and points only, so that they can be put into a command
 *     as they are; they may still be out of range
 */
public record ImageMetadata(String software, Map<String, String> parameters) {
    /** The longest text that is read. */
    public static final int MAX_LENGTH = 1 << 16;

    private static final int MAX_PARAMETERS = 64;

    /** Patterns for reading, in a class that is not loaded by a render, which only writes. */
    private static final class Syntax {
        static final Pattern LINE = Pattern.compile("([a-z][a-z0-9-]{0,31})=([ -~]{1," + ValueType.MAX_TEXT + "})");
        static final Pattern WORD = Pattern.compile("[A-Za-z0-9.+-]{1,64}");
        static final Pattern PRINTABLE = Pattern.compile("[ -~]{1,79}");
    }

    /** Returns the metadata of a picture. */
    public static ImageMetadata of(Picture picture) {
        Map<String, String> parameters = new LinkedHashMap<>(picture.parameters());
        parameters.put(Parameters.FAST.name(), Boolean.toString(picture.fast()));
        return new ImageMetadata(Software.name(), parameters);
    }

    /** Returns the parameters as text, which {@link #read} accepts. */
    public String text() {
        StringJoiner lines = new StringJoiner("\n");
        parameters.forEach((name, value) -> lines.add(String.join("=", name, value)));
        return lines.toString();
    }

    /**
     * Parses metadata from a file. The text is not trusted.
     *
     * @param software the program, or null if the file does not state it
     * @param text the parameters, or null if there are none
     * @throws MissingMetadataException if there are no parameters, or the text is malformed; the message is the
     *     predicate of the file's name
     */
    public static ImageMetadata read(String software, String text) throws MissingMetadataException {
        return read(software, text, ImageMetadata::isFreeText);
    }

    /** @param isFreeText whether the values of a name may have all printable characters */
    static ImageMetadata read(String software, String text, Predicate<String> isFreeText)
            throws MissingMetadataException {
        if (text == null) {
            throw new MissingMetadataException(
                    "does not say how it was made: it is not from juliaset, or another program has saved it again");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String line : text.split("\n", MAX_PARAMETERS + 1)) {
            Matcher parts = Syntax.LINE.matcher(line);
            if (!parts.matches()
                    || !isFreeText.test(parts.group(1)) && !Syntax.WORD.matcher(parts.group(2)).matches()) {
                throw new MissingMetadataException("has parameters that juliaset cannot have written: line "
                        + (parameters.size() + 1) + " is not of the form name=value");
            }
            if (parameters.put(parts.group(1), parts.group(2)) != null) {
                throw new MissingMetadataException("says " + parts.group(1) + " twice");
            }
        }
        boolean printable = software != null && Syntax.PRINTABLE.matcher(software).matches();
        return new ImageMetadata(printable ? software : "(not said)", parameters);
    }

    private static boolean isFreeText(String name) {
        return Parameters.find(name).filter(parameter -> parameter.type().isFreeText()).isPresent();
    }
}
