package org.juliaset.render;

import org.juliaset.color.Coloring;
import org.juliaset.color.CountShader;
import org.juliaset.color.PixelFormat;
import org.juliaset.color.Shader;
import org.juliaset.color.ToneMap;
import org.juliaset.image.Picture;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.model.EscapeSet;
import org.juliaset.model.Grid;
import org.juliaset.model.Scene;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.pipeline.BandPlan;

/**
 * A picture to render.
 *
 * @param scene what to iterate, and where
 * @param coloring what its samples look like
 * @param output what file it becomes
 */
public record RenderJob(Scene scene, Coloring coloring, Output output) {
    /**
     * @throws org.juliaset.parameters.InvalidParameterException if the coloring does not fit the scene, or the
     *     format cannot hold the pixels
     */
    public RenderJob {
        if (output.format().holdsCounts()) {
            requireOnlyCounts(scene, coloring, output);
        }
        new ToneMap(coloring.itermin(), scene.set().iterationLimit());
        scene.grid().region().requireModerate(scene.set().precision());
        output.format().requirePixels(pixels(scene, coloring, output));
    }

    private static void requireOnlyCounts(Scene scene, Coloring coloring, Output output) {
        String holds = "." + output.format().suffix() + " holds ";
        if (coloring.map().isPresent()) {
            throw new InvalidParameterException(spelling -> spelling.of("palette") + " is given and " + holds
                    + "counts, not colours: leave it out, with " + spelling.asGiven("smooth") + " for smooth counts");
        }
        if (scene.sampling().perSide() > 1) {
            throw new InvalidParameterException(spelling -> spelling.of("samples") + " is "
                    + scene.sampling().perSide() + " and " + holds + "one count a pixel: leave it out, and raise "
                    + spelling.asGiven("resolution") + " that many times for all counts");
        }
        if (output.depth() != Byte.SIZE) {
            throw new InvalidParameterException(spelling -> spelling.of("depth") + " is " + output.depth() + " and "
                    + holds + "counts, of as many bits as they need: leave it out");
        }
    }

    /** Returns what is iterated. */
    public EscapeSet set() {
        return scene.set();
    }

    /** Returns the grid. */
    public Grid grid() {
        return scene.grid();
    }

    /** Returns the format of the file. */
    public PictureFormat format() {
        return output.format();
    }

    /** Returns the bands that the file is made of. */
    public BandPlan bands() {
        return BandPlan.of(grid(), format().unit(grid().width(), grid().height()));
    }

    /** Returns the shader, which turns counts into pixels, or passes them for a format that holds counts. */
    public Shader shader() {
        return format().holdsCounts() ? CountShader.of(scene) : coloring.shader(scene, output.depth());
    }

    /** Returns the format of its pixels. */
    public PixelFormat pixels() {
        return pixels(scene, coloring, output);
    }

    private static PixelFormat pixels(Scene scene, Coloring coloring, Output output) {
        return output.format().holdsCounts()
                ? CountShader.of(scene).format()
                : new PixelFormat(coloring.channels(), output.depth());
    }

    /** Returns what a writer has to know of the picture. */
    public Picture picture() {
        return new Picture(
                scene.grid().width(), scene.grid().height(), pixels(), scene.sampling(), output.fast(), output.dpi(),
                JobText.values(this).texts());
    }
}
