package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command plan: how many parts, and commands for schedulers. */
class PlanTest {
    private static final String[] PICTURE = {
        "--palette=#000000, #ffffff", "-m", "20", "--size=40000x9000", "-M=500", "-d=cpu"
    };

    @TempDir
    Path folder;

    private Map<String, String> rows(String... more) {
        Program.Result result = InProcess.in(folder, "plan", "-o=it's.png").with(PICTURE).with(more).run();
        assertEquals(0, result.status(), result.err());
        Map<String, String> rows = new TreeMap<>();
        result.out().lines().filter(line -> !line.isEmpty()).forEach(
                line -> rows.put(line.substring(0, 12).strip(), line.substring(12)));
        assertEquals(List.of(), Program.namesIn(folder));
        return rows;
    }

    private static int parts(Map<String, String> rows) {
        Matcher number = Pattern.compile("([\\d,]+), of about .* each; the longest takes about .*")
                .matcher(rows.get("parts"));
        assertTrue(number.matches(), rows.get("parts"));
        return Integer.parseInt(number.group(1).replace(",", ""));
    }

    @Test
    void shorterPartsAreMore() {
        int few = parts(rows("--part-time=1h"));
        int some = parts(rows("--part-time", "2"));
        int many = parts(rows("--part-time=0.5s"));
        assertTrue(few == 1 && some >= 1 && many > some, few + ", " + some + ", " + many);
    }

    @Test
    void everySchedulerGetsAnArrayOfAllParts() throws Exception {
        Map<String, String> rows = rows("--part-time=0.2s");
        int count = parts(rows);
        int last = count - 1;
        String options = "'-o=it'\\''s.png' '--palette=#000000, #ffffff' -m 20 --size=40000x9000 -M=500 -d=cpu";
        assertEquals("seq 0 " + last + " | parallel --sshloginfile machines --jobs 1 --wd \"$PWD\" --joblog log"
                + " --retries 3 " + Shell.word("juliaset " + options + " --part={}/" + count), rows.get("parallel"));
        assertTrue(rows.get("SGE").endsWith(" | qsub -cwd -V -S /bin/sh -t 1-" + count), rows.get("SGE"));
        assertTrue(rows.get("LSF").startsWith("bsub -J \"juliaset[1-" + count + "]\" '"), rows.get("LSF"));
        assertTrue(rows.get("Slurm").startsWith("sbatch --array=0-" + last + " --requeue --signal=B:TERM@60 --wrap="));
        assertTrue(rows.get("PBS").endsWith(" | qsub -J 0-" + last), rows.get("PBS"));
        assertEquals("juliaset join 'it'\\''s.png'", rows.get("then"));
        String list = rows.get("Kubernetes").replaceFirst(
                "completionMode: Indexed, completions: " + count + ", command: ", "");
        JsonNode words = new ObjectMapper().readTree(list);
        assertEquals("juliaset", words.get(0).asText());
        assertEquals("-o=it's.png", words.get(1).asText());
        assertEquals("--part=auto/" + count, words.get(words.size() - 1).asText());
        assertTrue(rows.get("AWS Batch").contains(" --array-properties size=" + count + " --container-overrides '"));
    }

    /** A shell takes them apart to the words that were typed. */
    @Test
    void commandsSurviveTheirShells() throws Exception {
        Map<String, String> rows = rows("--part-time=0.2s");
        Path bin = Files.createDirectory(folder.resolve("bin"));
        String print = "#!/bin/sh\nprintf '%s\\n' \"$@\"\n";
        for (String program : List.of("juliaset", "sbatch", "qsub", "bsub")) {
            Path path = bin.resolve(program);
            Files.writeString(path, program.equals("qsub") ? print + "[ -t 0 ] || cat\n" : print);
            assertTrue(path.toFile().setExecutable(true));
        }
        List<String> expected = List.of("-o=it's.png", "--palette=#000000, #ffffff", "-m", "20",
                "--size=40000x9000", "-M=500", "-d=cpu", "--part=auto/" + parts(rows));
        for (String scheduler : List.of("Slurm", "PBS", "SGE", "LSF")) {
            List<String> words = shell(bin, rows.get(scheduler));
            String script = words.get(words.size() - 1).replaceFirst("--wrap=", "");
            assertEquals(expected, shell(bin, "PBS_O_WORKDIR=/tmp; " + script), scheduler);
        }
    }

    private static List<String> shell(Path bin, String command) throws Exception {
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true);
        shell.environment().put("PATH", bin + ":" + shell.environment().get("PATH"));
        Process process = shell.start();
        List<String> lines = new String(process.getInputStream().readAllBytes()).lines().toList();
        assertEquals(0, process.waitFor(), lines.toString());
        return lines;
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "--part-time=0; part-time is \"0\": give a time such as 90s, 10m or 1h",
        "--part-time=-3m; part-time is \"-3m\": give a time such as 90s, 10m or 1h",
        "--part-time=3d; part-time is \"3d\": give a time such as 90s, 10m or 1h",
        "-o=x.gif; --part cannot go with output \"x.gif\": only .png, .npy, .dzi, .tif, .pgm, .pnm and .ppm can be made"
                + " in parts",
        "--resume; Unknown option: '--resume': see juliaset plan --help",
    })
    void badInputIsRefused(String option, String message) {
        Program.Result result = InProcess.in(folder, "plan", "-R=100", "-d=cpu", option).run();
        assertEquals(2, result.status());
        assertEquals("juliaset: " + message, result.onlyLine());
    }
}
