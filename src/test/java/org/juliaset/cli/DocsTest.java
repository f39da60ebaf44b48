package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README and the pages in src/docs: their commands run, smaller where they are large, their links lead somewhere,
 * and what they print is so where it is the same on each machine.
 */
class DocsTest {
    private static final Path DOCS = Path.of("src/docs");
    private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("!?\\[[^]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

    /** What other tests run: servers, measurements, drivers, and what ends by a signal. */
    private static final Pattern ELSEWHERE = Pattern.compile(
            "juliaset( --memory 8G …| explore.*| bench.*| devices.*| batch.*|.* --preview|.*--resume|.* --dry-run"
                    + "|.*--json|.* -o - .*| join .*| verify large.*)|juliaset -R=6000 -M=2000");

    @TempDir
    Path folder;

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(DOCS)) {
            return Stream.concat(Stream.of(Path.of("README.md")), docs.filter(page -> page.toString().endsWith(".md")))
                    .sorted().toList();
        }
    }

    /** The program's command lines in a page, with one for each part of a line that is joined by {@code &&}. */
    private static List<String> commands(String page) {
        List<String> commands = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(page);
        while (blocks.find()) {
            boolean isSession = blocks.group(1).isEmpty();
            if (!isSession && !blocks.group(1).equals("sh")) {
                continue;
            }
            for (String line : blocks.group(2).replace("\\\n", " ").split("\n")) {
                boolean isCommand = !isSession || line.startsWith("$ ");
                for (String part : isCommand ? line.replaceFirst("^\\$ ", "").split(" && ") : new String[0]) {
                    String command = part.replaceFirst("^target/juliaset/bin/", "").replaceFirst(" > .*", "").strip();
                    if (command.matches("juliaset( .*)?")) {
                        commands.add(command);
                    }
                }
            }
        }
        return commands;
    }

    /** The same command for a picture of a few pixels: of an option that is given twice, the last value counts. */
    private static List<String> smaller(String command) {
        List<String> words = new ArrayList<>(Shell.words(command));
        words.remove(0);
        boolean isFilm = command.startsWith("juliaset animate ");
        boolean makesPicture = words.isEmpty() || words.get(0).startsWith("-");
        if (!isFilm && !makesPicture) {
            return words;
        }
        boolean isShown = command.contains("--print-frame");
        if (command.contains("--print=")) {
            words.add("--print=6x4mm");
        } else if (command.contains("--size=") && !isShown) {
            words.add("--size=48x30");
        } else if (!isShown) {
            words.add("-R=48");
        }
        if (isFilm && !isShown) {
            words.add(command.contains("--duration") ? "--duration=100ms" : "--frames=3");
        }
        return words;
    }

    @TestFactory
    Stream<DynamicTest> commandsRun() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        Files.writeString(folder.resolve("film.json"), keyFrames(Files.readString(Path.of("README.md"))));
        InProcess.in(folder, "-R=48", "-o=detail.png").succeed();
        for (Path page : pages()) {
            for (String command : commands(Files.readString(page))) {
                if (!ELSEWHERE.matcher(command).matches() && !page.endsWith("scale-out.md")) {
                    tests.add(DynamicTest.dynamicTest(page.getFileName() + ": " + command, () -> run(command)));
                }
            }
        }
        assertTrue(tests.size() > 30, tests.size() + " commands");
        return tests.stream();
    }

    private void run(String command) {
        boolean takesFfmpeg = command.matches(".*\\.(mp4|webm|mkv)( .*)?") && !command.contains("--print-frame");
        assumeTrue(!takesFfmpeg || hasFfmpeg(), "no ffmpeg");
        Program.Result result = InProcess.in(folder, smaller(command).toArray(String[]::new))
                .env("PATH", System.getenv("PATH")).run();
        assertEquals(0, result.status(), result.err());
    }

    private static boolean hasFfmpeg() {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.exists(Path.of(path, "ffmpeg")));
    }

    private static String keyFrames(String page) {
        Matcher json = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertTrue(json.find());
        return json.group(1);
    }

    /** Of films, the README has a short example and films.md a longer one. */
    @Test
    void keyFramesAreAFilm() throws IOException {
        for (Path page : List.of(Path.of("README.md"), DOCS.resolve("films.md"))) {
            Files.writeString(folder.resolve("film.json"), keyFrames(Files.readString(page)));
            String frames = InProcess.in(folder, "animate", "film.json", "--dry-run").succeed().out();
            List<String> lines = frames.lines().toList();
            assertEquals(360, lines.size(), page.toString());
            assertTrue(lines.get(359).contains(" -r=-0.77 -i=0.17 "), lines.get(359));
        }
    }

    @Test
    void whatInfoAndPrintFramePrintIsSo() throws IOException {
        String formats = Files.readString(DOCS.resolve("formats.md"));
        Matcher shown = Pattern.compile("^\\$ juliaset info detail.png\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(formats);
        assertTrue(shown.find());
        String printed = shown.group(1);
        String again = printed.substring(printed.lastIndexOf("juliaset -R"));
        List<String> words = new ArrayList<>(Shell.words(again));
        words.remove(0);
        InProcess.in(folder, words.toArray(String[]::new)).succeed();
        String info = InProcess.in(folder, "info", "detail.png").succeed().out();
        assertEquals(withoutVersion(printed), withoutVersion(info.replace(folder + "/", "")));
        Matcher frame = Pattern.compile("^\\$ (juliaset animate .*--print-frame.*)\n(.*\n)", Pattern.MULTILINE)
                .matcher(Files.readString(DOCS.resolve("films.md")));
        assertTrue(frame.find());
        assertEquals(frame.group(2),
                InProcess.in(folder, smaller(frame.group(1)).toArray(String[]::new)).succeed().out());
    }

    private static String withoutVersion(String info) {
        return info.replaceFirst("program +juliaset .*", "program");
    }

    @TestFactory
    Stream<DynamicTest> linksLeadSomewhere() throws IOException {
        return pages().stream().map(page -> DynamicTest.dynamicTest(page.toString(), () -> {
            Matcher links = LINK.matcher(Files.readString(page).replaceAll("(?s)```.*?```", ""));
            assertAll(links.results().map(link -> link.group(1)).filter(target -> !target.matches("https?:.*"))
                    .map(target -> () -> requireTarget(page, target)));
        }));
    }

    private static void requireTarget(Path page, String target) throws IOException {
        String[] parts = target.split("#", 2);
        Path parent = page.toAbsolutePath().getParent();
        Path file = parts[0].isEmpty() ? page : parent.resolve(parts[0]);
        assertTrue(Files.exists(file), page + " names " + target);
        if (parts.length > 1) {
            List<String> anchors = HEADING.matcher(Files.readString(file)).results()
                    .map(heading -> heading.group(1).toLowerCase().replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
                    .collect(Collectors.toList());
            assertTrue(anchors.contains(parts[1]), page + " names " + target + ": there are " + anchors);
        }
    }

    @Test
    void theReadmeIsShort() throws IOException {
        long lines;
        try (Stream<String> all = Files.lines(Path.of("README.md"))) {
            lines = all.count();
        }
        assertFalse(lines > 300, lines + " lines");
    }
}
