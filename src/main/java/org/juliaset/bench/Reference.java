package org.juliaset.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.juliaset.compute.CycleDetection;
import org.juliaset.compute.cpu.CpuProvider;
import org.juliaset.model.Counts;
import org.juliaset.render.Renderer;

/** The counts of the scalar kernel, which those of every candidate must equal. */
public final class Reference {
    private static final int HASHED_AT_ONCE = 1 << 16;

    private final Counts counts;
    private final String hash;
    private final boolean iteratedThroughout;

    private Reference(Counts counts, int limit) {
        this.counts = counts;
        this.hash = hash(counts);
        this.iteratedThroughout = !CycleDetection.canEndBefore(limit) || !contains(counts, limit);
    }

    /**
     * Computes the reference.
     *
     * @param threads number of threads
     */
    public static Reference of(Workload workload, int threads) throws InterruptedException {
        try (Renderer renderer = new Renderer(CpuProvider.scalar(threads), threads)) {
            return new Reference(
                    renderer.counts(workload.scene()), workload.set().iterationLimit());
        }
    }

    /** Returns the counts; the caller must not change them. */
    Counts counts() {
        return counts;
    }

    /** Returns the iterations of the workload: the sum of the counts. */
    public long iterations() {
        return counts.sum();
    }

    /** Returns whether every device makes all of these iterations, since no orbit can end early in a cycle. */
    boolean isIteratedThroughout() {
        return iteratedThroughout;
    }

    private static boolean contains(Counts counts, int count) {
        for (int pixel = 0; pixel < counts.size(); pixel++) {
            if (counts.get(pixel) == count) {
                return true;
            }
        }
        return false;
    }

    Candidate.Check check(Counts others) {
        long mismatches = 0;
        if (!counts.buffer().equals(others.buffer())) {
            for (int pixel = 0; pixel < counts.size(); pixel++) {
                if (counts.get(pixel) != others.get(pixel)) {
                    mismatches++;
                }
            }
        }
        return new Candidate.Check(mismatches == 0 ? hash : hash(others), mismatches);
    }

    private static String hash(Counts counts) {
        MessageDigest digest = sha256();
        ByteBuffer words = ByteBuffer.allocate(Integer.BYTES * HASHED_AT_ONCE).order(ByteOrder.LITTLE_ENDIAN);
        for (int pixel = 0; pixel < counts.size(); pixel++) {
            words.putInt(counts.get(pixel));
            if (!words.hasRemaining() || pixel == counts.size() - 1) {
                digest.update(words.flip());
                words.clear();
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
