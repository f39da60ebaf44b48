package org.juliaset.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.model.Counts;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;
import org.juliaset.parameters.Values;
import org.juliaset.render.JobText;
import org.juliaset.render.RenderJob;
import org.juliaset.render.Renderer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where pictures are cut. */
class SharesTest {
    private static RenderJob job(PictureFormat format, String text) {
        Map<String, String> values = new HashMap<>();
        for (String entry : text.split(" ")) {
            values.put(entry.replaceFirst("=.*", ""), entry.replaceFirst("[^=]*=", ""));
        }
        return JobText.job(Values.of(values), format);
    }

    @ParameterizedTest
    @CsvSource({
        "PNG, resolution=500", "PNG, resolution=1", "NPY, resolution=5000", "TIFF, resolution=3001",
        "TIFF, resolution=2000000 height=100", "PNG, resolution=2000000 height=100", "DZI, resolution=300",
        "DZI, resolution=20000", "DZI, resolution=300 height=30000", "PNG, resolution=70000 palette=viridis samples=4"
    })
    void partsCoverEveryRowOnceAndBeginWithABandOrAStripOfTiles(PictureFormat format, String text) {
        RenderJob job = job(format, text);
        for (int count : new int[] {1, 2, 3, 16, 40, 1000}) {
            Shares shares = Shares.of(job, count);
            long next = 0;
            double work = 0;
            for (int index = 0; index < count; index++) {
                Share share = shares.share(index);
                assertEquals(next, share.firstRow());
                assertTrue(share.endRow() >= next);
                assertTrue(next % shares.unit() == 0 || next == job.grid().height());
                next = share.endRow();
                work += shares.work(share);
            }
            assertEquals(job.grid().height(), next);
            assertEquals(1, work, 1e-9);
        }
    }

    private static final String DETAIL = "xleft=-0.1 xright=0.1 ybot=-0.1 ytop=0.1 itermin=20 itermax=100";

    /** The filled set is the disk of radius 1, half of the region. */
    private static final String HALF_INTERIOR = "real=0 imag=0 xleft=-1.25 xright=1.25 ybot=-1.25 ytop=1.25";

    /** Counts are computed for a picture of {@code coarser} times less columns and rows than the one that is cut. */
    @ParameterizedTest
    @CsvSource({
        DETAIL + ", 2048, 1", DETAIL + ", 4096, 2", DETAIL + ", 16384, 8", DETAIL + ", 65536, 32",
        HALF_INTERIOR + " itermax=250, 2048, 1", HALF_INTERIOR + " itermax=100, 4096, 2",
        HALF_INTERIOR + ", 16384, 8", HALF_INTERIOR + ", 65536, 32"
    })
    void theLargestOf16PartsHasAtMost13TenthsOfTheMeanOfTheIterations(String text, int resolution, int coarser)
            throws Exception {
        Shares shares = Shares.of(job(PictureFormat.PNG, text + " resolution=" + resolution), 16);
        Scene scene = job(PictureFormat.PNG, text + " resolution=" + resolution / coarser).scene();
        long all = 0;
        long most = 0;
        double mostWork = 0;
        try (Renderer renderer = new Renderer(DeviceCatalogue.ofThisMachine(2).choose("cpu").engine(), 2)) {
            Counts counts = renderer.counts(scene);
            for (int index = 0; index < 16; index++) {
                Share share = shares.share(index);
                long sum = 0;
                for (long row = share.firstRow() / coarser; row < share.endRow() / coarser; row++) {
                    sum += counts.slice(new Tile(row, 1)).sum();
                }
                all += sum;
                most = Math.max(most, sum);
                mostWork = Math.max(mostWork, shares.work(share) * 16);
            }
            assertEquals(counts.sum(), all);
        }
        assertTrue(16.0 * most / all <= 1.3, 16.0 * most / all + " of the mean");
        assertTrue(mostWork <= 1.2, mostWork + " of the mean of the work");
    }
}
