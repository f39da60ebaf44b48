package org.juliaset.render.verify;

import java.util.List;
import java.util.Optional;

/**
 * The result of comparing a file with the picture that it should hold.
 *
 * @param pixels number of pixels computed
 * @param difference the first pixel that differs, if any
 */
public record Verification(long pixels, Optional<Difference> difference) {
    /**
     * A pixel that differs.
     *
     * @param column from 0 at the left
     * @param row from 0 at the top
     * @param inFile the file's value, one for each channel
     * @param computed the value that was computed, likewise
     */
    public record Difference(long column, long row, List<Integer> inFile, List<Integer> computed) {}
}
