package org.juliaset.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.juliaset.parts.Division;
import org.juliaset.parts.LabelledPart;

/**
 * The parts of a picture on a file system of Hadoop, in the folder FILE.parts: {@code picture.txt} says which picture
 * it is, {@code 3-of-16.ATTEMPT} has the bytes of a part, and {@code 3-of-16.ATTEMPT.label} says that these are
 * complete. Each attempt to render a part has names of its own, so nothing is ever replaced, and an attempt that is
 * repeated, lost or made twice leaves at most files without a label. Safe for use by several threads.
 */
final class PartStore implements Serializable {
    private static final long serialVersionUID = 1;

    private static final Pattern PART = Pattern.compile("([0-9]{1,6})-of-([0-9]{1,6})\\.[^.]+");
    private static final String LABEL = ".label";

    /** A label has about 20 bytes for each band and tile. */
    private static final int MAX_LABEL = 1 << 28;

    private final SerializableConfiguration configuration;
    private final String target;

    /** @param target the picture's file, with its scheme */
    PartStore(Configuration configuration, Path target) {
        this.configuration = new SerializableConfiguration(configuration);
        this.target = target.toString();
    }

    /** Returns the file system of the picture. A local one writes no files of checksums. */
    FileSystem files() throws IOException {
        FileSystem files = target().getFileSystem(configuration());
        return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
    }

    Configuration configuration() {
        return configuration.value();
    }

    Path target() {
        return new Path(target);
    }

    Path folder() {
        return new Path(target + ".parts");
    }

    /** Returns the path of a file in the folder. */
    Path file(String name) {
        return new Path(folder(), name);
    }

    /** Returns the name of the bytes of a part. */
    static String name(int index, int count, String attempt) {
        return index + "-of-" + count + "." + attempt;
    }

    /** The ways to make a file of its parts. */
    enum Way {
        /** Parts become the blocks of one file. */
        CONCATENATE,
        /** Files appear when they are complete, in a store without folders. */
        UPLOAD,
        /** Parts are copied. */
        COPY
    }

    /** Returns the way of this store. That of local files claims to concatenate, and loses the target's own bytes. */
    Way way() throws IOException {
        if ("file".equals(files().getUri().getScheme())) {
            return Way.COPY;
        }
        if (files().hasPathCapability(target(), CommonPathCapabilities.FS_CONCAT)) {
            return Way.CONCATENATE;
        }
        return files().hasPathCapability(target(), CommonPathCapabilities.FS_MULTIPART_UPLOADER)
                ? Way.UPLOAD
                : Way.COPY;
    }

    /** Writes a small file, which appears when it is complete. */
    void write(Path file, byte[] bytes) throws IOException {
        Path written = way() == Way.UPLOAD ? file : file.suffix("." + UUID.randomUUID());
        try {
            try (FSDataOutputStream out = files().create(written, true)) {
                out.write(bytes);
            }
            if (!written.equals(file)) {
                rename(written, file);
            }
        } catch (IOException e) {
            files().delete(written, false);
            throw e;
        }
    }

    /** Gives a file another name, in place of a file that has it, in a store with folders. */
    void rename(Path from, Path to) throws IOException {
        FileContext.getFileContext(target().toUri(), configuration()).rename(from, to, Options.Rename.OVERWRITE);
    }

    /** Reads a small file; empty if there is none, or a larger one. */
    Optional<byte[]> read(Path file, int most) throws IOException {
        try (InputStream in = files().open(file)) {
            byte[] bytes = in.readNBytes(most);
            return in.read() < 0 ? Optional.of(bytes) : Optional.empty();
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Returns the picture to which the parts belong, and their number; empty if there are no parts. */
    Optional<Division> division() throws IOException {
        Path file = file(Division.FILE);
        Optional<byte[]> bytes = read(file, Division.MAX_BYTES);
        return bytes.map(text -> Division.read(text, file));
    }

    /** Marks a part as complete. */
    void label(String name, byte[] label) throws IOException {
        write(file(name + LABEL), label);
    }

    /**
     * A part that is complete.
     *
     * @param name of its bytes in the folder
     * @param hasContent whether these are there, as long as the label says
     */
    record Stored(String name, LabelledPart label, boolean hasContent) {
        int index() {
            return label.share().index();
        }
    }

    /**
     * Lists the files in the folder.
     *
     * @return name to length
     */
    Map<String, Long> list() throws IOException {
        Map<String, Long> lengths = new HashMap<>();
        try {
            for (FileStatus status : files().listStatus(folder())) {
                lengths.put(status.getPath().getName(), status.getLen());
            }
        } catch (FileNotFoundException e) {
            // there is no such folder yet
        }
        return lengths;
    }

    /** Returns the names that attempts at parts have used. */
    static Set<String> attempts(Map<String, Long> list, int count) {
        Set<String> attempts = new TreeSet<>();
        for (String file : list.keySet()) {
            String name = file.endsWith(LABEL) ? file.substring(0, file.length() - LABEL.length()) : file;
            Matcher part = PART.matcher(name);
            if (part.matches() && Integer.parseInt(part.group(2)) == count) {
                attempts.add(name);
            }
        }
        return attempts;
    }

    /** Finds the part of an attempt; empty if it has no label. */
    Optional<Stored> find(String name, Map<String, Long> list) throws IOException {
        if (!list.containsKey(name + LABEL)) {
            return Optional.empty();
        }
        return read(file(name + LABEL), MAX_LABEL).flatMap(label -> stored(name, label, list));
    }

    /**
     * Returns the part of an attempt whose label is known; empty if the label is damaged, or not in the store.
     *
     * @param label its bytes
     */
    static Optional<Stored> stored(String name, byte[] label, Map<String, Long> list) {
        return LabelledPart.read(label)
                .filter(part -> list.containsKey(name + LABEL))
                .map(part -> new Stored(name, part, part.contentBytes() == list.getOrDefault(name, -1L)));
    }

    /** Removes what an attempt has left. */
    void remove(String name) throws IOException {
        files().delete(file(name), false);
        files().delete(file(name + LABEL), false);
    }
}
