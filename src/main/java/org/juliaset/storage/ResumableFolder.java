package org.juliaset.storage;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
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
 * A picture that consists of several files and folders. They lie in the folder NAME.part and are moved to their places
 * when all are complete. Until then an older picture of that name stays unchanged. The writer's state is large, so each
 * checkpoint stores it in a separate file in the folder.
 */
public final class ResumableFolder extends Resumable {
    private static final String STATE = "state-";

    private final List<Part> parts;
    private final Existing existing;
    private final Path folder;
    private volatile boolean ending;

    /**
     * A file or a folder of the picture.
     *
     * @param staged its name in the folder NAME.part
     * @param target its final path
     */
    public record Part(String staged, Path target) {}

    private ResumableFolder(
            Path base, List<Part> parts, Existing existing, Journal journal, Journal.Checkpoint first,
            OnInterrupt interruption, LongConsumer onKept) {
        super(journal, first, interruption, onKept);
        this.parts = parts;
        this.existing = existing;
        this.folder = partial(base);
    }

    /**
     * Makes the checks of {@link #open}, without creating anything.
     *
     * @throws org.juliaset.parameters.InvalidParameterException as {@link #open} does
     */
    public static void require(Path target, Map<String, String> parameters, OnInterrupt interruption)
            throws IOException {
        inspect(target, parameters, interruption, isFolder(partial(target)));
    }

    /**
     * Creates a picture, or resumes one.
     *
     * @param base what the name of the unfinished folder begins with: the main file of the picture, one of the parts,
     *     or a name that is this process's own, see {@link OwnName}
     * @param parts the files and folders of the picture, in the order in which they are moved
     * @param parameters the parameters of the picture
     * @param existing what becomes of parts of these names when this picture is complete
     * @param onKept receives the number of bands kept, if the picture is not completed
     * @throws org.juliaset.parameters.InvalidParameterException if the name cannot be used, if an unfinished picture
     *     has other parameters, or if one would be lost
     */
    public static ResumableFolder open(
            Path base, List<Part> parts, Map<String, String> parameters, Existing existing, OnInterrupt interruption,
            LongConsumer onKept)
            throws IOException {
        Path partial = partial(base);
        return open(base, journal -> {
            if (!resumes(base, journal, parameters, interruption, isFolder(partial))) {
                begin(partial, journal, parameters);
                return new ResumableFolder(base, parts, existing, journal, null, interruption, onKept);
            }
            return new ResumableFolder(
                    base, parts, existing, journal, latestWhole(partial, journal), interruption, onKept);
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

    /** Returns the latest checkpoint whose state exists and has the right checksum; null if there is none. */
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

    /** Returns the folder in which the parts are created under their staged names. */
    public Path folder() {
        return folder;
    }

    @Override
    public void restore(Restore state) throws IOException {
        try (DataInputStream in = new DataInputStream(
                new BufferedInputStream(Files.newInputStream(state(folder, first().bands()))))) {
            state.read(in);
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

    /**
     * Writes a state to a file and forces it to the disk.
     *
     * @return its CRC-32C
     */
    private int save(Save state, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            CheckedOutputStream checked = new CheckedOutputStream(Channels.newOutputStream(channel), new CRC32C());
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked));
            state.write(out);
            out.flush();
            channel.force(false);
            OutputPath.force(folder);
            return (int) checked.getChecksum().getValue();
        }
    }

    @Override
    void finish() throws IOException {
        give(folder, parts, existing);
        discard();
    }

    /**
     * Moves the files and folders of a complete picture to their places.
     *
     * @param existing what becomes of others of these names
     */
    public static void give(Path folder, List<Part> parts, Existing existing) throws IOException {
        for (Part part : parts) {
            if (existing == Existing.KEPT && Files.exists(part.target(), LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(part.target().toString());
            }
        }
        for (Part part : parts) {
            Path staged = folder.resolve(part.staged());
            if (Files.isDirectory(staged)) {
                replaceFolder(staged, part.target(), folder.resolve("older"));
            } else {
                OutputPath.give(staged, part.target(), existing);
            }
        }
    }

    private static void replaceFolder(Path staged, Path target, Path older) throws IOException {
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

    /** Renames the folder first, so that threads that still write cannot add files to it, and deletes it. */
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
            // the failure comes from the deletion of the files: it is not reported, and the process ends
            LockSupport.park(this);
        }
    }
}
