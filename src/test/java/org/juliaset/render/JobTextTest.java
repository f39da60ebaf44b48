package org.juliaset.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.MandelbrotSet;
import org.juliaset.model.Scene;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Parameter;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Values;
import org.juliaset.pipeline.Progress;
import org.juliaset.storage.OnInterrupt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Jobs as values by name, and back. */
class JobTextTest {
    /** A value other than the default of each parameter; one that is new in the table is to be added here. */
    private static final Map<String, String> UNUSUAL = new HashMap<>(Map.ofEntries(
            Map.entry("resolution", "301"),
            Map.entry("xleft", "0.1"),
            Map.entry("xright", "-0.15"),
            Map.entry("ybot", "0.2"),
            Map.entry("ytop", "-0.30000000000000004"),
            Map.entry("real", "-0.4"),
            Map.entry("imag", "0.6"),
            Map.entry("map", "true"),
            Map.entry("threshold", "3"),
            Map.entry("itermin", "1"),
            Map.entry("itermax", "99"),
            Map.entry("precision", "float"),
            Map.entry("fast", "true"),
            Map.entry("palette", "#102030,#ffaa00 16%,#ffffff"),
            Map.entry("palette-scale", "equalised"),
            Map.entry("palette-period", "12.5"),
            Map.entry("palette-offset", "-0.25"),
            Map.entry("palette-reverse", "true"),
            Map.entry("palette-quantiles", "4096,8192,10000"),
            Map.entry("interior", "#00ff80"),
            Map.entry("flat", "true"),
            Map.entry("smooth", "true"),
            Map.entry("samples", "3"),
            Map.entry("depth", "16"),
            Map.entry("height", "77"),
            Map.entry("dpi", "300")));

    /** What a value needs beside it, and the default that it then has. */
    private static Map<String, String> beside(String name) {
        if (name.equals("palette-quantiles")) {
            return Map.of("palette", "viridis", "palette-scale", "equalised");
        }
        return name.startsWith("palette-") || name.equals("interior") || name.equals("flat")
                ? Map.of("palette", "viridis")
                : Map.of();
    }

    @Test
    void everyParameterIsUsedByAJobAndTakenFromIt() {
        assertEquals(Parameters.all().stream().map(Parameter::name).collect(Collectors.toSet()),
                UNUSUAL.keySet());
        UNUSUAL.forEach((name, text) -> {
            Map<String, String> texts = new HashMap<>(beside(name));
            RenderJob usual = JobText.job(Values.of(texts), PictureFormat.PNG);
            texts.put(name, text);
            RenderJob job = JobText.job(Values.of(texts), PictureFormat.PNG);
            assertFalse(JobText.identity(job).equals(JobText.identity(usual)), name);
            assertEquals(text, JobText.values(job).texts().get(name));
        });
        Map<String, String> texts = new HashMap<>(UNUSUAL);
        texts.remove("smooth");
        assertKept(without(texts, "map"));
        assertKept(without(texts, "real", "imag"));
    }

    private static Map<String, String> without(Map<String, String> texts, String... names) {
        Map<String, String> some = new HashMap<>(texts);
        some.keySet().removeAll(List.of(names));
        return some;
    }

    private static void assertKept(Map<String, String> texts) {
        assertEquals(texts, JobText.values(JobText.job(Values.of(texts), PictureFormat.PNG)).texts());
    }

    @Test
    void pixelsOfAMapAreCAndScenesAreEqualWhereSamplesAre() {
        Values map = Values.NONE.with(Parameters.MAP, true);
        Scene scene = JobText.scene(map);
        assertEquals(new MandelbrotSet(2, 80), scene.set());
        assertEquals(new ComplexRegion(-2.35, 0.85, 1.25, -1.25), scene.grid().region());
        assertEquals(scene, JobText.scene(map.with(Parameters.ITERMIN, 9)));
        Scene julia = JobText.scene(Values.of(Map.of(
                "xleft", "-2.35", "xright", "0.85", "ybot", "-1.25", "ytop", "1.25", "real", "0", "imag", "0")));
        assertEquals(scene.grid(), julia.grid());
        assertFalse(scene.equals(julia));
        assertEquals(julia, JobText.scene(JobText.values(JobText.job(
                Values.of(Map.of("map", "false", "xleft", "-2.35", "xright", "0.85", "ybot", "-1.25", "ytop", "1.25",
                        "real", "0", "imag", "0")), PictureFormat.PNG))));
    }

