package org.juliaset.render.verify;

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
     * @param inFile the file's sample, 0 to 255
     * @param computed the sample that was computed, 0 to 255
     */
    public record Difference(long column, long row, int inFile, int computed) {}
}
