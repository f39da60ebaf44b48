package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The keys of the explorer. */
class ExploreKeysIT extends ExplorerTests {
    private static final String PLACE =
            "c=-0.835-0.2321i&center=0.1,0.05&zoom=2&itermax=100&palette=frostfire&map-center=-0.6,0&map-zoom=1";

    /** Returns what differs in the address after some keys. */
    private static Map<String, String> changes(String... keys) throws Exception {
        Map<String, String> before = page.state();
        for (String key : keys) {
            input.key(key);
        }
        page.settle();
        Map<String, String> after = new TreeMap<>(page.state());
        after.entrySet().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
        return after;
    }

    @Test
    void keysMoveAndZoomThePaneThatHasTheFocus() throws Exception {
        page.open(PLACE);
        assertEquals(Map.of("zoom", "3"), changes("+"));
        assertEquals(Map.of("zoom", "2"), changes("-"));
        assertEquals("center", String.join(" ", changes("ArrowRight", "ArrowUp").keySet()));
        assertTrue(Double.parseDouble(page.state().get("center").split(",")[0]) > 0.1, page.state()::toString);
        assertTrue(Double.parseDouble(page.state().get("center").split(",")[1]) > 0.05, page.state()::toString);
        assertEquals(Map.of("center", "0.1,0.05"), changes("ArrowLeft", "ArrowDown"));
        assertEquals("c", String.join(" ", changes("Shift+ArrowLeft", "Shift+ArrowUp").keySet()));
        assertEquals("c", String.join(" ", changes("Shift+ArrowRight", "Shift+ArrowDown").keySet()));
        assertTrue(page.state().get("c").matches("-0\\.835\\d*-0\\.232\\d*i"), page.state()::toString);
        changes("0");
        assertEquals("0,0", page.state().get("center"));
        changes("+", "ArrowUp", "Home");
        assertEquals("0,0", page.state().get("center"));
        browser.evaluate("document.getElementById('map').focus()");
        assertEquals("map-zoom", String.join(" ", changes("+").keySet()));
        assertEquals("map-center", String.join(" ", changes("ArrowLeft").keySet()));
        browser.evaluate("document.getElementById('crosshair').focus()");
        assertEquals("c", String.join(" ", changes("ArrowLeft", "ArrowDown").keySet()));
    }

    @Test
    void keysChangeTheLooksAndTakeThemBack() throws Exception {
        page.open(PLACE);
        browser.await("document.querySelectorAll('#palettes input').length > 10", ExplorerPage.SOON);
        assertEquals("palette", String.join(" ", changes("p").keySet()));
        assertNotEquals("frostfire", page.state().get("palette"));
        assertEquals(Map.of("palette", "frostfire"), changes("Shift+P"));
        assertEquals(Map.of("itermax", "125"), changes("]"));
        assertEquals(Map.of("itermax", "100"), changes("["));
        assertEquals(Map.of("itermax", "125"), changes("z"));
        assertEquals(Map.of("itermax", "100"), changes("y"));
        assertEquals(Map.of("itermax", "125"), changes("Control+z"));
        assertEquals(Map.of("itermax", "100"), changes("Control+Shift+z"));
        assertEquals(Map.of("orbit", "true"), changes("o"));
        changes("o");
        assertFalse(page.state().containsKey("orbit"));
    }

    @Test
    void keysOpenAndClosePartsOfThePage() throws Exception {
        page.open(PLACE);
        input.key("m");
        page.settle();
        assertEquals("false", browser.evaluate("document.getElementById('map').checkVisibility()"));
        input.key("m");
        input.key("r");
        assertEquals("true", browser.evaluate("document.getElementById('render').checkVisibility()"));
        input.key("?");
        browser.await("document.getElementById('help-dialog').open", ExplorerPage.SOON);
        String help = page.textOf("#help-keys");
        for (String words : "Wheel,Pinch,Double click,undo,redo,full screen,copy the link".split(",")) {
            assertTrue(help.contains(words), help);
        }
        input.key("Escape");
        browser.await("!document.getElementById('help-dialog').open", ExplorerPage.SOON);
        input.key("f");
        browser.await("document.body.classList.contains('full')", ExplorerPage.SOON);
        page.settle();
        assertEquals("false", browser.evaluate("document.getElementById('map').checkVisibility()"));
        assertTrue(page.canvas("julia").variety() > 20);
        input.key("Escape");
        browser.await("!document.body.classList.contains('full')", ExplorerPage.SOON);
        browser.evaluate("navigator.clipboard.writeText('')");
        input.key("c");
        page.awaitNote("Link copied");
        assertTrue(browser.evaluate("navigator.clipboard.readText()").contains("#c=-0.835-0.2321i"));
    }

    @Test
    void keysAreTextWhereTextIsTyped() throws Exception {
        page.open(PLACE);
        browser.evaluate("document.getElementById('c').focus(); document.getElementById('c').select()");
        for (String key : "0.3+0.5i".split("")) {
            input.key(key);
        }
        page.settle();
        assertEquals("0.3+0.5i 2 0.1,0.05", String.join(" ", page.state().get("c"), page.state().get("zoom"),
                page.state().get("center")));
        page.type("#c", "far away");
        page.settle();
        assertTrue(page.textOf("#c-problem").contains("Write c like"), page.textOf("#c-problem"));
        assertEquals("0.3+0.5i", page.state().get("c"));
    }
}
