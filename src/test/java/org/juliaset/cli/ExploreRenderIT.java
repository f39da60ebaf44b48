package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.juliaset.Pyramid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures that are rendered from the explorer's page. */
class ExploreRenderIT extends ExplorerTests {
    private static final String PLACE = "c=-0.835-0.2321i&center=0.1,0.05&zoom=2&itermax=200&palette=frostfire";
    private static final Duration RENDER_LIMIT = Duration.ofSeconds(60);

    @BeforeEach
    void openTheForm() throws Exception {
        page.open(PLACE);
        page.openTab("render");
        browser.await("document.getElementById('render-format').options.length > 0", ExplorerPage.SOON);
        awaitEstimate();
    }

    private static void awaitEstimate() throws Exception {
        browser.await("!document.getElementById('estimate').classList.contains('old')", ExplorerPage.SOON);
    }

    /** Fills the form. */
    private static void ask(String name, int width, int samples) throws Exception {
        page.type("#render-width", Integer.toString(width));
        browser.evaluate("(list => { list.value = '" + samples + "'; list.dispatchEvent(new Event('change')); })"
                + "(document.getElementById('render-samples'))");
        page.type("#render-name", name);
        awaitEstimate();
    }

    private static String row(String name) {
        return "[...document.querySelectorAll('#queue li')].find(row => row.querySelector('.name').textContent === '"
                + name + "')";
    }

    private static void awaitState(String name, String words) throws Exception {
        browser.await(row(name) + "?.querySelector('.state').textContent.includes('" + words + "')", RENDER_LIMIT);
    }

    private static void act(String name, String button) throws Exception {
        browser.evaluate("[..." + row(name) + ".querySelectorAll('button')]"
                + ".find(button => button.textContent === '" + button + "').click()");
    }

    private static void awaitDone(String name) throws Exception {
        browser.await(row(name) + "?.querySelector('a')", RENDER_LIMIT);
    }

    /** Renders with the copied command, but for the size and the samples. */
    private static Path byCommand(String name) throws Exception {
        String command = page.copied("copy-command");
        String size = browser.evaluate("document.getElementById('render-width').value + 'x'"
                + " + document.getElementById('render-height').value");
        String samples = browser.evaluate("document.getElementById('render-samples').value");
        return page.run(command.replaceAll("--size=\\S+", "--size=" + size + " --samples=" + samples)
                .replaceAll("-o=\\S+", "-o=" + name));
    }

    @ParameterizedTest
    @CsvSource({"view.png, 0, 1", "larger.png, 1600, 2", "smaller.tif, 200, 3"})
    void thePictureIsThatOfTheCommand(String name, int width, int samples) throws Exception {
        int pane = Integer.parseInt(browser.evaluate("document.getElementById('julia').width"));
        ask(name, width == 0 ? pane : width, samples);
        Path expected = byCommand(name);
        page.click("#start-render");
        awaitDone(name);
        assertArrayEquals(Files.readAllBytes(expected), Files.readAllBytes(folder.resolve(name)));
        // the link gives the same bytes
        String link = browser.evaluate(row(name) + ".querySelector('a').href");
        assertTrue(link.startsWith(page.origin() + "pictures/"), link);
        assertEquals(Long.toString(Files.size(expected)), browser.evaluate(
                "fetch('" + link + "').then(answer => answer.arrayBuffer()).then(bytes => bytes.byteLength)"));
        act(name, "Remove from list");
        browser.await("!" + row(name), ExplorerPage.SOON);
        assertTrue(Files.exists(folder.resolve(name)));
    }

    @Test
    void theEstimateFollowsWhatIsTyped() throws Exception {
        ask("estimated.png", 1000, 1);
        String small = page.textOf("#estimate");
        assertTrue(page.textOf("#estimate-file").matches(".*\\d.*B"), small);
        assertTrue(page.textOf("#estimate-memory").matches(".*\\d.*B"), small);
        assertTrue(page.textOf("#estimate-time").matches("under a second|.*\\d.*"), small);
        assertTrue(page.textOf("#start-render").startsWith("Render 1,000 × "), page.textOf("#start-render"));
        page.type("#render-width", "20000");
        awaitEstimate();
        assertTrue(page.textOf("#start-render").startsWith("Render 20,000 × "), page.textOf("#start-render"));
        assertFalse(page.textOf("#estimate").equals(small), small);
        page.type("#render-width", "wide");
        browser.await("document.getElementById('render-problem').textContent.includes('whole numbers')",
                ExplorerPage.SOON);
        assertEquals("–", page.textOf("#estimate-time"));
    }

