package org.juliaset.animate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.JuliaSet;
import org.juliaset.parameters.Complex;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Values;
import org.juliaset.render.JobText;
import org.juliaset.render.PictureSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What changes from frame to frame. */
class AnimationTest {
    private static final Rate RATE = new Rate(25, 1);

    private static Setting setting(Map<String, Object> terms) {
        return new Setting(Values.NONE, terms, false, name -> name);
    }

    private static Animation film(Setting setting, List<Key> keys, int frames, boolean loop) {
        return Animation.of(setting, keys, false, frames, RATE, loop, Shutter.NONE);
    }

    private static Key key(int percent, Easing easing, String term, Object value) {
        return Key.at(percent, easing, null, Map.of(term, value));
    }

    private static Complex c(Animation film, double position) {
        JuliaSet set = (JuliaSet) film.job(position).set();
        return new Complex(set.real(), set.imag());
    }

    private static double distance(Complex one, Complex other) {
        return Math.hypot(one.real() - other.real(), one.imag() - other.imag());
    }

    private static ComplexRegion region(Animation film, int frame) {
        return film.job(frame).grid().region();
    }

    private static double width(ComplexRegion region) {
        return region.xright() - region.xleft();
    }

    @ParameterizedTest
    @EnumSource
    void valuesGoMonotonicallyFromKeyToKey(Easing easing) {
        Animation film = film(
                setting(Map.of()),
                List.of(key(0, null, "threshold", 2.0), key(100, easing, "threshold", 2000.0)), 60, false);
        double last = 0;
        for (int frame = 0; frame < 60; frame++) {
            double threshold = film.job(frame).set().threshold();
            assertTrue(threshold > last, easing + " at " + frame);
            last = threshold;
        }
        assertEquals(2, film.job(0).set().threshold());
        assertEquals(2000, film.job(59).set().threshold());
        double first = film.job(1).set().threshold();
        double step = easing == Easing.EXPONENTIAL ? 2 * Math.pow(1000, 1 / 59.0) : 2 + 1998 / 59.0;
        assertEquals(easing == Easing.SMOOTH ? 2 + 1998 * 3 / 59.0 / 59 : step, first, 0.02);
    }

    @Test
    void wholeNumbersStayWholeAndWordsChangeAtTheirKey() {
        Animation film = film(
                setting(Map.of("palette", "magma", "flat", true)),
                List.of(
                        Key.at(0, null, null, Map.of("itermax", 100, "palette-scale", "log")),
                        Key.at(50, null, null, Map.of("palette-scale", "sqrt")),
                        Key.at(100, null, null, Map.of("itermax", 110))), 21, false);
        assertEquals(100, film.job(0).set().iterationLimit());
        assertEquals(102, film.job(3).set().iterationLimit());
        assertEquals(110, film.job(20).set().iterationLimit());
        String nine = film.identity(9).toString();
        String ten = film.identity(10).toString();
        assertTrue(!nine.contains("palette-scale") && ten.contains("palette-scale=sqrt"), nine + ten);
    }

    @Test
    void aCircleIsExactAtItsQuartersAndAsFastEverywhere() {
        Animation film = film(
                setting(Map.of()), new Paths(true, null).circle(0.5, new Complex(-1, 0)).keys(), 40, true);
        assertEquals(new Complex(-0.5, 0), c(film, 0));
        assertEquals(new Complex(-1, 0.5), c(film, 10));
        assertEquals(new Complex(-1.5, 0), c(film, 20));
        assertEquals(new Complex(-1, -0.5), c(film, 30));
        double step = 2 * 0.5 * Math.sin(Math.PI / 40);
        for (int frame = 0; frame < 40; frame++) {
            assertEquals(step, distance(c(film, frame), c(film, frame + 1.0)), 1e-14);
        }
        // the last frame is not the first one again, but the one after it would be
        assertEquals(c(film, 0), c(film, 40));
        assertEquals(step, distance(c(film, 39), c(film, 0)), 1e-14);
    }

    @Test
    void keysWithoutATimeArePassedAtConstantSpeed() {
        List<Complex> corners = List.of(new Complex(0, 0), new Complex(3, 0), new Complex(3, 1), new Complex(2, 1));
        List<Key> keys = corners.stream()
                .map(corner -> new Key(null, null, null, Map.of("constant", corner), "")).toList();
        Animation film = film(setting(Map.of()), keys, 51, false);
        assertEquals(new Complex(0, 0), c(film, 0));
        assertEquals(3, c(film, 30).real(), 1e-15);
        assertEquals(1, c(film, 40).imag(), 1e-15);
        assertEquals(new Complex(2, 1), c(film, 50));
        for (int frame = 0; frame < 50; frame++) {
            assertEquals(0.1, distance(c(film, frame), c(film, frame + 1.0)), 1e-14);
        }
    }

    @Test
    void aLineGoesThereAndInALoopBack() {
        Complex from = new Complex(-0.8, 0.156);
        Complex to = new Complex(-0.4, 0.6);
        Animation once = film(setting(Map.of()), new Paths(false, null).line(from, to).keys(), 11, false);
        assertEquals(from, c(once, 0));
        assertEquals(to, c(once, 10));
        Animation loop = film(setting(Map.of()), new Paths(true, null).line(from, to).keys(), 20, true);
        assertEquals(from, c(loop, 0));
        assertEquals(to, c(loop, 10));
        assertEquals(0, distance(c(loop, 3), c(loop, 17)), 1e-15);
        assertEquals(0, distance(c(loop, -1), c(loop, 19)), 1e-15);
    }

