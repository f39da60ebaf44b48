package org.juliaset.storage;

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

/**
 * A picture that is several files and folders. They lie in the folder NAME.part and take their places when all are
 * complete. Until then an older picture of that name stays as it is. A checkpoint keeps the writer's state, which is
 * large, in a file of its own in the folder.
 */
public final class ResumableFolder extends Resumable {
    private static final String STATE = "state-";

    private final List<Part> parts;
    private final Path folder;
    private volatile boolean ending;

    /**
     * A file or a folder of the picture.
     *
     * @param staged its name in the folder while the picture is made
     * @param target where it goes when the picture is complete
     */
    public record Part(String staged, Path target) {}

    private ResumableFolder(
            Path target, List<Part> parts, Journal journal, Journal.Checkpoint first, OnInterrupt interruption,
            LongConsumer onKept) {
        super(journal, first, interruption, onKept);
        this.parts = parts;
        this.folder = partial(target);
    }

    /**
     * Does the checks of {@link #open}, and makes nothing.
     *
     * @throws org.juliaset.parameters.InvalidParameterException as {@link #open} does
     */
    public static void require(Path target, Map<String, String> parameters, OnInterrupt interruption)
            throws IOException {
        inspect(target, parameters, interruption, isFolder(partial(target)));
    }

    /**
     * Starts a picture, or resumes one.
     *
     * @param target the file that stands for the picture, one of the parts
     * @param parts what the picture consists of, in the order in which the parts take their places
     * @param parameters what the picture is to become
     * @param onKept is told how many bands are kept, if the picture is not completed
     * @throws org.juliaset.parameters.InvalidParameterException if there can be no picture of this name, if it was
     *     begun with other parameters, or if an interrupted one would be lost
     */
    public static ResumableFolder open(
            Path target, List<Part> parts, Map<String, String> parameters, OnInterrupt interruption,
            LongConsumer onKept)
            throws IOException {
        Path partial = partial(target);
        return open(target, journal -> {
            if (!goesOn(target, journal, parameters, interruption, isFolder(partial))) {
                begin(partial, journal, parameters);
                return new ResumableFolder(target, parts, journal, null, interruption, onKept);
            }
            return new ResumableFolder(target, parts, journal, latestWhole(partial, journal), interruption, onKept);
        });
    }

    private static boolean isFolder(Path partial) {
        return Files.isDirectory(partial, LinkOption.NOFOLLOW_LINKS);
    }

    private static void begin(Path partial, Journal journal, Map<String, String> parameters) throws IOException {
        for (Path rest : List.of(partial, gone(partial))) {
            if (Files.exists(rest, LinkOption.NOFOLLOW_LINKS)) {
                FileTrees.remove(rest);
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

    /** Where the parts are made, under their staged names. */
    public Path folder() {
        return folder;
    }

    @Override
    public void restore(Restore state) throws IOException {
        try (DataInputStream in = new DataInputStream(
                new BufferedInputStream(Files.newInputStream(state(folder, first().bands()))))) {
            state.from(in);
        }
    }

    @Override
    public void written(long bands, long iterations, Save state) throws IOException {
        if (!isCheckpointDue()) {
            return;
        }
        long begun = System.nanoTime();
        long before = bandsKept();
        int checksum = save(state, state(folder, bands));
        add(new Journal.Checkpoint(bands, 0, checksum, iterations, new byte[0]), begun);
        if (before > 0) {
            Files.deleteIfExists(state(folder, before));
        }
    }

    /** @return CRC-32C of what is then on the disk */
    private int save(Save state, Path to) throws IOException {
        try (FileChannel channel = FileChannel.open(
                to, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            CheckedOutputStream checked = new CheckedOutputStream(Channels.newOutputStream(channel), new CRC32C());
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked));
            state.to(out);
            out.flush();
            channel.force(false);
            OutputPath.force(folder);
            return (int) checked.getChecksum().getValue();
        }
    }

    @Override
    void finish() throws IOException {
        for (Part part : parts) {
            Path staged = folder.resolve(part.staged());
            if (Files.isDirectory(staged)) {
                replaceFolder(staged, part.target());
            } else {
                OutputPath.give(staged, part.target());
            }
        }
        discard();
    }

    private void replaceFolder(Path staged, Path target) throws IOException {
        Path older = folder.resolve("older");
        boolean replaces = Files.exists(target);
        OutputPath.keepPermissions(target, staged);
        if (replaces) {
            Files.move(target, older, StandardCopyOption.ATOMIC_MOVE);
        }
        try {
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (replaces) {
                Files.move(older, target, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
    }

    @Override
    boolean isThere() {
        return isFolder(folder);
    }

    /** Under another name first, where threads that still write add nothing to it any more. */
    @Override
    void discard() throws IOException {
        Files.move(folder, gone(folder), StandardCopyOption.ATOMIC_MOVE);
        FileTrees.remove(gone(folder));
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
