package org.juliaset.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.MultipartUploader;
import org.apache.hadoop.fs.PartHandle;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.UploadHandle;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.juliaset.render.Assembly;

/**
 * Makes the picture's file of its parts, in the way that suits the store: HDFS joins files without copying; in a store
 * of objects executors send pieces of one upload, which is not seen before it is complete; elsewhere an executor copies
 * the parts into a file, which is then renamed. No bytes of the picture pass through the driver.
 */
final class Commit {
    private static final String JOINED = "joined";
    private static final String TAIL = "tail";
    private static final String UPLOAD = "upload";

    /** The shortest piece of an upload but for the last one, by the rules of S3. */
    private static final long SHORTEST_PIECE = 5 << 20;

    /** Pieces are as long as this or longer, so that there are at most this many; S3 takes 10,000. */
    private static final long PIECE = 16 << 20;

    private static final long MANY_PIECES = 4000;

    private final JavaSparkContext spark;
    private final PartStore store;
    private final FileSystem files;
    private final List<PartStore.Stored> parts;
    private final Assembly.Ends ends;
    private final long length;

    /** @param parts all of them, in order */
    Commit(JavaSparkContext spark, PartStore store, List<PartStore.Stored> parts, Assembly.Ends ends)
            throws IOException {
        this.spark = spark;
        this.store = store;
        this.files = store.files();
        this.parts = parts;
        this.ends = ends;
        this.length = ends.before().length + ends.after().length
                + parts.stream().mapToLong(part -> part.label().contentBytes()).sum();
    }

    /**
     * Returns whether an earlier run has joined the parts. If that run ended before it renamed the joined file, it is
     * renamed here.
     */
    boolean isDone() throws IOException {
        if (has(store.file(JOINED))) {
            store.rename(store.file(JOINED), store.target());
            return true;
        }
        return has(store.target());
    }

    private boolean has(Path file) throws IOException {
        return files.exists(file) && files.getFileStatus(file).getLen() == length;
    }

    /** Makes the file. */
    void run() throws IOException {
        PartStore.Way way = store.way();
        if (way == PartStore.Way.UPLOAD) {
            upload();
        } else if (way == PartStore.Way.COPY || !isConcatenated()) {
            store.rename(store.file(copied().get(0)), store.target());
        }
    }

    /** Concatenates the parts, or leaves them unchanged where that is refused, as in an encryption zone. */
    private boolean isConcatenated() throws IOException {
        try {
            concatenate();
        } catch (IOException | UnsupportedOperationException e) {
            if (has(store.file(JOINED))) {
                throw e;
            }
            return false;
        }
        store.rename(store.file(JOINED), store.target());
        return true;
    }

    /** Joins files of HDFS: their blocks become those of one file, and they are gone. */
    private void concatenate() throws IOException {
        List<Path> sources = new ArrayList<>();
        short replication = files.getDefaultReplication(store.target());
        long blockSize = files.getDefaultBlockSize(store.target());
        for (PartStore.Stored part : parts) {
            if (part.label().contentBytes() > 0) {
                FileStatus status = files.getFileStatus(store.file(part.name()));
                sources.add(status.getPath());
                blockSize = Math.max(blockSize, status.getBlockSize());
                if (status.getReplication() != replication) {
                    files.setReplication(status.getPath(), replication);
                }
            }
        }
        if (ends.after().length > 0) {
            store.write(store.file(TAIL), ends.after());
            sources.add(store.file(TAIL));
        }
        Path joined = store.file(JOINED);
        int buffer = 4096;
        try (FSDataOutputStream out = files.create(joined, true, buffer, replication, blockSize)) {
            out.write(ends.before());
        }
        if (!sources.isEmpty()) {
            files.concat(joined, sources.toArray(Path[]::new));
        }
        if (!has(joined)) {
            throw new IOException("the parts have become another length");
        }
    }

