package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The explorer's page for all that use it: axe-core finds no fault in it, light or dark, wide or narrow, with each of
 * its panels open. Leaves pictures of all that in target/explorer, for a person to look at.
 */
class ExploreAccessIT extends ExplorerTests {
    private static final Path SHOTS = Path.of("target", "explorer");
    private static final String PLACE = "c=-0.835-0.2321i&center=0.1,0.05&zoom=2&itermax=200&palette=frostfire";

    /** Without requests for style sheets, which axe-core would make otherwise. */
    private static final String FAULTS = "axe.run(document, { preload: false, resultTypes: ['violations'] }).then("
            + "found => found.violations.map(({ id, nodes }) => id + ': '"
            + " + nodes.map(node => node.target.join(' ') + ' (' + node.failureSummary.replace(/\\s+/g, ' ') + ')')"
            + ".join('; ')).join('\\n'))";

    /** The elements that are wider than what is seen of them, and scroll. */
    private static final String SIDEWAYS = "[...document.querySelectorAll('*')].filter(element =>"
            + " element.scrollWidth > element.clientWidth && element.checkVisibility()"
            + " && (element === document.scrollingElement"
            + " || ['auto', 'scroll'].includes(getComputedStyle(element).overflowX)))"
            + ".map(element => element.localName + '#' + element.id + '.' + element.className).join()";

    /** Keeps a picture of the page, and checks it. */
    private static void look(String name) throws Exception {
        Files.createDirectories(SHOTS);
        ImageIO.write(browser.screenshot(), "png", SHOTS.resolve(name + ".png").toFile());
        assertEquals("", faults(), name);
        assertEquals("", browser.evaluate(SIDEWAYS), name + " scrolls sideways");
    }

    private static String faults() throws Exception {
        if (browser.evaluate("typeof axe").equals("undefined")) {
            try (InputStream in = ExploreAccessIT.class.getResourceAsStream("/axe-core/axe.min.js")) {
                browser.evaluate(new String(in.readAllBytes(), StandardCharsets.UTF_8) + "; 0");
            }
        }
        return browser.evaluate(FAULTS);
    }

    @AfterEach
    void restoreTheWindow() throws Exception {
        browser.prefer("light", "no-preference");
        browser.resize(WIDTH, HEIGHT, 1);
        input.enableTouch(false);
    }

    @Test
    void axeFindsFaultsThatArePlanted() throws Exception {
        page.open(PLACE);
        browser.evaluate("document.querySelector('header').append(document.createElement('button'));"
                + " document.getElementById('tab-detail').style.color = '#ddd'");
        String faults = faults();
        assertTrue(faults.contains("button-name: ") && faults.contains("color-contrast: #tab-detail"), faults);
    }

    @ParameterizedTest
    @CsvSource({"light, 1280, 720", "dark, 1280, 800", "light, 360, 640", "dark, 360, 640", "dark, 740, 360"})
    void axeFindsNoFaultWithAnyPanelOpen(String scheme, int width, int height) throws Exception {
        browser.prefer(scheme, "no-preference");
        browser.resize(width, height, 1);
        input.enableTouch(width < 720);
        page.open(PLACE);
        browser.await("document.querySelectorAll('#palettes input').length > 10", ExplorerPage.SOON);
        String name = scheme + "-" + width + "-";
        look(name + "first");
        for (String tab : new String[] {"colors", "detail", "places", "render"}) {
            page.openTab(tab);
            browser.evaluate("new Promise(done => setTimeout(done, 600))");
            look(name + tab);
        }
        input.key("Escape");
        page.click("#share");
        look(name + "share");
        input.key("Escape");
        page.click("#help");
        look(name + "help");
        input.key("Escape");
        page.click("#orbit");
        page.settle();
        look(name + "orbit");
    }

    @Test
    void axeFindsNoFaultWithAQueueAndNotes() throws Exception {
        page.open(PLACE);
        page.openTab("render");
        browser.await("document.getElementById('render-format').options.length > 0", ExplorerPage.SOON);
        for (String name : new String[] {"one.png", "two.png"}) {
            page.type("#render-width", name.equals("one.png") ? "50" : "9000");
            page.type("#render-name", name);
            page.click("#start-render");
            browser.await("document.getElementById('queue').textContent.includes('" + name + "')", ExplorerPage.SOON);
        }
        browser.await("document.querySelector('#queue a') && document.querySelector('#queue progress').value > 0",
                ExplorerPage.SOON);
        look("queue");
        browser.evaluate("[...document.querySelectorAll('#queue button')]"
                + ".find(button => button.textContent === 'Cancel').click()");
        browser.await("document.getElementById('queue').textContent.includes('Resume')", ExplorerPage.SOON);
        browser.evaluate("location.hash = '#c=-1&palette=viridis&colour=red'; 0");
        page.awaitNote("colour");
        look("cancelled");
    }

    @Test
    void aPhoneShowsAndMovesBothSets() throws Exception {
        browser.resize(360, 640, 2);
        input.enableTouch(true);
        page.open(PLACE);
        assertTrue(page.canvas("julia").variety() > 100);
        assertTrue(page.canvas("map").variety() > 20);
        Map<String, String> before = page.state();
        input.swipe(List.of(page.at("#map", 0.5, 0.5)), List.of(page.at("#map", 0.4, 0.3)), 6);
        page.settle();
        assertTrue(!page.state().get("c").equals(before.get("c")));
        look("phone");
        page.openTab("colors");
        look("phone-colors");
        page.click("#tab-colors");
        browser.await("!document.body.classList.contains('sheet')", ExplorerPage.SOON);
    }

    @Test
    void whatAPersonComesToWithTabHasANameAndCanBeSeen() throws Exception {
        page.open(PLACE);
        browser.await("document.querySelectorAll('#palettes input').length > 10", ExplorerPage.SOON);
        int stops = 0;
        for (int tab = 0; tab < 60; tab++) {
            input.key("Tab");
            String focus = browser.evaluate("(element => element === document.body ? '' : element.id + '|'"
                    + " + (element.checkVisibility({ visibilityProperty: true }))"
                    + " + '|' + (element.ariaLabel || element.textContent.trim()"
                    + " || element.labels?.[0]?.textContent || ''))"
                    + "(document.activeElement)");
            if (focus.isEmpty()) {
                break;
            }
            stops++;
            String[] parts = focus.split("\\|", 3);
            assertEquals("true", parts[1], focus);
            assertTrue(!parts[2].isBlank(), focus);
        }
        assertTrue(stops >= 15 && stops < 60, stops + " stops");
    }

    @Test
    void withReducedMotionThePictureIsThereAtOnce() throws Exception {
        browser.prefer("light", "reduce");
        page.open(PLACE);
        assertEquals("0", browser.evaluate("document.getAnimations().length"));
        input.key("+");
        // a glide would take several frames
        assertEquals("false", browser.evaluate("document.documentElement.dataset.settled === undefined"));
        page.settle();
        assertEquals(3, page.number("zoom"), 1e-9);
    }
}
