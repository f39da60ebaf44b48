package org.juliaset.explore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.juliaset.color.Palettes;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.parameters.Parameter;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Values;
import org.juliaset.pipeline.Progress;
import org.juliaset.render.JobText;
import org.juliaset.render.Presets;
import org.juliaset.render.Renderer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page asks for besides tiles, tables and renders. */
class InterfaceTest {
    @TempDir
    static Path folder;

    private static RunningExplorer running;

    @BeforeAll
    static void start() {
        running = RunningExplorer.in(folder);
    }

    @AfterAll
    static void close() {
        running.close();
    }

    private static List<String> names(JsonElement rows) {
        List<String> names = new ArrayList<>();
        rows.getAsJsonArray().forEach(row -> names.add(row.getAsJsonObject().get("name").getAsString()));
        return names;
    }

    @Test
    void thePageLearnsWhatThereIs() {
        JsonObject about = RunningExplorer.json(running.get("/api/about")).getAsJsonObject();
        assertEquals(folder.toString(), about.get("folder").getAsString());
        assertEquals("cpu (built-in engine)", about.get("device").getAsJsonObject().get("name").getAsString());
        assertEquals("it is a test", about.get("device").getAsJsonObject().get("reason").getAsString());
        assertEquals(Parameters.all().stream().map(Parameter::name).toList(), names(about.get("parameters")));
        assertEquals(Palettes.builtIn().stream().map(Palettes.BuiltIn::name).toList(), names(about.get("palettes")));
        assertEquals(Presets.all().stream().map(Presets.Preset::name).toList(), names(about.get("presets")));
        assertEquals(Arrays.stream(PictureFormat.values()).map(PictureFormat::suffix).toList(),
                about.get("formats").getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList());
        assertEquals("{\"tilePixels\":1048576,\"samplesPerTile\":16777216,\"concurrent\":32}",
                about.get("limits").toString());
        for (JsonElement row : about.get("presets").getAsJsonArray()) {
            Map<String, String> texts = new LinkedHashMap<>();
            row.getAsJsonObject().get("values").getAsJsonObject().entrySet().forEach(
                    value -> texts.put(value.getKey(), value.getValue().getAsString()));
            assertEquals(Presets.find(row.getAsJsonObject().get("name").getAsString()).values().texts(), texts);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "itermax  ~ {\"type\":\"whole\",\"min\":1.0,\"aboveMin\":false,\"max\":2.147483646E9,\"choices\":null,"
                + "\"default\":\"80\",\"decides\":\"samples\"}",
        "real     ~ {\"type\":\"real\",\"min\":-1.0E75,\"aboveMin\":false,\"max\":1.0E75,\"choices\":null,"
                + "\"default\":\"-0.835\",\"decides\":\"samples\"}",
        "threshold ~ {\"type\":\"real\",\"min\":0.0,\"aboveMin\":true,\"max\":1.0E75,\"choices\":null,"
                + "\"default\":\"2\",\"decides\":\"samples\"}",
        "palette-offset ~ {\"type\":\"real\",\"min\":-1.0,\"aboveMin\":false,\"max\":1.0,\"choices\":null,"
                + "\"default\":\"0\",\"decides\":\"pixels\"}",
        "palette-scale ~ {\"type\":\"choice\",\"min\":null,\"aboveMin\":false,\"max\":null,\"choices\":[\"linear\","
                + "\"sqrt\",\"log\",\"equalised\"],\"default\":\"log\",\"decides\":\"pixels\"}",
        "depth    ~ {\"type\":\"choice\",\"min\":null,\"aboveMin\":false,\"max\":null,\"choices\":[\"8\",\"16\"],"
                + "\"default\":\"8\",\"decides\":\"pixels\"}",
        "flat     ~ {\"type\":\"flag\",\"min\":null,\"aboveMin\":false,\"max\":null,\"choices\":null,"
                + "\"default\":\"false\",\"decides\":\"samples\"}",
        "palette  ~ {\"type\":\"text\",\"min\":null,\"aboveMin\":false,\"max\":null,\"choices\":null,"
                + "\"default\":null,\"decides\":\"pixels\"}"
    })
    void aParameterSaysItsRange(String name, String expected) {
        for (JsonElement row : RunningExplorer.json(running.get("/api/about")).getAsJsonObject()
                .get("parameters").getAsJsonArray()) {
            JsonObject parameter = row.getAsJsonObject();
            if (parameter.get("name").getAsString().equals(name)) {
                assertEquals(name.replace('-', ' '), parameter.remove("label").getAsString());
                assertTrue(parameter.remove("help").getAsString().length() > 10);
                parameter.remove("name");
                assertEquals(expected, parameter.toString());
            }
        }
    }

    private static JsonObject text(String body) {
        return RunningExplorer.json(running.post("/api/text", body)).getAsJsonObject();
    }