    /** Copies all parts into one file, in a task, and returns its name. */
    private List<String> copied() {
        PartStore to = store;
        spark.setJobDescription("juliaset: join " + parts.size() + " parts to " + store.target());
        return spark.parallelize(List.of(Joining.of(parts, ends.before(), ends.after(), 1)), 1).map(joining -> {
            String name = JOINED + "." + TaskContext.get().taskAttemptId();
            try (FSDataOutputStream out = to.files().create(to.file(name), true)) {
                joining.copy(to, out);
                if (out.hasCapability(StreamCapabilities.HSYNC)) {
                    out.hsync();
                }
            }
            return name;
        }).collect();
    }

    /** Sends the parts from the executors as pieces of one object. */
    private void upload() throws IOException {
        abandonUpload();
        boolean isComplete = false;
        try (MultipartUploader uploader = uploader(store)) {
            UploadHandle upload = get(uploader.startUpload(store.target()));
            byte[] handle = upload.toByteArray();
            store.write(store.file(UPLOAD), handle);
            Map<Integer, PartHandle> pieces = new HashMap<>();
            for (Pieces sent : sent(handle)) {
                for (int piece = 0; piece < sent.handles().size(); piece++) {
                    byte[] bytes = sent.handles().get(piece);
                    pieces.put(sent.first() + piece, () -> ByteBuffer.wrap(bytes));
                }
            }
            get(uploader.complete(upload, store.target(), pieces));
            isComplete = true;
        } finally {
            if (!isComplete) {
                abandonAfterFailure();
            }
        }
    }

    /** Aborts the upload, or leaves that to the next run if the store fails. */
    private void abandonAfterFailure() {
        try {
            abandonUpload();
        } catch (IOException e) {
            // the first failure is reported
        }
    }

    /** Pieces that a task has sent. */
    record Pieces(int first, ArrayList<byte[]> handles) implements Serializable {}

    private List<Pieces> sent(byte[] handle) {
        PartStore to = store;
        long piece = Math.max(PIECE, length / MANY_PIECES);
        List<Joining> runs = runs(piece);
        spark.setJobDescription("juliaset: upload " + parts.size() + " parts as " + store.target());
        return spark.parallelize(runs, runs.size()).map(run -> {
            try (MultipartUploader uploader = uploader(to);
                    PieceStream out = new PieceStream(uploader, to.target(), handle, run, piece)) {
                run.copy(to, out);
                return new Pieces(run.firstPiece(), out.finish());
            }
        }).collect();
    }

    /** Divides the file into runs of parts, each as long as a piece has to be. */
    private List<Joining> runs(long piece) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        long left = length;
        long bytes = ends.before().length;
        for (int index = 0; index < parts.size(); index++) {
            bytes += parts.get(index).label().contentBytes();
            if (bytes >= SHORTEST_PIECE && left - bytes >= SHORTEST_PIECE) {
                starts.add(index + 1);
                left -= bytes;
                bytes = 0;
            }
        }
        List<Joining> runs = new ArrayList<>();
        int number = 1;
        for (int run = 0; run < starts.size(); run++) {
            boolean isLast = run == starts.size() - 1;
            int end = isLast ? parts.size() : starts.get(run + 1);
            byte[] none = new byte[0];
            runs.add(Joining.of(parts.subList(starts.get(run), end), run == 0 ? ends.before() : none,
                    isLast ? ends.after() : none, number));
            number += PieceStream.count(runs.get(run).length(), piece);
        }
        return runs;
    }

    /** Aborts an upload that was not completed: the store keeps its pieces, and charges for them. */
    private void abandonUpload() throws IOException {
        Path file = store.file(UPLOAD);
        Optional<byte[]> handle = store.read(file, 1 << 16);
        if (handle.isPresent()) {
            try (MultipartUploader uploader = uploader(store)) {
                UploadHandle upload = () -> ByteBuffer.wrap(handle.get());
                get(uploader.abort(upload, store.target()));
            } catch (FileNotFoundException e) {
                // it is complete, or abandoned already
            }
            files.delete(file, false);
        }
    }

    static MultipartUploader uploader(PartStore store) throws IOException {
        return store.files().createMultipartUploader(store.target().getParent()).build();
    }

    /** Waits for a result. */
    static <T> T get(Future<T> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException(e.getCause());
        }
    }
}
