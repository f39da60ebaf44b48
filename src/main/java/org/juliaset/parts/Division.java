package org.juliaset.parts;

import java.util.LinkedHashMap;
import java.util.Map;
import org.juliaset.parameters.Differences;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Parameters;
import org.juliaset.render.JobText;
import org.juliaset.render.RenderJob;

/**
 * A picture and the number of its parts, which all of its parts have in common. Immutable.
 *
 * @param identity all that decides the bytes of the picture's file, by name
 * @param count number of all parts
 */
public record Division(Map<String, String> identity, int count) {
    /** The name of the file that has it, in the folder of the parts. */
    public static final String FILE = "picture.txt";

    /** The longest file that is read. */
    public static final int MAX_BYTES = 1 << 18;

    private static final String TITLE = "juliaset parts 1";
    private static final String COUNT = "parts";

    /**
     * Returns the division of a picture.
     *
     * @param job with nothing left to be found
     */
    public static Division of(RenderJob job, int count) {
        return new Division(JobText.identity(job), count);
    }

    /**
     * Returns the division that a file has.
     *
     * @param file names it in messages
     * @throws InvalidParameterException if it has none
     */
    public static Division read(byte[] bytes, Object file) {
        try {
            Map<String, String> identity = new LinkedHashMap<>(Facts.read(TITLE, bytes).orElse(Map.of()));
            int count = Integer.parseInt(identity.remove(COUNT));
            return new Division(identity, count);
        } catch (NumberFormatException e) {
            throw new InvalidParameterException(file + " does not say what the parts beside it are: remove it, and it"
                    + " is written again with the next part");
        }
    }

    /** Returns the bytes of the file. */
    public byte[] bytes() {
        return Facts.bytes(TITLE, withCount());
    }

    /**
     * Checks that this is the division of a picture.
     *
     * @param job the picture, with or without what is found for it by a sample
     * @param place the folder that has these parts, as messages name it
     * @throws InvalidParameterException with what differs, if it is another one's
     */
    public void require(RenderJob job, int wanted, Object place) {
        Differences differences = differences(withCount(), of(job, wanted).withCount(), job);
        if (!differences.isEmpty()) {
            throw new InvalidParameterException(spelling -> place + " has parts of a picture with "
                    + differences.text(spelling) + ": make the others of it, or remove the folder, or choose another"
                    + " name");
        }
    }

    private Map<String, String> withCount() {
        Map<String, String> all = new LinkedHashMap<>(identity);
        all.put(COUNT, Integer.toString(count));
        return all;
    }

    /** Compares identities, but not what is found by a sample where a job still lacks it. */
    static Differences differences(Map<String, String> found, Map<String, String> wanted, RenderJob job) {
        Map<String, String> compared = new LinkedHashMap<>(found);
        if (job.coloring().map().filter(map -> map.scale().needsSample()).isPresent()) {
            compared.remove(Parameters.PALETTE_QUANTILES.name());
        }
        return new Differences(compared, wanted);
    }
}
