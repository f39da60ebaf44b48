package org.juliaset.concurrent;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AwakeTimerTest {
    private static final long LIMIT_MILLIS = 200;

    private final AwakeTimer timer = new AwakeTimer(TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS));

    @Test
    void itExpiresWhenItIsLookedAtOftenEnough() throws InterruptedException {
        long began = System.nanoTime();
        timer.restart();
        while (!timer.hasExpired()) {
            TimeUnit.NANOSECONDS.sleep(timer.stepNanos());
        }
        assertTrue(System.nanoTime() - began >= TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS));
    }

    @Test
    void absencesHardlyCount() throws InterruptedException {
        for (int absence = 0; absence < 5; absence++) {
            Thread.sleep(2 * LIMIT_MILLIS);
            assertFalse(timer.hasExpired(), "after absence " + absence);
        }
    }

    @Test
    void itStartsAgainFromZero() throws InterruptedException {
        for (int look = 0; look < 60; look++) {
            TimeUnit.NANOSECONDS.sleep(timer.stepNanos() / 2);
            assertFalse(timer.hasExpired());
            timer.restart();
        }
    }
}
