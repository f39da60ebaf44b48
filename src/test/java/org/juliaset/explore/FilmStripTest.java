package org.juliaset.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.juliaset.animate.Animation;
import org.juliaset.animate.KeyFile;
import org.juliaset.animate.Paths;
import org.juliaset.animate.Rate;
import org.juliaset.animate.Setting;
import org.juliaset.animate.Shutter;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.parameters.Complex;
import org.juliaset.parameters.Values;
import org.juliaset.render.JobText;
import org.juliaset.render.PictureSize;
import org.juliaset.render.Presets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The film of the page's timeline. */
class FilmStripTest {
    private static final Rate RATE = new Rate(24, 1);

    @TempDir
    static Path folder;

    private static RunningExplorer running;
    private static RunningExplorer filmless;

    @BeforeAll
    static void start() throws Exception {
        running = RunningExplorer.showing(film("""
                {"fps": "30000/1001", "frames": 40, "loop": true, "options": {"size": "320x180", "palette": "magma"},
                 "keys": [{"zoom": 1}, {"at": 10, "zoom": 5}, {"at": "50%", "zoom": 2}]}
                """), folder);
        filmless = RunningExplorer.in(folder);
    }

    @AfterAll
    static void close() {
        running.close();
        filmless.close();
    }

    /** The film of a file of key frames. */
    private static Animation film(String json) throws Exception {
        Path file = folder.resolve("film.json");
        Files.writeString(file, json);
        KeyFile keys = KeyFile.read(file, "film.json");
        Files.delete(file);
        Values base = keys.preset() == null ? Values.NONE : Presets.find(keys.preset()).values();
        Setting setting = new Setting(base, keys.options(), keys.preset() != null, name -> name);
        return Animation.of(
                setting, keys.keys(), false, keys.frames(), keys.rate() == null ? RATE : keys.rate(),
                Boolean.TRUE.equals(keys.loop()), Shutter.NONE);
    }

    private static JsonObject frames(int first, int count) {
        return RunningExplorer.json(running.get("/api/frames?first=" + first + "&count=" + count)).getAsJsonObject();
    }

