package org.juliaset.animate;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.juliaset.parameters.Complex;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Numbers;

/**
 * Key frames, of a file or another text: JSON, checked against the table of parameters. What is not given is null.
 *
 * @param rate frames per second
 * @param frames number of frames, in place of a duration
 * @param duration in seconds
 * @param loop whether the film goes on with its first frame
 * @param shutter the exposed fraction of a frame's time
 * @param shutterSamples pictures of a frame
 * @param preset the name of a preset that the options are over
 * @param options terms that do not change
 * @param keys at least two
 */
public record KeyFile(
        Rate rate, Integer frames, BigDecimal duration, Boolean loop, Double shutter, Integer shutterSamples,
        String preset, Map<String, Object> options, List<Key> keys) {
    /** The longest file that is read. */
    private static final int MAX_LENGTH = 1 << 24;

    /** The most keys. */
    private static final int MAX_KEYS = 10_000;

    /**
     * Reads a file.
     *
     * @param name of the file, for messages
     * @throws InvalidParameterException with line and field, if it is no such file
     * @throws IOException if it cannot be read
     */
    public static KeyFile read(Path file, String name) throws IOException {
        if (Files.size(file) > MAX_LENGTH) {
            throw new InvalidParameterException(name + " has more than " + MAX_LENGTH + " bytes: it is no film");
        }
        String text = Files.readString(file, StandardCharsets.UTF_8);
        return new Reader(name, file.toAbsolutePath().getParent(), text).read();
    }

    /**
     * Reads a text that is no file: messages name a field without its line.
     *
     * @param folder which names of palette files are relative to
     * @throws InvalidParameterException with the field, if the text is no film
     */
    public static KeyFile of(String text, Path folder) {
        try {
            return new Reader(null, folder, text).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one film. */
    private static final class Reader {
        private static final Pattern LINE = Pattern.compile("at line (\\d+)");

        /** What a message calls a text without a name. */
        private static final String FILM = "the film";

        private final String name;
        private final Path folder;
        private final JsonReader json;
        private String place;

        Reader(String name, Path folder, String text) {
            this.name = name;
            this.folder = folder;
            this.json = new JsonReader(new StringReader(text));
            json.setStrictness(Strictness.STRICT);
        }

        KeyFile read() throws IOException {
            try {
                place = title();
                KeyFile file = film();
                place = place();
                if (json.peek() != JsonToken.END_DOCUMENT) {
                    throw new InvalidParameterException("text follows the film: remove it");
                }
                return file;
            } catch (MalformedJsonException | EOFException e) {
                throw new InvalidParameterException(title() + ", line " + line() + ": is no JSON there: look for a"
                        + " missing comma, quote or bracket");
            } catch (IllegalStateException e) {
                // of the reader: a value of another type
                throw new InvalidParameterException(place() + " is " + found() + ": see the fields of a film in the"
                        + " README");
            } catch (NumberFormatException e) {
                throw new InvalidParameterException(place + ": " + e.getMessage());
            } catch (InvalidParameterException e) {
                throw new InvalidParameterException(place + (e.getMessage().startsWith("is ") ? " " : ": ")
                        + e.getMessage());
            }
        }

        private String found() throws IOException {
            return switch (json.peek()) {
                case BEGIN_ARRAY -> "a list";
                case BEGIN_OBJECT -> "an object";
                case NULL -> "null";
                default -> "a value of another type";
            };
        }

        private String line() {
            Matcher line = LINE.matcher(json.toString());
            return line.find() ? line.group(1) : "1";
        }

        /** The line and the field that is read now, which messages begin with. */
        private String place() {
            String path = json.getPath().replaceFirst("^\\$\\.?", "");
            return name == null
                    ? path.isEmpty() ? FILM : path
                    : name + ", line " + line() + (path.isEmpty() ? "" : ", " + path);
        }

        private String title() {
            return name == null ? FILM : name;
        }

        private String text() throws IOException {
            place = place();
            if (json.peek() == JsonToken.BOOLEAN) {
                return Boolean.toString(json.nextBoolean());
            }
            return json.nextString();
        }

        /** Reads the name of a field, which no other one of the object has. */
        private String name(Set<String> known) throws IOException {
            String field = json.nextName();
            place = place();
            if (!known.add(field)) {
                throw new InvalidParameterException("is given twice: leave one out");
            }
            return field;
        }

        private int whole() throws IOException {
            try {
                return Numbers.whole(text()).intValueExact();
            } catch (ArithmeticException e) {
                throw new InvalidParameterException("is too large: give fewer");
            }
        }

        private KeyFile film() throws IOException {
            Rate rate = null;
            Integer frames = null;
            BigDecimal duration = null;
            Boolean loop = null;
            Double shutter = null;
            Integer samples = null;
            Options options = new Options(null, Map.of());
            List<Key> keys = List.of();
            Set<String> known = new HashSet<>();
            json.beginObject();
            while (json.hasNext()) {
                String field = name(known);
                switch (field) {
                    case "fps" -> rate = Rate.read(text());
                    case "frames" -> frames = whole();
                    case "duration" -> duration = Rate.readTime(text());
                    case "loop" -> loop = json.nextBoolean();
                    case "shutter" -> shutter = Numbers.real(text());
                    case "shutter-samples" -> samples = whole();
                    case "options" -> options = options();
                    case "keys" -> keys = keys();
                    default -> throw new InvalidParameterException("is not a field of a film: use fps, frames,"
                            + " duration, loop, shutter, shutter-samples, options and keys");
                }
            }
            json.endObject();
            place = title();
            if (frames != null && duration != null) {
                throw new InvalidParameterException("frames and duration are both given: leave one out");
            }
            if (keys.size() < 2) {
                throw new InvalidParameterException("keys has " + keys.size() + " of them: give two or more");
            }
            return new KeyFile(rate, frames, duration, loop, shutter, samples, options.preset, options.terms, keys);
        }

        private record Options(String preset, Map<String, Object> terms) {}

        private Options options() throws IOException {
            String preset = null;
            Map<String, Object> terms = new LinkedHashMap<>();
            Set<String> known = new HashSet<>();
            json.beginObject();
            while (json.hasNext()) {
                String field = name(known);
                if (field.equals("preset")) {
                    preset = text();
                } else {
                    term(field, terms);
                }
            }
            json.endObject();
            return new Options(preset, terms);
        }

        private void term(String field, Map<String, Object> terms) throws IOException {
            String term = Terms.named(field);
            if (terms.put(term, Terms.read(term, text(), folder)) != null) {
                throw new InvalidParameterException("is " + term + ", which is given twice: leave one out");
            }
        }

        private List<Key> keys() throws IOException {
            List<Key> keys = new ArrayList<>();
            json.beginArray();
            while (json.hasNext()) {
                if (keys.size() == MAX_KEYS) {
                    throw new InvalidParameterException("is more than the " + MAX_KEYS + " keys of a film");
                }
                keys.add(key());
            }
            json.endArray();
            return keys;
        }

        private Key key() throws IOException {
            String whole = place();
            Key.Moment moment = null;
            Easing easing = null;
            Complex around = null;
            Integer turns = null;
            Map<String, Object> terms = new LinkedHashMap<>();
            Set<String> known = new HashSet<>();
            json.beginObject();
            while (json.hasNext()) {
                String field = name(known);
                switch (field) {
                    case "at" -> moment = Key.Moment.read(text());
                    case "easing" -> easing = Easing.read(text());
                    case "around" -> around = Complex.read(text());
                    case "turns" -> turns = Numbers.whole(text()).intValue();
                    default -> {
                        term(field, terms);
                        String term = Terms.named(field);
                        if (Terms.isFixed(term)) {
                            throw new InvalidParameterException("is the same in all frames of a film: give it in"
                                    + " options");
                        }
                    }
                }
            }
            json.endObject();
            place = whole;
            if (turns != null && around == null) {
                throw new InvalidParameterException("turns is given without around: give the point in the middle");
            }
            if (around != null && !terms.containsKey(Terms.CONSTANT)) {
                throw new InvalidParameterException("around is given without c: give the c at the end of the way");
            }
            Arc arc = around == null ? null : new Arc(around, turns == null ? 0 : turns);
            return new Key(moment, easing, arc, terms, whole);
        }
    }
}
