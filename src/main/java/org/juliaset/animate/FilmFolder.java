package org.juliaset.animate;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.juliaset.color.PixelFormat;
import org.juliaset.image.DamagedFileException;
import org.juliaset.image.MissingMetadataException;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Software;
import org.juliaset.storage.FileTrees;
import org.juliaset.storage.OutputPath;
import org.juliaset.storage.PartialFile;

/**
 * The frames of a film that is one file, kept until that is complete: the folder FILE.frames beside it, with a PNG for
 * each frame, and {@code film.json}, which says what the film is.
 *
 * @param target the film's file, absolute, with links followed
 * @param frames the files of frames
 */
public record FilmFolder(Path target, FrameFolder frames) {
    private static final String ENDING = ".frames";
    private static final String DESCRIPTION = "film.json";
    private static final String FRAME = "%06d.png";

    /** The longest description that is read. */
    private static final int MAX_LENGTH = 1 << 16;

    /**
     * What film the frames are of.
     *
     * @param program name and version
     * @param fps frames per second
     * @param ffmpegOptions those of the user
     * @param checksum of what all frames say of themselves
     */
    public record Description(
            String program, int width, int height, int channels, int bits, int frames, String fps, boolean loop,
            List<String> ffmpegOptions, String checksum) {
        /** Describes a film. */
        public static Description of(Animation animation, Film film, List<String> ffmpegOptions) {
            Checksum checksum = new Checksum();
            for (int frame = 0; frame < film.frames(); frame++) {
                checksum.add(animation.identity(frame));
            }
            return new Description(
                    Software.name(), film.width(), film.height(), film.pixels().channels(), film.pixels().bits(),
                    film.frames(), film.rate().toString(), film.loop(), ffmpegOptions, checksum.text());
        }

        /** Returns the film. */
        public Film film() {
            return new Film(width, height, new PixelFormat(channels, bits), frames, Rate.read(fps), loop);
        }
    }

    /** A checksum of what frames say of themselves, but for what is found by a sample. */
    private static final class Checksum {
        private final CRC32 sum = new CRC32();

        void add(Map<String, String> identity) {
            Map<String, String> sorted = new TreeMap<>(identity);
            sorted.remove(Parameters.PALETTE_QUANTILES.name());
            sum.update(sorted.toString().getBytes(StandardCharsets.UTF_8));
        }

        String text() {
            return Long.toHexString(sum.getValue());
        }
    }

    /**
     * Returns the folder of a film.
     *
     * @param file the film
     * @throws InvalidParameterException if there can be no such file or folder
     */
    public static FilmFolder of(Path file) {
        Path target = OutputPath.requireWritable(file);
        Path path = target.resolveSibling(target.getFileName() + ENDING);
        OutputPath.requirePossibleBeside(file, path, ENDING);
        boolean isThere = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        if (isThere && (!Files.isDirectory(path) || !Files.exists(path.resolve(DESCRIPTION)))) {
            throw new InvalidParameterException(path + " is in the way, and has no frames of a film: move it away");
        }
        return new FilmFolder(target, new FrameFolder(path, FRAME));
    }

    private Path path() {
        return frames.folder();
    }

    /** Returns whether the folder is there. */
    public boolean isThere() {
        return Files.isDirectory(path());
    }

    /** Creates the film's file, which lies in this folder until it is complete. */
    PartialFile unfinished() throws IOException {
        return PartialFile.createIn(path(), target);
    }

    /** Creates the folder if it is not there, and says what film its frames are of. */
    public void begin(Description description) throws IOException {
        Gson gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
        if (!isThere()) {
            // with its description from the first moment on
            Path made = Files.createTempDirectory(path().getParent(), ".juliaset-");
            try {
                write(made, gson.toJson(description));
                Files.setPosixFilePermissions(made, Files.getPosixFilePermissions(path().getParent()));
                Files.move(made, path());
                return;
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
                // another process was first
                FileTrees.remove(made);
            }
        }
        write(path(), gson.toJson(description));
    }

    private static void write(Path folder, String json) throws IOException {
        try (PartialFile file = PartialFile.create(folder.resolve(DESCRIPTION))) {
            file.stream().write((json + "\n").getBytes(StandardCharsets.UTF_8));
            file.complete();
        }
    }

    /**
     * Returns what film the frames are of.
     *
     * @throws InvalidParameterException if the folder does not say
     */
    public Description description() throws IOException {
        Path file = path().resolve(DESCRIPTION);
        try {
            if (Files.size(file) <= MAX_LENGTH) {
                Description found = new Gson().fromJson(Files.readString(file), Description.class);
                if (found != null && found.fps != null && found.checksum != null && found.ffmpegOptions != null) {
                    found.film();
                    return found;
                }
            }
        } catch (NoSuchFileException e) {
            throw new InvalidParameterException("there is no " + file + ": make frames first");
        } catch (JsonParseException | IllegalArgumentException e) {
            // the message is below
        }
        throw new InvalidParameterException(file + " does not say what film the frames are of: make the frames again,"
                + " with the same command and resume");
    }

    /**
     * Returns the first frame that is missing or not whole; the number of frames if all are there.
     *
     * @throws InvalidParameterException if they are not those of the film
     */
    public int firstMissing(Description description) throws IOException {
        Checksum checksum = new Checksum();
        for (int frame = 0; frame < description.frames; frame++) {
            try {
                checksum.add(FrameFolder.parameters(frames.path(frame)));
            } catch (NoSuchFileException | DamagedFileException | MissingMetadataException e) {
                return frame;
            }
        }
        if (!checksum.text().equals(description.checksum)) {
            throw new InvalidParameterException(spelling -> path() + " has frames of different films: make the film"
                    + " with " + spelling.of("resume") + ", which says which frame differs");
        }
        return description.frames;
    }

    /** Removes the folder, once the film is complete. */
    public void remove() throws IOException {
        FileTrees.remove(path());
    }
}
