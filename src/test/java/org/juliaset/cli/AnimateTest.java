package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.juliaset.Pyramid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Films. */
class AnimateTest {
    private static final int FRAMES = 7;
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;

    private static final String[] CIRCLE = {
        "--c-circle=0.7885", "--palette=twilight", "--size=64x48", "--frames=7", "--loop", "-M=60", "-d=cpu"
    };

    private static final String KEYS = """
            {
              "fps": 25, "frames": 6,
              "options": {"c": "-0.8+0.156i", "size": "60x40", "samples": 2, "threshold": 100},
              "keys": [
                {"center": 0, "zoom": 1, "palette": "magma", "palette-offset": 0},
                {"center": "1.5275,-0.0759", "zoom": 1e4, "palette-offset": 0.9, "easing": "smooth"}
              ]
            }
            """;

    @TempDir
    Path folder;

    private InProcess animate(String... options) {
        return InProcess.in(folder, "animate").with(options).env("PATH", System.getenv("PATH"));
    }

    private InProcess circle(String... options) {
        return animate(CIRCLE).with(options);
    }

    private Program.Result refused(int status, InProcess command) throws IOException {
        Map<String, byte[]> before = Pyramid.files(folder);
        Program.Result result = command.run();
        assertEquals(status, result.status(), result.err());
        Map<String, byte[]> after = Pyramid.files(folder);
        assertEquals(before.keySet(), after.keySet());
        before.forEach((name, bytes) -> assertArrayEquals(bytes, after.get(name), name));
        return result;
    }

