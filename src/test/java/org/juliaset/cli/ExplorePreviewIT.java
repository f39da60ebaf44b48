package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The explorer with the timeline of a film. */
class ExplorePreviewIT extends ExplorerTests {
    private static final String FILM = """
            {
              "fps": 24, "frames": 96,
              "options": {"size": "160x90", "palette": "frostfire", "itermax": 200},
              "keys": [
                {"c": "-0.8+0.156i", "center": 0, "zoom": 1, "palette-offset": 0},
                {"at": "50%", "c": "-0.79+0.15i", "easing": "smooth"},
                {"c": "-0.7+0.27i", "center": "0.11,-0.2", "zoom": 300, "palette-offset": 0.5}
              ]
            }
            """;

    private static Path film;

    /** In place of the plain explorer. */
    @BeforeAll
    static void preview() throws Exception {
        film = Files.writeString(folder.resolve("film.json"), FILM);
        page.close();
        page = ExplorerPage.preview(folder, browser, "--preview", "film.json");
    }

    private static void awaitFrame(String condition) throws Exception {
        browser.await("(frame => " + condition + ")(Number(document.getElementById('frame').value))",
                ExplorerPage.SOON);
    }

    /** Goes to a frame as a pointer on the slider does. */
    private static void scrub(int frame) throws Exception {
        browser.evaluate("(slider => { slider.value = " + frame + "; for (const type of ['input', 'change']) {"
                + " slider.dispatchEvent(new Event(type, { bubbles: true })); } })(document.getElementById('frame'))");
        page.settle();
    }

    private static boolean isPlaying() throws Exception {
        return browser.evaluate("document.getElementById('play').ariaLabel").equals("Pause");
    }

    private static void focus(String id) throws Exception {
        browser.evaluate("document.getElementById('" + id + "').focus()");
    }

    /** Opens no page, before the program of this one ends. */
    private static void leavePage() throws Exception {
        browser.goTo("about:blank", "0");
    }

    /** The address without what is not of the picture. */
    private static Map<String, String> picture() throws Exception {
        Map<String, String> state = new TreeMap<>(page.state());
        state.keySet().removeAll(List.of("frame", "map-center", "map-zoom"));
        return state;
    }

