package org.juliaset.parts;

import java.util.OptionalLong;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Quantity;
import org.juliaset.render.Estimate;
import org.juliaset.render.RenderJob;

/**
 * The expected time and size of a part, from those of the picture.
 *
 * @param share the part
 * @param bands number of its bands
 * @param work its share of all work, 0 to 1
 * @param seconds estimated time
 * @param fileBytes estimated size of its file or files
 */
public record PartEstimate(Share share, long bands, double work, double seconds, long fileBytes) {
    /** A part takes at least this share of its estimate. It is refused if even that does not fit on the disk. */
    private static final double MIN_SHARE = 0.8;

    /**
     * Estimates a part.
     *
     * @param all the estimate of the picture
     */
    public static PartEstimate of(Estimate all, RenderJob job, Shares shares, Share share) {
        double rows = (double) (share.endRow() - share.firstRow()) / job.grid().height();
        double work = shares.work(share);
        return new PartEstimate(
                share, job.bands().rows(share.firstRow(), share.endRow()).size(), work, work * all.seconds(),
                (long) (rows * all.fileBytes()));
    }

    /**
     * Checks that the disk has room for the part.
     *
     * @throws InvalidParameterException with the sizes, if it certainly does not fit
     */
    public void requireRoom(PartsFolder folder) {
        OptionalLong free = folder.freeBytes();
        if (free.isPresent() && fileBytes * MIN_SHARE > free.getAsLong()) {
            throw new InvalidParameterException("part " + share.name() + " takes about " + Quantity.ofFile(fileBytes)
                    + " in " + folder.path() + " and " + Quantity.ofFile(free.getAsLong())
                    + " are free: use another disk or make room");
        }
    }
}
