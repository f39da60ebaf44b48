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

/** Other ways to say c, the region and the size, and what they come to. */
class ViewTest {
    @TempDir
    Path folder;

    private InProcess juliaset(String... arguments) {
        return InProcess.in(folder, arguments);
    }

    private String info(String name) {
        return juliaset("info", name).succeed().out();
    }

    private byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-c=-0.4+0.6i                          | -r=-0.4 -i=0.6",
        "-c -0.4,0.6                           | -r=-0.4 -i=0.6",
        "-c i                                  | -r=0 -i=1",
        "--constant=2e-3i                      | -r=0 -i=0.002",
        "--size=500x313                        | -R=500",
        "--size 192x108                        | -R=192 -y=-0.9 -Y=0.9",
        "--size 192X108 -Y=-0.9 -y=0.9         | -R=192 -Y=-0.9 -y=0.9",
        "--size=100x200                        | -R=100 -y=-3.2 -Y=3.2",
        "--size=100x50 -y=0 -Y=1               | -R=100 -x=-1 -X=1 -y=0 -Y=1",
        "--size=100x50 -Y=1.5                  | -R=100 -x=-2.5 -X=2.5 -Y=1.5",
        "--size=100x50 -x=0 -X=0.2             | -R=100 -x=0 -X=0.2 -y=-0.05 -Y=0.05",
        "--size=100x50 -x=0 -X=2 -y=0 -Y=1     | -R=100 -x=0 -X=2 -y=0 -Y=1",
        "--center=-0.75,0.1 --width=0.1 -R=64  | -R=64 -x=-0.8 -X=-0.7 -y=0.06875 -Y=0.13125",
        "--centre -0.75+0.1i --zoom=32 -R=64   | -R=64 -x=-0.8 -X=-0.7 -y=0.06875 -Y=0.13125",
        "--center=0.5,0                        | -x=-1.1 -X=2.1",
        "--zoom=16                             | -x=-0.1 -X=0.1 -y=-0.0625 -Y=0.0625",
        "--center=i --width=0.2 --size=60x90   | -R=60 -x=-0.1 -X=0.1 -y=0.85 -Y=1.15",
        "--fit -c=-1 -R=100                    | -r=-1 -i=0 -R=100 -x=-1.7 -X=1.7 -y=-0.868 -Y=0.868",
        "--fit -c=-1 --size=100x100            | -r=-1 -i=0 -R=100 -x=-1.7 -X=1.7 -y=-1.7 -Y=1.7",
        "--fit -c=-1 --size=400x100            | -r=-1 -i=0 -R=400 -x=-3.472 -X=3.472 -y=-0.868 -Y=0.868",
        "--print=2.54x1.5875cm --dpi=100       | -R=100 --dpi=100",
        "--print=1x0.625in                     | -R=300 --dpi=300",
        "--print=25.4x15.875mm                 | -R=300 --dpi=300",
        "--map                                 | --map -x=-2.35 -X=0.85 -y=-1.25 -Y=1.25",
        "--map -x=-1 -R=100                    | --map -x=-1 -X=0.85 -y=-1.25 -Y=1.25 -R=100",
        "--map --zoom=32 --center=-0.75,0.1    | --map -x=-0.8 -X=-0.7 -y=0.0609375 -Y=0.1390625",
        "--map --zoom=16                       | --map -x=-0.85 -X=-0.65 -y=-0.078125 -Y=0.078125",
        "--map --width=0.2 --size=80x40        | --map -R=80 -x=-0.85 -X=-0.65 -y=-0.05 -Y=0.05",
        "--map --size=192x150                  | --map -R=192",
        "--map --size=320x180                  | --map -R=320 -y=-0.9 -Y=0.9",
        "--map --print=1x0.78125in             | --map -R=300 --dpi=300",
        "--map=false -c=i                      | -c=i",
    })
    void comeToTheParametersOfThePicture(String view, String parameters) throws IOException {
        juliaset(view.split(" +")).with("-o", "a.png").succeed();
        juliaset(parameters.split(" +")).with("-o", "b.png").succeed();
        assertEquals(info("b.png").replace("b.png", "a.png"), info("a.png"));
        assertArrayEquals(bytes("a.png"), bytes("b.png"));
    }

    @Test
    void aHeightThatDoesNotFollowFromTheRegionIsKeptWithThePicture() throws IOException {
        juliaset("-R=40", "--height=30", "--dpi=600", "-o", "a.png").succeed();
        String info = info("a.png");
        assertTrue(info.contains("    size        40 x 30 pixels\n"), info);
        assertTrue(info.contains("    height      30\n"), info);
        String command = info.lines().reduce((first, last) -> last).orElseThrow();
        assertTrue(command.contains(" --height=30 ") && command.contains(" --dpi=600 "), command);
        assertEquals("equal: 40 x 30 pixels\n", juliaset("verify", "a.png").succeed().out());
        byte[] before = bytes("a.png");
        juliaset(command.replaceFirst("^juliaset ", "").replace("a.png", "b.png").split(" ")).succeed();
        assertArrayEquals(before, bytes("b.png"));
        juliaset("--like=a.png", "-o", "b.png").succeed();
        assertArrayEquals(before, bytes("b.png"));
    }

    @Test
    void ofAnotherResolutionOrRegionTheHeightFollowsAgain() {
        juliaset("-R=40", "--height=30", "--dpi=600", "-o", "a.png").succeed();
        juliaset("--like=a.png", "-R=80", "-o", "b.png").succeed();
        String info = info("b.png");
        assertTrue(info.contains("size        80 x 50 pixels") && !info.contains("height"), info);
        assertTrue(info.contains("dpi         600"), info);
        juliaset("--like=a.png", "--zoom=2", "-o", "b.png").succeed();
        assertTrue(info("b.png").contains("size        40 x 25 pixels"), info("b.png"));
        juliaset("--like=a.png", "-M=90", "-o", "b.png").succeed();
        assertTrue(info("b.png").contains("size        40 x 30 pixels"), info("b.png"));
        juliaset("--like=a.png", "--size=40x20", "-o", "b.png").succeed();
        assertTrue(info("b.png").contains("ytop        0.8\n"), info("b.png"));
        juliaset("--like=a.png", "--print=1x0.5in", "-o", "b.png").succeed();
        assertTrue(info("b.png").contains("size        600 x 300 pixels"), info("b.png"));
    }

    @Test
    void aPictureIsResumedWithTheSameView() {
        String[] view = {"-c=-1", "--fit", "--print=3x2cm", "-o", "a.png"};
        juliaset(view).succeed();
        assertTrue(juliaset(view).with("--resume").run().err().contains("a.png is complete"));
        assertTrue(juliaset("-o", "a.png", "--resume").run().err().contains("a.png is complete"));
        Program.Result other = juliaset("-o", "a.png", "--resume", "--size=300x200").run();
        assertEquals(2, other.status());
        assertTrue(other.onlyLine().contains("resolution"), other.err());
    }

    /** In pixels per metre (PNG specification, 11.3.4.3): 300 / 0.0254 is 11811. */
    @Test
    void aPngHasTheResolutionInPrint() throws IOException {
        juliaset("--print=1x1cm", "-o", "a.png").succeed();
        String png = new String(bytes("a.png"), StandardCharsets.ISO_8859_1);
        assertTrue(png.contains("pHYs\0\0\u002e\u0023\0\0\u002e\u0023\u0001"), info("a.png"));
    }

    @Test
    void whatIsNotGivenIsNotKept() throws IOException {
        juliaset("-R=40", "-o", "a.png").succeed();
        assertFalse(new String(bytes("a.png"), StandardCharsets.ISO_8859_1).contains("pHYs"));
        assertFalse(info("a.png").contains("dpi") || info("a.png").contains("height"));
    }
}
