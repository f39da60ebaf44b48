package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.juliaset.browser.Input.Place;
import org.junit.jupiter.api.Test;

/** Moving around in the explorer with the mouse and fingers. */
class ExploreMovesIT extends ExplorerTests {
    /** The width of the plane in a pane at zoom 1. */
    private static final double USUAL_WIDTH = 3.2;

    private static final String PLACE = "c=-0.835-0.2321i&center=0.1,0.05&zoom=2&itermax=100&palette=frostfire";

    /** The way of one pixel in a pane. */
    private static double spacing(String pane, double zoom) throws Exception {
        return USUAL_WIDTH / zoom / Double.parseDouble(browser.evaluate("document.getElementById('" + pane
                + "').clientWidth"));
    }

    private static double[] pair(String name) throws Exception {
        String[] parts = page.state().get(name).split(",");
        return new double[] {Double.parseDouble(parts[0]), Double.parseDouble(parts[1])};
    }

    /** Returns the point that the status line names under the pointer. */
    private static double[] pointUnder(Place place) throws Exception {
        input.move(place.x(), place.y());
        browser.await("document.getElementById('status-point').textContent !== ''", ExplorerPage.SOON);
        page.settle();
        String[] parts = page.textOf("#status-point").replaceAll("^. = |i$", "").split(" ");
        double imaginary = Double.parseDouble(parts[2]);
        return new double[] {Double.parseDouble(parts[0]), parts[1].equals("−") ? -imaginary : imaginary};
    }

    private static void assertNear(double[] expected, double[] actual, double most) {
        assertEquals(expected[0], actual[0], most);
        assertEquals(expected[1], actual[1], most);
    }

    @Test
    void thePrintedAddressShowsBothSetsAndLosesItsKey() throws Exception {
        assertTrue(page.address().getRawQuery().matches("key=[\\w-]{20,}"), page.address()::toString);
        page.open();
        assertEquals("", browser.evaluate("location.search"));
        assertEquals("-0.835-0.2321i", page.state().get("c"));
        assertTrue(page.canvas("julia").variety() > 100);
        assertTrue(page.canvas("map").variety() > 100);
        // a page that is loaded again needs no key
        browser.evaluate("document.documentElement.dataset.old = ''; setTimeout(() => location.reload())");
        browser.await("document.documentElement && !('old' in document.documentElement.dataset)", ExplorerPage.SOON);
        page.settle();
        assertTrue(page.canvas("julia").variety() > 100);
    }

    @Test
    void aPageWithoutAKeySaysWhatToOpen() throws Exception {
        page.open("c=-1");
        browser.evaluate("sessionStorage.clear()");
        browser.goTo(page.origin(), "0");
        browser.await("!document.querySelector('[role=alert]').hidden", ExplorerPage.SOON);
        String alert = page.textOf("[role=alert]");
        assertTrue(alert.contains("address that the terminal shows"), alert);
        assertEquals(0, tileRequests());
    }

    @Test
    void draggingOnTheMapMovesCAndRedrawsAsItGoes() throws Exception {
        page.open("c=-0.8,0.2&itermax=100&palette=frostfire&zoom=1&center=0,0");
        Place start = page.at("#map", 0.3, 0.3);
        Place end = page.at("#map", 0.6, 0.25);
        int steps = 60;
        long frames = Long.parseLong(browser.evaluate("document.getElementById('julia').dataset.frames"));
        input.move(start.x(), start.y());
        input.mouse("mousePressed", start.x(), start.y(), Map.of("button", "left", "buttons", 1, "clickCount", 1));
        for (int step = 1; step <= steps; step++) {
            double share = (double) step / steps;
            input.mouse("mouseMoved", start.x() + (end.x() - start.x()) * share,
                    start.y() + (end.y() - start.y()) * share, Map.of("button", "left", "buttons", 1));
            Thread.sleep(16);
        }
        frames = Long.parseLong(browser.evaluate("document.getElementById('julia').dataset.frames")) - frames;
        input.mouse("mouseReleased", end.x(), end.y(), Map.of("button", "left", "clickCount", 1));
        page.settle();
        // one for each move where the machine does nothing else
        assertTrue(frames >= steps / 4, frames + " frames for " + steps + " moves");
        String[] c = page.state().get("c").split("(?<=\\d)(?=[+-])");
        double[] point = {Double.parseDouble(c[0]), Double.parseDouble(c[1].replace("i", ""))};
        assertNear(pointUnder(end), point, 1.01 * spacing("map", page.number("map-zoom")));
        Place cross = page.middleOf("#crosshair");
        assertEquals(end.x(), cross.x(), 1.5);
        assertEquals(end.y(), cross.y(), 1.5);
        // when the pointer rests, all is as if it had been there from the first
        Pixels moved = page.canvas("julia");
        page.open(browser.evaluate("location.hash.slice(1)"));
        moved.assertEqual(page.canvas("julia"), "after the drag");
    }

