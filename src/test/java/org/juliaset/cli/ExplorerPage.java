package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.juliaset.browser.Browser;
import org.juliaset.browser.Input.Place;

/** The explorer as a person has it: the program in a process, and its page in Chromium. */
final class ExplorerPage implements AutoCloseable {
    /** Enough for whatever is to happen at once, on a machine that is busy with other tests. */
    static final Duration SOON = Duration.ofSeconds(20);

    /** A promise that is fulfilled when nothing has been on its way for so long that the address is up to date. */
    private static final String CALM = """
            new Promise(done => {
              let since = performance.now();
              const look = () => {
                const now = performance.now();
                if (document.documentElement.dataset.settled !== "true") { since = now; }
                if (now - since > 300) { done(); } else { setTimeout(look, 15); }
              };
              look();
            })""";

    private static final String PIXELS = """
            (canvas => {
              const { width, height } = canvas;
              const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
              copy.drawImage(canvas, 0, 0);
              const { data } = copy.getImageData(0, 0, width, height);
              let text = "";
              for (let k = 0; k < data.length; k += 0x8000) {
                text += String.fromCharCode(...data.subarray(k, k + 0x8000));
              }
              return width + " " + height + " " + btoa(text);
            })(document.getElementById("%s"))""";

    private final Path folder;
    private final Browser browser;
    private final Process program;
    private final URI address;

    /** Fails the assumption of a test where there is no Chromium. */
    static void requireChromium() {
        assumeTrue(Browser.isInstalled(), "no Chromium: the explorer could not be tested");
    }

    /**
     * Starts the program.
     *
     * @param folder where its files go
     * @param options of the command explore
     */
    static ExplorerPage start(Path folder, Browser browser, String... options) throws Exception {
        return new ExplorerPage(folder, browser, "explore", options);
    }

    /**
     * Starts the program with the timeline of a film.
     *
     * @param options of the command animate
     */
    static ExplorerPage preview(Path folder, Browser browser, String... options) throws Exception {
        return new ExplorerPage(folder, browser, "animate", options);
    }

    private ExplorerPage(Path folder, Browser browser, String command, String[] options) throws Exception {
        this.folder = folder;
        this.browser = browser;
        Path out = Files.createTempFile("juliaset-test", ".out");
        Path err = Files.createTempFile("juliaset-test", ".err");
        this.program = Program.in(folder, command, "--no-browser", "--port=0", "--device=cpu")
                .with(options)
                .start(out.toFile(), err.toFile());
        try {
            this.address = address(out, err);
            browser.allowClipboard("http://" + address.getAuthority());
        } catch (Exception | Error e) {
            close();
            throw e;
        }
    }

    private URI address(Path out, Path err) throws IOException, InterruptedException {
        for (int tries = 0; tries < 1500 && program.isAlive(); tries++) {
            String text = Files.readString(out);
            if (text.contains("\n")) {
                return URI.create(text.substring(0, text.indexOf('\n')));
            }
            Thread.sleep(20);
        }
        throw new AssertionError("the explorer did not start: " + Files.readString(err));
    }

    /** Returns the address that the program has printed. */
    URI address() {
        return address;
    }

    Process program() {
        return program;
    }

    /** Returns the start of the address of everything that the page may ask for. */
    String origin() {
        return "http://" + address.getAuthority() + "/";
    }

    /** Opens the page anew at a state, as the address spells it, and waits until all of it is drawn. */
    void open(String state) throws Exception {
        begin(state);
        settle();
    }

    /** Opens the page anew at a state, and waits for no more than its script. */
    void begin(String state) throws Exception {
        browser.goTo(origin() + "?" + address.getRawQuery() + "#" + state, "0");
    }

    /** Opens the page as its address was printed. */
    void open() throws Exception {
        browser.goTo(address.toString(), "0");
        settle();
    }

    /** Waits until all is drawn. */
    void settle() throws Exception {
        browser.await("document.documentElement.dataset.settled === 'true'", SOON);
        browser.evaluate(CALM);
    }

    /** Returns the values in the address of the page. */
    Map<String, String> state() throws Exception {
        Map<String, String> values = new TreeMap<>();
        for (String pair : browser.evaluate("decodeURIComponent(location.hash.slice(1))").split("&")) {
            String[] parts = pair.split("=", 2);
            values.put(parts[0], parts[1]);
        }
        return values;
    }