    @Test
    void aScriptForPythonNamesWhatIsNotUsual() {
        String python = text("c=-0.8%2B0.156i&center=0.5,-0.25&zoom=4&size=800x500&palette=%23fff,navy+20%25,red&flat"
                + "&palette-scale=sqrt&samples=2&itermax=300&dpi=300&name=a%20'b'.png").get("python").getAsString();
        assertEquals("""
                from juliaset import ComplexRegion, JuliaDiv

                julia = JuliaDiv(complex(-0.8, 0.156), threshold=1024, n_iterations=(5, 300), resolution=800)
                region = ComplexRegion(0.1, 0.9, -0.5, 0)
                julia.render(region, "a 'b'.png", palette="#ffffff,#000080 20%,#ff0000", palette_scale="sqrt", \
                flat=True, samples=2, dpi=300)
                """, python);
    }

    @Test
    void theStateOfThePageIsInTheTermsOfTheTable() {
        assertEquals("c=-0.8%2B0.156i&center=0.001,-0.02&zoom=3&itermax=300&palette=dusk&flat=true",
                text("c=-0.8%2B0.156i&center=1e-3,-2E-2&zoom=3&size=640x400&palette=dusk&flat&itermax=300&itermin=5")
                        .get("hash").getAsString());
        assertEquals("c=0-1i&center=-0.750000123456,0.1&zoom=1000000&palette=%23ffffff,%23000080+20%25,%23ff0000",
                text("real=0&imag=-1&center=-0.750000123456,0.1&zoom=1e6&palette=%23fff,navy+20%25,red")
                        .get("hash").getAsString());
        assertEquals("c=-0.835-0.2321i&center=0,0&zoom=1", text("").get("hash").getAsString());
    }

    @Test
    void aDroppedPictureOpensItsView() throws Exception {
        Values values = Values.of(Map.of(
                "real", "-0.8", "imag", "0.156", "xleft", "-0.75", "xright", "0.25", "ytop", "0.5", "ybot", "-0.125",
                "palette", "tide", "itermax", "200", "resolution", "640"));
        try (Renderer renderer = new Renderer(RunningExplorer.cpu(), 2)) {
            for (PictureFormat format : List.of(PictureFormat.PNG, PictureFormat.TIFF)) {
                Path file = folder.resolve("dropped." + format.suffix());
                renderer.render(JobText.job(values, format), file, Progress.NONE);
                byte[] all = Files.readAllBytes(file);
                Files.delete(file);
                // a page sends the beginning only
                byte[] start = Arrays.copyOf(all, format == PictureFormat.PNG ? 4000 : all.length);
                JsonObject found = RunningExplorer.json(running.post("/api/picture", start)).getAsJsonObject();
                assertEquals("c=-0.8%2B0.156i&center=-0.25,0.1875&zoom=3.2&itermax=200&palette=tide",
                        found.get("hash").getAsString());
                JsonObject texts = found.get("values").getAsJsonObject();
                assertEquals("640", texts.get("resolution").getAsString());
                assertEquals("-0.75", texts.get("xleft").getAsString());
            }
        }
    }

    @Test
    void aMapIsACommandAndAScriptWithoutC() throws Exception {
        String query = "map=true&center=-0.75,0.1&zoom=32&size=64x40&itermax=300&name=map.png";
        JsonObject texts = RunningExplorer.json(running.post("/api/text", query)).getAsJsonObject();
        assertEquals("juliaset {center=-0.75,0.1, zoom=32, size=64x40, map=true, itermax=300} map.png",
                texts.get("command").getAsString());
        assertEquals("""
                from juliaset import ComplexRegion, MandelbrotDiv

                mandelbrot = MandelbrotDiv(threshold=2, n_iterations=(5, 300), resolution=64)
                region = ComplexRegion(-0.8, -0.7, 0.06875, 0.13125)
                mandelbrot.render(region, "map.png")
                """, texts.get("python").getAsString());
        assertEquals("map-center=-0.75,0.1&map-zoom=32&itermax=300", texts.get("hash").getAsString());
    }

    @Test
    void aDroppedMapOpensTheMapThere() throws Exception {
        Values values = Values.of(Map.of(
                "map", "true", "xleft", "-0.75", "xright", "0.25", "ytop", "0.5", "ybot", "-0.125",
                "resolution", "64"));
        Path file = folder.resolve("dropped.png");
        try (Renderer renderer = new Renderer(RunningExplorer.cpu(), 2)) {
            renderer.render(JobText.job(values, PictureFormat.PNG), file, Progress.NONE);
        }
        JsonObject found = RunningExplorer.json(running.post("/api/picture", Files.readAllBytes(file)))
                .getAsJsonObject();
        assertEquals("map-center=-0.25,0.1875&map-zoom=3.2", found.get("hash").getAsString());
    }

