package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.juliaset.browser.Input.Place;
import org.junit.jupiter.api.Test;

/** What the panels of the explorer set, and what it tells of the picture. */
class ExploreSettingsIT extends ExplorerTests {
    private static final String PLACE =
            "c=-0.835-0.2321i&center=0.1,0.05&zoom=2&itermax=100&palette=frostfire&map-center=-0.6,0&map-zoom=1";

    @Test
    void theCursorsPointAndCountAreThoseOfTheFile() throws Exception {
        page.open(PLACE);
        String command = page.copied("copy-command");
        Path file = page.run(command.replaceAll("-o=\\S+", "--smooth -o=counts.npy")
                .replaceAll("--palette=\\S+", "-t=1024"));
        ByteBuffer counts = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int data = 10 + counts.getShort(8);
        Pixels shown = page.canvas("julia");
        for (double[] share : new double[][] {{0.5, 0.5}, {0.31, 0.42}, {0.77, 0.13}, {0.02, 0.98}}) {
            Place corner = page.at("#julia", 0, 0);
            int column = (int) (share[0] * shown.width());
            int row = (int) (share[1] * shown.height());
            input.move(corner.x() + column + 0.5, corner.y() + row + 0.5);
            browser.evaluate("new Promise(done => setTimeout(done, 100))");
            double count = counts.getDouble(data + Double.BYTES * (row * shown.width() + column));
            String expected = count == 100 ? "inside after 100 iterations"
                    : browser.evaluate("(" + count + ").toFixed(2).replace('.00', '')") + " iterations";
            assertEquals(expected, page.textOf("#status-count"), column + ", " + row);
        }
    }

    @Test
    void theIterationLimitFollowsTheZoomOrIsGiven() throws Exception {
        page.open("c=-0.835-0.2321i&center=0.26,0.155&zoom=1&palette=frostfire&auto");
        page.openTab("detail");
        assertEquals("200", page.state().get("itermax"));
        page.type("#zoom", "1000");
        page.settle();
        assertEquals("650 true", page.state().get("itermax") + " " + page.state().get("auto"));
        page.type("#itermax", "333");
        page.settle();
        assertEquals("333 null", page.state().get("itermax") + " " + page.state().get("auto"));
        page.type("#zoom", "2000");
        page.settle();
        assertEquals("333", page.state().get("itermax"));
        page.type("#itermax", "many");
        assertTrue(page.textOf("#detail-problem").contains("a whole number"), page.textOf("#detail-problem"));
        page.type("#itermax", "5");
        assertTrue(page.textOf("#detail-problem").contains("from 6 to"), page.textOf("#detail-problem"));
        page.click("#auto");
        page.settle();
        assertEquals("700 true", page.state().get("itermax") + " " + page.state().get("auto"));
        // and how fine it is
        page.click("#samples label:nth-of-type(2)");
        page.settle();
        assertEquals("2", page.state().get("samples"));
    }

    @Test
    void aPaletteIsChosenByKeyboard() throws Exception {
        page.open(PLACE);
        browser.await("document.querySelectorAll('#palettes input').length > 10", ExplorerPage.SOON);
        Pixels before = page.canvas("julia");
        long requests = tileRequests();
        browser.evaluate("document.querySelector('#palettes input:checked').focus()");
        String palette = page.state().get("palette");
        input.key("ArrowDown");
        page.settle();
        assertNotEquals(palette, page.state().get("palette"));
        assertFalse(Arrays.equals(before.colors(), page.canvas("julia").colors()));
        input.key("ArrowUp");
        page.settle();
        page.canvas("julia").assertEqual(before, "back");
        browser.evaluate("document.getElementById('palette-search').focus()");
        input.text("virid");
        input.key("Enter");
        page.settle();
        assertEquals("viridis", page.state().get("palette"));
        page.type("#palette-search", "");
        browser.evaluate("document.getElementById('palette-search').focus()");
        input.text("navy,white,gold");
        input.key("Enter");
        page.settle();
        assertEquals("navy,white,gold", page.state().get("palette"));
        assertEquals(requests, tileRequests(), "colours are made in the page");
    }

    @Test
    void theOffsetRunsWithoutARequest() throws Exception {
        page.open(PLACE);
        long requests = tileRequests();
        long frames = Long.parseLong(browser.evaluate("document.getElementById('julia').dataset.frames"));
        page.click("#animate");
        browser.evaluate("new Promise(done => setTimeout(done, 1000))");
        page.click("#animate");
        page.settle();
        frames = Long.parseLong(browser.evaluate("document.getElementById('julia').dataset.frames")) - frames;
        assertTrue(frames >= 8, frames + " frames in a second");
        assertEquals(requests, tileRequests());
        double offset = page.number("palette-offset");
        assertTrue(offset > 0 && offset <= 1, () -> "offset " + offset);
        Pixels shown = page.canvas("julia");
        page.open(browser.evaluate("location.hash.slice(1)"));
        page.canvas("julia").assertEqual(shown, "opened with that offset");
        page.click("#undo");
        page.settle();
    }

    @Test
    void scalePeriodAndTheOthersAreSet() throws Exception {
        page.open(PLACE);
        page.click("#scale label:nth-of-type(1)");
        page.type("#period", "12.5");
        page.click("#reverse");
        page.click("#flat");
        page.settle();
        Map<String, String> state = page.state();
        assertEquals("linear 12.5 true true", String.join(" ", state.get("palette-scale"), state.get("palette-period"),
                state.get("palette-reverse"), state.get("flat")));
        page.type("#period", "often");
        page.awaitNote("cannot repeat after “often”");
        assertEquals("12.5", page.state().get("palette-period"));
    }

    @Test
    void theOrbitOfThePointUnderTheCursorIsDrawn() throws Exception {
        page.open(PLACE);
        page.click("#orbit");
        Place place = page.at("#julia", 0.4, 0.45);
        input.move(place.x(), place.y());
        page.settle();
        assertEquals("true", browser.evaluate("document.getElementById('orbit').ariaPressed"));
        Pixels lines = page.image("orbit-lines");
        assertTrue(Arrays.stream(lines.colors()).filter(color -> color != 0).count() > 200);
        Place corner = page.at("#julia", 0, 0);
        int start = lines.get((int) (place.x() - corner.x()), (int) (place.y() - corner.y()));
        assertEquals(255, start >>> 24, "the orbit does not begin at the cursor");
        input.key("o");
        page.settle();
        assertTrue(Arrays.stream(page.image("orbit-lines").colors()).allMatch(color -> color == 0));
    }

    @Test
    void theMinimapShowsWhereOneIsAndGoesElsewhere() throws Exception {
        page.open("c=-0.835-0.2321i&center=0,0&zoom=1&itermax=100&palette=frostfire");
        assertEquals("true", browser.evaluate("document.getElementById('minimap').hidden"));
        page.open(PLACE.replace("zoom=2", "zoom=12"));
        browser.await("!document.getElementById('minimap').hidden", ExplorerPage.SOON);
        browser.evaluate("document.querySelector('#minimap canvas').id = 'small'");
        for (int tries = 0; tries < 100 && page.image("small").variety() < 10; tries++) {
            Thread.sleep(50);
        }
        assertTrue(page.image("small").variety() >= 10);
        Place place = page.at("#minimap", 0.25, 0.5);
        input.click(place.x(), place.y());
        page.settle();
        assertTrue(Double.parseDouble(page.state().get("center").split(",")[0]) < -0.4, page.state()::toString);
        Place frame = page.middleOf("#minimap .frame");
        assertEquals(place.x(), frame.x(), 2);
        assertEquals(place.y(), frame.y(), 2);
    }
}
