package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a render will come to, told before it is made. */
@Tag("one-jdk")
class DryRunIT {
    @TempDir
    Path folder;

    private static double megabytes(String text) {
        Matcher figure = Pattern.compile("file +about ([\\d.]+) ([kM])B as \\w+").matcher(text);
        assertTrue(figure.find(), text);
        return Double.parseDouble(figure.group(1)) / (figure.group(2).equals("k") ? 1000 : 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "-R=3000 -o=x.png", "-R=3000 -o=x.png --fast", "-R=3000 -M=1000 -o=x.npy",
        "-R=3000 -x=-0.1 -X=0.1 -y=-0.1 -Y=0.1 -m=20 -M=100 -o=x.png"
    })
    void tellsTheSizeAndRendersNothing(String options) throws IOException {
        Program.Result dry = Program.in(folder, options.split(" ")).with("--dry-run").succeed();
        assertEquals(List.of(), Program.namesIn(folder));
        for (String row : List.of("picture", "device", "memory", "file", "free", "time")) {
            assertTrue(dry.out().contains(row + "  "), dry.out());
        }
        Program.in(folder, options.split(" ")).succeed();
        double size = Files.size(folder.resolve(Program.namesIn(folder).get(0))) / 1e6;
        double estimate = megabytes(dry.out());
        assertTrue(estimate > size / 1.5 && estimate < size * 1.5, estimate + " MB for " + size);
    }

    @Test
    void tellsProgramsTheSameAsJson() throws IOException {
        Program dry = Program.in(folder, "-R=1000", "-o=x.png", "-d=cpu", "--dry-run", "--json");
        JsonNode estimate = new ObjectMapper().readTree(dry.succeed().out());
        assertEquals(1000, estimate.get("width").asInt());
        assertEquals(625, estimate.get("height").asInt());
        assertEquals(625_000, estimate.get("pixels").asInt());
        assertEquals("cpu", estimate.get("device").asText());
        assertEquals("PNG", estimate.get("format").asText());
        assertEquals("x.png", estimate.get("file").asText());
        for (String name : List.of("bands", "memoryBytes", "fileBytes", "freeBytes", "seconds")) {
            assertTrue(estimate.get(name).asDouble() > 0, estimate.toPrettyString());
        }
        assertEquals(List.of(), Program.namesIn(folder));
        Program toNowhere = Program.in(folder, "-R=100", "-o=-", "--dry-run", "--json");
        assertTrue(new ObjectMapper().readTree(toNowhere.succeed().out()).get("freeBytes").isNull());
    }

    @Test
    void aPictureThatTheDiskCannotHoldIsRefusedAtOnceWithTheFigures() {
        for (String[] more : new String[][] {{}, {"--dry-run"}}) {
            Program.Result result = Program.in(folder, "-R=2000000000", "-o=x.png").with(more).run();
            assertEquals(2, result.status());
            assertTrue(result.err().matches("juliaset: the picture's 2500000000000000000 pixels take about 4\\.\\d+ [PE]B as"
                    + " x\\.png and [\\d.]+ [kMGT]B are free: lower the resolution, use another disk or make room\n"), result.err());
        }
        assertEquals(List.of(), Program.namesIn(folder));
    }
}
