package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.juliaset.Golden;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.EscapeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of the Mandelbrot set, through every command. */
class MapTest {
    private static final String[] MAP = {"--map", "-R=160", "-M=300", "-d=cpu"};

    @TempDir
    Path folder;

    private InProcess juliaset(String... arguments) {
        return InProcess.in(folder, arguments);
    }

    private byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a.png | -m=3", "a.tif | --fast", "a.npy | --smooth -t=1024", "a.png | --palette=classic --samples=2",
        "a.png | --precision=float --threshold=1.5 --height=40", "a.tif | --center=-1.25,0.05 --zoom=20 --dpi=300"
    })
    void infoSaysWhatMakesAMapAgain(String name, String options) throws IOException {
        juliaset(MAP).with(options.split(" ")).with("-o", name).succeed();
        List<String> info = juliaset("info", name).succeed().out().lines().toList();
        assertTrue(info.stream().anyMatch(line -> line.matches("    map +true")), info.toString());
        assertFalse(info.stream().anyMatch(line -> line.matches("    (real|imag) .*")), info.toString());
        byte[] made = bytes(name);
        Files.delete(folder.resolve(name));
        String command = info.get(info.size() - 1);
        assertTrue(command.contains(" --map "), command);
        juliaset(command.replaceFirst("^juliaset ", "").split(" ")).with("-d=cpu").succeed();
        assertArrayEquals(made, bytes(name));
        juliaset("--like", name, "-d=cpu", "-o", "b" + name).succeed();
        assertArrayEquals(made, bytes("b" + name));
        assertTrue(JsonParser.parseString(juliaset("info", name, "--json").succeed().out()).getAsJsonObject()
                .getAsJsonObject("parameters").get("map").getAsBoolean());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.png", "a.tif"})
    void aMapIsVerified(String name) {
        juliaset(MAP).with("-o", name, "--palette=viridis").succeed();
        assertEquals("equal: 160 x 125 pixels\n", juliaset("verify", name, "-d=cpu").succeed().out());
    }

    /** Those whose counts take one byte each. */
    @Test
    void theCountsAreThoseOfTheGoldenCases() throws IOException {
        List<Golden.CountsCase> cases = Golden.maps()
                .filter(golden -> golden.scene().set().iterationLimit() < 256 && !golden.scene().sampling().smooth())
                .toList();
        assertTrue(cases.size() > 3, cases.toString());
        for (Golden.CountsCase golden : cases) {
            EscapeSet set = golden.scene().set();
            ComplexRegion region = golden.grid().region();
            juliaset(
                    "--map", "-m=0", "-M=" + set.iterationLimit(), "-t=" + set.threshold(), "-R=" + golden.width(),
                    "--precision=" + set.precision().title(), "-x=" + region.xleft(), "-X=" + region.xright(),
                    "-Y=" + region.ytop(), "-y=" + region.ybot(), "-d=cpu", "-o=a.npy").succeed();
            byte[] file = bytes("a.npy");
            int first = file.length - (int) golden.grid().pixels();
            ByteBuffer counts = ByteBuffer.allocate(4 * (file.length - first)).order(ByteOrder.LITTLE_ENDIAN);
            for (int k = first; k < file.length; k++) {
                counts.putInt(file[k] & 0xFF);
            }
            assertEquals(golden.sha256(), Golden.sha256(counts.array()), golden.name());
        }
    }

    @Test
    void ofAnotherPictureAMapLeavesTheConstantOut() throws IOException {
        juliaset("-c=i", "-R=160", "-M=300", "-x=-2", "-X=1", "-d=cpu", "-o=julia.png").succeed();
        juliaset("--like=julia.png", "--map", "-d=cpu", "-o=a.png").succeed();
        juliaset(MAP).with("-x=-2", "-X=1", "-y=-1", "-Y=1", "-o=b.png").succeed();
        assertArrayEquals(bytes("b.png"), bytes("a.png"));
        juliaset("--like=a.png", "--map=false", "-c=i", "-d=cpu", "-o=b.png").succeed();
        assertArrayEquals(bytes("julia.png"), bytes("b.png"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-c=-1 | -c", "--real=0 | --real", "-i 1 | -i", "--fit | --fit", "--constant=i | --constant"
    })
    void aConstantForAFilesMapIsRefused(String options, String name) {
        juliaset(MAP).with("-o=a.png").succeed();
        Program.Result result = juliaset("--like=a.png", "-o=b.png").with(options.split(" ")).run();
        assertEquals(2, result.status());
        assertEquals("juliaset: " + name + " is given, and the picture is a map, whose pixels are c: leave it out",
                result.onlyLine());
        assertEquals(List.of("a.png"), Program.namesIn(folder));
    }

    @Test
    void aFinishedMapIsCompleteAndNoOtherPicture() {
        juliaset(MAP).with("-o=a.png").succeed();
        for (String[] arguments : new String[][] {MAP, {}}) {
            Program.Result again = juliaset(arguments).with("-o=a.png", "--resume").run();
            assertEquals(0, again.status(), again.err());
            assertEquals("juliaset: a.png is complete", again.onlyLine());
        }
        juliaset("-R=160", "-M=300", "-c=i", "-o=julia.png").succeed();
        Program.Result other = juliaset("--map", "-o=julia.png", "--resume").run();
        assertEquals(2, other.status());
        assertTrue(other.onlyLine().startsWith("juliaset: julia.png is there and was made with map false instead of"
                + " true, real 0 instead of none, imag 1 instead of none: "), other.err());
    }

    @Test
    void countsOfAMapAreColoured() throws IOException {
        juliaset(MAP).with("-t=1024", "--smooth", "-o=c.npy").succeed();
        juliaset("color", "c.npy", "--palette=magma", "--palette-scale=equalised", "-o=a.png").succeed();
        juliaset(MAP).with("--palette=magma", "--palette-scale=equalised", "-o=b.png").succeed();
        assertArrayEquals(bytes("b.png"), bytes("a.png"));
        juliaset("color", "c.npy", "--palette=magma", "--samples=5", "-o=a.png").succeed();
        juliaset(MAP).with("-R=32", "--palette=magma", "--samples=5", "-o=b.png").succeed();
        assertArrayEquals(bytes("b.png"), bytes("a.png"));
    }

    @Test
    void aMapIsEstimatedAndTimed() {
        String estimate = juliaset(MAP).with("--dry-run").succeed().out();
        assertTrue(estimate.startsWith("picture    160 x 125 pixels"), estimate);
        assertEquals(List.of(), Program.namesIn(folder));
        Program.Result timed = juliaset(MAP).with("--stats").run();
        assertEquals(0, timed.status(), timed.err());
        assertTrue(timed.err().contains("\nkernel        orbits interleaved\n"), timed.err());
    }
}
