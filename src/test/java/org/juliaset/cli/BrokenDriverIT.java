package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.juliaset.BrokenDriver;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenCL drivers that crash, exit, hang or print when they are asked for their devices. */
@Tag("one-jdk")
class BrokenDriverIT {
    private static final String[] LARGE = {"-R", "1500", "-M", "2000", "-o", "a.png"};

    @TempDir
    static Path expectedFolder;

    @TempDir
    Path folder;

    private static byte[] expected;

    @BeforeAll
    static void renderWithoutDrivers() throws IOException {
        Program.in(expectedFolder, LARGE).env("JULIASET_DEVICE", "cpu").succeed();
        expected = Files.readAllBytes(expectedFolder.resolve("a.png"));
    }

    /** Runs the program with a misbehaving driver and an empty cache. */
    private Program with(Path vendors, String... arguments) {
        return Program.in(folder, arguments)
                .env("OCL_ICD_VENDORS", vendors.toString())
                .env("XDG_CACHE_HOME", folder.resolve("cache").toString())
                .env("BROKEN_DRIVER_LOG", log().toString())
                .env("JULIASET_JAVA_OPTS", "-Djuliaset.driver.timeout.seconds=4");
    }

    private Path vendors(String behaviour) throws IOException {
        return BrokenDriver.install(folder.resolve("vendors"), behaviour);
    }

    private Path log() {
        return folder.resolve("log");
    }

    private static String told(Path vendors, String behaviour, String what) {
        return "OpenCL is not used: the driver " + vendors.resolve(behaviour + ".icd") + " " + what
                + " when it was asked for its devices: update it, or remove it";
    }

    private void assertPicture() throws IOException {
        assertArrayEquals(expected, Files.readAllBytes(folder.resolve("a.png")));
        Files.delete(folder.resolve("a.png"));
    }

    @ParameterizedTest
    @CsvSource({
        "crash, crashed (signal 6)",
        "fault, crashed (SIGSEGV)",
        "fault_later, crashed (SIGSEGV)",
        "quit, ended the process (status 3)",
        "leave, ended the process (status 0)",
        "die, crashed (signal 9)",
        "hang, did not answer for 4 s",
        "spin, did not answer for 4 s",
        "flood, did not answer for 4 s",
        "hang_on_load, did not answer for 4 s",
        "hang_on_exit, kept the process from ending",
    })
    void autoSaysSoInOneLineAndTakesTheBuiltInEngine(String behaviour, String what) throws IOException {
        Path vendors = vendors(behaviour);
        Program.Result first = with(vendors, LARGE).run();
        assertEquals(0, first.status(), first.err());
        assertEquals("juliaset: " + told(vendors, behaviour, what), first.onlyLine());
        assertPicture();
        // the result is cached, so the next run does not ask again
        Files.delete(log());
        assertEquals(first.onlyLine(), with(vendors, LARGE).run().onlyLine());
        assertPicture();
        assertFalse(Files.exists(log()), "the driver was loaded again");
        assertEquals(List.of("cache", "vendors"), Program.namesIn(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fault", "quit", "hang"})
    void devicesListsTheBuiltInEngineAndANote(String behaviour) throws IOException {
        Path vendors = vendors(behaviour);
        String text = with(vendors, "devices").succeed().out();
        assertTrue(text.contains("note: OpenCL is not used: the driver "), text);
        assertTrue(text.contains("auto takes cpu: "), text);
    }

    @Test
    void devicesAsksAgainWhatIsRememberedToFail() throws IOException {
        Path vendors = vendors("fault");
        with(vendors, LARGE).run();
        Files.delete(log());
        with(vendors, "devices").succeed();
        assertTrue(Files.exists(log()));
    }

    @Test
    void oneOfSeveralDriversIsBlamedByItsName() throws IOException {
        Path vendors = vendors("print");
        BrokenDriver.install(vendors, "quit");
        BrokenDriver.installSystemDrivers(vendors);
        Program.Result result = with(vendors, LARGE).run();
        assertEquals("juliaset: " + told(vendors, "quit", "ended the process (status 3)"), result.onlyLine());
        assertPicture();
    }

    @Test
    void aDeviceThatIsNamedIsAnErrorWithTheReason() throws IOException {
        Program.Result named = with(vendors("fault"), "-d", "opencl", "-o", "a.png").run();
        assertEquals(2, named.status());
        assertTrue(named.onlyLine().contains("crashed (SIGSEGV)"), named.err());
        assertFalse(Files.exists(folder.resolve("a.png")));
    }

    @Test
    void verifyServesWithTheBuiltInEngine() throws IOException {
        Path vendors = vendors("fault");
        Files.write(folder.resolve("a.png"), expected);
        Program.Result result = with(vendors, "verify", "a.png").run();
        assertEquals(0, result.status(), result.err());
        assertTrue(result.onlyLine().contains("OpenCL is not used"), result.err());
    }

    /** The test would notice a driver that hangs for ever. */
    @Test
    void driversAreLeftAloneWhereTheBuiltInEngineIsNamed() throws IOException {
        Path vendors = vendors("hang");
        with(vendors, LARGE).with("-d", "cpu").succeed();
        with(vendors, "verify", "a.png", "-d", "cpu").succeed();
        with(vendors, "bench", "-d", "cpu", "--runs=1", "--warmup=0", "--workload=article-overview").run();
        assertFalse(Files.exists(log()), "the driver was loaded");
    }

    @Test
    void aPlatformWithoutADeviceIsAnAnswerAndRemembered() throws IOException {
        Path vendors = vendors("empty");
        with(vendors, LARGE).succeed();
        assertPicture();
        Files.delete(log());
        with(vendors, LARGE).succeed();
        assertFalse(Files.exists(log()), "the driver was loaded again");
        String note = "the OpenCL platform a platform of the tests has no device";
        Program.Result unknown = with(vendors, "-d", "opencl").run();
        assertTrue(unknown.onlyLine().endsWith("; " + note), unknown.err());
        BrokenDriver.installSystemDrivers(vendors);
        if (Devices.ids().size() > 1) {
            assertFalse(with(vendors, "-d", "nothing").run().onlyLine().contains(note), "beside the point");
        }
    }
}
