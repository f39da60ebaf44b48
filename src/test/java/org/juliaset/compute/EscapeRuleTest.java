package org.juliaset.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.MandelbrotSet;
import org.junit.jupiter.api.Test;

class EscapeRuleTest {
    private static final int ORBITS = 200_000;
    private static final int STEPS = 40;

    @Test
    void isFinalForThePicturesOfTheArticleAndNotWhereAThresholdCanBeReentered() {
        assertTrue(EscapeRule.isFinal(-0.835, -0.2321, 4));
        assertTrue(EscapeRule.isFinal(-1, 0, 4));
        assertFalse(EscapeRule.isFinal(-0.835, -0.2321, 0.7 * 0.7));
        assertFalse(EscapeRule.isFinal(-2, 0, 4), "from 2 such an orbit goes to 2");
        assertFalse(EscapeRule.isFinal(3, 0, 9));
    }

    @Test
    void inTheMapOnlyASquareAroundTheTipIsLeftOutAndNothingFromALittleMoreThanTwoOn() {
        assertEquals(Double.POSITIVE_INFINITY, EscapeRule.reentrantReach(1.99 * 1.99));
        assertEquals(0.1, EscapeRule.reentrantReach(4));
        assertEquals(0, EscapeRule.reentrantReach(2.01 * 2.01));
        assertEquals(0, EscapeRule.reentrantReach(1024 * 1024));
        assertTrue(EscapeRule.isFinalSomewhere(new MandelbrotSet(2, 80)));
        assertFalse(EscapeRule.isFinalSomewhere(new MandelbrotSet(1.99, 80)));
        assertTrue(EscapeRule.isFinalSomewhere(new JuliaSet(-1, 0, 2, 80)));
        assertFalse(EscapeRule.isFinalSomewhere(new JuliaSet(3, 0, 2, 80)));
    }

    /** For c of any size, and most of them where a norm may grow by rounding only: |c| near 2 and near T. */
    @Test
    void noOrbitOfTheMapComesBackInFloat64() {
        Random random = new Random(264);
        for (int orbit = 0; orbit < ORBITS; orbit++) {
            double threshold = threshold(random);
            double bound = threshold * threshold;
            double angle = random.nextDouble() * 2 * Math.PI;
            double size = size(random, threshold, 1e-15);
            double cre = size * Math.cos(angle);
            double cim = size * Math.sin(angle);
            double reach = EscapeRule.reentrantReach(bound);
            double re = 0;
            double im = 0;
            if (Math.abs(cre + 2) < reach && Math.abs(cim) < reach) {
                continue;
            }
            boolean outside = false;
            for (int step = 0; step < STEPS; step++) {
                double next = (re * re - im * im) + cre;
                im = (re * im + re * im) + cim;
                re = next;
                boolean inside = re * re + im * im < bound;
                assertFalse(outside && inside, cre + " + " + cim + "i came back at step " + step);
                outside = !inside;
            }
        }
    }

    @Test
    void noOrbitOfTheMapComesBackInFloat32() {
        Random random = new Random(232);
        for (int orbit = 0; orbit < ORBITS; orbit++) {
            double threshold = threshold(random);
            float bound = (float) (threshold * threshold);
            double angle = random.nextDouble() * 2 * Math.PI;
            double size = size(random, threshold, 1e-6);
            float cre = (float) (size * Math.cos(angle));
            float cim = (float) (size * Math.sin(angle));
            double reach = EscapeRule.reentrantReach(bound);
            float re = 0;
            float im = 0;
            if (Math.abs(cre + 2) < reach && Math.abs(cim) < reach) {
                continue;
            }
            boolean outside = false;
            for (int step = 0; step < STEPS; step++) {
                float next = (re * re - im * im) + cre;
                im = (re * im + re * im) + cim;
                re = next;
                boolean inside = re * re + im * im < bound;
                assertFalse(outside && inside, cre + " + " + cim + "i came back at step " + step);
                outside = !inside;
            }
        }
    }

    private static double threshold(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 2;
            case 1 -> 2 + 2e-3 * random.nextDouble();
            case 2 -> 2 + random.nextDouble();
            default -> Math.pow(10, 1 + 3 * random.nextDouble());
        };
    }

    private static double size(Random random, double threshold, double rounding) {
        double near = 1 + (random.nextInt(41) - 20) * rounding;
        return switch (random.nextInt(4)) {
            case 0 -> 2 * near;
            case 1 -> threshold * near;
            case 2 -> 2 + 4e-3 * (random.nextDouble() - 0.5);
            default -> 2 * threshold * random.nextDouble();
        };
    }

    @Test
    void noOrbitComesBackInFloat64() {
        Random random = new Random(64);
        for (int orbit = 0; orbit < ORBITS; orbit++) {
            double threshold = 2 + random.nextInt(3) * random.nextDouble();
            double bound = threshold * threshold;
            double angle = random.nextDouble() * 2 * Math.PI;
            double reach = (threshold - 1e-3) * (random.nextBoolean() ? 0.9999999 : random.nextDouble());
            double cre = reach * Math.cos(angle);
            double cim = reach * Math.sin(angle);
            assertTrue(EscapeRule.isFinal(cre, cim, bound));
            // the worst case: just outside, on the side where the square is turned against c
            double turn = (angle + Math.PI) / 2 + (random.nextDouble() - 0.5) * 1e-6;
            double re = threshold * (1 + random.nextInt(9) * 1e-16) * Math.cos(turn);
            double im = threshold * (1 + random.nextInt(9) * 1e-16) * Math.sin(turn);
            boolean outside = re * re + im * im >= bound;
            for (int step = 0; step < STEPS; step++) {
                double next = (re * re - im * im) + cre;
                im = (re * im + re * im) + cim;
                re = next;
                boolean inside = re * re + im * im < bound;
                assertFalse(outside && inside, "came back at step " + step);
                outside = !inside;
            }
        }
    }

    @Test
    void noOrbitComesBackInFloat32() {
        Random random = new Random(32);
        for (int orbit = 0; orbit < ORBITS; orbit++) {
            double threshold = 2 + random.nextInt(3) * random.nextDouble();
            float bound = (float) (threshold * threshold);
            double angle = random.nextDouble() * 2 * Math.PI;
            double reach = (threshold - 1.1e-3) * (random.nextBoolean() ? 0.9999999 : random.nextDouble());
            float cre = (float) (reach * Math.cos(angle));
            float cim = (float) (reach * Math.sin(angle));
            assertTrue(EscapeRule.isFinal(cre, cim, bound));
            double turn = (angle + Math.PI) / 2 + (random.nextDouble() - 0.5) * 1e-3;
            float re = (float) (threshold * (1 + random.nextInt(9) * 1e-7) * Math.cos(turn));
            float im = (float) (threshold * (1 + random.nextInt(9) * 1e-7) * Math.sin(turn));
            boolean outside = re * re + im * im >= bound;
            for (int step = 0; step < STEPS; step++) {
                float next = (re * re - im * im) + cre;
                im = (re * im + re * im) + cim;
                re = next;
                boolean inside = re * re + im * im < bound;
                assertFalse(outside && inside, "came back at step " + step);
                outside = !inside;
            }
        }
    }
}