    private static void requireFfmpeg() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ffmpeg")), "no ffmpeg: its films could not be tested");
    }

    /** What a command of ffmpeg writes to standard output. */
    private byte[] output(String... command) throws Exception {
        Path out = folder.resolveSibling(folder.getFileName() + ".out");
        Process process = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0, Arrays.toString(command));
        byte[] bytes = Files.readAllBytes(out);
        Files.delete(out);
        return bytes;
    }

    private byte[] decoded(String film, String pixels) throws Exception {
        return output("ffmpeg", "-v", "error", "-i", film, "-f", "rawvideo", "-pix_fmt", pixels, "-");
    }

    private static byte[] rgb(Path picture) throws IOException {
        var image = ImageIO.read(picture.toFile());
        byte[] pixels = new byte[3 * image.getWidth() * image.getHeight()];
        for (int k = 0; k < pixels.length; k++) {
            int pixel = image.getRGB(k / 3 % image.getWidth(), k / 3 / image.getWidth());
            pixels[k] = (byte) (pixel >> 16 - 8 * (k % 3));
        }
        return pixels;
    }

    /** The pixels of frames in a folder, one after the other. */
    private byte[] stills(String name, int frames) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int frame = 0; frame < frames; frame++) {
            all.write(rgb(folder.resolve(String.format(name, frame))));
        }
        return all.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "--c-circle=0.25,-1 --frames=5 -R=61 --loop",
        "--c-line=-0.8+0.156i -0.4+0.6i --frames=4 --size=50x40 --palette=classic --palette-scale=equalised",
        "-c=-0.8+0.156i --zoom-to=1.5275,-0.0759 --zoom=1e6 --frames=5 --size=50x40 --palette=magma --depth=16",
        "--preset=rabbit --palette-cycle --frames=6 --loop --size=50x40 --samples=2 --fast",
        "--map --zoom-to=-0.745,0.113 --zoom=100 --frames=4 -R=40 --smooth -M=200 --precision=float",
        "film.json --threads=1",
    })
    void eachFrameIsThePictureOfItsCommandLine(String options) throws Exception {
        Files.writeString(folder.resolve("film.json"), KEYS);
        String[] words = options.split(" ");
        animate(words).with("-o=frames/%03d.png").succeed();
        List<String> commands = animate(words).with("-o=frames/%03d.png", "--dry-run").succeed().out().lines().toList();
        assertEquals(Program.namesIn(folder.resolve("frames")).size(), commands.size());
        for (int frame = 0; frame < commands.size(); frame++) {
            String command = commands.get(frame);
            assertEquals(command, animate(words)
                    .with("-o=frames/%03d.png", "--print-frame=" + frame).succeed().out().strip());
            assertTrue(command.startsWith("juliaset -R="), command);
            String[] picture = command.substring("juliaset ".length()).replace("'", "").split(" ");
            InProcess.in(folder, picture).succeed();
            String name = String.format("%03d.png", frame);
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve(name)),
                    Files.readAllBytes(folder.resolve("frames").resolve(name)), command);
        }
    }

    @Test
    void standardOutputHasThePixelsOfTheFrames() throws Exception {
        circle("-o=frames/%d.png").succeed();
        assertArrayEquals(stills("frames/%d.png", FRAMES), circle("-o=-", "--format=rgb").succeed().outBytes());
        byte[] wide = circle("-o=-", "--format=rgb", "--depth=16").succeed().outBytes();
        assertEquals(2 * FRAMES * 3 * WIDTH * HEIGHT, wide.length);
        String[] gray = {"animate", "--c-circle=0.5", "--frames=2", "-R=8", "-o=-", "--format=rgb"};
        byte[] three = InProcess.in(folder, gray).succeed().outBytes();
        assertEquals(2 * 3 * 8 * 5, three.length);
        for (int k = 0; k < three.length; k++) {
            assertEquals(three[k - k % 3], three[k]);
        }
    }

    @Test
    void y4mHasAHeaderAndThreePlanesAFrame() throws Exception {
        byte[] film = circle("-o=-", "--fps=23.976").succeed().outBytes();
        String head = "YUV4MPEG2 W64 H48 F2997:125 Ip A1:1 C420mpeg2 XYSCSS=420MPEG2 XCOLORRANGE=LIMITED\n";
        assertEquals(head, new String(film, 0, head.length(), StandardCharsets.US_ASCII));
        assertEquals(head.length() + FRAMES * (6 + WIDTH * HEIGHT * 3 / 2), film.length);
        circle("-o=film.y4m", "--fps=23.976").succeed();
        assertArrayEquals(film, Files.readAllBytes(folder.resolve("film.y4m")));
        // red, white and black by BT.709
        String[] red = {"animate", "-R=4", "--height=2", "--frames=2", "--palette=#f00,#f00", "--palette-cycle",
            "-t=2", "-x=3", "-X=4", "-o=-"};
        byte[] plane = InProcess.in(folder, red).succeed().outBytes();
        byte[] last = Arrays.copyOfRange(plane, plane.length - 12, plane.length);
        assertArrayEquals(new byte[] {63, 63, 63, 63, 63, 63, 63, 63, 102, 102, (byte) 240, (byte) 240}, last);
        requireFfmpeg();
        assertEquals(FRAMES * WIDTH * HEIGHT * 3 / 2, decoded("film.y4m", "yuv420p").length);
    }

    @Test
    void anAnimatedPngHasTheFramesAsTheyAre() throws Exception {
        circle("-o=film.apng").succeed();
        circle("-o=frames/%d.png").succeed();
        assertArrayEquals(rgb(folder.resolve("frames/0.png")), rgb(folder.resolve("film.apng")));
        requireFfmpeg();
        assertArrayEquals(stills("frames/%d.png", FRAMES), decoded("film.apng", "rgb24"));
        String info = InProcess.in(folder, "info", "film.apng").succeed().out();
        assertTrue(info.contains("real        0.7885"), info);
    }

    @Test
    void aGifHasTheFramesOfFewColours() throws Exception {
        circle("-o=film.gif", "--flat").succeed();
        circle("-o=frames/%d.png", "--flat").succeed();
        requireFfmpeg();
        assertArrayEquals(stills("frames/%d.png", FRAMES), decoded("film.gif", "rgb24"));
        assertEquals(
                "juliaset: frame 0 has more than 256 colours, which are the most that a GIF holds: add --flat, or use"
                        + " .apng, .mp4 or .webm",
                refused(2, circle("-o=other.gif", "--samples=4")).onlyLine());
    }

    @ParameterizedTest
    @CsvSource({"mp4, h264", "webm, vp9", "mkv, h264"})
    void ffmpegMakesFilmsOfAllFrames(String suffix, String codec) throws Exception {
        requireFfmpeg();
        circle("-o=film." + suffix, "--fps=25").succeed();
        String facts = new String(output("ffprobe", "-v", "error", "-count_frames", "-show_entries",
                "stream=codec_name,width,height,pix_fmt,color_range,color_space,color_transfer,color_primaries,"
                        + "r_frame_rate,nb_read_frames",
                "-of", "csv=p=0", "film." + suffix), StandardCharsets.UTF_8).strip();
        assertEquals(codec + ",64,48,yuv420p,tv,bt709,bt709,bt709,25/1,7", facts);
        byte[] first = Files.readAllBytes(folder.resolve("film." + suffix));
        circle("-o=film." + suffix, "--fps=25", "--no-keep", "--threads=1").succeed();
        assertArrayEquals(first, Files.readAllBytes(folder.resolve("film." + suffix)));
        assertEquals(List.of("film." + suffix), Program.namesIn(folder));
        // near to the stills, with the chroma of every second pixel
        circle("-o=frames/%d.png").succeed();
        byte[] expected = stills("frames/%d.png", FRAMES);
        byte[] found = decoded("film." + suffix, "rgb24");
        assertEquals(expected.length, found.length);
        long sum = 0;
        for (int k = 0; k < expected.length; k++) {
            sum += Math.abs((expected[k] & 0xFF) - (found[k] & 0xFF));
        }
        assertTrue((double) sum / expected.length < 8, "mean difference " + (double) sum / expected.length);
    }

    @Test
    void optionsOfFfmpegComeLastAndMayBeAnotherCodec() throws Exception {
        requireFfmpeg();
        circle("-o=film.mkv", "--ffmpeg-options=-c:v ffv1 -pix_fmt gbrp").succeed();
        circle("-o=frames/%d.png").succeed();
        assertArrayEquals(stills("frames/%d.png", FRAMES), decoded("film.mkv", "rgb24"));
        Program.Result result = refused(1, circle("-o=other.mp4", "--no-keep", "--ffmpeg-options=-c:v none-such"));
        assertTrue(result.onlyLine().matches(
                "juliaset: cannot write other.mp4: ffmpeg ended with status 1: .*none-such.*"), result.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--c-circle=0.7                  | output \"x\" has no suffix that names a film: use one of .mp4, .webm, .mkv,"
                + " .apng, .gif, .y4m, .rgb, or frames/%06d.png | x",
        "--c-circle=0.7                  | output \"x.png\" is one file: give the number of a frame its place, as in"
                + " frames/%06d.png | x.png",
        "--c-circle=0.7                  | output \"%d-%d.png\" has a second %: the number of a frame has one place, as"
                + " in frames/%06d.png | %d-%d.png",
        "--c-circle=0.7 -R=7 --height=8  | the frames are 7 x 8 pixels, and .mp4 takes even sides: give a size of 8x8 |"
                + " x.mp4",
        "-R=8                            | nothing changes from frame to frame: give key frames, a path of c, a zoom,"
                + " or a cycle of the palette | x.apng",
        "--palette-cycle                 | the palette is to cycle, and there is none: choose one | x.apng",
        "--c-circle=0.7 -c=1             | -c is given, and it also changes from frame to frame: leave one out"
                + " | x.apng",
        "--c-circle=-1                   | Invalid value for option '--c-circle': \"-1\" has no radius above 0: write"
                + " it like 0.7885, or 0.25,-1 with a centre | x.apng",
        "--c-circle=1 --c-line=1 2       | --c-circle and --c-line are both given: give one of them | x.apng",
        "--c-circle=1 --frames=1         | frames is 1: give a whole number from 2 to 1000000 | x.apng",
        "--c-circle=1 --frames=9 --duration=1s | --frames and --duration are both given: give one of them | x.apng",
        "--c-circle=1 --duration=1       | Invalid value for option '--duration': \"1\" is no time: write it like 10s,"
                + " 250ms or 2min | x.apng",
        "--c-circle=1 --fps=0            | Invalid value for option '--fps': \"0\" is no number of frames per second:"
                + " give one above 0 and up to 1000, like 30, 23.976 or 30000/1001 | x.apng",
        "--c-circle=1 --shutter=2        | shutter is 2.0: give a fraction of a frame's time above 0 and up to 1, 0.5"
                + " for half of it | x.apng",
        "--c-circle=1 --shutter-samples=2 | --shutter-samples is given without --shutter: add it, or leave the samples"
                + " out | x.apng",
        "--zoom-to=1                     | --zoom-to is given without --zoom: say how many times less wide than the"
                + " usual region the film is to end | x.apng",
        "-R=500 --zoom-to=1 --zoom=1e15  | frame 269 is deeper than precision double can tell pixels apart: end the"
                + " zoom before, at a width of at least 4.4e-13 | x.apng",
        "--c-circle=1 --print-frame=300  | print-frame is 300: give a whole number from 0 to 299 | x.apng",
        "--c-circle=1 --shutter=1 --dry-run | with a shutter a frame is the mean of several pictures, which no other"
                + " command line makes: leave the shutter out | x.apng",
        "--c-circle=1 --format=png       | format is \"png\": give y4m or rgb | -",
        "--c-circle=1 --format=rgb       | --format is given, and output \"x.apng\" has a suffix: leave it out, or give"
                + " -o - for standard output | x.apng",
        "--c-circle=1 --resume           | --resume cannot go with standard output: nothing is kept of it, give a file"
                + " | -",
        "--c-circle=1 --ffmpeg-options=x | --ffmpeg-options is given, and ffmpeg does not make output \"x.apng\": leave"
                + " it out | x.apng",
        "--c-circle=1 --depth=16 --palette=magma | depth is 16 and .gif holds 8 bits: leave it out | x.gif",
        "--c-circle=1 --fps=60 -R=8      | fps is 60, and a .gif is shown at 50 at most: give fewer | x.gif",
        "none.json                       | cannot read none.json: there is no such file or folder: create the folder"
                + " or choose another | x.apng",
        "--c-circle=1 --part=2/2         | part is 2/2: parts of 2 are numbered from 0 to 1 | x.apng",
    })
    void whatCannotBeIsRefused(String options, String message, String output) throws Exception {
        Program.Result result = refused(2, animate(options.split(" ")).with("-o", output));
        assertEquals("juliaset: " + message, result.onlyLine());
    }

    @Test
    void withoutFfmpegItSaysWhatToDoBeforeAnythingIsComputed() throws Exception {
        for (String path : new String[] {"", folder.toString()}) {
            assertEquals(
                    "juliaset: .mp4 is encoded by ffmpeg, which is not on the PATH: install it (apt install ffmpeg,"
                            + " brew install ffmpeg, or from ffmpeg.org), or use .apng, .y4m or frames/%06d.png",
                    refused(2, circle("-o=film.mp4").env("PATH", path)).onlyLine());
        }
    }

    @Test
    void anOptionBesideKeyFramesIsRefusedOrComesBeforeThoseOfTheFile() throws Exception {
        Files.writeString(folder.resolve("film.json"), KEYS);
        assertEquals("juliaset: --c-circle and key frames in film.json are both given: leave one out",
                refused(2, animate("film.json", "--c-circle=1", "-o=x.apng")).onlyLine());
        assertEquals("juliaset: --zoom is given, and it also changes from frame to frame: leave one out",
                refused(2, animate("film.json", "--zoom=2", "-o=x.apng")).onlyLine());
        String first = animate("film.json", "--size=30x20", "-c=1", "--frames=3", "--print-frame=0").succeed().out();
        assertTrue(first.startsWith("juliaset -R=30 ") && first.contains(" -r=1 -i=0 "), first);
    }

    @Test
    void resumeMakesOnlyTheMissingFrames() throws Exception {
        circle("-o=frames/%d.png").succeed();
        Map<String, byte[]> all = Pyramid.files(folder);
        Path kept = folder.resolve("frames/2.png");
        FileTime longAgo = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(kept, longAgo);
        Files.delete(folder.resolve("frames/1.png"));
        // as the end of a machine may leave them
        Files.write(folder.resolve("frames/4.png"), new byte[0]);
        byte[] cut = Files.readAllBytes(folder.resolve("frames/5.png"));
        Files.write(folder.resolve("frames/5.png"), Arrays.copyOf(cut, cut.length - 3));
        Program.Result result = circle("-o=frames/%d.png", "--resume").run();
        assertEquals("juliaset: 4 of 7 frames were there already", result.onlyLine());
        assertEquals(0, result.status());
        assertEquals(longAgo, Files.getLastModifiedTime(kept));
        Map<String, byte[]> after = Pyramid.files(folder);
        all.forEach((name, bytes) -> assertArrayEquals(bytes, after.get(name), name));
        String line = refused(2, circle("-o=frames/%d.png", "--resume", "-m=7")).onlyLine();
        assertTrue(line.contains("frames/") && line.endsWith(".png is there and was made with itermin 5 instead of 7:"
                + " to replace it leave out --resume, or choose another folder"), line);
        circle("-o=frames/%d.png", "-m=7").succeed();
        assertFalse(Arrays.equals(all.get("frames/2.png"), Files.readAllBytes(kept)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"film.apng", "film.y4m", "film.gif --flat", "film.mkv", "film.webm --shutter=0.5"})
    void aFilmOfPartsIsTheFilmOfOneProcess(String output) throws Exception {
        String[] options = ("-o=" + output).split(" ");
        String name = options[0].substring("-o=".length());
        if (name.contains("mkv") || name.contains("webm")) {
            requireFfmpeg();
        }
        circle(options).succeed();
        byte[] expected = Files.readAllBytes(folder.resolve(name));
        Files.delete(folder.resolve(name));
        circle(options).with("--part=0/3").succeed();
        circle(options).with("--part=2/3").succeed();
        assertEquals(6, Program.namesIn(folder.resolve(name + ".frames")).size());
        String path = System.getenv("PATH");
        assertEquals(
                "juliaset: " + name + " lacks frames, the first is 1 of 7: make its parts, or give juliaset animate"
                        + " the same options with --resume",
                refused(1, InProcess.in(folder, "join", name).env("PATH", path)).onlyLine());
        assertEquals(
                "juliaset: " + name + ".frames has frames of an interrupted film: use them with --resume, or remove the"
                        + " folder",
                refused(2, circle(options)).onlyLine());
        assertEquals("juliaset: 5 of 7 frames were there already", circle(options).with("--resume").run().onlyLine());
        assertArrayEquals(expected, Files.readAllBytes(folder.resolve(name)));
        Files.delete(folder.resolve(name));
        for (int part = 0; part < 3; part++) {
            circle(options).with("--part=" + part + "/3").succeed();
        }
        InProcess.in(folder, "join", name).env("PATH", path).succeed();
        assertArrayEquals(expected, Files.readAllBytes(folder.resolve(name)));
        assertEquals(List.of(name), Program.namesIn(folder));
        assertEquals("juliaset: " + name + " has no frames beside it: it is complete",
                InProcess.in(folder, "join", name).run().onlyLine());
        assertEquals(
                "juliaset: " + name + " is there, and does not say which film it is: to replace it leave out --resume,"
                        + " or choose another name",
                refused(2, circle(options).with("--resume")).onlyLine());
    }

    @Test
    void framesOfAnotherFilmAreNotJoined() throws Exception {
        circle("-o=film.apng", "--part=0/2").succeed();
        circle("-o=film.apng", "--part=1/2", "-m=6").succeed();
        String line = refused(2, InProcess.in(folder, "join", "film.apng")).onlyLine();
        assertTrue(line.endsWith("film.apng.frames has frames of different films: make the film with --resume, which"
                + " says which frame differs"), line);
        assertTrue(circle("-o=film.apng", "--resume").run().err().contains(
                "1.png is there and was made with itermin 6 instead of 5: "));
        Files.createDirectory(folder.resolve("other.apng.frames"));
        assertTrue(refused(2, circle("-o=other.apng")).onlyLine().endsWith(
                "other.apng.frames is in the way, and has no frames of a film: move it away"));
    }

    /** The mean of pictures, by their own files and real numbers. */
    @Test
    void aShutterAveragesPicturesInLinearLight() throws Exception {
        String[] scene = {"-R=40", "--height=30", "--palette=#000,#fff", "-t=4", "-x=-1", "-X=1", "-y=-1", "-Y=1"};
        animate(scene).with("--c-line", "0", "0.4", "--frames=3", "--shutter=0.5", "--shutter-samples=4",
                "-o=frames/%d.png", "--depth=16").succeed();
        int[] sums = new int[40 * 30];
        double[] light = new double[40 * 30];
        for (double c : new double[] {0.1625, 0.1875, 0.2125, 0.2375}) {
            InProcess.in(folder, scene).with("-c=" + c, "-o=one.png", "--depth=16").succeed();
            var raster = ImageIO.read(folder.resolve("one.png").toFile()).getRaster();
            for (int k = 0; k < light.length; k++) {
                double code = raster.getSample(k % 40, k / 40, 0) / 65535.0;
                light[k] += (code <= 0.04045 ? code / 12.92 : Math.pow((code + 0.055) / 1.055, 2.4)) / 4;
                sums[k] += raster.getSample(k % 40, k / 40, 0);
            }
        }
        var mean = ImageIO.read(folder.resolve("frames/1.png").toFile()).getRaster();
        int others = 0;
        for (int k = 0; k < light.length; k++) {
            double code = light[k] <= 0.0031308
                    ? light[k] * 12.92
                    : 1.055 * Math.pow(light[k], 1 / 2.4) - 0.055;
            // a light has 22 bits
            assertEquals(code * 65535, mean.getSample(k % 40, k / 40, 0), 1.01, "pixel " + k);
            others += Math.abs(mean.getSample(k % 40, k / 40, 0) - sums[k] / 4) > 3 ? 1 : 0;
        }
        assertTrue(others > 50, "the mean of codes is not that of light: " + others);
        String info = InProcess.in(folder, "info", "frames/1.png").run().err();
        assertTrue(info.contains("frames/1.png has parameters that no picture has: shutter "), info);
        Program.Result again = animate(scene).with("--c-line", "0", "0.4", "--frames=3", "--shutter=0.5",
                "--shutter-samples=4", "-o=frames/%d.png", "--depth=16", "--resume").run();
        assertEquals("juliaset: 3 of 3 frames were there already", again.onlyLine());
    }

    @Test
    void nothingThatMovesBlursNothing() throws Exception {
        String[] still = {"--palette=viridis", "-R=40", "--c-line=0.3", "0.3", "--frames=2"};
        animate(still).with("-o=a%d.png").succeed();
        animate(still).with("-o=b%d.png", "--shutter=1", "--shutter-samples=3").succeed();
        assertArrayEquals(rgb(folder.resolve("a0.png")), rgb(folder.resolve("b0.png")));
    }

    @Test
    void theTimesOfAGifAddUp() throws Exception {
        circle("-o=film.gif", "--flat", "--fps=30").succeed();
        String bytes = new String(Files.readAllBytes(folder.resolve("film.gif")), StandardCharsets.ISO_8859_1);
        Matcher control = Pattern.compile("!\u00f9\u0004\u0000(.)\u0000\u0000\u0000,", Pattern.DOTALL).matcher(bytes);
        List<Integer> delays = new ArrayList<>();
        while (control.find()) {
            delays.add((int) control.group(1).charAt(0));
        }
        assertEquals(List.of(3, 4, 3, 3, 4, 3, 3), delays);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--preview -o x.mp4         | --preview and -o are both given: a preview writes no film, leave one out",
        "--preview --output=f/%d.png | --preview and --output are both given: a preview writes no film, leave one out",
        "--preview --format=rgb     | --preview and --format are both given: a preview writes no film, leave one out",
        "--preview --ffmpeg-options=-an | --preview and --ffmpeg-options are both given: a preview writes no film,"
                + " leave one out",
        "--preview --resume         | --preview and --resume are both given: a preview writes no film, leave one out",
        "--preview --keep           | --preview and --keep are both given: a preview writes no film, leave one out",
        "--preview --no-keep        | --preview and --no-keep are both given: a preview writes no film, leave one out",
        "--preview --part=0/2       | --preview and --part are both given: a preview writes no film, leave one out",
        "--preview --dry-run        | --preview and --dry-run are both given: a preview writes no film, leave one out",
        "--preview --print-frame=1  | --preview and --print-frame are both given: a preview writes no film, leave one"
                + " out",
        "--preview --port=65536     | port is 65536: give a whole number from 0 to 65535",
        "--preview --output-dir=no  | output-dir is no, which is no folder: create it, or choose another",
        "--preview --frames=1       | frames is 1: give a whole number from 2 to 1000000",
        "--preview --xleft=1.6 --xright=-1.6 | the region is mirrored, or its pixels are no squares, which a preview"
                + " cannot show: make the film with a smaller size instead",
        "--port=8000                | --port is given without --preview: add it, or leave --port out",
        "--no-browser               | --no-browser is given without --preview: add it, or leave --no-browser out",
        "--output-dir=.             | --output-dir is given without --preview: add it, or leave --output-dir out"
    })
    void aPreviewWritesNoFilmAndAFilmHasNoPage(String options, String expected) throws IOException {
        InProcess command = animate("--c-circle=0.7885").with(options.split(" "));
        Program.Result result = refused(2, options.contains("--preview") ? command.with("--no-browser") : command);
        String line = result.onlyLine();
        assertTrue(line.startsWith("juliaset: "), line);
        assertEquals("juliaset: " + expected, line.replace(folder + "/", ""));
        assertEquals("", result.out());
    }

    @Test
    void aPreviewIsOfJuliaSets() throws IOException {
        assertEquals("juliaset: the film is of the map, and a preview shows Julia sets: make it with a smaller size"
                + " instead", refused(2, animate("--map", "--zoom-to=-0.745,0.113", "--zoom=100", "--preview",
                        "--no-browser")).onlyLine());
    }
}
