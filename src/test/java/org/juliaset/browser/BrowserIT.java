package org.juliaset.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.juliaset.browser.Input.Place;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tests do to a page arrives there, and what fails in a page is found. */
@Tag("one-jdk")
class BrowserIT {
    private static final String PAGE = """
            <!DOCTYPE html><link rel="icon" href="data:,"><style>html { height: 100%; touch-action: none; }</style>
            <input id="field" style="position: fixed; left: 200px; top: 200px">
            <script>
            const seen = [];
            const listen = (type, words) => addEventListener(type, event => { seen.push(words(event)); });
            const place = point => Math.round(point.clientX) + "," + Math.round(point.clientY);
            const held = event => ["ctrlKey", "shiftKey", "altKey", "metaKey"].filter(name => event[name]).join();
            listen("keydown", event => `down ${held(event)} ${event.key} ${event.code} ${event.keyCode}`);
            listen("keyup", event => `up ${event.key}`);
            listen("click", event => "click " + place(event));
            listen("dblclick", event => "dblclick " + place(event));
            listen("pointermove", event => `move ${event.pointerType} ${event.buttons} ${place(event)}`);
            listen("wheel", event => `wheel ${event.deltaY} ${place(event)}`);
            for (const type of ["touchstart", "touchmove", "touchend"]) {
              listen(type, event => type + " " + [...event.touches].map(place).join(" "));
            }
            addEventListener("dragover", event => event.preventDefault());
            addEventListener("drop", async event => {
              event.preventDefault();
              const file = event.dataTransfer.files[0];
              seen.push(`drop ${place(event)} ${file.name} ${await file.text()}`);
            });
            </script>""";

    @TempDir
    static Path folder;

    @TempDir
    static Path profile;

    private static Browser browser;

    @BeforeAll
    static void openBrowser() throws Exception {
        assumeTrue(Browser.isInstalled(), "no Chromium: the tests' own browser could not be tested");
        Files.writeString(folder.resolve("page.html"), PAGE);
        browser = Browser.open(profile, 600, 400);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void openPage() throws Exception {
        browser.clearFailures();
        browser.goTo(folder.resolve("page.html").toUri().toString(), "0");
        assertEquals(List.of(), browser.errors());
    }

    private static String seen() throws Exception {
        // events of the wheel and of fingers come with the next frame
        return browser.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {"
                + " done(seen.join('; ')); seen.length = 0; })))");
    }

    @Test
    void keysArriveWithTheirNamesAndModifiers() throws Exception {
        browser.input().key("ArrowLeft");
        browser.input().key("?");
        browser.input().key("Control+Shift+z");
        assertEquals("down  ArrowLeft ArrowLeft 37; up ArrowLeft; down  ?  191; up ?; "
                + "down ctrlKey,shiftKey z KeyZ 90; up z", seen());
        assertThrows(IllegalArgumentException.class, () -> browser.input().key("Left"));
    }

    @Test
    void keysAndTextGoIntoTheFieldWithTheFocus() throws Exception {
        browser.input().key("Tab");
        for (String key : "-0.8+,1b".split("")) {
            browser.input().key(key);
        }
        browser.input().text("-0.2i");
        browser.input().key("Backspace");
        assertEquals("-0.8+,1b-0.2", browser.evaluate("document.getElementById('field').value"));
    }

    @Test
    void theMouseClicksDragsAndTurnsItsWheel() throws Exception {
        browser.input().doubleClick(30, 40);
        assertEquals("move mouse 0 30,40; click 30,40; click 30,40; dblclick 30,40", seen());
        browser.input().drag(new Place(10, 10), new Place(50, 30), 2);
        assertEquals("move mouse 0 10,10; move mouse 1 30,20; move mouse 1 50,30; click 50,30", seen());
        browser.input().wheel(20, 25, -120);
        assertEquals("wheel -120 20,25", seen());
    }

    @Test
    void fingersTapAndPinch() throws Exception {
        browser.input().enableTouch(true);
        browser.goTo(folder.resolve("page.html").toUri().toString(), "0");
        browser.input().tap(30, 40);
        assertTrue(seen().startsWith("touchstart 30,40; touchend "));
        browser.input().swipe(List.of(new Place(100, 100), new Place(200, 100)),
                List.of(new Place(50, 100), new Place(250, 100)), 1);
        String pinch = seen();
        assertTrue(pinch.contains("touchstart 100,100 200,100; "), pinch);
        assertTrue(pinch.contains("touchmove 50,100 250,100; "), pinch);
        browser.input().enableTouch(false);
    }

    @Test
    void aFileIsDropped() throws Exception {
        Path file = Files.writeString(folder.resolve("dropped.txt"), "content");
        browser.input().drop(60, 70, file);
        browser.await("seen.some(word => word.startsWith('drop'))", Duration.ofSeconds(5));
        assertTrue(seen().endsWith("drop 60,70 dropped.txt content"));
    }

    @Test
    void theWindowAndWhatAPersonPrefersAreChanged() throws Exception {
        browser.resize(360, 640, 2);
        browser.prefer("dark", "reduce");
        assertEquals("360 640 2 true true", browser.evaluate("[innerWidth, innerHeight, devicePixelRatio, "
                + "matchMedia('(prefers-color-scheme: dark)').matches, "
                + "matchMedia('(prefers-reduced-motion: reduce)').matches].join(' ')"));
        assertEquals("720 x 1280", browser.screenshot().getWidth() + " x " + browser.screenshot().getHeight());
        browser.resize(600, 400, 1);
        browser.prefer("light", "no-preference");
    }

    @Test
    void whatFailsInAPageIsFound() throws Exception {
        browser.evaluate("console.error('first'); setTimeout(() => { throw new Error('second'); });");
        browser.evaluate("new Promise(done => { const image = new Image(); image.onerror = () => done();"
                + " image.src = 'missing.png'; })");
        browser.evaluate("new Promise(done => setTimeout(done, 100))");
        String errors = browser.errors().toString();
        assertTrue(errors.contains("first") && errors.contains("second"), errors);
        String requests = browser.failedRequests().toString();
        assertTrue(requests.contains("ERR_FILE_NOT_FOUND file://") && requests.contains("missing.png"), requests);
    }

    @Test
    void aConditionThatDoesNotBecomeTrueFailsAfterItsLimit() throws Exception {
        browser.evaluate("setTimeout(() => { window.isLater = true; }, 200)");
        assertThrows(AssertionError.class, () -> browser.await("window.isLater", Duration.ofMillis(20)));
        browser.await("window.isLater", Duration.ofSeconds(10));
    }
}