    @Test
    void theWheelZoomsAtThePointer() throws Exception {
        page.open(PLACE);
        Place place = page.at("#julia", 0.3, 0.4);
        double[] point = pointUnder(place);
        for (int turn = 0; turn < 4; turn++) {
            input.wheel(place.x(), place.y(), -120);
        }
        page.settle();
        double zoom = page.number("zoom");
        assertEquals(2 * Math.pow(2, 4 * 120 / 360.0), zoom, 0.01);
        assertNear(point, pointUnder(place), 2 * spacing("julia", zoom));
        for (int turn = 0; turn < 4; turn++) {
            input.wheel(place.x(), place.y(), 120);
        }
        page.settle();
        assertEquals(2, page.number("zoom"), 0.001);
        assertNear(new double[] {0.1, 0.05}, pair("center"), 2 * spacing("julia", 2));
        // the map zooms as well
        double mapZoom = page.number("map-zoom");
        input.wheel(page.middleOf("#map").x(), page.middleOf("#map").y(), -120);
        page.settle();
        assertTrue(page.number("map-zoom") > mapZoom);
        assertEquals(2, page.number("zoom"), 0.001);
    }

    @Test
    void aDragMovesThePictureAndADoubleClickZooms() throws Exception {
        page.open(PLACE);
        Place start = page.at("#julia", 0.3, 0.4);
        double[] point = pointUnder(start);
        Place end = new Place(start.x() + 110, start.y() + 75);
        input.drag(start, end, 6);
        page.settle();
        assertNear(point, pointUnder(end), 1.5 * spacing("julia", 2));
        double[] center = pair("center");
        assertEquals(0.1 - 110 * spacing("julia", 2), center[0], spacing("julia", 2));
        assertEquals(0.05 + 75 * spacing("julia", 2), center[1], spacing("julia", 2));
        input.doubleClick(end.x(), end.y());
        page.settle();
        assertEquals(4, page.number("zoom"), 1e-9);
        assertNear(point, pointUnder(end), 1.5 * spacing("julia", 2));
        for (int count = 1; count <= 2; count++) {
            Map<String, ?> left = Map.of("button", "left", "clickCount", count, "modifiers", 8);
            input.mouse("mousePressed", end.x(), end.y(), left);
            input.mouse("mouseReleased", end.x(), end.y(), left);
        }
        page.settle();
        assertEquals(2, page.number("zoom"), 1e-9);
    }

    @Test
    void fingersMoveAndPinchThePicture() throws Exception {
        input.enableTouch(true);
        try {
            page.open(PLACE);
            Place middle = page.middleOf("#julia");
            Place left = new Place(middle.x() - 60, middle.y());
            Place right = new Place(middle.x() + 60, middle.y());
            input.swipe(List.of(left, right), List.of(new Place(left.x() - 60, left.y()),
                    new Place(right.x() + 60, right.y())), 8);
            page.settle();
            assertEquals(4, page.number("zoom"), 0.2);
            assertNear(new double[] {0.1, 0.05}, pair("center"), 3 * spacing("julia", 2));
            double zoom = page.number("zoom");
            double[] center = pair("center");
            input.swipe(List.of(middle), List.of(new Place(middle.x() - 80, middle.y() - 40)), 5);
            page.settle();
            assertEquals(zoom, page.number("zoom"));
            assertEquals(center[0] + 80 * spacing("julia", zoom), pair("center")[0], spacing("julia", zoom));
            assertEquals(center[1] - 40 * spacing("julia", zoom), pair("center")[1], spacing("julia", zoom));
            input.tap(middle.x(), middle.y());
            input.tap(middle.x(), middle.y());
            page.settle();
            assertEquals(2 * zoom, page.number("zoom"), 1e-4 * zoom);
            // and c
            String c = page.state().get("c");
            input.swipe(List.of(page.at("#map", 0.5, 0.5)), List.of(page.at("#map", 0.4, 0.4)), 5);
            page.settle();
            assertNotEquals(c, page.state().get("c"));
        } finally {
            input.enableTouch(false);
        }
    }

    @Test
    void whereTheNumbersEndThePageSaysSo() throws Exception {
        page.open("c=-0.835-0.2321i&center=0.259871710612,0.155034640817&zoom=1e12&itermax=300");
        Place middle = page.middleOf("#julia");
        for (int turn = 0; turn < 16; turn++) {
            input.wheel(middle.x(), middle.y(), -720);
        }
        page.awaitNote("64-bit numbers");
        page.settle();
        double zoom = page.number("zoom");
        assertTrue(zoom > 1e12 && zoom < 1e15, () -> "zoom " + zoom);
    }

    @Test
    void theProgramThatEndsIsMissedAndFoundAgain() throws Exception {
        try (ExplorerPage other = ExplorerPage.start(folder, browser)) {
            other.open(PLACE);
            other.program().destroy();
            other.program().onExit().join();
            input.wheel(page.middleOf("#julia").x(), page.middleOf("#julia").y(), -120);
            browser.await("!document.querySelector('[role=alert]').hidden", ExplorerPage.SOON);
            assertTrue(page.textOf("[role=alert]").contains("does not answer"), page.textOf("[role=alert]"));
            browser.goTo("about:blank", "0");
        }
        assertTrue(browser.failedRequests().stream().allMatch(request -> request.startsWith("net::ERR_")));
        browser.clearFailures();
    }
}
