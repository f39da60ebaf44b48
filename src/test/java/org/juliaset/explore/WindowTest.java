package org.juliaset.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.juliaset.parameters.Complex;
import org.juliaset.parameters.Parameter;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Values;
import org.juliaset.render.PictureSize;
import org.juliaset.render.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The middle and the zoom of a region. */
class WindowTest {
    private static Values region(String left, String right, String bottom, String top, String columns) {
        return Values.of(Map.of(
                "xleft", left, "xright", right, "ybot", bottom, "ytop", top, "resolution", columns));
    }

    private static Values view(double x, double y, double zoom, String size) {
        View view = new View(null, new Complex(x, y), null, zoom, false, PictureSize.ofPixels(size), null);
        return view.over(Values.NONE, Values.NONE, false, name -> name);
    }

    private static void assertSameEdges(Values expected, Window window, String size) {
        Values own = view(window.x(), window.y(), window.zoom(), size);
        for (Parameter<Double> edge : List.of(
                Parameters.XLEFT, Parameters.XRIGHT, Parameters.YBOT, Parameters.YTOP)) {
            assertEquals(expected.get(edge), own.get(edge), edge.name() + " of " + window);
        }
    }

    @Test
    void numbersThatAPersonGaveComeBack() {
        assertEquals(new Window(0, 0, 1), Window.of(Values.NONE));
        assertEquals(new Window(-0.25, 0.1875, 3.2), Window.of(region("-0.75", "0.25", "-0.125", "0.5", "640")));
        assertEquals(new Window(0.1, -0.02, 1234.5), Window.of(view(0.1, -0.02, 1234.5, "640x400")));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1, 1e3, 1e6, 1e9, 1e12, 3e13})
    void whatARegionWasMadeOfIsFoundAgain(double least) {
        Random random = new Random(7);
        for (int k = 0; k < 200; k++) {
            double zoom = least * Math.exp(random.nextDouble());
            Complex center = new Complex(3 * random.nextDouble() - 1.5, 2 * random.nextDouble() - 1);
            Values values = view(center.real(), center.imag(), zoom, "640x361");
            assertSameEdges(values, Window.exact(values, center, zoom), "640x361");
        }
    }

    /** Twelve digits are too few for these. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0.9, 1280x720", "1.5275031186435346, -0.07591217835228786, 1e9, 1920x1080",
        "-0.123456789012345, 0.3, 1.23456789012345, 640x360"
    })
    void digitsAreAddedUntilTheEdgesAreTheSame(double x, double y, double zoom, String size) {
        Values values = view(x, y, zoom, size);
        assertSameEdges(values, Window.exact(values, null, null), size);
    }

    @Test
    void aRegionThatIsNotOfTheShapeOfItsPixelsKeepsItsSides() {
        // 333 rows are less than the region's height
        Values values = region("-1.25", "1.75", "-1", "1", "500");
        Window window = Window.exact(values, null, null);
        assertEquals(0.25, window.x());
        Values own = view(window.x(), window.y(), window.zoom(), "500x333");
        assertEquals(values.get(Parameters.XLEFT), own.get(Parameters.XLEFT));
        assertEquals(values.get(Parameters.XRIGHT), own.get(Parameters.XRIGHT));
        assertEquals(0.999, own.get(Parameters.YTOP), 1e-15);
    }

    @Test
    void aRegionOfNoZoomHasTheNextNumbersForEdges() {
        // 2.92 wide, and no float64 is the zoom of that
        Values values = region("-1.46", "1.46", "-1.46", "1.46", "500");
        Values own = view(0, 0, Window.exact(values, null, null).zoom(), "500x500");
        assertEquals(1.46, own.get(Parameters.XRIGHT), Math.ulp(1.46));
    }
}
