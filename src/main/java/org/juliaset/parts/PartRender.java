package org.juliaset.parts;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.juliaset.image.ImageWriter;
import org.juliaset.image.dzi.DziSlabWriter;
import org.juliaset.image.dzi.Slab;
import org.juliaset.pipeline.BandPlan;
import org.juliaset.pipeline.CountingStream;
import org.juliaset.pipeline.Progress;
import org.juliaset.pipeline.StageTimes;
import org.juliaset.render.JobText;
import org.juliaset.render.RenderJob;
import org.juliaset.render.RenderReport;
import org.juliaset.render.Renderer;
import org.juliaset.storage.Checkpoints;
import org.juliaset.storage.Existing;
import org.juliaset.storage.OnInterrupt;
import org.juliaset.storage.OwnName;
import org.juliaset.storage.Resumable;
import org.juliaset.storage.ResumableFile;
import org.juliaset.storage.ResumableFolder;

/**
 * Renders one part of a picture into the folder of its parts. What an earlier process has left of it is resumed, and
 * what is there when this one is interrupted is kept. Several processes may make the same part at the same time.
 */
public final class PartRender {
    /** Bytes of a gray pixel in the formats that make three channels of it. */
    private static final int MOST_CHANNELS = 3;

    private final Renderer renderer;
    private final RenderJob job;
    private final PartsFolder folder;
    private final Shares shares;
    private final Share share;
    private final Progress progress;
    private final Map<String, String> identity;
    private final Path target;

    /**
     * @param job with nothing left to be found
     * @param shares of the job
     * @param share one of them
     */
    public PartRender(
            Renderer renderer, RenderJob job, PartsFolder folder, Shares shares, Share share, Progress progress) {
        this.renderer = renderer;
        this.job = job;
        this.folder = folder;
        this.shares = shares;
        this.share = share;
        this.progress = progress;
        this.identity = JobText.identity(job);
        this.target = folder.part(share.index(), share.count());
    }

    /**
     * Renders the part.
     *
     * @return the report, with the bytes of this part of the picture's file or files
     * @throws org.juliaset.parameters.InvalidParameterException if the folder cannot be used, has parts of another
     *     picture, or its disk has no room
     * @throws org.juliaset.compute.EngineException if the device fails
     * @throws IOException if writing fails
     * @throws InterruptedException if this thread is interrupted
     */
    public RenderReport run() throws IOException, InterruptedException {
        try {
            folder.begin(job, share.count());
            requireRoom();
            Path own = OwnName.claim(target, partIdentity());
            RenderReport report = job.format().isFolder() ? toTiles(own) : toFile(own);
            OwnName.removeAbandoned(target);
            return report;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (ClosedByInterruptException e) {
            InterruptedException interrupted = new InterruptedException("while writing");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    private Map<String, String> partIdentity() {
        Map<String, String> all = new LinkedHashMap<>(identity);
        all.put("part", share.name());
        return all;
    }

    /** Checks that the disk has room for the part. The picture is sampled only if the largest part would not fit. */
    private void requireRoom() throws InterruptedException {
        OptionalLong free = folder.freeBytes();
        double rows = share.endRow() - share.firstRow();
        double most = 1.01 * rows * job.grid().width() * Math.max(MOST_CHANNELS, job.pixels().bytes());
        if (free.isEmpty() || most <= free.getAsLong()) {
            return;
        }
        PartEstimate.of(renderer.estimate(job), job, shares, share).requireRoom(folder);
    }

    private LongConsumer onKept(BandPlan plan) {
        return kept -> progress.kept(kept, plan.size());
    }

    private RenderReport toFile(Path own) throws IOException, InterruptedException {
        int head = PartHead.length(share, identity);
        BandPlan plan = job.bands().rows(share.firstRow(), share.endRow());
        try (ResumableFile file = ResumableFile.open(
                target, own, partIdentity(), head, Existing.REPLACED, OnInterrupt.RESUME, onKept(plan))) {
            CRC32C crc = checksum(Resumable.partial(own), head, file.bytes());
            OutputStream checked = new CheckedOutputStream(file.stream(), crc);
            CountingStream out = new CountingStream(checked, file.bytes());
            ImageWriter writer = job.format().writer(job.picture(), out);
            BandNotes notes = new BandNotes(file, out::bytes);
            if (notes.bands() > 0) {
                notes.restore(writer::restore);
            }
            RenderReport report = run(file, plan, writer, notes);
            byte[] saved = notes.bytes();
            long content = out.bytes() - head;
            checked.write(saved);
            file.putHead(new PartHead(share, identity, plan.size(), file.iterations() + report.iterations(), content,
                    content, saved.length, (int) crc.getValue()).text());
            file.complete();
            return withBytes(report, content);
        }
    }

    /** The checksum of what is there of the content. */
    private static CRC32C checksum(Path file, long start, long end) throws IOException {
        CRC32C crc = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(1, Math.min(1 << 20, end - start)));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (long at = start; at < end; at += buffer.limit()) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), end - at));
                while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) >= 0) {}
                crc.update(buffer.flip());
            }
        }
        return crc;
    }

    private RenderReport toTiles(Path own) throws IOException, InterruptedException {
        Slab slab = new Slab(share.firstRow(), share.endRow(), shares.levels());
        BandPlan plan = job.bands().rows(slab.firstNeeded(), share.isEmpty()
                ? slab.firstNeeded()
                : slab.endNeeded(job.grid().height()));
        try (ResumableFolder file = ResumableFolder.open(
                own, List.of(new ResumableFolder.Part("part", target)), partIdentity(), Existing.REPLACED,
                OnInterrupt.RESUME, onKept(plan))) {
            DziSlabWriter writer = new DziSlabWriter(
                    job.picture(), slab, folder.path(), renderer.helpers(), renderer.threads());
            if (file.bands() == 0) {
                writer.begin();
            } else {
                file.restore(writer::restore);
            }
            RenderReport report = run(file, plan, writer, file);
            writer.finish(encoded -> {});
            byte[] table = writer.table();
            CRC32C crc = new CRC32C();
            crc.update(table);
            try (OutputStream out = Files.newOutputStream(file.folder().resolve("part"))) {
                out.write(new PartHead(share, identity, 0, file.iterations() + report.iterations(), writer.bytes(),
                        table.length, 0, (int) crc.getValue()).text().array());
                out.write(table);
            }
            file.complete();
            return withBytes(report, writer.bytes());
        }
    }

    private RenderReport run(Resumable file, BandPlan plan, ImageWriter writer, Checkpoints checkpoints)
            throws IOException, InterruptedException {
        if (file.bands() > 0) {
            progress.resumed(file.bands(), plan.size());
        }
        if (share.isEmpty()) {
            return new RenderReport("", 0, 0, 0, 0, new StageTimes().nanos());
        }
        try {
            return renderer.render(job, plan, writer, checkpoints, progress);
        } catch (InterruptedException | ClosedByInterruptException e) {
            file.interrupted();
            throw e;
        }
    }

    private static RenderReport withBytes(RenderReport report, long bytes) {
        return new RenderReport(
                report.kernel(), report.pixels(), report.iterations(), bytes, report.wallNanos(), report.stageNanos());
    }
}
