package org.juliaset.explore;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of a query, as the URL Standard's section 5.1 encodes them (application/x-www-form-urlencoded), but
 * strictly: a name comes once, and text is UTF-8. A field without a sign of equality has no text. Immutable.
 */
final class Query {
    private static final int HEX = 16;
    private static final int LONGEST_NAME = 32;

    private final Map<String, Optional<String>> fields;

    private Query(Map<String, Optional<String>> fields) {
        this.fields = fields;
    }

    /**
     * Parses a query.
     *
     * @param raw without a question mark; null for none
     * @param most its largest length
     * @throws Refusal if it is too long, or malformed
     */
    static Query of(String raw, int most) {
        String text = raw == null ? "" : raw;
        if (text.length() > most) {
            throw new Refusal(Refusal.TOO_LARGE, "the query has more than " + most + " characters");
        }
        Map<String, Optional<String>> fields = new LinkedHashMap<>();
        for (String field : text.isEmpty() ? new String[0] : text.split("&", -1)) {
            int equals = field.indexOf('=');
            String name = decoded(equals < 0 ? field : field.substring(0, equals));
            Optional<String> value =
                    equals < 0 ? Optional.empty() : Optional.of(decoded(field.substring(equals + 1)));
            if (!name.matches("[a-z][a-z0-9-]*") || name.length() > LONGEST_NAME) {
                throw bad(name.isEmpty()
                        ? "the query has a field without a name"
                        : "there is no parameter \"" + Texts.shown(name) + "\": leave it out");
            }
            if (fields.put(name, value) != null) {
                throw bad(name + " is given twice: give it once");
            }
        }
        return new Query(fields);
    }

    private static Refusal bad(String line) {
        return new Refusal(Refusal.BAD_REQUEST, line);
    }

    private static String decoded(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(3 * text.length());
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == '%') {
                bytes.put((byte) octet(text, at));
                at += 2;
            } else if (letter == '+') {
                bytes.put((byte) ' ');
            } else if (letter > ' ' && letter < 0x7F) {
                bytes.put((byte) letter);
            } else {
                throw bad("the query has a letter that is not encoded: write it as a percent sign and two digits");
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw bad("the query has bytes that are not UTF-8");
        }
    }

    /** Returns the octet of a percent sign and two digits. */
    private static int octet(String text, int at) {
        int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), HEX) : -1;
        int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), HEX) : -1;
        if (high < 0 || low < 0 || text.charAt(at + 1) > 'f' || text.charAt(at + 2) > 'f') {
            throw bad("the query has a percent sign without two hexadecimal digits after it");
        }
        return HEX * high + low;
    }

    /** Returns the names of all fields, in their order. */
    Set<String> names() {
        return fields.keySet();
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** Returns whether a field is there without a text. */
    boolean isAlone(String name) {
        return has(name) && fields.get(name).isEmpty();
    }

    /**
     * Returns the text of a field; empty if it is not there.
     *
     * @throws Refusal if it has none
     */
    Optional<String> text(String name) {
        if (isAlone(name)) {
            throw bad(name + " has no value: give one");
        }
        return has(name) ? fields.get(name) : Optional.empty();
    }

    /**
     * Returns the text of a field.
     *
     * @throws Refusal if it is not there, or has none
     */
    String require(String name) {
        return text(name).orElseThrow(() -> bad(name + " is missing: give one"));
    }
}
