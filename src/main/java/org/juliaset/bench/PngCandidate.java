package org.juliaset.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.juliaset.color.Coloring;
import org.juliaset.color.Shader;
import org.juliaset.compute.Engine;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.model.Counts;
import org.juliaset.pipeline.Progress;
import org.juliaset.pipeline.Stage;
import org.juliaset.render.Output;
import org.juliaset.render.RenderJob;
import org.juliaset.render.RenderReport;
import org.juliaset.render.Renderer;

/** Renders a PNG into memory, as the command does. */
final class PngCandidate implements Candidate {
    private final String name;
    private final Engine engine;
    private final Renderer renderer;
    private final RenderJob job;
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    PngCandidate(String name, Workload workload, Engine engine, int threads, boolean fast) {
        this.name = name;
        this.engine = engine;
        this.renderer = new Renderer(engine, threads);
        this.job = new RenderJob(workload.scene(), new Coloring(workload.itermin()),
                new Output(PictureFormat.PNG, fast));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String device() {
        return engine.device().id();
    }

    @Override
    public Times run(Counts counts) throws IOException, InterruptedException {
        file.reset();
        RenderReport report = renderer.render(job, file, Progress.NONE);
        long kernel = report.stageNanos().get(Stage.COMPUTE) / engine.computing();
        long readBack = report.stageNanos().get(Stage.READ_BACK) / engine.concurrency();
        return new Times(kernel, readBack, report.wallNanos());
    }

    /** Compares the pixels, decoded by the JDK, with those of the reference's counts. */
    @Override
    public Check check(Reference reference, Counts unused) {
        byte[] actual = samples();
        byte[] expected = new byte[actual.length];
        Shader shading = job.shader();
        for (int row = 0, start = 0; row < job.grid().height(); row++, start += (int) job.grid().width()) {
            shading.row(reference.counts(), row, expected, start);
        }
        long mismatches = 0;
        for (int pixel = 0; pixel < actual.length; pixel++) {
            mismatches += actual[pixel] == expected[pixel] ? 0 : 1;
        }
        return new Check(HexFormat.of().formatHex(Reference.sha256().digest(actual)), mismatches);
    }

    private byte[] samples() {
        try {
            // by default ImageIO caches in a file, for which there may be no folder
            var png = new MemoryCacheImageInputStream(new ByteArrayInputStream(file.toByteArray()));
            var raster = ImageIO.read(png).getRaster();
            return (byte[]) raster.getDataElements(0, 0, raster.getWidth(), raster.getHeight(), null);
        } catch (IOException e) {
            throw new IllegalStateException("the PNG cannot be read", e);
        }
    }

    @Override
    public void warmUp() {
        engine.warmUp(job.scene().sampled());
    }

    @Override
    public void close() {
        renderer.close();
    }
}
