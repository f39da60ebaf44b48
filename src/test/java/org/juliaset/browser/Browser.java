package org.juliaset.browser;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** A page in headless Chromium, driven through the Chrome DevTools protocol. */
public final class Browser implements AutoCloseable {
    private final Chromium process;
    private final DevTools protocol;
    private final PageLog log = new PageLog();
    private final Input input;

    /** Whether Chromium is installed. */
    public static boolean isInstalled() {
        return Chromium.installed().isPresent();
    }

    /**
     * Opens an empty page.
     *
     * @param profile an empty folder for what Chromium keeps
     * @param width and height of the page's window, pixels
     */
    public static Browser open(Path profile, int width, int height) throws Exception {
        Browser browser = new Browser(profile);
        for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
            browser.protocol.send(domain + ".enable", Map.of());
        }
        // as a window that a person looks at: fields blink, and the clipboard can be read
        browser.protocol.send("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
        browser.resize(width, height, 1);
        return browser;
    }

    private Browser(Path profile) throws Exception {
        this.process = new Chromium(profile);
        try {
            HttpClient client = HttpClient.newHttpClient();
            this.protocol = new DevTools(client, process.socket(client), log::take);
        } catch (Exception | Error e) {
            process.end();
            throw e;
        }
        this.input = new Input(protocol);
    }

    /** Returns the mouse, the keys and the fingers. */
    public Input input() {
        return input;
    }

    /** Opens an address, runs a script there and waits for the promise that it returns. */
    public void goTo(String address, String script) throws Exception {
        log.clearRequests();
        // the same page with another fragment would not be loaded again
        protocol.send("Page.navigate", Map.of("url", "about:blank"));
        JsonObject result = protocol.send("Page.navigate", Map.of("url", address));
        if (result.has("errorText")) {
            throw new AssertionError(address + ": " + result);
        }
        evaluate("new Promise(done => document.readyState === 'complete' ? done() : "
                + "addEventListener('load', () => done()))");
        evaluate(script);
    }

    /**
     * Runs a script on the page with user activation, as after a click. If its value is a promise, waits for that.
     *
     * @return the value as text, empty where there is none, and JSON where it is an object
     */
    public String evaluate(String script) throws Exception {
        JsonObject result = protocol.send("Runtime.evaluate",
                Map.of("expression", script, "awaitPromise", true, "returnByValue", true, "userGesture", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(script + ": " + result);
        }
        JsonElement value = result.getAsJsonObject("result").get("value");
        if (value == null || value.isJsonNull()) {
            return "";
        }
        return value.isJsonPrimitive() ? value.getAsString() : value.toString();
    }

    /** Waits until an expression is true on the page, also across a change of the page. */
    public void await(String condition, Duration limit) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (!isTrue(condition)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not true after " + limit.toMillis() + " ms: " + condition);
            }
            Thread.sleep(20);
        }
    }

    /** Whether an expression is true on the page; false while the page changes to another. */
    private boolean isTrue(String condition) throws Exception {
        try {
            return evaluate("!!(" + condition + ")").equals("true");
        } catch (DevTools.PageLeftError e) {
            return false;
        }
    }

    /**
     * Changes the size of the window.
     *
     * @param width and height in pixels of the page
     * @param scale pixels of the screen for each of the page
     */
    public void resize(int width, int height, double scale) throws Exception {
        protocol.send("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", false));
    }

    /**
     * Sets what the page is told of a person's wishes.
     *
     * @param scheme light or dark
     * @param motion reduce or no-preference
     */
    public void prefer(String scheme, String motion) throws Exception {
        protocol.send("Emulation.setEmulatedMedia", Map.of("features", List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "prefers-reduced-motion", "value", motion))));
    }

    /** Allows pages of an origin to write and read the clipboard. */
    public void allowClipboard(String origin) throws Exception {
        protocol.send("Browser.grantPermissions", Map.of("origin", origin,
                "permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
    }

    /** Returns the visible part of the page. */
    public BufferedImage screenshot() throws Exception {
        String data = protocol.send("Page.captureScreenshot", Map.of("format", "png")).get("data").getAsString();
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data)));
    }

    /** Returns all requests since the last page was opened. */
    public List<String> requests() {
        return log.requests();
    }

    /** Returns the requests of all pages that got no answer or one of status 400 and more, but for cancelled ones. */
    public List<String> failedRequests() {
        return log.failedRequests();
    }

    /** Returns the exceptions of all pages, and the errors and warnings on their consoles. */
    public List<String> errors() {
        return log.errors();
    }

    /** Forgets what failed, for a test that has caused it. */
    public void clearFailures() {
        log.clearFailures();
    }

    @Override
    public void close() {
        try {
            protocol.endBrowser();
            process.awaitEnd();
        } finally {
            protocol.close();
            process.end();
        }
    }
}
