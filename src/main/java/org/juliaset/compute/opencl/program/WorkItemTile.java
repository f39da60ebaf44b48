package org.juliaset.compute.opencl.program;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rectangle of pixels that a work-item computes.
 *
 * @param width columns, the lanes of a vector: a power of two up to 16
 * @param vectors rows, the vectors in flight
 */
public record WorkItemTile(int width, int vectors) {
    /** One pixel for each work-item, the best for a GPU, whose vectors consist of work-items. */
    public static final WorkItemTile SCALAR = new WorkItemTile(1, 1);

    private static final Pattern FORM = Pattern.compile("(1|2|4|8|16) ?x ?([1-4])");

    /** Parses the output of {@link #toString}, with or without spaces. */
    public static Optional<WorkItemTile> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new WorkItemTile(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return width + " x " + vectors;
    }
}
