package org.juliaset.render;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.juliaset.color.Coloring;
import org.juliaset.color.CountShader;
import org.juliaset.color.PixelFormat;
import org.juliaset.color.Shader;
import org.juliaset.color.ToneMap;
import org.juliaset.image.Picture;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Scene;
import org.juliaset.parameters.Decimal;
import org.juliaset.parameters.Software;
import org.juliaset.pipeline.Pipeline;

/**
 * A picture to be made.
 *
 * @param scene what to iterate, and where
 * @param coloring what its samples look like
 * @param output what file it becomes
 */
public record RenderJob(Scene scene, Coloring coloring, Output output) {
    /** Heap for everything but the slots and a picture in memory. */
    private static final long OTHER_HEAP = 32L << 20;

    private static final String FORMAT = "format";
    private static final String VERSION = "version";

    /**
     * @throws org.juliaset.parameters.InvalidParameterException if the coloring does not fit the scene, or the
     *     format or this process's memory cannot hold the picture
     */
    public RenderJob {
        new ToneMap(coloring.itermin(), scene.set().iterationLimit());
        scene.grid().region().requireModerate(scene.set().precision());
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        long others = Pipeline.slotBytes() + OTHER_HEAP;
        output.format().requireRoomFor(scene.grid().width(), scene.grid().height(),
                Math.max(0, runtime.maxMemory() - used - others));
    }

    /** What to iterate. */
    public JuliaSet set() {
        return scene.set();
    }

    /** Where. */
    public Grid grid() {
        return scene.grid();
    }

    /** The file's format. */
    public PictureFormat format() {
        return output.format();
    }

    /**
     * What decides the picture's pixels, by the names of the program's options and as these take it. Numbers
     * are written so that they are read as the same numbers.
     */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        ComplexRegion region = scene.grid().region();
        parameters.put("resolution", Long.toString(scene.grid().width()));
        parameters.put("xleft", Decimal.shortest(region.xleft()));
        parameters.put("xright", Decimal.shortest(region.xright()));
        parameters.put("ybot", Decimal.shortest(region.ybot()));
        parameters.put("ytop", Decimal.shortest(region.ytop()));
        parameters.put("real", Decimal.shortest(scene.set().real()));
        parameters.put("imag", Decimal.shortest(scene.set().imag()));
        parameters.put("threshold", Decimal.shortest(scene.set().threshold()));
        parameters.put("itermin", Integer.toString(coloring.itermin()));
        parameters.put("itermax", Integer.toString(scene.set().iterationLimit()));
        parameters.put("precision", scene.set().precision().title());
        return parameters;
    }

    /** What decides the file's bytes: the parameters, the format and the program's version. */
    Map<String, String> identity() {
        Map<String, String> identity = new LinkedHashMap<>(parameters());
        identity.put("fast", Boolean.toString(output.fast()));
        identity.put(FORMAT, format().name());
        identity.put(VERSION, Software.version());
        return identity;
    }

    /** What is a parameter in an {@link #identity}. */
    static Map<String, String> withoutFormat(Map<String, String> identity) {
        Map<String, String> parameters = new LinkedHashMap<>(identity);
        parameters.keySet().removeAll(List.of(FORMAT, VERSION));
        return parameters;
    }

    /** What makes pixels of samples: for a format that holds counts, none are made. */
    public Shader shader() {
        return format().holdsCounts() ? CountShader.of(scene) : coloring.shader(scene, output.depth());
    }

    private PixelFormat pixels() {
        return format().holdsCounts()
                ? CountShader.of(scene).format()
                : new PixelFormat(coloring.channels(), output.depth());
    }

    Picture picture() {
        return new Picture(scene.grid().width(), scene.grid().height(), pixels(), output.fast(), parameters());
    }
}
