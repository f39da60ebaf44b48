package org.juliaset.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.juliaset.compute.Device;
import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineProvider;
import org.juliaset.compute.TestEngine;
import org.juliaset.compute.cpu.CpuProvider;
import org.juliaset.compute.cpu.InterleavedKernel;
import org.juliaset.compute.cpu.ScalarKernel;
import org.juliaset.devices.speed.DeviceSpeed;
import org.juliaset.devices.speed.RenderCost;
import org.juliaset.devices.speed.SpeedStore;
import org.juliaset.devices.speed.SpeedTrial;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;
import org.junit.jupiter.api.Test;

/** The devices that {@code auto} selects, by what is known of their speeds. */
class AutoSelectorTest {
    private static final Device GPU = TestEngine.gpu("test:0.0");
    private static final Device ANOTHER_GPU = TestEngine.gpu("test:0.1");
    private static final Device CPU = TestEngine.device("test:1.0", Device.Type.CPU, true, null);
    private static final Device NO_FLOAT64 = TestEngine.device("test:0.2", Device.Type.GPU, false, null);
    private static final Device BROKEN = TestEngine.device("test:0.3", Device.Type.GPU, true, "planted");

    private final SpeedStore speeds = SpeedStore.ofThisProcess();

    /** A provider whose drivers must not be asked. */
    private static class Untouchable implements EngineProvider {
        @Override
        public Discovery discover() {
            throw new AssertionError("looked for devices");
        }

        @Override
        public Engine open(Device device) {
            throw new AssertionError("opened a device");
        }
    }

    private DeviceCatalogue with(EngineProvider... others) {
        return new DeviceCatalogue(new CpuProvider(2), List.of(others), speeds);
    }

    private DeviceCatalogue withDevices(Device... devices) {
        return with(TestEngine.provider(InterleavedKernel::count, devices));
    }

    private static RenderCost iterations(double count) {
        return RenderCost.of(Precision.FLOAT64, count);
    }

    private void measured(Device device, double start, double rate) {
        speeds.start(device, start);
        speeds.rate(device, Precision.FLOAT64, rate);
    }

    private void builtInMakes(double rate) {
        speeds.rate(with().builtIn(), Precision.FLOAT64, rate);
    }

    private static String expected(DeviceCatalogue catalogue, double iterations) {
        return catalogue.autoSelector().expected(iterations(iterations)).id();
    }

    @Test
    void theDeviceThatEndsFirstIsTakenItsStartIncluded() {
        builtInMakes(2e9);
        measured(GPU, 1, 2e10);
        DeviceCatalogue catalogue = withDevices(GPU);
        // 0.35 s + 1e9 / 2e9/s against 1 s + 1e9 / 2e10/s
        assertEquals("cpu", expected(catalogue, 1e9));
        assertEquals("test:0.0", expected(catalogue, 1.6e9));
        DeviceCatalogue.Choice choice = catalogue.autoSelector().choose(iterations(0.9e9));
        assertEquals("cpu", choice.engine().device().id());
        assertEquals("it should have the counts after 0.8 s, and test:0.0 after 1.0 s", choice.reason());
        // cpu has been started
        choice = catalogue.autoSelector().choose(iterations(4e9));
        assertEquals("test:0.0", choice.engine().device().id());
        assertEquals("it should have the counts after 1.2 s, and cpu after 2.0 s", choice.reason());
    }

    @Test
    void aGpuThatIsSlowerIsNotTaken() {
        builtInMakes(1e11);
        measured(GPU, 0.2, 5e9);
        assertEquals("cpu", expected(withDevices(GPU), 1e13));
    }

    @Test
    void theFasterOfTwoGpusIsTakenOnceItsStartIsWorthIt() {
        builtInMakes(1e9);
        measured(GPU, 0.2, 1e10);
        measured(ANOTHER_GPU, 2, 1e12);
        // they are remembered by platform and name, not by id
        assertEquals("test:0.0", expected(withDevices(GPU, ANOTHER_GPU), 1e10));
        assertEquals("test:0.1", expected(withDevices(GPU, ANOTHER_GPU), 1e11));
    }

