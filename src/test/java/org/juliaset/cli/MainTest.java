package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Command lines that run in one process, with separate streams. */
class MainTest {
    private static final int CALLS = 12;

    @TempDir
    Path folder;

    @Test
    void commandLinesRunSideBySideAndShareNothing() throws Exception {
        InProcess.in(folder, "-R=40", "-d=cpu", "-o=expected.png").succeed();
        byte[] expected = Files.readAllBytes(folder.resolve("expected.png"));
        PrintStream out = System.out;
        PrintStream err = System.err;
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<Program.Result>> pictures = new ArrayList<>();
            List<Future<Program.Result>> refusals = new ArrayList<>();
            for (int call = 0; call < CALLS; call++) {
                int threads = 2000 + call;
                pictures.add(pool.submit(() -> InProcess.in(folder, "-R=40", "-d=cpu", "-o=-").run()));
                refusals.add(pool.submit(() -> InProcess.in(folder, "--threads=" + threads).run()));
            }
            for (int call = 0; call < CALLS; call++) {
                assertArrayEquals(expected, pictures.get(call).get().outBytes());
                assertEquals("", pictures.get(call).get().err());
                Program.Result refusal = refusals.get(call).get();
                assertEquals(2, refusal.status());
                assertTrue(
                        refusal.onlyLine().startsWith("juliaset: threads is " + (2000 + call) + ": "), refusal.err());
                assertEquals("", refusal.out());
            }
        } finally {
            pool.shutdown();
        }
        assertEquals(out, System.out);
        assertEquals(err, System.err);
        assertEquals(List.of("expected.png"), Program.namesIn(folder));
    }

    /** A terminal as the launcher describes it; COLUMNS makes it narrower. */
    @Test
    void aTerminalGetsABarAndColours() {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        ByteArrayOutputStream help = new ByteArrayOutputStream();
        Map<String, String> environment = Map.of("COLUMNS", "60");
        Terminal terminal = new Terminal("12", "70", -1, environment);
        StatusLine err = new StatusLine(new PrintStream(sent, true, StandardCharsets.UTF_8), terminal);
        PrintStream out = new PrintStream(help, true, StandardCharsets.UTF_8);
        Console console = new Console(InputStream.nullInputStream(), help, out, err, terminal, environment, folder);
        assertEquals(0, Main.run(console, "-R=40", "-d=cpu"));
        List<String> screen = Screen.of(sent.toString(StandardCharsets.UTF_8), 70).lines();
        assertEquals(2, screen.size(), screen.toString());
        assertTrue(screen.get(0).startsWith("juliaset 100% [=") && screen.get(0).length() == 57, screen.toString());
        assertEquals(0, Main.run(console, "--help"));
        assertTrue(help.toString(StandardCharsets.UTF_8).contains("\u001b[1mUsage:"), help.toString());
        assertEquals(2, Main.run(console, "-R=40", "-o=-"));
        assertTrue(sent.toString(StandardCharsets.UTF_8).contains("standard output is a terminal: redirect it"));
    }

    @Test
    void lostOutputIsAFailureForTextAndPictures() {
        for (String[] arguments : new String[][] {{"-V"}, {"-h"}, {"-R=9", "-d=cpu", "-o=-"}}) {
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            OutputStream full = new OutputStream() {
                @Override
                public void write(int letter) throws IOException {
                    throw new IOException("No space left on device");
                }
            };
            Console console = new Console(
                    InputStream.nullInputStream(), full,
                    new PrintStream(full, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    new Terminal("", null, -1, Map.of()),
                    Map.of(),
                    folder);
            assertEquals(1, Main.run(console, arguments));
            String line = err.toString(StandardCharsets.UTF_8);
            assertTrue(line.startsWith("juliaset: cannot write to standard output"), line);
            assertEquals(1, line.lines().count(), line);
        }
    }
}
