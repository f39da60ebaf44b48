package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of the Mandelbrot set, the map of all Julia sets. */
class MapTest {
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
        "                                      | -x=-2.35 -X=0.85 -y=-1.25 -Y=1.25",
        "--zoom=2                              | -x=-1.55 -X=0.05 -y=-0.625 -Y=0.625",
        "--center=-0.75,0.1 --zoom=32          | -x=-0.8 -X=-0.7 -y=0.0609375 -Y=0.1390625",
        "-x=-2 -X=1                            | -x=-2 -X=1 -y=-1.25 -Y=1.25",
        "--size=320x320                        | -x=-2.35 -X=0.85 -y=-1.6 -Y=1.6 -R=320",
    })
    void aMapHasARegionOfItsOwn(String view, String parameters) throws IOException {
        InProcess viewed = juliaset("--map", "-o", "a.png");
        if (view != null) {
            viewed.with(view.split(" +"));
        }
        viewed.succeed();
        juliaset("--map", "-o", "b.png").with(parameters.split(" +")).succeed();
        assertArrayEquals(bytes("b.png"), bytes("a.png"));
    }

    /** An interior point of the map is a c whose set holds 0, which is then a point of the set. */
    @ParameterizedTest
    @CsvSource({"0,0", "-1,0", "-0.12,0.74", "0.3,0", "-0.835,-0.2321", "-2.1,0", "1,1"})
    void aPointOfTheMapHasTheCountOfItsJuliaSetAtZero(String real, String imag) throws IOException {
        String pixel = " -R=1 --height=1 -m=0 -M=200 -o ";
        String place = "-x=" + real + " -X=9 -Y=" + imag + " -y=-9";
        juliaset(("--map " + place + pixel + "map.npy").split(" ")).succeed();
        juliaset(("-r=" + real + " -i=" + imag + " -x=0 -X=9 -Y=0 -y=-9" + pixel + "julia.npy").split(" ")).succeed();
        assertArrayEquals(bytes("julia.npy"), bytes("map.npy"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.png", "a.tif", "a.npy"})
    void aFileKeepsThatItIsAMap(String name) throws IOException {
        boolean holdsCounts = name.endsWith(".npy");
        String looks = holdsCounts ? "--smooth -t=1024" : "--palette=tide";
        juliaset("--map", "-R=64", "--precision=float", "-o", name).with(looks.split(" ")).succeed();
        if (!holdsCounts) {
            assertEquals("equal: 64 x 50 pixels\n", juliaset("verify", name).succeed().out());
            String command = juliaset("info", name).succeed().out().lines().reduce((first, last) -> last).orElseThrow();
            String other = command.replaceFirst("^juliaset ", "").replace("-o=a", "-o=b");
            assertTrue(other.contains(" --map "), command);
            juliaset(other.split(" ")).succeed();
            assertArrayEquals(bytes(name), bytes("b" + name.substring(1)));
        }
        juliaset("--like=" + name, "-o", "like" + name.substring(1)).succeed();
        assertArrayEquals(bytes(name), bytes("like" + name.substring(1)));
    }

    @Test
    void aPictureThatIsNoMapDoesNotSpeakOfMaps() throws IOException {
        juliaset("-R=40", "-o", "a.png").succeed();
        assertFalse(new String(bytes("a.png"), StandardCharsets.ISO_8859_1).contains("map"));
    }

    @Test
    void anInterruptedMapIsResumedAsAMap() {
        juliaset("--map", "-R=40", "-o", "a.png").succeed();
        assertTrue(juliaset("--map", "-R=40", "-o", "a.png", "--resume").run().err().contains("a.png is complete"));
        Program.Result julia = juliaset("-R=40", "-r=0", "-i=0", "-x=-2.35", "-X=0.85", "-y=-1.25", "-Y=1.25",
                "-o", "b.png", "--keep-partial").run();
        assertEquals(0, julia.status());
        assertFalse(juliaset("--map", "-R=40", "-o", "b.png", "--resume").run().status() == 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--map -c=-1                | juliaset: --map and -c are both given: leave one out",
        "--map --fit                | juliaset: --map and --fit are both given: leave one out",
        "--map -r=-1                | juliaset: real is -1: --map is given, and a map has no c, leave one of them out",
        "--map --imag=.5            | juliaset: imag is 0.5: --map is given, and a map has no c, leave one of them out",
        "--like=map.png --fit       | juliaset: --fit is given for a map, which has no c: leave one out",
    })
    void aMapHasNoC(String arguments, String line) {
        juliaset("--map", "-R=20", "-o", "map.png").succeed();
        Program.Result result = juliaset(arguments.split(" +")).with("-o", "x.png").run();
        assertEquals(2, result.status());
        assertEquals(line, result.onlyLine());
    }
}