    @Test
    void theNextOneIsTakenWhereTheFirstDoesNotStart() {
        builtInMakes(1e9);
        measured(GPU, 0.2, 1e10);
        DeviceCatalogue catalogue = with(
                TestEngine.provider(null, ANOTHER_GPU), TestEngine.provider(ScalarKernel::count, GPU));
        DeviceCatalogue.Choice choice = catalogue.autoSelector().choose(iterations(1e12));
        assertEquals("test:0.0", choice.engine().device().id());
        assertEquals(1, choice.passedOver().size());
        choice = with(TestEngine.provider(null, ANOTHER_GPU)).autoSelector().choose(iterations(1e12));
        assertEquals("cpu", choice.engine().device().id());
        assertEquals("no faster device can be used", choice.reason());
    }

    @Test
    void aDeviceThatHasStartedStartsNoMore() {
        builtInMakes(2e9);
        measured(GPU, 100, 1e11);
        DeviceCatalogue catalogue = withDevices(GPU);
        assertEquals("cpu", expected(catalogue, 2e9));
        catalogue.choose("test:0.0").engine().close();
        assertEquals("test:0.0", expected(catalogue, 2e9));
    }

    @Test
    void aCpuThroughOpenClIsNotConsidered() {
        builtInMakes(2e9);
        measured(CPU, 0.2, 4e9);
        assertEquals("cpu", expected(withDevices(CPU), 1e13));
        assertEquals("there is no GPU with float64", withDevices(CPU).autoSelector().choose(iterations(1e13)).reason());
    }

    @Test
    void devicesThatCannotServeAreNotTaken() {
        DeviceCatalogue catalogue = withDevices(NO_FLOAT64, BROKEN);
        assertEquals("cpu", expected(catalogue, 1e13));
        assertEquals("there is no GPU with float64", catalogue.preference().reason());
    }

    @Test
    void whatWasNotMeasuredInFloat32FollowsFromFloat64() {
        builtInMakes(1e9);
        measured(GPU, 1, 1e10);
        assertEquals(1 + 1 / 1.8, speeds.seconds(GPU, Precision.FLOAT32, 1e10), 1e-9);
        speeds.rate(GPU, Precision.FLOAT32, 4e10);
        assertEquals(1.25, speeds.seconds(GPU, Precision.FLOAT32, 1e10), 1e-9);
    }

    @Test
    void smallPicturesDoNotEvenAskWhatDevicesThereAre() {
        Grid small = new ComplexRegion(-1.6, 1.6, 1, -1).grid(500);
        DeviceCatalogue.Choice choice = new DeviceSelector(with(new Untouchable()))
                .one("auto", new Scene(new JuliaSet(0, 0, 2, 80), small));
        assertEquals("the picture is done before another device has started", choice.reason());
    }

    @Test
    void aGpuThatWouldBeSlowerIsNotStarted() {
        builtInMakes(2e9);
        measured(GPU, 0.3, 1e9);
        EngineProvider remembering = new Untouchable() {
            @Override
            public Discovery discover() {
                return new Discovery(List.of(GPU), List.of());
            }
        };
        DeviceCatalogue.Choice choice = with(remembering).autoSelector().choose(iterations(1e12));
        assertTrue(choice.reason().endsWith("and test:0.0 after 1000.3 s"), choice.reason());
    }

    @Test
    void aDriverThatFailedWhenAskedIsToldAndTheBuiltInEngineTaken() {
        builtInMakes(1e9);
        EngineProvider broken = new Untouchable() {
            @Override
            public Discovery discover() {
                return new Discovery(List.of(), List.of("something is missing"), List.of("a driver crashed"));
            }
        };
        DeviceCatalogue.Choice choice = with(broken).autoSelector().choose(iterations(1e12));
        assertEquals("cpu", choice.engine().device().id());
        assertEquals(List.of("a driver crashed"), choice.passedOver());
    }