    @Test
    void aPictureThatCannotBeMadeIsRefusedWithAReason() throws Exception {
        page.type("#render-width", "2000000000");
        browser.await("document.getElementById('render-problem').textContent !== ''", ExplorerPage.SOON);
        expectOneFailure("400 " + page.origin() + "api/estimate");
    }

    @ParameterizedTest
    @CsvSource({"../outside.png", "/tmp/outside.png", ".hidden.png", "picture.exe", "there.png"})
    void aNameThatIsNoNewFileOfTheFolderIsRefused(String name) throws Exception {
        byte[] before = "not to be lost".getBytes();
        Files.write(folder.resolve("there.png"), before);
        List<String> names = Program.namesIn(folder);
        String jobs = browser.evaluate("document.querySelectorAll('#queue li').length");
        page.type("#render-name", name);
        // the estimate may say so as well
        browser.evaluate("new Promise(done => setTimeout(done, 600))");
        browser.evaluate("document.getElementById('render-problem').textContent = ''");
        browser.clearFailures();
        page.click("#start-render");
        browser.await("document.getElementById('render-problem').textContent !== ''", ExplorerPage.SOON);
        String problem = page.textOf("#render-problem");
        assertFalse(problem.contains(folder.toString()), problem);
        expectOneFailure((name.equals("there.png") ? "409 " : "400 ") + page.origin() + "api/renders");
        assertEquals(jobs, browser.evaluate("document.querySelectorAll('#queue li').length"));
        assertEquals(names, Program.namesIn(folder));
        assertArrayEquals(before, Files.readAllBytes(folder.resolve("there.png")));
    }

    @Test
    void aRenderIsCancelledAndResumed() throws Exception {
        String name = "long.png";
        ask(name, 6000, 2);
        page.click("#start-render");
        browser.await(row(name) + "?.querySelector('progress').value > 0.1", RENDER_LIMIT);
        // another one waits
        ask("next.png", 100, 1);
        page.click("#start-render");
        awaitState("next.png", "waiting");
        act(name, "Cancel");
        awaitState(name, "cancelled at");
        awaitDone("next.png");
        assertFalse(Files.exists(folder.resolve(name)));
        double share = Double.parseDouble(browser.evaluate(row(name) + ".querySelector('progress').value"));
        assertTrue(share > 0.05 && share < 1, () -> "share " + share);
        act(name, "Resume");
        browser.await(row(name) + ".querySelector('progress').value >= " + share, RENDER_LIMIT);
        awaitDone(name);
        ask("same.png", 6000, 2);
        assertArrayEquals(Files.readAllBytes(byCommand(name)), Files.readAllBytes(folder.resolve(name)));
        assertEquals(List.of(), Program.namesIn(folder).stream().filter(file -> file.contains("part")).toList());
    }

    @Test
    void aPictureOpensInTheBrowsersOwnPageOfIt() throws Exception {
        ask("alone.png", 300, 1);
        page.click("#start-render");
        awaitDone("alone.png");
        browser.goTo(browser.evaluate(row("alone.png") + ".querySelector('a').href"), "0");
        browser.await("document.images[0]?.naturalWidth === 300", ExplorerPage.SOON);
        // the styles of that page are applied
        assertEquals("0px", browser.evaluate("getComputedStyle(document.body).margin"));
    }

    @Test
    void aDeepZoomPictureOpensInItsViewer() throws Exception {
        String name = "deep.dzi";
        ask(name, 1500, 1);
        Path expected = byCommand(name);
        page.click("#start-render");
        awaitDone(name);
        assertEquals(Pyramid.files(expected.resolveSibling("deep_files")).keySet(),
                Pyramid.files(folder.resolve("deep_files")).keySet());
        String link = browser.evaluate(row(name) + ".querySelector('a').href");
        browser.goTo(link, "0");
        browser.await("viewer.isOpen() && viewer.world.getItemAt(0).getFullyLoaded()", ExplorerPage.SOON);
        assertEquals("1500", browser.evaluate("viewer.world.getItemAt(0).getContentSize().x"));
        browser.evaluate("document.querySelector('#picture canvas').id = 'deep'");
        assertTrue(page.image("deep").variety() > 100);
    }
}
