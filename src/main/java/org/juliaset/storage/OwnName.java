package org.juliaset.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.juliaset.parameters.InvalidParameterException;

/**
 * Names of unfinished files of one target that several processes may make at the same time, on several machines: each
 * process has a name of its own. What a process has left that ended is taken over by renaming it, which only one other
 * process succeeds at.
 */
public final class OwnName {
    private static final int DIGITS = 8;

    private OwnName() {}

    /**
     * Returns a name that no other process has. If there are unfinished files of the target that no process has open,
     * the one that has come furthest gets this name, to be resumed by {@link ResumableFile} or {@link ResumableFolder}.
     *
     * @param target absolute, with links followed
     * @param parameters of the target; files with others stay as they are
     */
    public static Path claim(Path target, Map<String, String> parameters) throws IOException {
        Path own = target.resolveSibling(
                target.getFileName() + "." + UUID.randomUUID().toString().substring(0, DIGITS));
        Path furthest = null;
        long most = 0;
        for (Path base : bases(target)) {
            long bands = bands(base, parameters);
            if (bands > most) {
                furthest = base;
                most = bands;
            }
        }
        if (furthest != null) {
            take(furthest, own);
        }
        return own;
    }

    /** The bands that an unfinished file has; 0 if a process has it, or it has other parameters. */
    private static long bands(Path base, Map<String, String> parameters) throws IOException {
        try (Journal journal = find(base).orElse(null)) {
            boolean isUseful = journal != null && !journal.checkpoints().isEmpty()
                    && journal.parameters().equals(parameters)
                    && Files.exists(Resumable.partial(base), LinkOption.NOFOLLOW_LINKS);
            return isUseful ? journal.checkpoints().get(journal.checkpoints().size() - 1).bands() : 0;
        }
    }

    private static void take(Path base, Path own) throws IOException {
        try (Journal journal = find(base).orElse(null)) {
            if (journal != null) {
                Files.move(Resumable.journal(base), Resumable.journal(own));
                Files.move(Resumable.partial(base), Resumable.partial(own));
            }
        } catch (NoSuchFileException e) {
            // another process took it first, or it is complete
        }
    }

    /** Returns the journal, locked; empty if there is none, or a process has it. */
    private static Optional<Journal> find(Path base) throws IOException {
        try {
            return Journal.find(Resumable.journal(base));
        } catch (InvalidParameterException e) {
            return Optional.empty();
        }
    }

    /** Removes the unfinished files of a target that no process has open. */
    public static void removeAbandoned(Path target) throws IOException {
        for (Path base : bases(target)) {
            Path partial = Resumable.partial(base);
            try (Journal journal = find(base).orElse(null)) {
                if (journal != null) {
                    journal.delete();
                }
            }
            if (!Files.exists(Resumable.journal(base)) && Files.exists(partial, LinkOption.NOFOLLOW_LINKS)) {
                remove(partial);
            }
        }
    }

    private static void remove(Path partial) throws IOException {
        try {
            FileTrees.remove(partial);
        } catch (NoSuchFileException e) {
            // another process removes it as well
        }
    }

    /** What the names of unfinished files of a target begin with. */
    private static List<Path> bases(Path target) throws IOException {
        Pattern name = Pattern.compile("(" + Pattern.quote(target.getFileName().toString()) + "\\.[0-9a-f]{"
                + DIGITS + "})" + Pattern.quote(Resumable.PARTIAL) + "(\\.journal)?");
        List<Path> bases = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(target.getParent())) {
            for (Path entry : entries) {
                Matcher parts = name.matcher(entry.getFileName().toString());
                Path base = parts.matches() ? target.resolveSibling(parts.group(1)) : null;
                if (base != null && !bases.contains(base)) {
                    bases.add(base);
                }
            }
        }
        return bases;
    }
}
