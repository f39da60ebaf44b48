package org.juliaset.parts;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.juliaset.image.ImageWriter;
import org.juliaset.parameters.Differences;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.pipeline.BandPlan;
import org.juliaset.pipeline.CountingStream;
import org.juliaset.pipeline.Progress;
import org.juliaset.render.Assembly;
import org.juliaset.render.JobText;
import org.juliaset.render.RenderJob;
import org.juliaset.render.RenderReport;
import org.juliaset.render.Renderer;
import org.juliaset.storage.Checkpoints;

/**
 * A part of a picture in an object store, where a file cannot be changed once it is written. The bytes of its bands are
 * one object, and this label is another, which is written last: a part with a label is complete. The bytes of the bands
 * of all parts in order, between two {@link #ends}, are the picture's file. Immutable.
 */
public final class LabelledPart {
    private final PartHead head;
    private final byte[] notes;

    private LabelledPart(PartHead head, byte[] notes) {
        this.head = head;
        this.notes = notes;
    }

    /**
     * Renders a part to a stream, which stays open.
     *
     * @param job with nothing left to be found, of a format that streams and is one file
     * @param out receives the bytes of the bands
     * @param progress receives the number of pixels of the part that are finished
     * @throws org.juliaset.compute.EngineException if the device fails
     * @throws IOException if writing fails
     * @throws InterruptedException if this thread is interrupted
     */
    public static LabelledPart render(
            Renderer renderer, RenderJob job, Share share, OutputStream out, Progress progress)
            throws IOException, InterruptedException {
        BandPlan plan = job.bands().rows(share.firstRow(), share.endRow());
        CRC32C crc = new CRC32C();
        Rendered rendered = share.isEmpty()
                ? new Rendered(0, 0, new byte[0])
                : render(renderer, job, plan, new CheckedOutputStream(out, crc), progress);
        crc.update(rendered.notes());
        PartHead head = new PartHead(share, JobText.identity(job), plan.size(), rendered.iterations(),
                rendered.bytes(), rendered.bytes(), rendered.notes().length, (int) crc.getValue());
        return new LabelledPart(head, rendered.notes());
    }

    /**
     * Bands that were rendered.
     *
     * @param notes see {@link BandNotes}
     */
    record Rendered(long iterations, long bytes, byte[] notes) {}

    /** Renders some bands to a stream. */
    static Rendered render(Renderer renderer, RenderJob job, BandPlan plan, OutputStream out, Progress progress)
            throws IOException, InterruptedException {
        CountingStream counted = new CountingStream(out, 0);
        ImageWriter writer = job.format().writer(job.picture(), counted);
        BandNotes notes = new BandNotes(Checkpoints.NONE, counted::bytes);
        RenderReport report = renderer.render(job, plan, writer, notes, progress);
        return new Rendered(report.iterations(), counted.bytes(), notes.bytes());
    }

    /** Reads a label; empty if the bytes are none, or a damaged one. */
    public static Optional<LabelledPart> read(byte[] bytes) {
        return PartHead.read(bytes).flatMap(head -> {
            int start = PartHead.length(head.share(), head.identity());
            return start + head.notes() == bytes.length
                    ? Optional.of(new LabelledPart(head, Arrays.copyOfRange(bytes, start, bytes.length)))
                    : Optional.empty();
        });
    }

    /** Returns the bytes of the label. */
    public byte[] bytes() {
        ByteBuffer text = head.text();
        return ByteBuffer.allocate(text.remaining() + notes.length).put(text).put(notes).array();
    }

    /**
     * Checks that this is the part of a picture that it should be.
     *
     * @param job with nothing left to be found
     * @param file names the part in messages
     * @throws InvalidParameterException with what differs, if it is of another picture, or has other rows
     */
    public void require(RenderJob job, Share share, Object file) {
        Differences differences = Division.differences(head.identity(), JobText.identity(job), job);
        if (!differences.isEmpty()) {
            throw new InvalidParameterException(spelling -> file + " is a part of a picture with "
                    + differences.text(spelling) + ": remove it, and make it again");
        }
        head.requireShare(share, file);
    }

    /** Returns the rows of the part. */
    public Share share() {
        return head.share();
    }

    /** Returns the number of bytes of its bands. */
    public long contentBytes() {
        return head.content();
    }

    /** Returns the sum of its counts. */
    public long iterations() {
        return head.iterations();
    }

    /**
     * Returns the checksum (CRC-32C, RFC 3720 appendix B.4) of the bytes of its bands, followed by {@link #notes}.
     */
    public int checksum() {
        return head.checksum();
    }

    /** Returns a copy of what the label says of each band. */
    public byte[] notes() {
        return notes.clone();
    }

    /**
     * Returns the beginning and the end of a picture's file. That of a TIFF has 16 bytes for each of its tiles.
     *
     * @param parts all of them, in order
     */
    public static Assembly.Ends ends(RenderJob job, List<LabelledPart> parts) throws IOException {
        return Assembly.ends(job, writer -> {
            for (LabelledPart part : parts) {
                BandNotes.read(part.notes, (bytes, note) -> writer.restore(note));
            }
        });
    }
}
