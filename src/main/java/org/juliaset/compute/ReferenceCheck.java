package org.juliaset.compute;

import java.util.ArrayList;
import java.util.List;
import org.juliaset.model.Counts;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;

/**
 * Small pictures that an engine must compute exactly as the scalar kernel does before it is used, see {@link
 * ReferencePictures}.
 */
public final class ReferenceCheck {
    private final Computation reference;

    /** @param reference defines the counts, and serves several threads at the same time */
    public ReferenceCheck(Computation reference) {
        this.reference = reference;
    }

    /** What is tested: as {@link Engine#compute} does it. */
    @FunctionalInterface
    public interface Computation {
        /** Computes the counts of a band. */
        void compute(Scene scene, Tile band, Counts counts);
    }

    /**
     * Admits an engine, or a way of computing, to plain counts.
     *
     * @throws EngineException if a count differs, naming the first that does
     */
    public void require(Computation computation, Precision precision) {
        require(computation, precision, KernelKind.PLAIN);
    }

    /** Admits an engine, or a way of computing, to a kind of counts. */
    public void require(Computation computation, Precision precision, KernelKind kind) {
        requireEqual(computation, ReferencePictures.of(precision, kind));
    }

    /**
     * Compares many more pictures, of all sizes, limits and thresholds, with the scalar engine's, to
     * decide whether a device and its driver can be trusted. Takes up to some minutes.
     *
     * @return how many pictures were equal
     * @throws EngineException if a count differs, naming the first that does
     */
    public int requireAll(Computation computation, Precision precision) {
        List<ReferencePictures.Picture> pictures = new ArrayList<>();
        pictures.addAll(ReferencePictures.of(precision, KernelKind.PLAIN));
        pictures.addAll(ReferencePictures.random(precision));
        pictures.addAll(ReferencePictures.of(precision, KernelKind.SMOOTH));
        pictures.addAll(ReferencePictures.of(precision, KernelKind.MAP));
        pictures.addAll(ReferencePictures.of(precision, KernelKind.SMOOTH_MAP));
        requireEqual(computation, pictures);
        return pictures.size();
    }

    private void requireEqual(Computation computation, List<ReferencePictures.Picture> pictures) {
        pictures.forEach(picture -> requireEqual(picture.expected(reference), picture.counts(computation)));
    }

    private static void requireEqual(Counts expected, Counts actual) {
        int different = 0;
        int first = -1;
        for (int pixel = expected.size() - 1; pixel >= 0; pixel--) {
            if (expected.get(pixel) != actual.get(pixel)) {
                different++;
                first = pixel;
            }
        }
        if (different > 0) {
            throw new EngineException("self-test failed: " + different + " of " + expected.size()
                    + " counts differ from the scalar engine's, the first at column "
                    + first % expected.width() + ", row " + first / expected.width() + ": "
                    + Integer.toUnsignedString(actual.get(first)) + " instead of "
                    + Integer.toUnsignedString(expected.get(first)));
        }
    }
}