    @Test
    void thePreferenceNamesTheIterationsFromWhichADeviceIsWorthItsStart() {
        builtInMakes(2e9);
        measured(GPU, 1, 2e10);
        DeviceCatalogue.Preference preference = withDevices(GPU).preference();
        assertEquals(2, preference.ranges().size());
        assertEquals("cpu", preference.ranges().get(0).device().id());
        assertEquals(GPU, preference.ranges().get(1).device());
        // 0.35 + w / 2e9 = 1 + w / 2e10
        double worth = 0.65 / (1 / 2e9 - 1 / 2e10);
        assertEquals(worth, preference.ranges().get(1).fromIterations(), 0.05 * worth);
        assertEquals("the one that should have the counts first, its start included", preference.reason());
    }

    @Test
    void thePreferenceSaysWhyNoOtherDeviceIsTaken() {
        assertEquals("there is no GPU with float64", with().preference().reason());
        builtInMakes(1e12);
        measured(GPU, 1, 2e10);
        DeviceCatalogue.Preference preference = withDevices(GPU).preference();
        assertEquals(1, preference.ranges().size());
        assertEquals("no other device should have the counts before it, its start included", preference.reason());
    }

    @Test
    void theFirstUseMeasuresTheSpeedOfADeviceAndLaterOnesItsStart() {
        withDevices(GPU).choose("test:0.0").engine().close();
        assertTrue(speeds.of(GPU).rate(Precision.FLOAT64) > 1e6, speeds.of(GPU).toString());
        assertTrue(Double.isNaN(speeds.of(GPU).startSeconds()));
        SpeedStore later = SpeedStore.ofThisProcess();
        later.rate(GPU, Precision.FLOAT64, 1e9);
        new DeviceCatalogue(new CpuProvider(1), List.of(TestEngine.provider(ScalarKernel::count, GPU)), later)
                .choose("test:0.0").engine().close();
        assertTrue(later.of(GPU).startSeconds() > 0, later.of(GPU).toString());
        assertEquals(1e9, later.of(GPU).rate(Precision.FLOAT64));
    }

    /** 32 callers meet, so that each must have work at the same time. */
    @Test
    void aTrialHasWorkForAllCallersOfAnEngine() {
        int callers = 32;
        CountDownLatch met = new CountDownLatch(callers);
        AtomicBoolean alone = new AtomicBoolean();
        Device device = new Device(
                "test:0.4", Device.Type.GPU, "test platform", "wide", "", "1", callers, 1 << 30, 1 << 28, true, 4, "",
                Optional.empty());
        Engine engine = TestEngine.engine(device, (xs, ys, cre, cim, bound, limit, counts) -> {
            met.countDown();
            try {
                if (!met.await(30, TimeUnit.SECONDS)) {
                    alone.set(true);
                }
            } catch (InterruptedException e) {
                alone.set(true);
            }
        });
        assertTrue(SpeedTrial.iterationsPerSecond(engine, Precision.FLOAT64) > 0);
        assertFalse(alone.get(), met.getCount() + " callers had nothing to do");
    }

    @Test
    void aSlowerMeasurementIsAveraged() {
        DeviceSpeed speed = DeviceSpeed.UNKNOWN.withStart(1);
        assertEquals(1, speed.startSeconds());
        assertEquals(2, speed.withStart(3).startSeconds());
        assertEquals(0.5, speed.withStart(0.5).startSeconds());
        speed = speed.withRate(Precision.FLOAT32, 4e9);
        assertEquals(3e9, speed.withRate(Precision.FLOAT32, 2e9).float32());
        assertEquals(5e9, speed.withRate(Precision.FLOAT32, 5e9).float32());
        assertTrue(Double.isNaN(speed.float64()));
    }

    @Test
    void aSpeedIsParsedAsItWasWritten() {
        DeviceSpeed speed = new DeviceSpeed(0.25, 3.5e9, Double.NaN);
        assertEquals(speed, DeviceSpeed.parse(speed.toString()).orElseThrow());
        for (String other : List.of("", "99 x 99", "1 2", "1 2 3 4", "a b c", "Infinity 1 1", "1 0 1", "1 1 -1")) {
            assertTrue(DeviceSpeed.parse(other).isEmpty(), other);
        }
    }
}
