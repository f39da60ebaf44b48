package org.juliaset.compute.opencl.program;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many pixels a work-item computes.
 *
 * @param width columns, the lanes of a vector: a power of two up to 16
 * @param vectors rows, the vectors in flight
 */
public record WorkItemTile(int width, int vectors) {
    /** One pixel to a work-item, which is what GPUs are made for. */
    public static final WorkItemTile SCALAR = new WorkItemTile(1, 1);

    private static final Pattern FORM = Pattern.compile("(1|2|4|8|16) ?x ?([1-4])");

    /** Reads what {@link #toString} wrote, with or without the spaces. */
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
