package org.juliaset.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.juliaset.compute.Device;
import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.EngineProvider;
import org.juliaset.compute.TestEngine;
import org.juliaset.compute.cpu.CpuProvider;
import org.juliaset.compute.cpu.Kernel;
import org.juliaset.compute.cpu.ScalarKernel;
import org.juliaset.devices.speed.SpeedStore;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;
import org.juliaset.parameters.Spelling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceCatalogueTest {
    private static final Kernel RIGHT = ScalarKernel::count;
    private static final Device GPU = TestEngine.gpu("test:0.0");
    private static final Device NO_FLOAT64 =
            TestEngine.device("test:0.1", Device.Type.GPU, false, null);
    private static final Device CPU = TestEngine.device("test:1.0", Device.Type.CPU, true, null);

    private static final Grid LARGE = new ComplexRegion(-1, 1, 1, -1).grid(100_000);

    private static DeviceCatalogue with(EngineProvider... others) {
        SpeedStore speeds = SpeedStore.ofThisProcess();
        for (EngineProvider provider : others) {
            provider.discover().devices().stream()
                    .filter(device -> device.type() == Device.Type.GPU)
                    .forEach(gpu -> speeds.rate(gpu, Precision.FLOAT64, 1e11));
        }
        return new DeviceCatalogue(new CpuProvider(2), List.of(others), speeds);
    }

    private static String chosen(DeviceCatalogue catalogue, String request) {
        return catalogue.choose(request).engine().device().id();
    }

    @Test
    void autoTakesAGpuWithFloat64() {
        DeviceCatalogue.Choice choice = with(TestEngine.provider(RIGHT, NO_FLOAT64, CPU, GPU)).choose("auto");
        assertEquals(GPU, choice.engine().device());
        assertEquals(List.of(), choice.passedOver());
    }

    @Test
    void autoTakesTheBuiltInEngineRatherThanACpuThroughOpenCl() {
        assertEquals("cpu", chosen(with(TestEngine.provider(RIGHT, CPU)), "auto"));
    }

    @Test
    void autoTakesTheBuiltInEngineWhereNoGpuHasFloat64() {
        DeviceCatalogue.Choice choice = with(TestEngine.provider(RIGHT, NO_FLOAT64)).choose("auto");
        assertEquals("cpu", choice.engine().device().id());
        assertEquals("there is no GPU with float64", choice.reason());
    }

    @Test
    void autoPassesOverAGpuThatFailsTheReferenceCheckAndSaysSo() {
        DeviceCatalogue.Choice choice = with(TestEngine.provider(TestEngine.ONE_WRONG, GPU)).choose("auto");
        assertEquals("cpu", choice.engine().device().id());
        assertEquals(1, choice.passedOver().size());
        assertTrue(choice.passedOver().get(0).contains("self-test failed"), choice.passedOver().get(0));
    }

    @Test
    void autoPassesOverAGpuThatDoesNotStart() {
        DeviceCatalogue.Choice choice = with(TestEngine.provider(null, GPU)).choose("auto");
        assertEquals("cpu", choice.engine().device().id());
        assertTrue(choice.passedOver().get(0).contains("planted failure to start"));
    }

    @Test
    void aNamedDeviceThatCannotRunIsAnErrorAndNotASilentChange() {
        DeviceCatalogue wrong = with(TestEngine.provider(TestEngine.ONE_WRONG, GPU));
        for (String request : List.of("test:0.0", "opencl", "vendor")) {
            EngineException refusal = assertThrows(EngineException.class, () -> wrong.choose(request));
            assertFalse(refusal instanceof NoSuchDeviceException, refusal.getMessage());
            assertTrue(refusal.getMessage().contains("self-test failed"), refusal.getMessage());
        }
        DeviceCatalogue narrow = with(TestEngine.provider(RIGHT, NO_FLOAT64));
        EngineException refusal = assertThrows(EngineException.class, () -> narrow.choose("test:0.1"));
        String fact = "test:0.1 (test:0.1 device) cannot be used: it has no float64 arithmetic: use ";
        assertEquals(fact + "another device", refusal.getMessage());
        Spelling spelling = new Spelling(Map.of("float32", "precision 32"));
        assertEquals(fact + "precision 32 or another device", refusal.message(spelling));
    }

    @Test
    void anUnknownDeviceIsRefusedWithTheListOfThoseThereAre() {
        DeviceCatalogue catalogue = with(TestEngine.provider(RIGHT, GPU, CPU));
        String message = assertThrows(NoSuchDeviceException.class, () -> catalogue.choose("test:7.7")).getMessage();
        assertTrue(message.startsWith("no device is called \"test:7.7\"; there are cpu ("), message);
        assertTrue(message.contains("test:0.0 (") && message.contains("test:1.0 ("), message);
        assertThrows(NoSuchDeviceException.class, () -> catalogue.choose(" "));
    }

    @Test
    void driversAreAskedAgainForTheFirstUnknownDeviceOnly() {
        AtomicInteger asked = new AtomicInteger();
        EngineProvider right = TestEngine.provider(RIGHT, GPU);
        DeviceCatalogue catalogue = with(new EngineProvider() {
            @Override
            public Discovery discover() {
                asked.incrementAndGet();
                return right.discover();
            }

            @Override
            public Engine open(Device device) {
                return right.open(device);
            }
        });
        catalogue.devices();
        int before = asked.get();
        assertThrows(NoSuchDeviceException.class, () -> catalogue.choose("test:7.7"));
        int after = asked.get();
        assertTrue(after > before, "not asked again");
        assertThrows(NoSuchDeviceException.class, () -> catalogue.choose("test:7.7"));
        assertEquals(after, asked.get());
    }

    @Test
    void openClMeansAnOpenClDeviceAndAGpuFirst() {
        assertEquals("test:0.0", chosen(with(TestEngine.provider(RIGHT, CPU, GPU)), "opencl"));
        assertEquals("test:1.0", chosen(with(TestEngine.provider(RIGHT, CPU)), "OpenCL"));
        assertThrows(NoSuchDeviceException.class, () -> with().choose("opencl"));
    }

    @Test
    void gpuMeansTheFirstGpuThatStarts() {
        Device broken = TestEngine.device("test:0.1", Device.Type.GPU, true, "planted problem");
        assertEquals("test:0.0", chosen(with(TestEngine.provider(RIGHT, CPU, broken, GPU)), "Gpu"));
        NoSuchDeviceException none = assertThrows(
                NoSuchDeviceException.class, () -> with(TestEngine.provider(RIGHT, CPU)).choose("gpu"));
        assertTrue(none.getMessage().startsWith("no device is a GPU; there are cpu ("), none.getMessage());
    }

    @Test
    void aPlatformMeansItsFirstDeviceThatStartsAndAGpuFirst() {
        Device broken = TestEngine.device("test:1.1", Device.Type.GPU, true, "planted problem");
        Device tenth = TestEngine.device("test:10.0", Device.Type.GPU, true, null);
        DeviceCatalogue catalogue = with(TestEngine.provider(RIGHT, tenth, CPU, broken, GPU));
        assertEquals("test:1.0", chosen(catalogue, "TEST:1"));
        assertEquals("test:0.0", chosen(catalogue, "test:0"));
        assertThrows(NoSuchDeviceException.class, () -> catalogue.choose("test:2"));
    }

    @Test
    void aRequestMayBeAListWithCommas() {
        DeviceCatalogue catalogue = with(TestEngine.provider(RIGHT, CPU, GPU));
        try (Engine engine = several(catalogue, " test:1.0 , TEST:0.0,test:1.0", "gpu")) {
            assertEquals("test:1.0 + test:0.0", engine.device().id());
        }
        try (Engine engine = several(catalogue, "cpu,CPU")) {
            assertEquals("cpu", engine.device().id());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "", " ", "cpu,", ",cpu", "cpu,,gpu", "cpu, ,gpu"})
    void aListWithAnEmptyNameIsRefused(String list) {
        NoSuchDeviceException refusal = assertThrows(
                NoSuchDeviceException.class, () -> several(with(TestEngine.provider(RIGHT, GPU)), "cpu", list));
        assertEquals(
                "device is \"" + list + "\": give a name, or several with commas between, such as cpu,opencl",
                refusal.getMessage());
    }

    private static Engine several(DeviceCatalogue catalogue, String... requests) {
        return new DeviceSelector(catalogue).several(List.of(requests), notice -> {}).engine();
    }

    @Test
    void aNameMatchesPartOfADevicesOrVendorsNameInAnyCase() {
        DeviceCatalogue catalogue = with(TestEngine.provider(RIGHT, CPU, GPU));
        assertEquals("test:1.0", chosen(catalogue, "1.0 DEV"));
        assertEquals("test:0.0", chosen(catalogue, "test vendor"));
        assertEquals("test:0.0", chosen(catalogue, "TEST platform"));
        assertEquals("cpu", chosen(catalogue, "built-in"));
    }

    @Test
    void examiningNamesTheReason() {
        DeviceCatalogue catalogue = with(TestEngine.provider(TestEngine.FUSED, GPU, NO_FLOAT64));
        List<Device> devices = catalogue.devices();
        assertEquals(Optional.empty(), catalogue.examine(devices.get(0)).problem());
        assertTrue(catalogue.examine(devices.get(1)).problem().orElseThrow().startsWith("self-test failed"));
        assertEquals(Optional.empty(), catalogue.examine(devices.get(2)).problem(), "in float32 it is right");
    }

    @Test
    void aDeviceWithoutFloat64ComputesInFloat32WhenAskedFor() {
        DeviceCatalogue catalogue = with(TestEngine.provider(RIGHT, NO_FLOAT64));
        JuliaSet float32 = new JuliaSet(0, 0, 2, 1_000_000, Precision.FLOAT32);
        assertEquals("test:0.1",
                new DeviceSelector(catalogue).one("opencl", new Scene(float32, LARGE)).engine().device().id());
        assertEquals("cpu", new DeviceSelector(catalogue).one("auto",
                new Scene(float32, LARGE)).engine().device().id());
    }

    @Test
    void aProviderThatCannotBeLoadedLeavesANoteAndTheBuiltInEngine() {
        Iterable<EngineProvider> broken = () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public EngineProvider next() {
                throw new ServiceConfigurationError("planted");
            }
        };
        DeviceCatalogue catalogue = new DeviceCatalogue(new CpuProvider(1), broken, SpeedStore.ofThisProcess());
        assertEquals("cpu", chosen(catalogue, "auto"));
        assertEquals(List.of("a device provider could not be loaded: planted"), catalogue.notes());
    }

    @Test
    void otherDevicesAreNotLookedForWhereTheBuiltInEngineIsAskedFor() {
        Iterable<EngineProvider> untouchable = () -> {
            throw new AssertionError("looked for other devices");
        };
        assertEquals("cpu",
                chosen(new DeviceCatalogue(new CpuProvider(1), untouchable, SpeedStore.ofThisProcess()), "cpu"));
    }

    /** The reference check of each start is of small pictures only. */
    @Test
    void aCheckSeesWhatIsWrongInLargePicturesOnly() {
        Kernel wrongInLarge = (xs, ys, cre, cim, bound, limit, counts) ->
                (counts.size() > 100_000 ? TestEngine.ONE_WRONG : RIGHT).count(xs, ys, cre, cim, bound, limit, counts);
        DeviceCatalogue catalogue = with(TestEngine.provider(wrongInLarge, GPU));
        assertEquals(Optional.empty(), catalogue.examine(catalogue.find("test:0.0")).problem());
        EngineException failure = assertThrows(
                EngineException.class, () -> catalogue.check(catalogue.find("test:0.0"), Precision.FLOAT64));
        assertTrue(failure.getMessage().contains("1 of "), failure.getMessage());
    }

    /** A device is used alone, as by a benchmark: no other replaces it. */
    @Test
    void aDeviceThatHangsAloneIsAFailure() {
        AtomicBoolean hangs = new AtomicBoolean();
        Kernel hanging = (xs, ys, cre, cim, bound, limit, counts) -> {
            while (hangs.get()) {
                Thread.onSpinWait();
            }
            RIGHT.count(xs, ys, cre, cim, bound, limit, counts);
        };
        DeviceCatalogue catalogue = with(TestEngine.provider(hanging, GPU));
        JuliaSet set = new JuliaSet(0, 0, 2, 10);
        Grid grid = new ComplexRegion(-1, 1, 1, -1).grid(10);
        Engine engine = new DeviceSelector(catalogue).one("test:0.0", new Scene(set, grid)).engine();
        Counts counts = Counts.allocate(10, 10, 10);
        engine.compute(new Scene(set, grid), grid.whole(), counts);
        hangs.set(true);
        EngineException failure =
                assertThrows(EngineException.class, () -> engine.compute(new Scene(set, grid), grid.whole(), counts));
        hangs.set(false);
        assertEquals("it gave no sign of life for 6 s", failure.getMessage());
    }
}
