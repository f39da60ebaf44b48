package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input is refused with one line, and leaves no files. */
class BadInputTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-x=1 -X=1                | xleft and xright are both 1.0: ",
        "-y=0 -Y=-0               | ytop and ybot are both ",
        "-x=nan                   | xleft is NaN: ",
        "-Y=inf                   | ytop is Infinity: ",
        "-X=1e400                 | xright is Infinity: ",
        "-x=-1.1e75               | xleft is -1.1E75: ",
        "-r=2e75                  | real is 2.0E75: ",
        "-i=-1e76                 | imag is -1.0E76: ",
        "-t=1e76                  | threshold is 1.0E76: ",
        "-t=0                     | threshold is 0.0: ",
        "-t -2                    | threshold is -2.0: ",
        "--precision=half         | precision is \"half\": give double or float",
        "--precision=float -x=-2e9 -y=-2e9 | xleft is -2.0E9: give a magnitude of at most 1e9 with precision float",
        "--precision=float -r=2e9 | real is 2.0E9: give a magnitude of at most 1e9 with precision float",
        "-R=0                     | resolution is 0: ",
        "-R=-7                    | resolution is -7: ",
        "-R=99999999999           | resolution is 99999999999: ",
        "-R=3 -y=-0.1 -Y=0.1      | height rounds to 0 rows at resolution 3: ",
        "-x=0 -X=1e-60            | height is above 2147483647 rows ",
        "-m=80                    | itermin is 80 and itermax is 80: ",
        "-m=9 -M=8                | itermin is 9 and itermax is 8: ",
        "-m=-1                    | itermin is -1: ",
        "-M=0                     | itermax is 0: ",
        "-M=2147483647            | itermax is 2147483647: ",
        "-M=99999999999999999999  | itermax is 99999999999999999999: ",
        "--threads=0              | threads is 0: ",
        "-o plot.jpg              | output \"plot.jpg\" has no suffix that names a format: use one of .png,"
                + " .npy, .dzi, .tif, .tiff, .bmp, .gif, .pgm, .pnm, .ppm, .pcx",
        "-o plot                  | output \"plot\" has no suffix that names a format: ",
        "-o none/plot.png         | there is no folder ",
        "-o /proc/plot.png        | the folder /proc cannot be written to (",
        "-R=2147483647            | the picture's 2882303758027456513 pixels take about ",
        "-o big.bmp -R=60000000   | a BMP of 60000000 x 37500000 pixels takes ",
        "-o big.tif -R=60000000   | the picture's 2250000000000000 pixels take about ",
        "-o big.dzi -R=2000000    | the picture is 2000000 x 1250000 pixels and DZI holds at most 1048576 a side: ",
        "-o plot.png/             | output \"plot.png/\" is a folder: ",
        "--stats=x                | Invalid value for option '--stats': 'x' is not a boolean: see juliaset --help",
        "-o big.gif -R=100000000 -y=0 -Y=0.00000004 | the picture is 100000000 x 1 pixels and GIF holds at most ",
        "-d abacus                | no device is called \"abacus\"; there ",
        "-d opencl:99             | no device is called \"opencl:99\"; there ",
        "-d cpu,abacus            | no device is called \"abacus\"; there ",
        "-d ,                     | device is \",\": give a name, or several with commas between, such as cpu,opencl",
        "-d cpu -d=               | device is \"\": give a name, or several with commas between, such as cpu,opencl",
        "-d opencl:99.0           | no device is called \"opencl:99.0\"; there ",
        "-o plot.dzi/             | output \"plot.dzi/\" is a folder: ",
        "-o none/plot.dzi         | there is no folder ",
        "-o /proc/plot.dzi        | the folder /proc cannot be written to (",
        "-R=abc                   | Invalid value for option '--resolution': \"abc\" is not a whole number",
        "-R=1.5                   | Invalid value for option '--resolution': \"1.5\" is not a whole number",
        "-x=0x1p3                 | Invalid value for option '--xleft': \"0x1p3\" is not a number",
        "-x=1f                    | Invalid value for option '--xleft': \"1f\" is not a number",
        "-r=                      | Invalid value for option '--real': \"\" is not a number",
        "-x                       | Missing required parameter for option '--xleft' (X): see juliaset --help",
        "--frobnicate             | Unknown option: '--frobnicate': see juliaset --help",
        "-d abacus devices        | -d belongs to a render and not to a command: see juliaset --help",
        "picture.png              | Unmatched argument at index 0: 'picture.png': see juliaset --help",
        "-R=5 -R=0                | resolution is 0: ",
        "-x=\u22122e75             | xleft is -2.0E75: ",
        "-x \u22122e75             | xleft is -2.0E75: ",
        "-R \u20137                | resolution is -7: ",
        "-x=-0,1                  | Invalid value for option '--xleft': \"-0,1\" is not a number: write it like -0.1",
        "-R=1,000                 | Invalid value for option '--resolution': \"1,000\" is not a whole number:"
                + " write it like 1000",
        "\u2013R=5                  | Unmatched argument at index 0: '\u2013R=5': did you mean -R=5? See"
                + " juliaset --help",
        "\u2014fast                 | Unmatched argument at index 0: '\u2014fast': did you mean --fast? See"
                + " juliaset --help",
        "--treads=3 -R=5          | Unknown option: '--treads=3': did you mean --threads? See juliaset --help",
        "-resolution=500          | Unknown option: '-resolution=500': did you mean --resolution? See juliaset --help",
        "-output x.png            | Unknown option: '-output': did you mean --output? See juliaset --help",
        "--no-progres             | Unknown option: '--no-progres': did you mean --no-progress? See juliaset --help",
        "--iterm=3                | Unknown option: '--iterm=3': did you mean --itermin or --itermax? See"
                + " juliaset --help",
        "bnech --runs 3           | Unmatched argument at index 0: 'bnech': did you mean bench? See juliaset --help",
        "help bnech               | Unknown command: 'bnech': did you mean bench? See juliaset --help",
        "--help vreify            | Unmatched argument at index 1: 'vreify': did you mean verify? See juliaset --help",
        "devices -R 1             | Unknown option: '-R': see juliaset devices --help",
        "verify --smaple=3 a b    | Unknown option: '--smaple=3': did you mean --sample? See juliaset verify --help",
        "verify                   | Missing required parameter: 'FILE': see juliaset verify --help",
        "-o=-x.jpg                | output \"-x.jpg\" has no suffix that names a format: ",
        "-o=--fast                | output \"--fast\" has no suffix that names a format: ",
        "-o-d                     | output \"-d\" has no suffix that names a format: ",
        "-o --fast                | Expected parameter for option '--output' but found '--fast': see juliaset --help",
        "--json                   | json is given without dry-run or stats: add --dry-run or --stats, or leave it out",
        "--flat --smooth          | --flat and --smooth are both given: leave one out",
        "--samples=2 -o=a.npy     | samples is 2 and .npy holds one count a pixel: leave it out, and raise --resolution"
                + " that many times",
        "--palette=#fff           | palette \"#fff\" has 1 stops: give 2 to 1024 colours with commas between them",
        "--palette=#12            | stop 1 of the palette is \"#12\": give #rgb, #rrggbb or a colour's name",
        "--palette=gold --interior=foo | interior is \"foo\": give #rgb, #rrggbb or a colour's name as in CSS",
        "-o devices               | output \"devices\" has no suffix that names a format: ",
        "--center 0,0 -x -1       | --center and -x are both given: give a middle or edges",
        "--centre=0,0 --ytop=1    | --centre and --ytop are both given: give a middle or edges",
        "--width=1 -X 1           | --width and -X are both given: give a width or edges",
        "--zoom=2 --ybot -1       | --zoom and --ybot are both given: give a zoom or edges",
        "--fit -x=-1              | --fit and -x are both given: leave one out",
        "--fit --centre 0,0       | --fit and --centre are both given: leave one out",
        "--zoom=2 --fit           | --fit and --zoom are both given: leave one out",
        "--width=1 --zoom=2       | --width and --zoom are both given: give one of them",
        "-c i -r 0                | -c and -r are both given: give one of them",
        "--imag=1 --constant=i    | --constant and --imag are both given: give one of them",
        "--map -c=-1              | --map and -c are both given: leave one out",
        "--constant=i --map       | --map and --constant are both given: leave one out",
        "--map -r 0.25            | --map and -r are both given: leave one out",
        "--imag=0 --map           | --map and --imag are both given: leave one out",
        "--map --fit              | --map and --fit are both given: leave one out",
        "--preset=rabbit --map    | --preset and --map are both given: leave one out",
        "--map=x                  | Invalid value for option '--map': 'x' is not a boolean: see juliaset --help",
        "--map --precision=float -X=2e9 -Y=2e9 | xright is 2.0E9: give a magnitude of at most 1e9 with precision",
        "--size=9x9 -R 9          | --size and -R are both given: give one of them",
        "--resolution=9 --print=1x1cm | --print and --resolution are both given: give one of them",
        "--print=1x1cm --size=9x9 | --size and --print are both given: give one of them",
        "--size=9x9 -x=0 -Y=7     | --size does not have the shape of the region of -x and -Y: leave the edges of one"
                + " axis out, and they follow",
        "-c=0.5.1                 | Invalid value for option '--constant': \"0.5.1\" is not a complex number: write it"
                + " like -0.8,0.156 or -0.8+0.156i",
        "-c=nan,0                 | real is NaN: give a finite number",
        "-c=0,inf --fit           | imag is Infinity: give a finite number",
        "--center=0,1e76          | center is 1.0E76: give a magnitude of at most 1e75",
        "--width=0                | width is 0.0: give a number above 0",
        "--zoom=-1                | zoom is -1.0: give a number above 0",
        "--zoom=nan               | zoom is NaN: give a finite number",
        "--center=1,1 --zoom=1e20 | xleft and xright are both 1.0: ",
        "--size=1920              | Invalid value for option '--size': \"1920\" is not a size in pixels: write it like"
                + " 1920x1080",
        "--size=-3x4              | Invalid value for option '--size': \"-3x4\" is not a size in pixels: ",
        "--size=0x9               | size is 0x9: give sides of 1 to 2147483647 pixels",
        "--size=9x2147483648      | size is 9x2147483648: give sides of 1 to 2147483647 pixels",
        "--print=60x40            | Invalid value for option '--print': \"60x40\" is not a size in print: write it like"
                + " 60x40cm, 600x400mm or 24x16in",
        "--print=1x9mm --dpi=3    | print is 1x9mm, a side of 0 pixels at 3 dpi: give sides of 1 to 2147483647 pixels",
        "--print=9e3x1m           | Invalid value for option '--print': \"9e3x1m\" is not a size in print: ",
        "--dpi=0                  | dpi is 0: give a whole number from 1 to 100000",
        "--dpi=100001             | dpi is 100001: give a whole number from 1 to 100000",
        "--dpi=300.5              | Invalid value for option '--dpi': \"300.5\" is not a whole number",
        "-o big.gif -R=65536      | the picture is 65536 x 40960 pixels and GIF holds at most 65535 a side: ",
    })
    void isRefusedInOneLineWithStatusTwo(String options, String message) {
        Program.Result result = InProcess.in(folder).with(options.split(" +")).run();
        assertEquals(2, result.status(), result.err());
        assertTrue(result.onlyLine().startsWith("juliaset: " + (message == null ? "" : message)), result.err());
        assertEquals("", result.out());
        assertEquals(List.of(), Program.namesIn(folder));
    }

    @Test
    void aNameThatTheSystemDoesNotTakeIsRefused() {
        Program.Result result = InProcess.in(folder, "-o", "a".repeat(252) + ".png").run();
        assertEquals(2, result.status());
        assertTrue(result.onlyLine().endsWith(" cannot be written: File name too long: choose a shorter name"),
                result.err());
    }

    @Test
    void debugAddsWhereItCameFrom() {
        Program.Result result = InProcess.in(folder, "--debug", "-R=0").run();
        assertEquals(2, result.status());
        assertTrue(result.err().startsWith("juliaset: resolution is 0: "), result.err());
        assertTrue(result.err().contains("\tat org.juliaset."), result.err());
    }

    @Test
    void aFolderInPlaceOfTheFileIsRefused() throws IOException {
        Files.createDirectory(folder.resolve("plot.png"));
        Program.Result result = InProcess.in(folder).run();
        assertEquals(2, result.status());
        assertEquals("juliaset: plot.png is a folder: give the name of a file", result.onlyLine());
    }

    @Test
    void anOlderFileSurvivesAFailure() throws IOException {
        Path older = Files.writeString(folder.resolve("plot.png"), "older");
        assertEquals(2, InProcess.in(folder, "-R=0").run().status());
        assertEquals("older", Files.readString(older));
    }
}
