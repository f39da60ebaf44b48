package org.juliaset.explore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.render.Destination;

/**
 * The name of a picture that a page asks for: one plain name in one folder. Immutable.
 *
 * @param text the name
 * @param path in the folder
 * @param format by its suffix
 */
record FileName(String text, Path path, PictureFormat format) {
    private static final int LONGEST = 200;

    /** What ends the name of a folder or of a disk on some system, or starts a command of a terminal. */
    private static final String REFUSED = "/\\:*?\"<>|";

    /**
     * Checks a name.
     *
     * @throws Refusal if it is no plain name with a suffix of a format
     */
    static FileName of(Path folder, String text) {
        boolean isPlain = !text.isEmpty() && text.length() <= LONGEST && !text.startsWith(".")
                && text.equals(text.strip()) && text.chars().noneMatch(FileName::isRefused);
        if (!isPlain) {
            throw bad(text, "give a plain file name of up to " + LONGEST + " letters, without folders, such as"
                    + " julia.png");
        }
        Optional<PictureFormat> format = PictureFormat.of(text);
        if (format.isEmpty()) {
            throw bad(text, "end it with a format, one of " + PictureFormat.knownSuffixes());
        }
        try {
            Path path = folder.resolve(text);
            if (!folder.equals(path.getParent()) || !path.getFileName().toString().equals(text)) {
                throw bad(text, "give a plain file name");
            }
            return new FileName(text, path, format.get());
        } catch (InvalidPathException e) {
            throw bad(text, "it has letters that file names cannot have here");
        }
    }

    private static boolean isRefused(int letter) {
        return REFUSED.indexOf(letter) >= 0 || letter == 0xFFFD || switch (Character.getType(letter)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR, Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    private static Refusal bad(String text, String advice) {
        return new Refusal(Refusal.BAD_REQUEST, "name is \"" + Texts.shown(text) + "\": " + advice);
    }

    /**
     * Checks that nothing has this name, and that no picture of this name is unfinished. Links are not followed.
     *
     * @param isTaken whether an unfinished picture of the list has a name
     * @throws Refusal with a name that is free
     */
    void requireFree(Predicate<String> isTaken) {
        String reason = isTaken.test(text) ? "is taken by another picture of the list"
                : isThere(Destination.finished(format, path)) ? "is there already"
                : isThere(Destination.unfinished(path)) ? "has been begun by another render" : null;
        if (reason == null) {
            return;
        }
        int dot = text.lastIndexOf('.');
        FileName free = Stream.iterate(2, number -> number + 1)
                .map(number -> text.substring(0, dot) + "-" + number + text.substring(dot))
                .map(other -> new FileName(other, path.resolveSibling(other), format))
                .filter(other -> !isTaken.test(other.text) && !other.isThere(Destination.finished(format, other.path))
                        && !other.isThere(Destination.unfinished(other.path)))
                .findFirst()
                .orElseThrow();
        throw new Refusal(Refusal.CONFLICT, text + " " + reason + ": choose another name, such as " + free.text);
    }

    /**
     * Checks that no finished file has this name.
     *
     * @throws Refusal if one has
     */
    void requireNotFinished() {
        if (isThere(Destination.finished(format, path))) {
            throw new Refusal(Refusal.CONFLICT, text + " is there already: move it away, or choose another name");
        }
    }

    private boolean isThere(List<Path> paths) {
        return paths.stream().anyMatch(other -> Files.exists(other, LinkOption.NOFOLLOW_LINKS));
    }

    /** Returns the size of the finished file, or of all files in its folders; 0 if it cannot be found. */
    long bytes() {
        long sum = 0;
        for (Path part : Destination.finished(format, path)) {
            try (Stream<Path> files = Files.walk(part)) {
                for (Path file : files.toList()) {
                    sum += Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
                }
            } catch (IOException e) {
                // it has been moved away
            }
        }
        return sum;
    }
}