    double number(String name) throws Exception {
        return Double.parseDouble(state().get(name));
    }

    /** Returns a property of an element. */
    double number(String selector, String property) throws Exception {
        return Double.parseDouble(browser.evaluate("document.querySelector('" + selector + "')." + property));
    }

    /** Returns the middle of an element. */
    Place middleOf(String selector) throws Exception {
        return at(selector, 0.5, 0.5);
    }

    /** Returns a place in an element, by its shares of the width and the height. */
    Place at(String selector, double across, double down) throws Exception {
        String[] place = browser.evaluate("(({left, top, width, height}) => "
                + "[left + " + across + " * width, top + " + down + " * height].join())"
                + "(document.querySelector('" + selector + "').getBoundingClientRect())").split(",");
        return new Place(Double.parseDouble(place[0]), Double.parseDouble(place[1]));
    }

    /** Clicks on an element after it is scrolled to. */
    void click(String selector) throws Exception {
        browser.evaluate("document.querySelector('" + selector + "').scrollIntoView({ block: 'nearest' })");
        Place place = middleOf(selector);
        browser.input().click(place.x(), place.y());
    }

    /** Writes into a field in place of what is there, and leaves it. */
    void type(String selector, String text) throws Exception {
        browser.evaluate("document.querySelector('" + selector + "').focus();"
                + " document.querySelector('" + selector + "').select()");
        browser.input().text(text);
        browser.input().key("Tab");
    }

    /** Chooses a tab of the settings. */
    void openTab(String name) throws Exception {
        click("#tab-" + name);
        browser.await("!document.getElementById('" + name + "').hidden", SOON);
    }

    String textOf(String selector) throws Exception {
        return browser.evaluate("document.querySelector('" + selector + "').textContent");
    }

    /** Waits until a note is shown that contains some words. */
    void awaitNote(String words) throws Exception {
        browser.await("document.getElementById('notes').textContent.includes(" + quoted(words) + ")", SOON);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** Returns the pixels of a canvas that cannot be seen through. */
    Pixels canvas(String id) throws Exception {
        Pixels pixels = image(id);
        for (int k = 0; k < pixels.colors().length; k++) {
            assertEquals(255, pixels.colors()[k] >>> 24, "pixel " + k + " can be seen through");
            pixels.colors()[k] &= 0xFFFFFF;
        }
        return pixels;
    }

    /** Returns the pixels of a canvas as 0xAARRGGBB. */
    Pixels image(String id) throws Exception {
        String[] parts = browser.evaluate(PIXELS.formatted(id)).split(" ");
        byte[] bytes = Base64.getDecoder().decode(parts[2]);
        int[] colors = new int[bytes.length / 4];
        for (int k = 0; k < colors.length; k++) {
            colors[k] = (bytes[4 * k + 3] & 0xFF) << 24
                    | (bytes[4 * k] & 0xFF) << 16 | (bytes[4 * k + 1] & 0xFF) << 8 | bytes[4 * k + 2] & 0xFF;
        }
        return new Pixels(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), colors);
    }

    /** Chooses an entry of the menu that copies, and returns what is on the clipboard then. */
    String copied(String entry) throws Exception {
        browser.evaluate("navigator.clipboard.writeText('')");
        click("#share");
        click("#" + entry);
        for (int tries = 0; tries < 500; tries++) {
            String text = browser.evaluate("navigator.clipboard.readText()");
            if (!text.isEmpty()) {
                return text;
            }
            Thread.sleep(20);
        }
        throw new AssertionError(entry + " copies nothing; notes: " + textOf("#notes"));
    }

    /** Runs a line in a shell that finds the program, in an empty folder, and returns the picture that it leaves. */
    Path run(String line) throws IOException {
        Path work = Files.createTempDirectory(folder, "run");
        String path = Program.LAUNCHER.getParent() + ":" + System.getenv("PATH");
        Program.command(work, "sh", "-c", line).env("PATH", path).succeed();
        List<String> names = new ArrayList<>(Program.namesIn(work));
        names.removeIf(name -> name.matches(".*(_files|\\.html|\\.json)"));
        assertEquals(1, names.size(), names::toString);
        return work.resolve(names.get(0));
    }

    @Override
    public void close() {
        program.destroy();
        try {
            if (!program.waitFor(20, TimeUnit.SECONDS)) {
                program.destroyForcibly();
                throw new AssertionError("the explorer did not end");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
