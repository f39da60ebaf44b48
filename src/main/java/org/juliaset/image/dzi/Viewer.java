package org.juliaset.image.dzi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.juliaset.image.Picture;

/**
 * The page that shows a picture: viewer.html of this package with OpenSeadragon in it, so that it needs
 * nothing but the tiles beside it. Pages from a disk may not read a descriptor, so the page says itself
 * what the descriptor says.
 */
final class Viewer {
    private static final String LIBRARY_FOLDER = "/openseadragon/";
    private static final Pattern PLACE = Pattern.compile("@\\{(\\w+)}");

    private Viewer() {}

    /**
     * The page of a picture.
     *
     * @param name what the picture is called: its tiles are in NAME_files beside the page
     */
    static String page(Picture picture, String name) throws IOException {
        Map<String, String> values = Map.of(
                "title", escaped(name),
                "files", percentEncoded(name + "_files/"),
                "width", Long.toString(picture.width()),
                "height", Long.toString(picture.height()),
                "tile", Integer.toString(Level.TILE),
                "overlap", Integer.toString(Level.OVERLAP),
                "licence", text(LIBRARY_FOLDER + "LICENSE.txt"),
                "library", text(LIBRARY_FOLDER + "openseadragon.min.js"));
        return PLACE.matcher(text("viewer.html")).replaceAll(place -> {
            return Matcher.quoteReplacement(values.get(place.group(1)));
        });
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = open(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = Viewer.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IOException("the program lacks " + resource + ": install it again");
        }
        return in;
    }

    /** As text in HTML. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** As a path in a URL (RFC 3986, section 2), which needs no escaping in HTML or JavaScript either. */
    private static String percentEncoded(String path) {
        StringBuilder url = new StringBuilder();
        for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (octet & 0xFF);
            boolean plain = letter < 0x80 && (Character.isLetterOrDigit(letter) || "-._~/".indexOf(letter) >= 0);
            url.append(plain ? String.valueOf(letter) : String.format("%%%02X", (int) letter));
        }
        return url.toString();
    }
}
