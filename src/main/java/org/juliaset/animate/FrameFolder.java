package org.juliaset.animate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.juliaset.image.DamagedFileException;
import org.juliaset.image.MissingMetadataException;
import org.juliaset.image.PicturePixels;
import org.juliaset.image.formats.PictureFile;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.image.png.PngReader;
import org.juliaset.parameters.Differences;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Parameters;
import org.juliaset.storage.OutputPath;
import org.juliaset.storage.PartialFile;

/**
 * The files of frames in a folder. A file appears under its name when it is complete. Safe for use by several threads
 * and processes: each makes frames of its own.
 */
public final class FrameFolder {
    private static final Pattern NUMBER = Pattern.compile("%(?:0(\\d))?d");

    private final Path folder;
    private final String before;
    private final String number;
    private final String after;

    /**
     * @param folder is made when the first frame is
     * @param name of a file, with a number such as {@code %06d} in it
     * @throws InvalidParameterException if the name does not have exactly one
     */
    public FrameFolder(Path folder, String name) {
        Matcher numbers = NUMBER.matcher(name);
        if (!numbers.find()) {
            throw new InvalidParameterException("output \"" + name + "\" is one file: give the number of a frame its"
                    + " place, as in frames/%06d.png");
        }
        this.folder = folder.toAbsolutePath();
        this.before = name.substring(0, numbers.start());
        this.number = numbers.group();
        this.after = name.substring(numbers.end());
        if ((before + after).contains("%")) {
            throw new InvalidParameterException("output \"" + name + "\" has a second %: the number of a frame has one"
                    + " place, as in frames/%06d.png");
        }
    }

    /** Returns the folder. */
    public Path folder() {
        return folder;
    }

    /** Returns the file of a frame. */
    public Path path(int frame) {
        return folder.resolve(before + String.format(Locale.ROOT, number, frame) + after);
    }

    /**
     * Creates the folder.
     *
     * @throws InvalidParameterException if it cannot be used
     */
    public void create() throws IOException {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder);
            }
        } catch (IOException e) {
            OutputPath.refuse(folder, e);
        }
        OutputPath.requireWritable(path(0));
    }

    /** What is needed of a frame's file. */
    public interface Content {
        /** Writes the file. */
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    void put(int frame, Content content) throws IOException, InterruptedException {
        try (PartialFile file = PartialFile.create(path(frame))) {
            content.write(file.stream());
            file.complete();
        }
    }

    /**
     * Returns whether the file of a frame is there, and whole as far as can be seen without reading its pixels.
     *
     * @param identity what it has to say of itself
     * @throws InvalidParameterException if another picture is there
     */
    boolean has(int frame, Map<String, String> identity) throws IOException {
        Path path = path(frame);
        try {
            if (!Files.exists(path) || Files.size(path) == 0) {
                return false;
            }
            Map<String, String> found = parameters(path);
            if (!identity.containsKey(Parameters.PALETTE_QUANTILES.name())) {
                found.remove(Parameters.PALETTE_QUANTILES.name());
            }
            Differences differences = new Differences(found, identity);
            if (!differences.isEmpty()) {
                throw isThere(path, " and was made with ", differences);
            }
            return true;
        } catch (DamagedFileException e) {
            // cut off, as by the end of a machine: it is made again
            return false;
        } catch (MissingMetadataException e) {
            throw new InvalidParameterException(spelling -> path + " is there and " + e.getMessage()
                    + ": remove it, or choose another folder");
        }
    }

    private static InvalidParameterException isThere(Path path, String words, Differences differences) {
        return new InvalidParameterException(spelling -> path + " is there" + words + differences.text(spelling)
                + ": to replace it leave out " + spelling.of("resume") + ", or choose another folder");
    }

    /** Returns what the file of a frame says of itself. */
    static Map<String, String> parameters(Path path) throws IOException {
        PictureFile file = PictureFile.read(path);
        if (file.format() != PictureFormat.PNG) {
            throw new DamagedFileException("is a " + file.format());
        }
        PngReader.requireEnd(path);
        return new HashMap<>(file.metadata().parameters());
    }

    byte[] file(int frame) throws IOException {
        return Files.readAllBytes(path(frame));
    }

    /**
     * Reads the pixels of a frame.
     *
     * @throws DamagedFileException if they are not those of such a frame
     */
    byte[] pixels(int frame, Film film) throws IOException {
        byte[] pixels = new byte[Math.toIntExact(film.frameBytes())];
        int rowBytes = film.width() * film.pixels().bytes();
        try (PicturePixels reader = PictureFile.pixels(path(frame), film.pixels())) {
            if (!reader.format().equals(film.pixels())) {
                throw new DamagedFileException("is " + reader.format().title());
            }
            for (int row = 0; row < film.height(); row++) {
                reader.read(pixels, row * rowBytes, film.width());
            }
            reader.finish();
        } catch (IllegalArgumentException e) {
            throw new DamagedFileException("has other sides than a frame");
        }
        return pixels;
    }
}