    @Test
    void whatIsNoPictureOfThisProgramIsRefusedInOneLine() throws Exception {
        assertEquals("400 the file is neither a PNG nor a TIFF",
                RunningExplorer.refusal(running.post("/api/picture", "hello")));
        assertEquals("400 the file is neither a PNG nor a TIFF",
                RunningExplorer.refusal(running.post("/api/picture", "")));
        assertEquals("400 the file is a GIF, which cannot say how it was made: give a PNG or TIFF of the same picture",
                RunningExplorer.refusal(running.post("/api/picture", "GIF89a")));
        assertEquals(413, running.post("/api/picture", new byte[(1 << 20) + 1]).statusCode());
        assertEquals(400, running.post("/api/picture", new byte[1 << 20]).statusCode());
        byte[] tile = RunningExplorer.ok(running.get("/api/tile?size=64x40&samples=2&tile=0,0,9,9"));
        assertEquals("400 the file does not say how it was made: it is not from juliaset, or another program has saved"
                + " it again", RunningExplorer.refusal(running.post("/api/picture", tile)));
        byte[] cut = Arrays.copyOf(tile, 20);
        String refusal = RunningExplorer.refusal(running.post("/api/picture", cut));
        assertTrue(refusal.startsWith("400 the file "), refusal);
        assertEquals(1, refusal.lines().count());
    }

    @Test
    void aPictureWithParametersThatNoneHasIsRefused() throws Exception {
        Path file = folder.resolve("planted.png");
        try (Renderer renderer = new Renderer(RunningExplorer.cpu(), 2)) {
            renderer.render(JobText.job(Values.NONE, PictureFormat.PNG), file, Progress.NONE);
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        Files.delete(file);
        byte[] planted = text.replace("itermax=80", "itermax=-8")
                .getBytes(StandardCharsets.ISO_8859_1);
        // the checksum of the chunk tells
        String refusal = RunningExplorer.refusal(running.post("/api/picture", planted));
        assertTrue(refusal.startsWith("400 the file "), refusal);
    }

    @Test
    void anEstimateIsThatOfADryRun() {
        JsonObject estimate = RunningExplorer.json(running.post("/api/estimate",
                "size=6400x4000&palette=dusk&samples=2&name=a.dzi")).getAsJsonObject();
        assertEquals(6400, estimate.get("width").getAsLong());
        assertEquals(4000, estimate.get("height").getAsLong());
        assertEquals(25_600_000, estimate.get("pixels").getAsLong());
        assertEquals("DZI", estimate.get("format").getAsString());
        assertEquals("a.dzi", estimate.get("file").getAsString());
        assertEquals("cpu", estimate.get("device").getAsString());
        for (String number : List.of("seconds", "fileBytes", "memoryBytes", "freeBytes", "bands")) {
            assertTrue(estimate.get(number).getAsDouble() > 0, number);
        }
        assertFalse(Files.exists(folder.resolve("a.dzi")));
        assertEquals("PNG", RunningExplorer.json(running.post("/api/estimate", "size=64x40")).getAsJsonObject()
                .get("format").getAsString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "size=64x40&name=a.xyz        ~ 400 name is \"a.xyz\": end it with a format, one of .png",
        "size=70000x40&name=a.gif     ~ 400 the picture is 70000 x 40 pixels and GIF holds at most 65535 a side",
        "size=2147483647x2147483647&name=a.png ~ 400 the picture's 4611686014132420609 pixels take about ",
        "samples=17                   ~ 400 samples is 17: give a whole number from 1 to 16"
    })
    void anEstimateOfWhatCannotBeSaysWhy(String body, String expected) {
        String refusal = RunningExplorer.refusal(running.post("/api/estimate", body));
        assertEquals(expected, refusal.substring(0, Math.min(expected.length(), refusal.length())));
    }

    @Test
    void aNewerEstimateOfAPageTakesThePlaceOfAnOlderOne() throws Exception {
        String endless = "c=-0.390540870218399-0.586787907346969i&center=-0.4,-0.3&zoom=1000&size=1024x1024"
                + "&itermax=2147483646&client=page";
        CompletableFuture<HttpResponse<byte[]>> older =
                CompletableFuture.supplyAsync(() -> running.post("/api/estimate", endless));
        Thread.sleep(1000);
        assertFalse(older.isDone());
        assertEquals(200, running.post("/api/estimate", "size=64x40&client=page").statusCode());
        assertEquals("409 a later request took the place of this one", RunningExplorer.refusal(older.get()));
    }

    @Test
    void aBodyIsNotLongerThanItMayBe() {
        assertEquals(413, running.post("/api/text", "c=" + "1".repeat(1 << 14)).statusCode());
        assertEquals(413, running.get("/api/tile?c=" + "1".repeat(1 << 13)).statusCode());
        assertEquals(Set.of("command", "python", "hash"), text("").keySet());
        assertArrayEquals(running.get("/api/palette?palette=dusk").body(),
                running.get("/api/palette?palette=Dusk").body());
    }
}