    @Test
    void aPaletteTurnsSmoothCountsOnAndMovesTheThreshold() {
        RenderJob smooth = JobText.job(Values.of(Map.of("palette", "viridis")), PictureFormat.PNG);
        assertEquals(1024, smooth.set().threshold());
        assertTrue(smooth.scene().sampling().smooth());
        RenderJob flat = JobText.job(
                Values.of(Map.of("palette", "viridis", "flat", "true", "threshold", "4")), PictureFormat.PNG);
        assertEquals(4, flat.set().threshold());
        assertFalse(flat.scene().sampling().smooth());
    }

    @Test
    void anIdentityIsKeptAsItAlwaysWas() {
        Map<String, String> identity = JobText.identity(JobText.job(Values.NONE, PictureFormat.DZI));
        List<String> texts = new ArrayList<>();
        identity.forEach((name, text) -> texts.add(name + "=" + text));
        assertEquals(List.of(
                "resolution=500", "xleft=-1.6", "xright=1.6", "ybot=-1", "ytop=1", "real=-0.835", "imag=-0.2321",
                "threshold=2", "itermin=5", "itermax=80", "precision=double", "fast=false", "format=DZI"),
                texts.subList(0, texts.size() - 1));
        assertEquals(JobText.values(JobText.job(Values.NONE, PictureFormat.DZI)).texts(),
                JobText.withoutFormat(identity));
    }

    @Test
    void valuesThatDoNotFitTogetherAreRefused() {
        refused("flat and smooth are both given: leave one out",
                Map.of("palette", "viridis", "flat", "true", "smooth", "true"));
        refused("map and imag are both given: leave one out", Map.of("map", "true", "imag", "0"));
        refused("map and real are both given: leave one out", Map.of("map", "true", "real", "-0.835"));
        refused("interior is given without palette: choose a palette, or leave it out", Map.of("interior", "red"));
        refused("palette-quantiles do not rise: leave them out", Map.of(
                "palette", "viridis", "palette-scale", "equalised", "palette-quantiles", "5,4"));
        assertEquals("itermin is 80 and itermax is 80: itermin must be below itermax", assertThrows(
                InvalidParameterException.class,
                () -> JobText.job(Values.of(Map.of("itermin", "80")), PictureFormat.PNG)).getMessage());
    }

    private static void refused(String message, Map<String, String> texts) {
        assertEquals(message, assertThrows(
                InvalidParameterException.class,
                () -> JobText.job(Values.of(texts), PictureFormat.PNG)).getMessage());
    }

    /** A job is a value: what memory this process has is looked at when it is rendered. */
    @Test
    void aPictureThatMemoryHasNoRoomForIsRefusedBeforeAnythingIsWritten(@TempDir Path folder) {
        RenderJob job = JobText.job(Values.of(Map.of("resolution", "60000000")), PictureFormat.BMP);
        Path file = folder.resolve("a.bmp");
        try (Renderer renderer = Renderer.open("cpu")) {
            for (Executable render : List.<Executable>of(
                    () -> renderer.render(job, file, OnInterrupt.REMOVE, Progress.NONE),
                    () -> renderer.render(job, OutputStream.nullOutputStream(), Progress.NONE),
                    () -> Destination.of(job, file, OnInterrupt.REMOVE))) {
                String message = assertThrows(InvalidParameterException.class, render).getMessage();
                assertTrue(message.startsWith("a BMP of 60000000 x 37500000 pixels takes "), message);
            }
        }
        assertFalse(Files.exists(folder.resolve("a.bmp.part")));
    }
}
