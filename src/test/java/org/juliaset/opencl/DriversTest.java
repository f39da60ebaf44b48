package org.juliaset.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.List;
import java.util.Optional;
import org.juliaset.engine.Device;
import org.junit.jupiter.api.Test;

/** What is remembered of the drivers. */
class DriversTest {
    private static Device device(String name, Optional<String> problem) {
        return new Device(
                "opencl:0.1", Device.Type.GPU, "a platform, 1.2", name, "", "driver 1", 7, 1L << 40, 1L << 38, true, 0, "",
                problem);
    }

    @Test
    void devicesAreReadAsTheyWereWritten() {
        List<Device> devices = List.of(
                device("a name", Optional.empty()), device("größer", Optional.of("its driver has no compiler")));
        assertEquals(Optional.of(devices), DeviceLines.parse(DeviceLines.format(devices)));
        assertEquals(Optional.of(List.of()), DeviceLines.parse(DeviceLines.format(List.of())));
    }

    @Test
    void aNameCannotBreakALine() {
        List<Device> devices = List.of(device("a\tb\nc", Optional.empty()));
        assertEquals("a b c", DeviceLines.parse(DeviceLines.format(devices)).orElseThrow().get(0).name());
    }

    @Test
    void whatIsNoListOfDevicesIsNotTakenForOne() {
        String line = DeviceLines.format(List.of(device("a name", Optional.empty())));
        for (String text : List.of("", "99 x 99", "no GPU", line + "\tmore", line.replace("GPU", "gnu"), line.replace("\t7\t", "\tx\t"))) {
            assertEquals(Optional.empty(), DeviceLines.parse(text), text);
        }
    }

    @Test
    void theNextProcessKnowsTheDevicesWithoutTheirDrivers() {
        List<Device> found = new OpenClProvider().discover().devices();
        assumeFalse(found.isEmpty(), "no OpenCL device: none could be tested");
        List<String> names = found.stream().map(Device::toString).toList();
        List<Device> remembered = new Drivers().remembered().orElseThrow();
        assertEquals(names, remembered.stream().map(Device::toString).toList());
        assertEquals(names, new OpenClProvider().candidates().stream().map(Device::toString).toList());
    }
}
