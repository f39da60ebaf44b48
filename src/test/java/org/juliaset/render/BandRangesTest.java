package org.juliaset.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.Map;
import java.util.Random;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.image.ImageWriter;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.parameters.Values;
import org.juliaset.pipeline.BandPlan;
import org.juliaset.pipeline.Progress;
import org.juliaset.storage.Checkpoints;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs of bands that are made apart, each by a writer of its own, and put together by another. */
class BandRangesTest {
    @ParameterizedTest
    @CsvSource({
        "PNG, viridis", "PNG, ", "TIFF, viridis", "TIFF, ", "NPY, ", "PGM, ", "PPM, viridis", "PNM, "
    })
    void runsOfBandsAreTheFile(PictureFormat format, String palette) throws Exception {
        Values values = Values.of(palette == null
                ? Map.of("resolution", "2060")
                : Map.of("resolution", "2060", "palette", palette));
        RenderJob job = JobText.job(values, format);
        try (Renderer renderer = new Renderer(DeviceCatalogue.ofThisMachine(2).choose("cpu").engine(), 2)) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            renderer.render(job, whole, Progress.NONE);
            for (int seed = 1; seed <= 3; seed++) {
                assertArrayEquals(whole.toByteArray(), inRuns(renderer, job, new Random(seed)));
            }
        }
    }

    private static byte[] inRuns(Renderer renderer, RenderJob job, Random random) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter joining = job.format().writer(job.picture(), out);
        joining.begin();
        BandPlan plan = job.bands();
        long bands = (plan.endRow() + plan.rowsPerBand() - 1) / plan.rowsPerBand();
        for (long first = 0; first < bands; ) {
            long end = Math.min(bands, first + 1 + random.nextInt(12));
            ByteArrayOutputStream state = new ByteArrayOutputStream();
            ImageWriter writer = job.format().writer(job.picture(), out);
            BandPlan run = plan.rows(first * plan.rowsPerBand(), Math.min(plan.endRow(), end * plan.rowsPerBand()));
            RenderReport report = renderer.render(job, run, writer, Checkpoints.NONE, Progress.NONE);
            assertEquals(run.pixelsBefore(run.size()), report.pixels());
            writer.save(new DataOutputStream(state));
            joining.restore(new DataInputStream(new ByteArrayInputStream(state.toByteArray())));
            first = end;
        }
        joining.finish(encoded -> {});
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(joining.head().array());
        out.writeTo(file);
        return file.toByteArray();
    }
}
