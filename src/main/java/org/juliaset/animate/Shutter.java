package org.juliaset.animate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.juliaset.parameters.Decimal;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.render.JobText;
import org.juliaset.render.RenderJob;

/**
 * The part of a frame's time in which it is exposed: a frame is the mean of several pictures from around its time.
 *
 * @param fraction of the time from a frame to the next one; 0 if a frame is one picture
 * @param samples number of pictures
 */
public record Shutter(double fraction, int samples) {
    /** The most pictures of a frame: the sums of so many fit an int. */
    public static final int MAX_SAMPLES = 256;

    /** No exposure: a frame is the picture at its time. */
    public static final Shutter NONE = new Shutter(0, 1);

    /** @throws InvalidParameterException if a number is out of range */
    public Shutter {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new InvalidParameterException("shutter is " + fraction + ": give a fraction of a frame's time above 0"
                    + " and up to 1, 0.5 for half of it");
        }
        if (samples < 1 || samples > MAX_SAMPLES) {
            throw new InvalidParameterException(
                    "shutter-samples is " + samples + ": give a number from 2 to " + MAX_SAMPLES);
        }
    }

    /** Returns whether frames are the mean of several pictures. */
    public boolean isOpen() {
        return samples > 1;
    }

    /** Returns the positions of the pictures of a frame, evenly around it. */
    Double[] positions(int frame) {
        return IntStream.range(0, samples)
                .mapToObj(k -> frame + (k - (samples - 1) / 2.0) / samples * fraction)
                .toArray(Double[]::new);
    }

    /** Returns what tells frames of different shutters and motions apart, by name; nothing without a shutter. */
    Map<String, String> identity(List<RenderJob> jobs) {
        if (!isOpen()) {
            return Map.of();
        }
        CRC32 checksum = new CRC32();
        for (RenderJob job : jobs) {
            checksum.update(JobText.values(job).texts().toString().getBytes(StandardCharsets.UTF_8));
        }
        return Map.of(
                "shutter", Decimal.shortest(fraction) + "." + samples + "." + Long.toHexString(checksum.getValue()));
    }
}
