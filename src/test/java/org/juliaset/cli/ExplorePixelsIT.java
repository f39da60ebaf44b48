package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pixels that the explorer shows are those of the file that the copied command writes. */
class ExplorePixelsIT extends ExplorerTests {
    private static final String PLACE = "c=-0.835-0.2321i&center=0.3,0.05&zoom=1.5&";

    @BeforeAll
    static void openTheFirstPage() throws Exception {
        browser.resize(800, 460, 1);
        page.open("c=-1");
    }

    /** Changes the address of the page that is open. */
    private static void go(String state) throws Exception {
        browser.evaluate("location.hash = '#" + state + "'; 0");
        page.settle();
    }

    private static void assertShowsWhatTheCommandWrites(String what) throws Exception {
        String command = page.copied("copy-command");
        Pixels shown = page.canvas("julia");
        assertTrue(shown.variety() > 15, what);
        shown.assertEqual(Pixels.of(page.run(command)), what + ": " + command);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        // gray
        "itermax=100", "itermax=100&smooth", "itermax=300&itermin=7&threshold=50&precision=float",
        // colour, smooth and flat
        "palette=frostfire&auto", "palette=navy,white,gold&itermax=150&interior=%23804020&flat",
        // scales
        "palette=twilight&palette-scale=linear&itermax=200", "palette=twilight&palette-scale=sqrt&itermax=200&flat",
        "palette=twilight&palette-scale=equalised&itermax=200", "palette=viridis&palette-scale=equalised&flat",
        // period, offset, reverse
        "palette=twilight&palette-period=7.3&palette-scale=linear&itermax=200",
        "palette=viridis&palette-period=0.001&palette-offset=0.371&palette-reverse&itermax=5000",
        "palette=frostfire&palette-offset=-0.875&palette-reverse",
        // several samples a pixel
        "samples=2&itermax=100", "palette=frostfire&samples=2&itermax=200", "samples=3&palette=viridis&flat",
        "palette=twilight&palette-scale=equalised&itermax=200&samples=2",
    })
    void theCanvasIsTheCopiedCommandsPicture(String looks) throws Exception {
        go(PLACE + looks);
        assertShowsWhatTheCommandWrites(looks);
    }

    @ParameterizedTest
    @ValueSource(strings = {"300", "1e6", "1e12"})
    void soItIsFarInAsWell(String zoom) throws Exception {
        // a fixed point, around which the set is a spiral at every scale
        go("c=-0.835-0.2321i&center=-0.5475083268653449,-0.1107867088248149&zoom=" + zoom
                + "&itermax=2000&palette=frostfire&palette-period=90");
        assertShowsWhatTheCommandWrites(zoom);
    }

    @Test
    void itIsStillSoAfterColorsWereChangedWithoutARequest() throws Exception {
        go(PLACE + "palette=frostfire&itermax=200");
        long before = tileRequests();
        go(PLACE + "palette=frostfire&itermax=200&palette-offset=0.4&palette-period=33&palette-reverse");
        assertEquals(before, tileRequests());
        assertShowsWhatTheCommandWrites("changed");
    }

    @Test
    void itIsStillSoAfterAWayOfMovesAndZooms() throws Exception {
        go(PLACE + "palette=frostfire&auto");
        input.drag(page.at("#julia", 0.7, 0.6), page.at("#julia", 0.41, 0.37), 7);
        for (int turn = 0; turn < 5; turn++) {
            input.wheel(page.at("#julia", 0.3, 0.6).x(), page.at("#julia", 0.3, 0.6).y(), -120);
        }
        input.drag(page.middleOf("#map"), page.at("#map", 0.52, 0.41), 9);
        page.settle();
        assertShowsWhatTheCommandWrites("moved");
    }

    @Test
    void theMapIsWhatTheProgramWritesOfTheMap() throws Exception {
        go(PLACE + "palette=frostfire&auto&map-center=-0.75,0.1&map-zoom=12");
        Pixels shown = page.canvas("map");
        assertTrue(shown.variety() > 15);
        // the limit is that of the map's zoom
        Path file = page.run("juliaset --map --center=-0.75,0.1 --zoom=12 --size=" + shown.width() + "x"
                + shown.height() + " -M=350 --palette=frostfire -o=map.png");
        shown.assertEqual(Pixels.of(file), "map");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 1.5})
    void theScreenShowsThePixelsOfTheCanvasAtAnyDensity(double density) throws Exception {
        browser.resize(800, 460, density);
        try {
            page.open(PLACE + "palette=frostfire&itermax=200");
            Pixels shown = page.canvas("julia");
            BufferedImage screen = browser.screenshot();
            assertEquals(screen.getWidth(), (int) (800 * density));
            assertEquals(Math.round(density * page.number("#julia", "clientWidth")), shown.width(), 1);
            // clear of what lies over the picture, in the middle
            int left = (int) Math.round(page.at("#julia", 0, 0).x() * density);
            int top = (int) Math.round(page.at("#julia", 0, 0).y() * density);
            for (int row = shown.height() / 4; row < shown.height() * 3 / 4; row++) {
                for (int column = shown.width() / 4; column < shown.width() * 3 / 4; column++) {
                    assertEquals(Integer.toHexString(shown.get(column, row)),
                            Integer.toHexString(screen.getRGB(left + column, top + row) & 0xFFFFFF),
                            column + ", " + row);
                }
            }
            assertShowsWhatTheCommandWrites("density " + density);
        } finally {
            browser.resize(800, 460, 1);
        }
    }
}
