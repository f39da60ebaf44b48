package org.juliaset.compute.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.List;
import java.util.Optional;
import org.juliaset.compute.Device;
import org.juliaset.compute.EngineProvider.Discovery;
import org.junit.jupiter.api.Test;

/** The cached list of devices. */
class KnownDevicesTest {
    private static Device device(String name, Optional<String> problem) {
        return new Device(
                "opencl:0.1", Device.Type.GPU, "a platform, 1.2", name, "", "driver 1", 7, 1L << 40, 1L << 38, true, 0,
                "", problem);
    }

    @Test
    void devicesAreParsedAsTheyWereWritten() {
        List<Device> devices = List.of(
                device("a name", Optional.empty()), device("größer", Optional.of("its driver has no compiler")));
        Discovery found = new Discovery(devices, List.of("a\tnote"), List.of("one failure", "another"));
        assertEquals(
                Optional.of(new Discovery(devices, List.of("a note"), List.of("one failure", "another"))),
                DeviceListText.parse(DeviceListText.format(found)));
        Discovery nothing = new Discovery(List.of(), List.of());
        assertEquals(Optional.of(nothing), DeviceListText.parse(DeviceListText.format(nothing)));
    }

    @Test
    void aNameCannotBreakALine() {
        Discovery found = new Discovery(List.of(device("a\tb\nc", Optional.empty())), List.of());
        assertEquals("a b c", DeviceListText.parse(DeviceListText.format(found)).orElseThrow().devices().get(0).name());
    }

    @Test
    void otherTextIsNotParsedAsAList() {
        String line = DeviceListText.format(new Discovery(List.of(device("a name", Optional.empty())), List.of()));
        for (String text : List.of("", "99 x 99", "no GPU", line + "\tmore", line.replace("GPU", "gnu"),
                line.replace("\t7\t", "\tx\t"))) {
            assertEquals(Optional.empty(), DeviceListText.parse(text), text);
        }
    }

    @Test
    void theNextProcessKnowsTheDevicesWithoutTheirDrivers() {
        Discovery found = new OpenClProvider().discover();
        assumeFalse(found.devices().isEmpty(), "no OpenCL device: none could be tested");
        assertEquals(Optional.of(found), new KnownDevices().remembered());
        assertEquals(found, new OpenClProvider().discover());
    }
}
