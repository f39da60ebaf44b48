package org.juliaset.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.juliaset.parameters.Differences;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Parameters;
import org.juliaset.render.Destination;
import org.juliaset.render.JobText;
import org.juliaset.render.RenderJob;
import org.juliaset.storage.FileTrees;
import org.juliaset.storage.OutputPath;
import org.juliaset.storage.PartialFile;

/**
 * The folder of the parts of a picture, FILE.parts beside the file that is made of them: {@code picture.txt} says
 * which picture it is and how many parts it has, and {@code 3-of-16} is a complete part. Unfinished parts have names of
 * their own, see {@link org.juliaset.storage.OwnName}. Parts of a picture of tiles share the folder of these.
 *
 * @param target the picture's file, absolute, with links followed
 * @param path the folder, which need not be there
 */
public record PartsFolder(Path target, Path path) {
    private static final String ENDING = ".parts";
    private static final String PICTURE = "picture.txt";
    private static final String TITLE = "juliaset parts 1";
    private static final String COUNT = "parts";

    /** The longest text of a picture that is read. */
    private static final int MAX_LENGTH = 1 << 18;

    /**
     * Returns the folder of a picture's parts.
     *
     * @param file the picture's file
     * @throws InvalidParameterException if there can be no such file, or no such folder
     */
    public static PartsFolder of(Path file) {
        Path target = OutputPath.requireWritable(file);
        Path path = target.resolveSibling(target.getFileName() + ENDING);
        OutputPath.requirePossibleBeside(file, path, ENDING);
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(path)) {
            throw new InvalidParameterException(path + " is in the way, and is no folder of parts: move it away");
        }
        return new PartsFolder(target, path);
    }

    /**
     * What the parts in a folder are.
     *
     * @param identity all that decides the bytes of the picture's file, by name
     * @param count number of all parts
     */
    public record Contents(Map<String, String> identity, int count) {}

    /** Returns the path of a complete part. */
    Path part(int index, int count) {
        return path.resolve(index + "-of-" + count);
    }

    /** Returns the free space of its disk, in bytes; empty if unknown. */
    public OptionalLong freeBytes() {
        return new Destination(target, false).freeBytes();
    }

    /** Returns whether the folder is there. */
    public boolean isThere() {
        return Files.isDirectory(path);
    }

    /**
     * Returns what is in the folder; empty if it is not there, or has no parts yet.
     *
     * @throws InvalidParameterException if it does not say what is in it
     */
    public Optional<Contents> contents() throws IOException {
        Path picture = path.resolve(PICTURE);
        try {
            if (Files.size(picture) > MAX_LENGTH) {
                throw damaged(picture);
            }
            Map<String, String> identity = new LinkedHashMap<>(
                    Facts.read(TITLE, Files.readAllBytes(picture)).orElseThrow(() -> damaged(picture)));
            int count = Integer.parseInt(identity.remove(COUNT));
            return Optional.of(new Contents(identity, count));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (NumberFormatException e) {
            throw damaged(picture);
        }
    }

    private static InvalidParameterException damaged(Path picture) {
        return new InvalidParameterException(picture + " does not say what the parts beside it are: remove it, and it"
                + " is written again with the next part");
    }

    /**
     * Checks that the folder, if it is there, has parts of a picture.
     *
     * @param job the picture, with or without what is found for it by a sample
     * @throws InvalidParameterException with what differs, if it has others
     */
    public void require(RenderJob job, int count) throws IOException {
        Optional<Contents> contents = contents();
        if (contents.isPresent()) {
            Map<String, String> wanted = withCount(JobText.identity(job), count);
            Map<String, String> found = withCount(contents.get().identity(), contents.get().count());
            Differences differences = differences(found, wanted, job);
            if (!differences.isEmpty()) {
                throw new InvalidParameterException(spelling -> path + " has parts of a picture with "
                        + differences.text(spelling) + ": make the others of it, or remove the folder, or choose"
                        + " another name");
            }
        }
    }

    private static Map<String, String> withCount(Map<String, String> identity, int count) {
        Map<String, String> all = new LinkedHashMap<>(identity);
        all.put(COUNT, Integer.toString(count));
        return all;
    }

    /** Compares identities, but not what is found by a sample where a job still lacks it. */
    static Differences differences(Map<String, String> found, Map<String, String> wanted, RenderJob job) {
        Map<String, String> compared = new LinkedHashMap<>(found);
        if (job.coloring().map().filter(map -> map.scale().needsSample()).isPresent()) {
            compared.remove(Parameters.PALETTE_QUANTILES.name());
        }
        return new Differences(compared, wanted);
    }

    /**
     * Creates the folder for a picture, if it is not there.
     *
     * @param job with nothing left to be found
     * @throws InvalidParameterException if it is there with parts of another picture
     */
    void begin(RenderJob job, int count) throws IOException {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            OutputPath.refuse(path, e);
        }
        require(job, count);
        if (contents().isEmpty()) {
            try (PartialFile picture = PartialFile.create(path.resolve(PICTURE))) {
                picture.stream().write(Facts.bytes(TITLE, withCount(JobText.identity(job), count)));
                picture.complete();
            }
        }
    }

    /** Removes the folder and all parts in it. */
    void remove() throws IOException {
        Path gone = path.resolveSibling(path.getFileName() + ".gone");
        if (Files.exists(gone, LinkOption.NOFOLLOW_LINKS)) {
            FileTrees.remove(gone);
        }
        Files.move(path, gone, StandardCopyOption.ATOMIC_MOVE);
        FileTrees.remove(gone);
    }
}
