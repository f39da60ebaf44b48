package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.juliaset.browser.Browser;
import org.juliaset.browser.Input;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Begins a class of tests with the explorer in a browser, and ends each test with a look at what failed in it. */
@Tag("one-jdk")
abstract class ExplorerTests {
    static final int WIDTH = 1000;
    static final int HEIGHT = 640;

    /** Where the program writes pictures. */
    @TempDir
    static Path folder;

    @TempDir
    private static Path profile;

    static Browser browser;
    static Input input;
    static ExplorerPage page;

    @BeforeAll
    static void start() throws Exception {
        ExplorerPage.requireChromium();
        browser = Browser.open(profile, WIDTH, HEIGHT);
        input = browser.input();
        page = ExplorerPage.start(folder, browser);
    }

    @AfterAll
    static void end() {
        try {
            if (page != null) {
                page.close();
            }
        } finally {
            if (browser != null) {
                browser.close();
            }
            page = null;
            browser = null;
        }
    }

    @AfterEach
    void nothingFailedAndNothingCameFromElsewhere() {
        List<String> errors = browser.errors();
        List<String> failedRequests = browser.failedRequests();
        browser.clearFailures();
        assertEquals(List.of(), failedRequests);
        assertEquals(List.of(), errors);
        for (String request : browser.requests()) {
            boolean isInPage = request.startsWith("blob:" + page.origin()) || request.startsWith("data:");
            assertTrue(isInPage || request.startsWith(page.origin()) || request.equals("about:blank"), request);
        }
    }

    /** Requires that one request has failed, for a test that is about that. */
    static void expectOneFailure(String request) {
        assertEquals(1, browser.failedRequests().size(), browser.failedRequests()::toString);
        assertTrue(browser.failedRequests().get(0).startsWith(request), browser.failedRequests()::toString);
        // Chromium writes each failed request to the console
        assertEquals(1, browser.errors().size(), browser.errors()::toString);
        browser.clearFailures();
    }

    /** Returns the number of tiles that the panes have asked for since the page was opened. */
    static long tileRequests() {
        return browser.requests().stream().filter(request -> request.contains("/api/tile?")).count();
    }
}
