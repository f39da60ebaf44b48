package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.juliaset.browser.Input.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to a view in the explorer and back: addresses, links, presets, pictures, undo and redo. */
class ExplorePlacesIT extends ExplorerTests {
    private static final String PLACE = "c=-0.835-0.2321i&center=0.1,0.05&zoom=2&itermax=100&palette=frostfire";

    @Test
    void anAddressThatIsChangedChangesTheView() throws Exception {
        page.open(PLACE);
        browser.evaluate("location.hash = '#c=0.285+0.01i&center=0.2,-0.1&zoom=3&itermax=150&palette=viridis'; 0");
        page.settle();
        Map<String, String> state = page.state();
        assertEquals("0.285+0.01i 0.2,-0.1 3 150 viridis", String.join(" ", state.get("c"), state.get("center"),
                state.get("zoom"), state.get("itermax"), state.get("palette")));
        assertEquals("0.285+0.01i", browser.evaluate("document.getElementById('c').value"));
        Pixels shown = page.canvas("julia");
        page.open("c=0.285+0.01i&center=0.2,-0.1&zoom=3&itermax=150&palette=viridis");
        page.canvas("julia").assertEqual(shown, "opened with that address");
    }

    @Test
    void aLinkShowsTheSameOnAnotherMachine() throws Exception {
        page.open(PLACE + "&palette-scale=equalised&palette-reverse&samples=2&orbit&map-center=-0.5,0.1&map-zoom=3");
        String link = page.copied("copy-link");
        assertTrue(link.startsWith(page.origin()), link);
        assertFalse(link.contains("key"), link);
        Pixels julia = page.canvas("julia");
        Pixels map = page.canvas("map");
        Map<String, String> state = page.state();
        try (ExplorerPage other = ExplorerPage.start(folder, browser)) {
            other.open(link.substring(link.indexOf('#') + 1));
            assertEquals(state, other.state());
            other.canvas("julia").assertEqual(julia, "Julia set");
            other.canvas("map").assertEqual(map, "map");
            browser.goTo("about:blank", "0");
        }
    }

    @Test
    void whatAnAddressCannotMeanIsSaid() throws Exception {
        page.begin("c=-1&zoom=-3&colour=red&palette=viridis");
        page.awaitNote("zoom cannot be “-3”");
        page.awaitNote("there is no parameter “colour”");
        page.settle();
        assertEquals("viridis", page.state().get("palette"));
        assertTrue(page.number("zoom") > 0.5, page.state()::toString);
        assertFalse(page.state().containsKey("colour"));
        page.canvas("julia");
    }

    @Test
    void stepsAreUndoneAndRedone() throws Exception {
        page.open(PLACE);
        assertEquals("true true", browser.evaluate("undo.disabled + ' ' + redo.disabled"));
        String first = browser.evaluate("location.hash");
        Pixels firstPixels = page.canvas("julia");
        page.type("#c", "-0.4+0.6i");
        page.settle();
        String second = browser.evaluate("location.hash");
        assertTrue(second.contains("c=-0.4+0.6i&"), second);
        input.drag(page.at("#julia", 0.5, 0.5), page.at("#julia", 0.3, 0.6), 12);
        page.settle();
        String third = browser.evaluate("location.hash");
        assertNotEquals(second, third);
        for (String expected : List.of(second, first)) {
            page.click("#undo");
            page.settle();
            assertEquals(expected, browser.evaluate("location.hash"));
        }
        page.canvas("julia").assertEqual(firstPixels, "undone");
        assertEquals("true false", browser.evaluate("undo.disabled + ' ' + redo.disabled"));
        for (String expected : List.of(second, third)) {
            page.click("#redo");
            page.settle();
            assertEquals(expected, browser.evaluate("location.hash"));
        }
        // a step from an earlier state ends the way that was undone
        page.click("#undo");
        page.click("#closer");
        page.settle();
        assertEquals("false true", browser.evaluate("undo.disabled + ' ' + redo.disabled"));
    }

    @Test
    void presetsAreShownInSmallAndOpened() throws Exception {
        page.open(PLACE);
        page.openTab("places");
        browser.await("document.querySelectorAll('#presets button').length >= 20", ExplorerPage.SOON);
        browser.evaluate("document.querySelectorAll('#presets canvas')"
                + ".forEach((canvas, k) => canvas.id = 'preset' + k)");
        for (int tries = 0; tries < 200 && page.image("preset1").variety() < 10; tries++) {
            Thread.sleep(50);
        }
        assertTrue(page.image("preset0").variety() >= 10);
        page.click("#presets button:nth-of-type(2)");
        page.settle();
        assertNotEquals("-0.835-0.2321i", page.state().get("c"));
        page.click("#undo");
        page.settle();
        assertEquals("-0.835-0.2321i", page.state().get("c"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "own.png  | -c=0.285+0.01i --center=0.1,0.2 --zoom=3 --size=%s -M=150 --palette=viridis --palette-period=20",
        "gray.png | -c=-0.4+0.6i --size=%s -M=90",
        "own.tif  | -c=-0.4+0.6i --zoom=2 --size=%s -M=120 --palette=twilight --samples=2",
    })
    void aDroppedPictureOpensItsView(String name, String options) throws Exception {
        page.open(PLACE);
        Pixels before = page.canvas("julia");
        String size = before.width() + "x" + before.height();
        Path picture = page.run("juliaset " + options.formatted(size) + " -o=" + name);
        Place middle = page.middleOf("#julia");
        input.drop(middle.x(), middle.y(), picture);
        page.awaitNote("The view of " + name);
        page.settle();
        Pixels expected = name.endsWith("tif") ? Pixels.of(page.run(page.copied("copy-command"))) : Pixels.of(picture);
        page.canvas("julia").assertEqual(expected, name);
        page.click("#undo");
        page.settle();
        page.canvas("julia").assertEqual(before, "undone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text.png", "foreign.png"})
    void aForeignPictureIsRefusedWithAReason(String name) throws Exception {
        page.open(PLACE);
        String state = browser.evaluate("location.hash");
        Path file = folder.resolve(name);
        if (name.startsWith("text")) {
            Files.writeString(file, "this is no picture");
        } else {
            ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        }
        Place middle = page.middleOf("#julia");
        input.drop(middle.x(), middle.y(), file);
        page.awaitNote(name + ": ");
        assertFalse(page.textOf("#notes").contains(folder.toString()), page.textOf("#notes"));
        expectOneFailure("400 " + page.origin() + "api/picture");
        assertEquals(state, browser.evaluate("location.hash"));
    }

    @Test
    void theCopiedScriptNamesWhatIsSeen() throws Exception {
        page.open(PLACE);
        String script = page.copied("copy-python");
        for (String words : new String[] {"import", "juliaset", "-0.835", "-0.2321", "frostfire", "100"}) {
            assertTrue(script.contains(words), script);
        }
    }
}