    /** The picture that the page renders in a state, by the names of the table. */
    private static Map<String, String> picture(String state, Animation film) {
        String size = "&size=" + film.film().width() + "x" + film.film().height();
        Fields fields = new Fields(Query.of(state + size, Request.MOST_QUERY), Set.of());
        return JobText.values(fields.job(PictureFormat.PNG)).texts();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        // colours and numbers that change, and words that change at their key
        "{'frames': 30, 'options': {'size': '320x180', 'c': '-0.8+0.156i', 'threshold': 50}, 'keys': [{'itermax': 90,"
                + "'palette': 'twilight', 'palette-offset': 0, 'palette-scale': 'log', 'interior': '#102030'},"
                + "{'at': '30%', 'palette-scale': 'equalised', 'palette': 'navy,white 20%,gold'},"
                + "{'itermax': 700, 'palette-offset': 0.7, 'interior': '#ffffff'}]}",
        // a spiral, far in
        "{'frames': 25, 'options': {'size': '640x400', 'palette': 'magma', 'samples': 2, 'precision': 'double'},"
                + "'keys': [{'c': '-0.8+0.156i', 'center': 0, 'zoom': 1}, {'c': '-0.77+0.17i', 'around':"
                + "'-0.78+0.16i', 'turns': 2, 'center': '1.5275031186435346,-0.07591217835228786', 'zoom': 1e12}]}",
        // usual values, which the page must not replace by those of a first visit
        "{'frames': 3, 'keys': [{'c': '-1'}, {'c': '0.25'}]}",
        // a preset whose region grows to the shape of the film
        "{'frames': 5, 'options': {'size': '1280x720', 'preset': 'rabbit'}, 'keys': [{'palette-offset': 0},"
                + "{'palette-offset': 0.3}]}"
    })
    void theStateForAFrameIsThePictureOfThatFrame(String json) throws Exception {
        Animation film = film(json.replace('\'', '"'));
        FilmStrip strip = new FilmStrip(film);
        for (int frame = 0; frame < film.film().frames(); frame++) {
            assertEquals(JobText.values(film.job(frame)).texts(), picture(strip.state(frame), film), "frame " + frame);
        }
    }

    /** The page has a zoom in place of edges, and there may be no number that gives these again. */
    @ParameterizedTest
    @ValueSource(strings = {
        // widths, in gray
        "{'frames': 20, 'options': {'size': '333x222', 'smooth': true, 'itermin': 0}, 'keys':"
                + "[{'center': '0.1,0.2', 'width': 2.3}, {'center': '0.123456789,0.3', 'width': 1e-7}]}",
        "{'frames': 6, 'options': {'size': '500x500', 'fit': true, 'palette': 'tide', 'flat': true, 'depth': 16,"
                + "'dpi': 300}, 'keys': [{'c': '-0.1+0.75i'}, {'c': '-0.4+0.6i'}]}"
    })
    void ofOtherRegionsTheEdgesAreTheNextNumbers(String json) throws Exception {
        Animation film = film(json.replace('\'', '"'));
        FilmStrip strip = new FilmStrip(film);
        for (int frame = 0; frame < film.film().frames(); frame++) {
            Map<String, String> expected = new LinkedHashMap<>(JobText.values(film.job(frame)).texts());
            Map<String, String> shown = new LinkedHashMap<>(picture(strip.state(frame), film));
            for (String edge : List.of("xleft", "xright", "ybot", "ytop")) {
                double value = Double.parseDouble(expected.remove(edge));
                assertEquals(value, Double.parseDouble(shown.remove(edge)), 4 * Math.ulp(value), edge + " of " + frame);
            }
            assertEquals(expected, shown);
        }
    }

    @Test
    void aCircleAndAZoomAreShownFrameByFrame() {
        Setting setting = new Setting(
                Values.NONE, Map.of("size", PictureSize.ofPixels("192x108"), "palette", "dusk"), false, name -> name);
        Paths paths = new Paths(true, null).circle(0.7885, new Complex(0.01, 0));
        Setting start = paths.zoom(setting, new Complex(1.5275, -0.0759), 1e6);
        Animation film = Animation.of(start, paths.keys(), true, 48, RATE, true, Shutter.NONE);
        FilmStrip strip = new FilmStrip(film);
        for (int frame = 0; frame < 48; frame++) {
            assertEquals(JobText.values(film.job(frame)).texts(), picture(strip.state(frame), film), "frame " + frame);
        }
    }

    @Test
    void quantilesThatAFilmHasAreThoseOfThePage() {
        Values base = Values.of(Map.of(
                "palette", "dusk", "palette-scale", "equalised", "palette-quantiles", "4096,8192,90000"));
        Animation film = Animation.of(
                new Setting(base, Map.of("size", PictureSize.ofPixels("64x40")), false, name -> name),
                new Paths(false, null).line(new Complex(-1, 0), new Complex(-0.5, 0)).keys(), false, 3, RATE, false,
                Shutter.NONE);
        assertTrue(new FilmStrip(film).state(1).contains("palette-quantiles=4096,8192,90000"));
    }

    @Test
    void thePageLearnsOfTheFilm() {
        assertEquals("{\"frames\":40,\"rate\":30000,\"seconds\":1001,\"loop\":true,\"width\":320,\"height\":180,"
                + "\"keys\":[0.0,10.0,20.0]}", RunningExplorer.json(running.get("/api/film")).toString());
        for (RunningExplorer explorer : List.of(running, filmless)) {
            JsonObject session = RunningExplorer.json(explorer.send(explorer.request("/session")
                    .POST(HttpRequest.BodyPublishers.ofString("key=" + explorer.token())))).getAsJsonObject();
            assertEquals(explorer == running, session.get("film").getAsBoolean());
        }
        String address = running.explorer.address(Values.NONE);
        String first = frames(0, 1).getAsJsonArray("states").get(0).getAsString();
        assertEquals(first + "&frame=0", address.substring(address.indexOf('#') + 1));
    }

    @Test
    void framesComeInBlocksThatEndWithTheFilm() {
        JsonArray all = frames(0, FilmStrip.MOST_FRAMES).getAsJsonArray("states");
        assertEquals(40, all.size());
        assertEquals("c=-0.835-0.2321i&center=0,0&zoom=5&palette=magma&itermax=80", all.get(10).getAsString());
        for (int first = 0; first < 40; first += 7) {
            JsonObject block = frames(first, 7);
            assertEquals(first, block.get("first").getAsInt());
            JsonArray states = block.getAsJsonArray("states");
            assertEquals(Math.min(7, 40 - first), states.size());
            for (int k = 0; k < states.size(); k++) {
                assertEquals(all.get(first + k), states.get(k));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "frames?first=40&count=1     ~ 400 first is \"40\": give a whole number from 0 to 39",
        "frames?first=-1&count=1     ~ 400 first is \"-1\": give a whole number from 0 to 39",
        "frames?first=1e1&count=1    ~ 400 first is \"1e1\": give a whole number from 0 to 39",
        "frames?first=0&count=0      ~ 400 count is \"0\": give a whole number from 1 to 128",
        "frames?first=0&count=129    ~ 400 count is \"129\": give a whole number from 1 to 128",
        "frames?first=0&count=99999999999 ~ 400 count is \"99999999999\": give a whole number from 1 to 128",
        "frames?count=1              ~ 400 first is missing: give one",
        "frames?first=0              ~ 400 count is missing: give one",
        "frames?first=0&count=1&c=-1 ~ 400 there is no parameter c: leave it out",
        "frames/1                    ~ 404 there is nothing of this name"
    })
    void whatIsNoBlockOfFramesIsRefusedInOneLine(String path, String expected) {
        assertEquals(expected, RunningExplorer.refusal(running.get("/api/" + path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"film", "frames?first=0&count=1"})
    void theFilmIsForTheOwnPageOnly(String path) {
        assertEquals("404 there is nothing of this name", RunningExplorer.refusal(filmless.get("/api/" + path)));
        assertEquals(403, running.rawStatus("GET", "/api/" + path, "Host: 127.0.0.1:" + running.port()));
        assertEquals(421, running.rawStatus("GET", "/api/" + path, "Host: evil.example:" + running.port(),
                Access.TOKEN + ": " + running.token()));
        assertEquals(405, running.post("/api/" + path, "").statusCode());
    }

    @Test
    void anAnswerIsJson() {
        String body = new String(
                RunningExplorer.ok(running.get("/api/frames?first=3&count=2")), StandardCharsets.UTF_8);
        assertEquals(Set.of("first", "states"), JsonParser.parseString(body).getAsJsonObject().keySet());
    }
}
