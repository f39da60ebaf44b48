package org.juliaset.explore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.render.Destination;

/**
 * Files of pictures that this server has finished, and no others: a request's name is looked up in the list of these
 * and never becomes a path. Safe for use by several threads.
 */
final class FinishedPictures {
    /** What links begin with. */
    static final String ROOT = "/pictures/";

    private static final String NO_OTHER_PAGES = " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** For the page of a Deep Zoom picture, which has its program and its style in it, and loads tiles. */
    private static final String VIEWER_POLICY =
            "default-src 'self' 'unsafe-inline' data: blob:; connect-src 'none';" + NO_OTHER_PAGES;

    /** For the page that a browser makes of an image, with styles in its elements. */
    private static final String IMAGE_POLICY =
            "default-src 'none'; img-src 'self'; style-src 'unsafe-inline';" + NO_OTHER_PAGES;

    private static final Pattern TILE = Pattern.compile("(\\d{1,2})/(\\d{1,8}_\\d{1,8}\\.png)");
    private static final int HEX = 16;

    private static final Map<PictureFormat, String> TYPES = Map.of(
            PictureFormat.PNG, "image/png",
            PictureFormat.TIFF, "image/tiff",
            PictureFormat.GIF, "image/gif",
            PictureFormat.BMP, "image/bmp",
            PictureFormat.DZI, "application/xml");

    private final Path folder;
    private final RenderQueue queue;
    private final Access access;

    FinishedPictures(Path folder, RenderQueue queue, Access access) {
        this.folder = folder;
        this.queue = queue;
        this.access = access;
    }

    /** Returns the link to a picture, relative to the page. */
    static String link(String files, FileName name) {
        Path shown = Destination.finished(name.format(), name.path()).get(0);
        return ROOT.substring(1) + files + "/" + encoded(shown.getFileName().toString());
    }

    /** Encodes a name as a part of a path (RFC 3986, section 3.3). */
    private static String encoded(String name) {
        StringBuilder url = new StringBuilder();
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (octet & 0xFF);
            boolean isPlain = letter < 0x80 && (Character.isLetterOrDigit(letter) || "-._~".indexOf(letter) >= 0);
            url.append(isPlain ? String.valueOf(letter) : String.format("%%%02X", (int) letter));
        }
        return url.toString();
    }

    /**
     * Answers with a file.
     *
     * @param path of the request, as it was sent
     * @throws Refusal if it is none of a finished picture
     */
    Answer answer(String path) {
        String[] parts = path.substring(ROOT.length()).split("/", 2);
        if (parts.length < 2 || !access.isFiles(parts[0])) {
            throw notFound();
        }
        String name = decoded(parts[1]);
        Optional<FileName> picture = queue.finished(name);
        if (picture.isPresent()) {
            PictureFormat format = picture.get().format();
            String type = TYPES.getOrDefault(format, "application/octet-stream");
            Answer file = file(name, type);
            return type.startsWith("image/") ? file.header("Content-Security-Policy", IMAGE_POLICY) : file;
        }
        for (FileName deep : queue.finished()) {
            if (deep.format().isFolder()) {
                Optional<Answer> part = part(deep, name);
                if (part.isPresent()) {
                    return part.get();
                }
            }
        }
        throw notFound();
    }

    /** Returns a file of a Deep Zoom picture other than its descriptor. */
    private Optional<Answer> part(FileName deep, String name) {
        List<Path> files = Destination.finished(deep.format(), deep.path());
        if (name.equals(files.get(0).getFileName().toString())) {
            return Optional.of(
                    file(name, "text/html; charset=utf-8").header("Content-Security-Policy", VIEWER_POLICY));
        }
        String tiles = files.get(2).getFileName() + "/";
        Matcher tile = TILE.matcher(name.startsWith(tiles) ? name.substring(tiles.length()) : "");
        return tile.matches()
                ? Optional.of(file(name, "image/png").header("Content-Security-Policy", IMAGE_POLICY))
                : Optional.empty();
    }

    private static Refusal notFound() {
        return new Refusal(Refusal.NOT_FOUND, "there is no finished picture of this name");
    }

    private Answer file(String name, String type) {
        try {
            // where a folder or a file has become a link, it leads elsewhere
            Path file = folder.resolve(name);
            if (!file.toRealPath().equals(folder.toRealPath().resolve(name))) {
                throw notFound();
            }
            long length = Files.size(file);
            return new Answer(Answer.OK, type, Map.of(), length, out -> {
                try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                    in.transferTo(out);
                }
            });
        } catch (IOException e) {
            throw new Refusal(Refusal.NOT_FOUND, name + " has been moved away");
        }
    }

    private static String decoded(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter > '~') {
                throw notFound();
            }
            if (letter != '%') {
                bytes.put((byte) letter);
                continue;
            }
            String digits = text.substring(Math.min(at + 1, text.length()), Math.min(at + 3, text.length()));
            if (!digits.matches("[0-9A-Fa-f]{2}")) {
                throw notFound();
            }
            bytes.put((byte) Integer.parseInt(digits, HEX));
            at += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw notFound();
        }
    }
}
