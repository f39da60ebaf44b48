package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
import org.juliaset.Decoded;
import org.juliaset.Pyramid;
import org.juliaset.browser.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The viewer of a Deep Zoom picture, as a browser shows it from the disk. */
@Tag("one-jdk")
class DeepZoomViewerIT {
    private static final int WINDOW_WIDTH = 800;
    private static final int WINDOW_HEIGHT = 500;
    private static final int WIDTH = 3200;
    private static final int HEIGHT = 2000;
    private static final String NAME = "dragon & <co> 100% #1 é";

    /** A promise that is fulfilled when nothing moves and all visible tiles are loaded. */
    private static final String SETTLED = """
            new Promise(done => {
              let calm = 0;
              const look = () => {
                const v = viewer.isOpen() && viewer.viewport;
                const near = v && Math.abs(v.getZoom() / v.getZoom(true) - 1) < 1e-9;
                const same = near && v.getCenter().equals(v.getCenter(true));
                const loaded = same && viewer.world.getItemAt(0).getFullyLoaded() && !viewer.world.needsDraw();
                calm = loaded ? calm + 1 : 0;
                if (calm > 10) { done(); } else { requestAnimationFrame(look); }
              };
              look();
            })""";

    @TempDir
    static Path folder;

    @TempDir
    static Path profile;

    private static Browser browser;
    private static List<Pyramid.Gray> levels;

