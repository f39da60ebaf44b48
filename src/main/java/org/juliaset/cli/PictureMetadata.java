package org.juliaset.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.juliaset.image.MissingMetadataException;
import org.juliaset.image.formats.PictureFile;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.model.Grid;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Values;
import org.juliaset.render.JobText;
import org.juliaset.render.RenderJob;
import org.juliaset.storage.FileProblem;

/** A file with metadata, which has passed the same checks as typed options, and agrees with the size of the file. */
final class PictureMetadata {
    private final Path path;
    private final String name;
    private final PictureFile file;
    private final Values values;
    private final RenderJob job;

    private PictureMetadata(Path path, String name, PictureFile file) {
        this.path = path;
        this.name = name;
        this.file = file;
        try {
            this.values = Values.read(file.metadata().parameters(), file.metadata().software());
            this.job = JobText.job(
                    values, file.format() == PictureFormat.NPY ? PictureFormat.NPY : PictureFormat.PNG);
        } catch (InvalidParameterException e) {
            throw new InvalidParameterException(
                    spelling -> name + " has parameters that no picture has: " + e.message(spelling));
        }
        Grid grid = job.grid();
        if (grid.width() != file.width() || grid.height() != file.height()) {
            throw new InputException(name + " is " + file.width() + " x " + file.height()
                    + " pixels and its parameters make " + grid.width() + " x " + grid.height()
                    + ": it has been changed by another program");
        }
    }

    /**
     * Reads the metadata of a file.
     *
     * @throws InvalidParameterException if there is no such file, or it does not say how it was made, or
     *     what it says cannot be
     * @throws InputException if the file is damaged or cannot be read
     */
    static PictureMetadata read(String name, Console console) {
        String shown = Shell.printable(name);
        Path path;
        try {
            path = console.path(name);
        } catch (InvalidPathException e) {
            throw new InvalidParameterException("\"" + shown + "\" is no file name: " + e.getReason());
        }
        requireFile(path, shown);
        try {
            return new PictureMetadata(path, shown, PictureFile.read(path));
        } catch (MissingMetadataException e) {
            throw new InvalidParameterException(shown + " " + e.getMessage());
        } catch (IOException e) {
            throw cannotRead(path, shown, e);
        }
    }

    private static void requireFile(Path path, String name) {
        try {
            if (!Files.readAttributes(path, BasicFileAttributes.class).isRegularFile()) {
                throw new InvalidParameterException(name + " is not a regular file: give a PNG or TIFF of juliaset");
            }
        } catch (NoSuchFileException e) {
            throw new InvalidParameterException("there is no file " + name);
        } catch (IOException e) {
            throw cannotRead(path, name, e);
        }
        if (!Files.isReadable(path)) {
            throw new InvalidParameterException(name + " may not be read: change its permissions");
        }
    }

    private static RuntimeException cannotRead(Path path, String name, IOException e) {
        InputException failure = new InputException(name, path, e);
        return FileProblem.of(e).isMistake() ? new InvalidParameterException(failure.getMessage()) : failure;
    }

    /** Returns the path of the file. */
    Path path() {
        return path;
    }

    /** Returns the printable name of the file. */
    String name() {
        return name;
    }

    PictureFile file() {
        return file;
    }

    /** Returns the values of the metadata. */
    Values values() {
        return values;
    }

    /** Returns the picture, to be computed band by band for any format. */
    RenderJob job() {
        return job;
    }
}
