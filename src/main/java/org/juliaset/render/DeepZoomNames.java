package org.juliaset.render;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.juliaset.image.dzi.DziWriter;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.storage.OutputPath;
import org.juliaset.storage.Resumable;
import org.juliaset.storage.ResumableFolder;

/**
 * The paths of the parts of a Deep Zoom picture.
 *
 * @param descriptor NAME.dzi
 * @param tiles NAME_files, with a folder for each level
 * @param viewer NAME.html
 * @param name NAME
 */
record DeepZoomNames(Path descriptor, Path tiles, Path viewer, String name) {
    private static final String SUFFIX = ".dzi";
    private static final String TILES = "_files";
    private static final String VIEWER = ".html";

    /**
     * Checks that a picture can be created under a name, without creating anything.
     *
     * @param file NAME.dzi
     * @throws InvalidParameterException with the cause, if it cannot: parts without a descriptor, or parts that no
     *     picture has, belong to something else
     */
    static DeepZoomNames of(Path file) {
        DeepZoomNames names = named(OutputPath.requireWritable(file));
        Resumable.requireNames(file, names.descriptor);
        OutputPath.requirePossibleBeside(file, names.tiles, TILES);
        OutputPath.requirePossibleBeside(file, names.viewer, VIEWER);
        requireFree(names.tiles, holdsOnlyLevels(names.tiles), names.descriptor);
        requireFree(names.viewer, Files.isRegularFile(names.viewer, LinkOption.NOFOLLOW_LINKS), names.descriptor);
        return names;
    }

    /** Returns the names of a picture by that of its descriptor, unchecked. */
    static DeepZoomNames named(Path descriptor) {
        String last = descriptor.getFileName().toString();
        boolean suffixed = last.toLowerCase(Locale.ROOT).endsWith(SUFFIX);
        String name = suffixed ? last.substring(0, last.length() - SUFFIX.length()) : last;
        return new DeepZoomNames(
                descriptor, descriptor.resolveSibling(name + TILES), descriptor.resolveSibling(name + VIEWER), name);
    }

    /** Returns the parts of a picture that is staged in another folder, the descriptor last. */
    List<ResumableFolder.Part> parts() {
        return List.of(
                new ResumableFolder.Part(DziWriter.TILES, tiles),
                new ResumableFolder.Part(DziWriter.VIEWER, viewer),
                new ResumableFolder.Part(DziWriter.DESCRIPTOR, descriptor));
    }

    /**
     * Checks that a part does not exist, or belongs to an older picture.
     *
     * @param expected whether an existing part is of the kind that a picture has
     */
    private static void requireFree(Path part, boolean expected, Path descriptor) {
        if (!Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!expected || !Files.exists(descriptor)) {
            throw new InvalidParameterException(part + " is there and is not of an older " + descriptor.getFileName()
                    + ": remove it, or choose another name");
        }
        if (!Files.isWritable(part)) {
            throw new InvalidParameterException(part + " is write-protected: choose another name");
        }
    }

    private static boolean holdsOnlyLevels(Path tiles) {
        if (!Files.isDirectory(tiles, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(tiles)) {
            for (Path entry : entries) {
                boolean number = entry.getFileName().toString().matches("[0-9]+");
                if (!number || !Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
