package org.juliaset.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.juliaset.devices.speed.OrbitSteps;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.MandelbrotSet;
import org.juliaset.model.Scene;
import org.junit.jupiter.api.Test;

class WorkProfileTest {
    @Test
    void sharesRiseFromNothingToAll() {
        Grid grid = new ComplexRegion(-1.6, 1.6, 1, -1).grid(1000);
        WorkProfile effort = WorkProfile.of(new Scene(new JuliaSet(-0.835, -0.2321, 2, 1000), grid));
        assertEquals(0, effort.share(0));
        assertEquals(1, effort.share(grid.pixels()), 1e-12);
        double last = 0;
        for (long pixel = 0; pixel < grid.pixels(); pixel += 777) {
            double share = effort.share(pixel);
            assertTrue(share >= last, "at " + pixel);
            last = share;
        }
    }

    /** Below the set, which lies in the upper half only, nothing costs anything. */
    @Test
    void theInteriorTakesTheTimeAndNotTheRows() {
        Grid grid = new ComplexRegion(-2, 2, 2, -40).grid(1000);
        WorkProfile effort = WorkProfile.of(new Scene(new JuliaSet(0.25, 0, 2, 100_000), grid));
        assertTrue(effort.share(grid.pixels() / 5) > 0.9, "" + effort.share(grid.pixels() / 5));
    }

    @Test
    void anyShapeIsSampled() {
        JuliaSet set = new JuliaSet(-0.835, -0.2321, 2, 80);
        for (Grid grid : new Grid[] {
            new ComplexRegion(0, 1, 0, 1).grid(1), new ComplexRegion(0, 1, 0, 100_000).grid(1),
            new ComplexRegion(0, 1, 0, 1e-6).grid(1_000_000), new ComplexRegion(0, 1, 0, 1).grid(2_147_483_647)
        }) {
            assertEquals(1, WorkProfile.of(new Scene(set, grid)).share(grid.pixels()), 1e-12);
        }
    }

    @Test
    void inTheMapAPixelIsTheConstant() {
        MandelbrotSet map = new MandelbrotSet(2, 1_000_000);
        assertEquals(1, OrbitSteps.steps(map, 3, 0));
        assertEquals(2, OrbitSteps.steps(map, 1, 1));
        assertEquals(1_000_000, OrbitSteps.steps(map, 0.25, 0), "parabolic");
        int interior = OrbitSteps.steps(map, -1, 0);
        assertTrue(interior > 100 && interior < 1000, "" + interior);
    }

    @Test
    void anOrbitCostsTheStepsToItsEscapeOrToTheDetectionOfItsCycle() {
        JuliaSet set = new JuliaSet(-1, 0, 2, 1_000_000);
        assertEquals(1, OrbitSteps.steps(set, 2, 0));
        int interior = OrbitSteps.steps(set, 0, 0);
        assertTrue(interior > 100 && interior < 1000, "" + interior);
        assertEquals(1_000_000, OrbitSteps.steps(new JuliaSet(0.25, 0, 2, 1_000_000), 0.1, 0.1), "parabolic");
    }
}
