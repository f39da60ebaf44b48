package org.juliaset.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SelfTestTest {
    private static EngineException refusal(CpuEngine.Kernel kernel) {
        Engine engine = TestEngine.engine(TestEngine.gpu("test:0.0"), kernel);
        return assertThrows(EngineException.class, () -> SelfTest.require(engine));
    }

    @Test
    void admitsAnEngineThatCountsAsTheScalarKernel() {
        Engine engine = TestEngine.engine(TestEngine.gpu("test:0.0"), InterleavedKernel::julia);
        assertDoesNotThrow(() -> SelfTest.require(engine));
    }

    @Test
    void seesASingleWrongCountAndSaysWhere() {
        String message = refusal(TestEngine.ONE_WRONG).getMessage();
        assertTrue(message.startsWith("self-test failed: 1 of "), message);
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
