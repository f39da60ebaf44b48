package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices with unusual properties. */
class MisbehavingDevicesIT extends MisbehavingOpenClRuns {
    @ParameterizedTest
    @ValueSource(strings = {
        "gpu", "strict", "huge-allocation", "version-1.1", "no-optimiser", "no-profiling", "lost-profiling",
        "clock-stands", "gpu group=16", "gpu group=3", "gpu sides=1024,1,1", "sides=4,4,1",
        "hang=binary", "crash=binary", "gpu fail=70,-5", "gpu fail=70,-4", "gpu fail-above=40000,-4",
        "gpu fail-above=40000,-5"
    })
    void aNamedDeviceRendersInSilence(String misbehaviour) throws IOException {
        with(misbehaviour, PICTURE).with("-d", "opencl").env("XDG_CACHE_HOME", sharedCache.toString()).succeed();
        assertRendered("a.png");
    }

    /** As AMD's GPUs before Vega do in float32. */
    @Test
    void aDeviceThatFlushesSubnormalsIsNotUsed() {
        Program.Result refused = with("options=-cl-denorms-are-zero", FLOAT32).with("-d", "opencl").run();
        assertEquals(1, refused.status(), refused.err());
        assertTrue(refused.onlyLine().contains("cannot be used: self-test failed"), refused.err());
        assertEquals(List.of(), Program.namesIn(folder));
    }

    @Test
    void aDeviceThatCannotDescribeItselfDoesNotAffectOthers() throws IOException {
        Program program = with("first-is-silent", PICTURE).with("-d", "opencl:0.1");
        program.env("POCL_DEVICES", "pthread pthread").succeed();
        assertRendered("a.png");
    }

    @Test
    void aDeviceIsCalledByTheNameOfItsBoard() throws IOException {
        with("gpu amd", PICTURE).with("-d", "radeon").succeed();
        assertRendered("a.png");
    }

    @Test
    void autoTakesAGpuWithoutFloat64ForFloat32() {
        Program.Result result = with("gpu no-fp64", LARGE).with("--precision=float", "--stats").run();
        assertEquals(0, result.status(), result.err());
        assertFalse(result.err().contains("there is no GPU"), result.err());
    }

    @Test
    void autoLeavesAGpuThatTurnsOutToBeSlower() throws IOException {
        Program.Result result = with("gpu slow=40", LARGE).with("--stats").run();
        assertEquals(0, result.status(), result.err());
        assertTrue(result.err().startsWith("device        cpu "), result.err());
        assertTrue(result.err().lines().findFirst().orElseThrow().contains(", and opencl:0.0 after "), result.err());
        assertRendered("large.png");
    }
}
