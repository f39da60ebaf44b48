package org.juliaset.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.juliaset.core.Precision;
import org.junit.jupiter.api.Test;

class SelfTestTest {
    private static EngineException refusal(Kernel kernel) {
        Engine engine = TestEngine.engine(TestEngine.gpu("test:0.0"), kernel);
        return assertThrows(EngineException.class, () -> SelfTest.require(engine::compute, Precision.FLOAT64));
    }

    @Test
    void admitsAnEngineThatCountsAsTheScalarKernel() {
        Engine engine = TestEngine.engine(TestEngine.gpu("test:0.0"), InterleavedKernel::julia);
        assertDoesNotThrow(() -> SelfTest.require(engine::compute, Precision.FLOAT64));
    }

    @Test
    void seesASingleWrongCountAndSaysWhere() {
        String message = refusal(TestEngine.ONE_WRONG).getMessage();
        assertTrue(message.startsWith("self-test failed: 1 of "), message);
    }

    @Test
    void itsCountsAreSpreadOut() {
        Set<Integer> seen = new HashSet<>();
        Kernel watching = (xs, ys, cre, cim, bound, limit, counts) -> {
            ScalarKernel.julia(xs, ys, cre, cim, bound, limit, counts);
            seen.clear();
            for (int pixel = 0; pixel < counts.size(); pixel++) {
                seen.add(counts.get(pixel));
            }
            assertTrue(seen.size() > 30, limit + ": only " + seen);
            assertTrue(Collections.max(seen) < limit, limit + ": an orbit never leaves");
        };
        SelfTest.require(TestEngine.engine(TestEngine.gpu("test:0.0"), watching)::compute, Precision.FLOAT64);
    }

    @Test
    void seesFusedMultiplyAddInManyCounts() {
        String message = refusal(TestEngine.FUSED).getMessage();
        Matcher numbers = Pattern.compile("self-test failed: (\\d+) of (\\d+) .*").matcher(message);
        assertTrue(numbers.matches(), message);
        int different = Integer.parseInt(numbers.group(1));
        int all = Integer.parseInt(numbers.group(2));
        assertTrue(different > all / 20, "too few counts depend on rounding: " + message);
    }
}