    @Test
    void theFilmBeginsAtItsFirstFrameAndDoesNotPlayByItself() throws Exception {
        page.open();
        assertEquals("Frame 0 of 96 · 0.00 s", page.textOf("#frame-text"));
        assertEquals("", browser.evaluate("location.search"));
        assertEquals(Map.of("c", "-0.8+0.156i", "center", "0,0", "zoom", "1", "itermax", "200", "palette", "frostfire"),
                picture());
        assertEquals("Play", browser.evaluate("document.getElementById('play').ariaLabel"));
        assertEquals("3", browser.evaluate("document.querySelectorAll('#key-marks i').length"));
        assertEquals(16.0 / 9, page.number("#julia", "width") / page.number("#julia", "height"), 0.01);
        assertTrue(page.canvas("julia").variety() > 20);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 37, 47, 48, 95})
    void theStateOfAFrameIsItsPicture(int frame) throws Exception {
        page.open();
        scrub(frame);
        assertEquals(Integer.toString(frame), page.state().get("frame"));
        String command = page.copied("copy-command");
        page.canvas("julia").assertEqual(Pixels.of(page.run(command)), command);
        Path shown = page.run(command.replaceFirst("--size=\\d+x\\d+", "--size=160x90"));
        Path made = page.run(Program.in(folder, "animate", film.toString(), "--print-frame=" + frame).succeed().out());
        assertArrayEquals(Files.readAllBytes(made), Files.readAllBytes(shown), command);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "frame | ArrowRight | 41", "frame | ArrowLeft | 39", "frame | Home | 0", "frame | End | 95",
        "julia | . | 41", "julia | , | 39", "frame | . | 41"
    })
    void keysStepThroughTheFrames(String focused, String key, String expected) throws Exception {
        page.open();
        scrub(40);
        String before = picture().toString();
        focus(focused);
        input.key(key);
        page.settle();
        assertEquals(expected, page.state().get("frame"));
        assertTrue(page.textOf("#frame-text").startsWith("Frame " + expected + " of 96 · "));
        assertNotEquals(before, picture().toString());
        input.key("z");
        page.settle();
        assertEquals("40", page.state().get("frame"));
        assertEquals(before, picture().toString());
        assertEquals("Frame 40 of 96 · 1.67 s", page.textOf("#frame-text"));
    }

    @Test
    void theSpaceBarPlaysToTheEndInRealTime() throws Exception {
        page.open();
        focus("julia");
        double start = Double.parseDouble(browser.evaluate("performance.now()"));
        input.key(" ");
        assertTrue(isPlaying());
        for (int look = 0; look < 20; look++) {
            String[] now = browser.evaluate("performance.now() + ' ' + document.getElementById('frame').value")
                    .split(" ");
            double seconds = (Double.parseDouble(now[0]) - start) / 1000;
            assertTrue(Double.parseDouble(now[1]) <= seconds * 24, now[1] + " after " + seconds);
            Thread.sleep(50);
        }
        browser.await("document.getElementById('play').ariaLabel === 'Play'", ExplorerPage.SOON);
        double end = Double.parseDouble(browser.evaluate("performance.now()"));
        assertTrue(end - start >= 95 / 24.0 * 1000, end - start + " ms");
        page.settle();
        assertEquals("Frame 95 of 96 · 3.96 s", page.textOf("#frame-text"));
        assertEquals("0.11,-0.2 300", page.state().get("center") + " " + page.state().get("zoom"));
        String command = page.copied("copy-command");
        page.canvas("julia").assertEqual(Pixels.of(page.run(command)), "at the end: " + command);
        // it begins again, and undo goes back to where it was
        focus("julia");
        input.key(" ");
        awaitFrame("frame > 2 && frame < 90");
        input.key(" ");
        page.settle();
        assertTrue(page.number("frame") < 90, page.state()::toString);
        input.key("z");
        page.settle();
        assertEquals("95", page.state().get("frame"));
    }

    @Test
    void aChangeByHandPausesAndScrubbingGoesBackToTheFilm() throws Exception {
        page.open();
        scrub(30);
        Map<String, String> before = picture();
        page.click("#play");
        awaitFrame("frame > 34");
        input.wheel(page.middleOf("#julia").x(), page.middleOf("#julia").y(), -120);
        browser.await("document.getElementById('play').ariaLabel === 'Play'", ExplorerPage.SOON);
        page.settle();
        int frame = (int) page.number("frame");
        double zoom = page.number("zoom");
        Thread.sleep(300);
        assertEquals(frame, (int) page.number("frame"));
        scrub(frame + 1);
        scrub(frame);
        assertNotEquals(zoom, page.number("zoom"));
        scrub(30);
        assertEquals(before, picture());
        page.click("#tab-places");
        browser.await("document.querySelectorAll('#presets button').length > 5", ExplorerPage.SOON);
        page.click("#presets button");
        page.settle();
        assertEquals("30", page.state().get("frame"));
        assertNotEquals(before, picture());
    }

    @Test
    void theMapCanBeMovedWhileTheFilmPlays() throws Exception {
        page.open();
        page.click("#play");
        focus("map");
        input.key("+");
        input.key("ArrowLeft");
        assertTrue(isPlaying());
        awaitFrame("frame > 5");
        page.click("#play");
        page.settle();
        assertTrue(page.number("map-zoom") > 1, page.state()::toString);
    }

    @Test
    void aSpaceThatIsTypedOrPressesAButtonIsNoCommand() throws Exception {
        page.open();
        focus("palette-search");
        input.key("x");
        input.key(" ");
        assertEquals("x ", browser.evaluate("document.getElementById('palette-search').value"));
        assertEquals("0", page.state().get("frame"));
        focus("orbit");
        input.key(" ");
        page.settle();
        assertEquals("true", page.state().get("orbit"));
        assertEquals("0", page.state().get("frame"));
        focus("play");
        input.key(" ");
        assertTrue(isPlaying());
        input.key(" ");
        assertTrue(!isPlaying());
    }

    @Test
    void aPageThatIsLoadedAgainIsWhereItWas() throws Exception {
        page.open();
        scrub(50);
        Map<String, String> before = page.state();
        browser.evaluate("document.documentElement.dataset.old = ''; setTimeout(() => location.reload())");
        browser.await("document.documentElement && !('old' in document.documentElement.dataset)", ExplorerPage.SOON);
        page.settle();
        assertEquals(before, page.state());
        assertEquals("Frame 50 of 96 · 2.08 s", page.textOf("#frame-text"));
        // an address that names no frame begins with the film
        page.open("");
        assertEquals("Frame 0 of 96 · 0.00 s", page.textOf("#frame-text"));
        assertEquals("-0.8+0.156i", page.state().get("c"));
    }

    @ParameterizedTest
    @CsvSource({"1280, 800, 1", "390, 844, 2", "320, 568, 2", "844, 390, 2"})
    void theTimelineFitsTheWindow(int width, int height, double scale) throws Exception {
        browser.resize(width, height, scale);
        try {
            page.open();
            assertEquals(16.0 / 9, page.number("#julia", "width") / page.number("#julia", "height"), 0.03);
            String inside = browser.evaluate("['play', 'frame', 'frame-text', 'julia-pane'].every(id => {"
                    + " const { left, right, top, bottom } = document.getElementById(id).getBoundingClientRect();"
                    + " return left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight; })");
            assertEquals("true", inside);
            assertTrue(page.number("#frame", "clientWidth") > 110);
            page.click("#play");
            awaitFrame("frame > 1");
            page.click("#play");
            page.settle();
        } finally {
            browser.resize(WIDTH, HEIGHT, 1);
        }
    }

    @Test
    void aLoopGoesOnAndFramesThatComeTooLateAreLeftOut() throws Exception {
        try (ExplorerPage other = ExplorerPage.preview(folder, browser, "--preview", "--c-circle=0.7885", "--loop",
                "--fps=1000", "--frames=600", "--palette=twilight", "-M=100", "--size=300x300")) {
            other.open();
            assertEquals("0", browser.evaluate("document.querySelectorAll('#key-marks i').length"));
            long tiles = tileRequests();
            long frames = (long) other.number("#julia", "dataset.frames");
            browser.evaluate("globalThis.turns = 0; globalThis.last = 0; (function look() {"
                    + " const frame = Number(document.getElementById('frame').value);"
                    + " turns += frame < last; last = frame; requestAnimationFrame(look); })()");
            other.click("#play");
            browser.await("turns >= 2", ExplorerPage.SOON);
            other.click("#play");
            other.settle();
            assertTrue(tileRequests() - tiles < 1200 / 2, tileRequests() + " tiles");
            assertTrue(other.number("#julia", "dataset.frames") - frames < 1200 / 2);
            assertEquals(other.state().get("frame"), browser.evaluate("document.getElementById('frame').value"));
            long blocks = browser.requests().stream().filter(request -> request.contains("/api/frames?")).count();
            assertTrue(blocks <= 2 * (600 / 32 + 1) + 4, blocks + " blocks");
            leavePage();
        }
    }

    @Test
    void thePlainExplorerHasNoTimeline() throws Exception {
        try (ExplorerPage plain = ExplorerPage.start(folder, browser)) {
            plain.open("c=-1&frame=7");
            assertEquals("false", browser.evaluate("document.getElementById('timeline').checkVisibility()"));
            assertTrue(browser.requests().stream().noneMatch(
                    request -> request.contains("timeline.js") || request.contains("/api/f")));
            assertTrue(!plain.state().containsKey("frame"), plain.state()::toString);
            plain.copied("copy-link");
            input.key("?");
            assertTrue(!plain.textOf("#help-keys").contains("frame"), plain.textOf("#help-keys"));
            leavePage();
        }
    }
}
