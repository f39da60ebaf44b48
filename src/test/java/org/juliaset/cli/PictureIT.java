package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures with metadata: info, verify, --like. */
@Tag("one-jdk")
class PictureIT {
    private static final String[] UNUSUAL = {
        "-R=301", "-x=0.1", "-X=-1.5e-1", "-y=.2", "-Y=-0.30000000000000004", "-r=-0.4", "-i=0.6", "-t=3e0", "-m=1",
                "-M=99",
        "--precision=float",
    };

    @TempDir
    Path folder;

    private byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    private Program juliaset(String... arguments) {
        return Program.in(folder, arguments);
    }

    /** Makes a picture, and again with the last line that info prints, run by a shell that finds the program. */
    private void assertMadeAgain(String name, String... options) throws IOException {
        juliaset("-o", "./" + name).with(options).succeed();
        byte[] made = bytes(name);
        List<String> lines = juliaset("info", "./" + name).succeed().out().lines().toList();
        Files.delete(folder.resolve(name));
        String path = Program.LAUNCHER.getParent() + ":" + System.getenv("PATH");
        Program.command(folder, "sh", "-c", lines.get(lines.size() - 1)).env("PATH", path).succeed();
        assertArrayEquals(made, bytes(name));
        assertEquals(List.of(name), Program.namesIn(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"it's $(not) a \"name\";.png", "-o.png", "=.PNG", "ü.png", "a.tif"})
    void theCommandOfAFileOfAnyNameMakesItAgainByteForByte(String name) throws IOException {
        assertMadeAgain(name);
    }

    @Test
    void theCommandOfAFileHasEveryOptionOfIt() throws IOException {
        assertMadeAgain("a.png", UNUSUAL);
        Files.delete(folder.resolve("a.png"));
        assertMadeAgain("a.png", "--fast", "-r=-1", "-i=1e-3");
    }

    @Test
    void infoPrintsWhatDecidedThePicture() throws IOException {
        juliaset("-o", "a.png", "--fast").with(UNUSUAL).succeed();
        String version = System.getProperty("juliaset.version");
        assertEquals("""
                a.png
                    format      PNG
                    size        301 x 602 pixels
                    program     juliaset %s
                    resolution  301
                    xleft       0.1
                    xright      -0.15
                    ybot        0.2
                    ytop        -0.30000000000000004
                    real        -0.4
                    imag        0.6
                    threshold   3
                    itermin     1
                    itermax     99
                    precision   float
                    fast        true
                juliaset -R=301 -x=0.1 -X=-0.15 -y=0.2 -Y=-0.30000000000000004 -r=-0.4 -i=0.6 -t=3 -m=1 -M=99 \
                --precision=float --fast -o=a.png
                """.formatted(version), juliaset("info", "a.png").succeed().out());
        JsonNode json = new ObjectMapper().readTree(juliaset("info", "--json", "a.png").succeed().out());
        assertEquals(602, json.get("height").asInt());
        assertEquals("juliaset " + version, json.get("program").asText());
        assertEquals(-0.30000000000000004, json.get("parameters").get("ytop").asDouble());
        assertTrue(json.get("parameters").get("fast").booleanValue());
        assertTrue(json.get("command").asText().startsWith("juliaset -R=301 "), json.toString());
    }

    @Test
    void aFileIsTheSameOnEveryDevice() throws IOException {
        byte[] expected = null;
        for (String id : Devices.ids()) {
            juliaset("-o", "a.png", "-d", id).with(UNUSUAL).succeed();
            expected = expected == null ? bytes("a.png") : expected;
            assertArrayEquals(expected, bytes("a.png"), id);
            assertEquals("equal: 301 x 602 pixels\n", juliaset("verify", "a.png", "-d", id).succeed().out());
        }
    }
}