    /** By the same factor in each frame, while the target glides to the middle of the screen. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aZoomGlidesToItsTarget(boolean loop) {
        Complex target = new Complex(1.5275031186435346, -0.07591217835228786);
        Paths paths = new Paths(loop, null);
        Setting setting = paths.zoom(setting(Map.of("size", PictureSize.ofPixels("160x90"))), target, 1e9);
        Animation film = film(setting, paths.keys(), loop ? 200 : 101, loop);
        assertEquals(-1, film.check());
        double factor = Math.pow(1e9, 0.01);
        double place = place(film, 0, target);
        assertEquals(0.977, place, 1e-3);
        double step = Double.MAX_VALUE;
        for (int frame = 0; frame < 100; frame++) {
            ComplexRegion here = region(film, frame);
            ComplexRegion next = region(film, frame + 1);
            assertEquals(factor, width(here) / width(next), 1e-6);
            assertEquals(16 / 9.0, width(here) / (here.ytop() - here.ybot()), 1e-6);
            double moved = place - place(film, frame + 1, target);
            assertTrue(moved > -1e-6 && moved < step + 1e-6, frame + ": " + moved + " after " + step);
            step = moved;
            place -= moved;
        }
        assertEquals(-1.6, region(film, 0).xleft());
        assertEquals(3.2e-9, width(region(film, 100)), 1e-15);
        assertEquals(0.5, place, 1e-6);
        if (loop) {
            assertEquals(place(film, 70, target), place(film, 130, target), 1e-6);
        }
    }

    /** A point's place on the screen, from 0 at the left to 1 at the right. */
    private static double place(Animation film, int frame, Complex point) {
        ComplexRegion region = region(film, frame);
        return (point.real() - region.xleft()) / width(region);
    }

    @Test
    void allFramesHaveTheHeightOfTheFirst() {
        Paths paths = new Paths(false, null);
        Setting setting = paths.zoom(setting(Map.of("resolution", 500)), new Complex(0.1, 0.2), 1e6);
        Animation film = film(setting, paths.keys(), 400, false);
        for (int frame = 0; frame < 400; frame++) {
            assertEquals(film.film().height(), film.job(frame).grid().height(), "frame " + frame);
        }
    }

    @Test
    void aFittingRegionHoldsTheSetsOfAllFrames() {
        Animation film = film(
                setting(Map.of("fit", true, "size", PictureSize.ofPixels("64x36"))),
                new Paths(true, null).circle(0.7885, new Complex(0, 0)).keys(), 30, true);
        for (int frame = 0; frame < 30; frame++) {
            assertEquals(region(film, 0), region(film, frame));
        }
        Map<String, Object> terms = new HashMap<>(Map.of("fit", true));
        terms.put("constant", c(film, 15));
        ComplexRegion alone = setting(terms).fit();
        assertTrue(region(film, 0).xright() >= alone.xright() && region(film, 0).ytop() >= alone.ytop());
    }

    @ParameterizedTest
    @CsvSource({"twilight, 0, 1", "twilight, 0.75, 1", "magma, 0.5, 2", "magma, -1, 2"})
    void aPaletteGoesOnceThroughAllOfIt(String palette, double offset, int period) {
        Setting setting = setting(Map.of("palette", palette, "palette-offset", offset));
        Animation film = Animation.of(
                setting.without(Set.of("palette-offset")), List.of(), true, 16, RATE, true, Shutter.NONE);
        assertEquals(0, JobText.values(film.job(0)).get(Parameters.PALETTE_OFFSET));
        InvalidParameterException both = assertThrows(InvalidParameterException.class, () -> Animation.of(
                setting, List.of(key(0, null, "palette-offset", 0.0), key(50, null, "palette-offset", 0.5)), true, 16,
                RATE, true, Shutter.NONE));
        assertEquals("palette-offset has keys, and the palette is to cycle: leave one out", both.getMessage());
        Animation from = Animation.of(setting, List.of(), true, 16, RATE, true, Shutter.NONE);
        for (int frame = 0; frame < 16; frame++) {
            double value = JobText.values(from.job(frame)).get(Parameters.PALETTE_OFFSET);
            double turned = (value - offset) / period;
            assertEquals(frame / 16.0, turned - Math.floor(turned), 1e-12);
        }
    }

    @Test
    void aLoopIsClosedByItself() {
        List<Key> open = List.of(
                key(0, null, "real", 0.1), key(50, null, "real", 0.3));
        Animation film = film(setting(Map.of()), open, 20, true);
        assertEquals(0.2, c(film, 15).real(), 1e-15);
        List<Key> torn = List.of(key(0, null, "real", 0.1), key(100, null, "real", 0.3));
        InvalidParameterException e = assertThrows(
                InvalidParameterException.class, () -> film(setting(Map.of()), torn, 20, true));
        assertEquals(".real is at the end of a loop and not that of the first key: leave this key out, and the film"
                + " goes back to the first one", e.getMessage());
    }

    @Test
    void aTermThatIsGivenAndMovesIsRefused() {
        InvalidParameterException e = assertThrows(InvalidParameterException.class, () -> film(
                setting(Map.of("constant", new Complex(0, 1))),
                new Paths(true, null).circle(1, new Complex(0, 0)).keys(), 20, true));
        assertEquals("constant is given, and it also changes from frame to frame: leave one out", e.getMessage());
    }

    @Test
    void picturesOfAShutterLieAroundTheFrame() {
        Shutter shutter = new Shutter(0.5, 4);
        assertEquals(
                List.of(6.8125, 6.9375, 7.0625, 7.1875), List.of(shutter.positions(7)));
        assertTrue(Shutter.NONE.positions(7)[0] == 7 && Shutter.NONE.positions(7).length == 1);
    }
}
