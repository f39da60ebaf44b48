package org.juliaset.image;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.juliaset.parameters.Software;

/**
 * What a picture's file says of how it was made: the program and, by the names of its options, what
 * decides the pixels and the file's bytes. Nothing of where and when, so that the same picture is the same
 * file. As text it is one line {@code name=value} for each parameter.
 *
 * @param software name and version of the program, printable
 * @param parameters values by name, in the order of the file; letters, digits, signs and points, so that
 *     they can be printed and put into a command as they are, but may still be out of range
 */
public record ImageMetadata(String software, Map<String, String> parameters) {
    /** The name of the parameter that says whether compression was the least. */
    public static final String FAST = "fast";

    /** The longest text that is read. */
    public static final int MAX_LENGTH = 1 << 16;

    private static final int MAX_PARAMETERS = 64;

    /** What is read, in a class of its own because a render only writes. */
    private static final class Syntax {
        static final Pattern LINE = Pattern.compile("([a-z][a-z0-9-]{0,31})=([A-Za-z0-9.+-]{1,64})");
        static final Pattern PRINTABLE = Pattern.compile("[ -~]{1,79}");
    }

    /** What the file of a picture is to say. */
    public static ImageMetadata of(Picture picture) {
        Map<String, String> parameters = new LinkedHashMap<>(picture.parameters());
        parameters.put(FAST, Boolean.toString(picture.fast()));
        return new ImageMetadata(Software.name(), parameters);
    }

    /** The parameters as {@link #read} takes them. */
    public String text() {
        StringJoiner lines = new StringJoiner("\n");
        parameters.forEach((name, value) -> lines.add(String.join("=", name, value)));
        return lines.toString();
    }

    /**
     * Reads what a file says; the text is not trusted.
     *
     * @param software the program, or null where the file does not say
     * @param text the parameters, or null where there are none
     * @throws MissingMetadataException if there are no parameters, or they are not written as they should
     *     be; the message goes on after the file's name
     */
    public static ImageMetadata read(String software, String text) throws MissingMetadataException {
        if (text == null) {
            throw new MissingMetadataException(
                    "does not say how it was made: it is not from juliaset, or another program has saved it again");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String line : text.split("\n", MAX_PARAMETERS + 1)) {
            Matcher parts = Syntax.LINE.matcher(line);
            if (!parts.matches()) {
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
}
