package org.juliaset.render;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.juliaset.image.PictureEncoder;
import org.juliaset.image.dzi.DziEncoder;

/**
 * A Deep Zoom picture. Its files lie in the folder NAME.dzi.part and become NAME_files, NAME.html and, last,
 * NAME.dzi when all are complete. Until then an older picture of that name stays as it is. A checkpoint keeps
 * the encoder's state, which is large, in a file of its own in the folder.
 */
final class ResumableFolder extends Resumable {
    private static final String STATE = "state-";

    private final DeepZoomNames names;
    private final Path folder;
    private volatile boolean ending;

    private ResumableFolder(
            DeepZoomNames names, Journal journal, Journal.Checkpoint first, Interruption interruption,
            LongConsumer onKept) {
        super(journal, first, interruption, onKept);
        this.names = names;
        this.folder = partial(names.descriptor());
    }

    /**
     * Does the checks of {@link #open}, and makes nothing.
     *
     * @throws org.juliaset.core.InvalidParameterException as {@link #open} does
     */
    static void require(Path file, Map<String, String> parameters, Interruption interruption) throws IOException {
        Path descriptor = DeepZoomNames.of(file).descriptor();
        inspect(descriptor, parameters, interruption, isFolder(partial(descriptor)));
    }

    /**
     * Starts a picture, or resumes one.
     *
     * @param file NAME.dzi
     * @param parameters what the picture is to become
     * @param onKept is told how many bands are kept, if the picture is not completed
     * @throws org.juliaset.core.InvalidParameterException if there can be no picture of this name, if it was begun
     *     with other parameters, or if an interrupted one would be lost
     */
    static ResumableFolder open(
            Path file, Map<String, String> parameters, Interruption interruption, LongConsumer onKept)
            throws IOException {
        DeepZoomNames names = DeepZoomNames.of(file);
        Path partial = partial(names.descriptor());
        return open(names.descriptor(), journal -> {
            if (!goesOn(names.descriptor(), journal, parameters, interruption, isFolder(partial))) {
                begin(partial, journal, parameters);
                return new ResumableFolder(names, journal, null, interruption, onKept);
            }
            return new ResumableFolder(names, journal, latestWhole(partial, journal), interruption, onKept);
        });
    }

    private static boolean isFolder(Path partial) {
        return Files.isDirectory(partial, LinkOption.NOFOLLOW_LINKS);
    }

    private static void begin(Path partial, Journal journal, Map<String, String> parameters) throws IOException {
        for (Path rest : List.of(partial, gone(partial))) {
            if (Files.exists(rest, LinkOption.NOFOLLOW_LINKS)) {
                Trees.remove(rest);
            }
        }
        journal.begin(parameters);
        Files.createDirectory(partial);
    }

    /** The latest checkpoint whose state is there and has its checksum; null if there is none. */
    private static Journal.Checkpoint latestWhole(Path partial, Journal journal) throws IOException {
        List<Journal.Checkpoint> checkpoints = journal.checkpoints();
        int whole = checkpoints.size();
        while (whole > 0 && !isWhole(partial, checkpoints.get(whole - 1))) {
            whole--;
        }
        journal.keep(whole);
        return whole == 0 ? null : checkpoints.get(whole - 1);
    }

    private static boolean isWhole(Path partial, Journal.Checkpoint checkpoint) {
        try (CheckedInputStream in =
                new CheckedInputStream(Files.newInputStream(state(partial, checkpoint.bands())), new CRC32C())) {
            in.transferTo(OutputStream.nullOutputStream());
            return (int) in.getChecksum().getValue() == checkpoint.checksum();
        } catch (IOException e) {
            return false;
        }
    }

    private static Path gone(Path partial) {
        return partial.resolveSibling(partial.getFileName() + ".gone");
    }

    private static Path state(Path partial, long bands) {
        return partial.resolve(STATE + bands);
    }

    /** Where a {@link DziEncoder} is to write. */
    Path folder() {
        return folder;
    }

    /** What the picture is called, without a suffix. */
    String name() {
        return names.name();
    }

    @Override
    public void start(PictureEncoder encoder) throws IOException {
        encoder.begin();
        if (first() != null) {
            try (DataInputStream in = new DataInputStream(
                    new BufferedInputStream(Files.newInputStream(state(folder, first().bands()))))) {
                encoder.restore(in);
            }
        }
    }

    @Override
    public void written(long bands, long iterations, PictureEncoder encoder) throws IOException {
        if (!isCheckpointDue()) {
            return;
        }
        long begun = System.nanoTime();
        long before = bandsKept();
        int checksum = save(encoder, state(folder, bands));
        add(new Journal.Checkpoint(bands, 0, checksum, iterations, new byte[0]), begun);
        if (before > 0) {
            Files.deleteIfExists(state(folder, before));
        }
    }

    /** @return CRC-32C of what is then on the disk */
    private int save(PictureEncoder encoder, Path to) throws IOException {
        try (FileChannel channel = FileChannel.open(
                to, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            CheckedOutputStream checked = new CheckedOutputStream(Channels.newOutputStream(channel), new CRC32C());
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked));
            encoder.save(out);
            out.flush();
            channel.force(false);
            OutputPath.force(folder);
            return (int) checked.getChecksum().getValue();
        }
    }

    @Override
    void finish() throws IOException {
        Path older = folder.resolve("older");
        boolean replaces = Files.exists(names.tiles());
        OutputPath.keepPermissions(names.tiles(), folder.resolve(DziEncoder.TILES));
        if (replaces) {
            Files.move(names.tiles(), older, StandardCopyOption.ATOMIC_MOVE);
        }
        try {
            Files.move(folder.resolve(DziEncoder.TILES), names.tiles(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (replaces) {
                Files.move(older, names.tiles(), StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
        OutputPath.give(folder.resolve(DziEncoder.VIEWER), names.viewer());
        OutputPath.give(folder.resolve(DziEncoder.DESCRIPTOR), names.descriptor());
        discard();
    }

    @Override
    boolean isThere() {
        return isFolder(folder);
    }

    /** Under another name first, where threads that still write add nothing to it any more. */
    @Override
    void discard() throws IOException {
        Files.move(folder, gone(folder), StandardCopyOption.ATOMIC_MOVE);
        Trees.remove(gone(folder));
    }

    @Override
    void settleAtExit() {
        ending = true;
        super.settleAtExit();
    }

    @Override
    public void close() throws IOException {
        super.close();
        while (ending) {
            // what failed now failed because the files were taken away: there is nothing to report
            LockSupport.park(this);
        }
    }
}