    @BeforeAll
    static void makeThePicture() throws Exception {
        assumeTrue(Browser.isInstalled(), "no Chromium: the viewer could not be tested");
        Program.in(folder, "-R=" + WIDTH, "--fast", "-o", NAME + ".dzi").succeed();
        Program.in(folder, "-R=" + WIDTH, "--fast", "-o", "plain.png").succeed();
        Program.in(folder, "-R=" + WIDTH, "-r=0", "-i=0", "-x=-0.5", "-X=0.5", "-y=-0.3", "-Y=0.3", "-o", "white.dzi")
                .succeed();
        byte[] samples = Decoded.samplesByJdk(Files.readAllBytes(folder.resolve("plain.png")));
        levels = Pyramid.levels(new Pyramid.Gray(WIDTH, HEIGHT, samples));
        browser = Browser.open(profile, WINDOW_WIDTH, WINDOW_HEIGHT);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void nothingFailedAndNothingCameFromElsewhere() {
        assertEquals(List.of(), browser.errors());
        assertEquals(List.of(), browser.failedRequests());
        String place = folder.toUri().toString();
        for (String request : browser.requests()) {
            assertTrue(
                    request.startsWith(place) || request.startsWith("data:") || request.equals("about:blank"), request);
        }
    }

    private static void open(String fragment) throws Exception {
        browser.goTo(folder.resolve(NAME + ".html").toUri() + fragment, SETTLED);
    }

    /** Full resolution, or an average of 2, 4, ... pixels on a side. */
    private static Pyramid.Gray level(int halvings) {
        return levels.get(levels.size() - 1 - halvings);
    }

    /** What a window shows that has a place of the picture in its middle. */
    private static IntBinaryOperator pixelsAround(double x, double y, double zoom) {
        return (column, row) -> level(0).get(
                (int) Math.floor(x + (column + 0.5 - WINDOW_WIDTH / 2) / zoom),
                (int) Math.floor(y + (row + 0.5 - WINDOW_HEIGHT / 2) / zoom));
    }

    /** Compares every pixel of the window that is not behind the buttons. */
    private static void assertShows(String what, IntBinaryOperator expected) throws Exception {
        BufferedImage shot = browser.screenshot();
        assertEquals(WINDOW_WIDTH + " x " + WINDOW_HEIGHT, shot.getWidth() + " x " + shot.getHeight());
        Rectangle buttons = new Rectangle(0, 0, 200, 48);
        for (int y = 0; y < WINDOW_HEIGHT; y++) {
            for (int x = 0; x < WINDOW_WIDTH; x++) {
                int gray = expected.applyAsInt(x, y);
                if (!buttons.contains(x, y) && (shot.getRGB(x, y) & 0xFFFFFF) != gray * 0x010101) {
                    Path kept = Path.of("target", "viewer-" + what + ".png");
                    ImageIO.write(shot, "png", kept.toFile());
                    throw new AssertionError(what + ": pixel " + x + ", " + y + " is "
                            + Integer.toHexString(shot.getRGB(x, y)) + " instead of gray " + gray + ", see " + kept);
                }
            }
        }
    }

    @Test
    void opensWithTheWholePictureInAverages() throws Exception {
        open("");
        assertEquals(NAME, browser.evaluate("document.title"));
        assertShows("whole", level(2)::get);
        assertTrue(browser.requests().stream().noneMatch(request -> request.contains("_files/12/")),
                "full resolution is not needed for this: " + browser.requests());
    }

    @Test
    void aButtonZoomsInToFullResolution() throws Exception {
        open("");
        String[] place = browser.evaluate("(({left, top, width, height}) =>"
                + " [left + width / 2, top + height / 2].join())"
                + "(document.getElementById('full').getBoundingClientRect())").split(",");
        browser.input().click(Double.parseDouble(place[0]), Double.parseDouble(place[1]));
        browser.evaluate(SETTLED);
        assertEquals("#x=1600&y=1000&zoom=1", browser.evaluate("location.hash"));
        assertShows("full", pixelsAround(1600, 1000, 1));
    }

    @Test
    void theWheelZoomsInAsFarAsEightToOne() throws Exception {
        open("#x=1000&y=1000&zoom=1");
        for (int turn = 0; turn < 20; turn++) {
            browser.input().wheel(400, 250, -120);
            browser.evaluate("new Promise(done => setTimeout(done, 80))");
        }
        browser.evaluate(SETTLED);
        assertEquals("#x=1000&y=1000&zoom=8", browser.evaluate("location.hash"));
        assertShows("wheel", pixelsAround(1000, 1000, 8));
    }

    @ParameterizedTest
    @CsvSource({
        "1024, 1024, 1", "1000, 700, 1", "2800, 1750, 1", "1536, 512, 4", "1023, 1025, 2", "401, 251, 4",
        "1024.3, 1024.7, 1", "1536.25, 1024.125, 1", "1024.3, 512.7, 2.5", "1024.4, 1535.9, 1.3", "511.7, 1024.2, 7.3",
    })
    void theAddressSaysWhichPixelsAreShown(double x, double y, double zoom) throws Exception {
        open("#x=" + x + "&y=" + y + "&zoom=" + zoom);
        assertShows("address", pixelsAround(x, y, zoom));
    }

    @ParameterizedTest
    @CsvSource({"1024, 1024, 1, 0.5", "1300, 900, 2, 0.25"})
    void halvesAndQuartersShowTheAverages(int x, int y, int halvings, String zoom) throws Exception {
        open("#x=" + x + "&y=" + y + "&zoom=" + zoom);
        int left = (x >> halvings) - WINDOW_WIDTH / 2;
        int top = (y >> halvings) - WINDOW_HEIGHT / 2;
        Pyramid.Gray level = level(halvings);
        assertShows("half", (column, row) -> {
            int c = left + column;
            int r = top + row;
            return c < 0 || r < 0 || c >= level.width() || r >= level.height() ? 0x22 : level.get(c, r);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "1024, 1024, 0.5", "1024.3, 1024.7, 0.8", "1023.9, 1030.1, 0.61", "1500.5, 1000, 0.33", "1024.3, 1024.7, 1",
        "1024.3, 1024.7, 1.05", "1024.3, 1024.7, 1.7", "1023.6, 1024.1, 7.3",
    })
    void tilesMeetWithoutSeamsAtAnyScale(double x, double y, double zoom) throws Exception {
        browser.goTo(folder.resolve("white.html").toUri() + "#x=" + x + "&y=" + y + "&zoom=" + zoom, SETTLED);
        assertShows("seams", (column, row) -> 255);
    }

    @Test
    void anAddressThatIsChangedMovesThePicture() throws Exception {
        open("#x=1000&y=700&zoom=1");
        browser.evaluate("location.hash = '#x=1700&y=900&zoom=1'");
        browser.evaluate(SETTLED);
        assertShows("moved", pixelsAround(1700, 900, 1));
        browser.evaluate("location.hash = ''");
        browser.evaluate(SETTLED);
        assertShows("home", level(2)::get);
    }
}
