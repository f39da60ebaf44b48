package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.juliaset.render.Tally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTest {
    private static final long PIXELS = 1_000_000;

    private final AtomicLong nanos = new AtomicLong();

    private Tally evenly() {
        return new Tally(PIXELS, done -> (double) done / PIXELS, nanos::get);
    }

    @Test
    void afterAResumeOnlyWhatWasMadeNowCountsForTheRateAndTheTimeLeft() {
        Tally tally = evenly();
        tally.resumed(90, 100);
        assertEquals(90, tally.percent());
        assertEquals(0, tally.pixelsPerSecond());
        assertEquals(OptionalDouble.empty(), tally.secondsLeft());
        nanos.set(10_000_000_000L);
        tally.finished(950_000);
        assertEquals(5_000, tally.pixelsPerSecond(), 1e-6);
        assertEquals(10, tally.secondsLeft().orElseThrow(), 1e-6);
    }

    @Test
    void theTimeLeftGoesByTheWorkAndNotByThePixels() {
        Tally tally = new Tally(PIXELS, done -> done < PIXELS / 2 ? 0.2 * done / PIXELS : 0.1, nanos::get);
        nanos.set(1_000_000_000L);
        tally.finished(PIXELS / 2);
        assertEquals(9, tally.secondsLeft().orElseThrow(), 1e-6);
    }

    @ParameterizedTest
    @CsvSource({"-1", "0", "1", "999999", "1000000", "1000001", "-9223372036854775808", "9223372036854775807"})
    void noValueIsNegativeOrBeyondTheWhole(long reported) {
        for (double share : new double[] {0, 0.5, 1, 1.5, -1, Double.NaN}) {
            for (long elapsed : new long[] {-1, 0, 1, Long.MAX_VALUE}) {
                for (long resumed : new long[] {-1, 0, 50, 100, 101}) {
                    nanos.set(0);
                    Tally tally = new Tally(PIXELS, done -> done == 0 ? 0 : share, nanos::get);
                    tally.resumed(resumed, 100);
                    tally.finished(reported);
                    nanos.set(elapsed);
                    assertTrue(tally.percent() >= 0 && tally.percent() <= 100, () -> "percent " + tally.percent());
                    assertTrue(tally.pixelsPerSecond() >= 0 && tally.pixelsPerSecond() < 1e16, "rate");
                    double left = tally.secondsLeft().orElse(0);
                    assertTrue(left >= 0 && left < Double.POSITIVE_INFINITY, () -> "left " + left);
                    ProgressText text = new ProgressText("juliaset", tally);
                    for (int width = 1; width < 130; width++) {
                        String bar = text.bar(width);
                        assertTrue(bar.length() <= Math.max(width, "100%".length()), bar);
                    }
                    assertTrue(!text.line().contains("NaN") && !text.line().contains("Infinity"), text.line());
                }
            }
        }
    }

    @Test
    void onlyTheWholeIsAHundredPercent() {
        Tally tally = evenly();
        tally.finished(PIXELS - 1);
        assertEquals(99, tally.percent());
        tally.finished(PIXELS);
        assertEquals(100, tally.percent());
        assertTrue(tally.isComplete());
    }
}
