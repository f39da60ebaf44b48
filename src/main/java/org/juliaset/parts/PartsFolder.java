package org.juliaset.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.OptionalLong;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.render.Destination;
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
     * Returns what the parts in the folder are of; empty if it is not there, or has no parts yet.
     *
     * @throws InvalidParameterException if it does not say what is in it
     */
    public Optional<Division> division() throws IOException {
        Path picture = path.resolve(Division.FILE);
        try {
            byte[] bytes = Files.size(picture) > Division.MAX_BYTES ? new byte[0] : Files.readAllBytes(picture);
            return Optional.of(Division.read(bytes, picture));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Checks that the folder, if it is there, has parts of a picture.
     *
     * @param job the picture, with or without what is found for it by a sample
     * @throws InvalidParameterException with what differs, if it has others
     */
    public void require(RenderJob job, int count) throws IOException {
        Optional<Division> found = division();
        if (found.isPresent()) {
            found.get().require(job, count, path);
        }
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
        if (division().isEmpty()) {
            try (PartialFile picture = PartialFile.create(path.resolve(Division.FILE))) {
                picture.stream().write(Division.of(job, count).bytes());
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
