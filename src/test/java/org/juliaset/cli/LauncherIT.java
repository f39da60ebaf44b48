package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.juliaset.BrokenDriver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that starts the program. */
class LauncherIT {
    private static final Path JAVA = Path.of(System.getProperty("java.home"));

    @TempDir
    Path folder;

    @Test
    void runsThroughALinkToALinkFromAnotherFolder() throws IOException {
        Path first = Files.createSymbolicLink(folder.resolve("first"), Program.LAUNCHER);
        Path bin = Files.createDirectory(folder.resolve("bin with a space"));
        Files.createSymbolicLink(bin.resolve("second"), Path.of("..", first.getFileName().toString()));
        Path work = Files.createDirectory(folder.resolve("work"));
        Program.command(work, "../bin with a space/second").with("-o", "a.png").succeed();
        assertEquals(List.of("a.png"), Program.namesIn(work));
    }

    /**
     * Java makes URLs and lists of names: an exclamation mark ends a jar's part of a URL, a colon a name in a list.
     * Each of them has a folder of its own, since the program treats it specially; other characters share a path.
     */
    @Test
    void runsFromFoldersWithAnyName() throws IOException {
        List<String> ids = Devices.ids();
        for (String name : List.of(
                "a copy/50%25/a+b#c;d/\u00FCml\u00E4ut*/qu'o\"te\\/?[x]", "bang!", "co:lon")) {
            Path home = folder.resolve(name).resolve("program");
            Program.command(folder, "sh", "-c", "mkdir -p \"$1\" && cp -R \"$0\" \"$1/program\"")
                    .with(Program.DISTRIBUTION.toString(), home.getParent().toString())
                    .succeed();
            String program = home.resolve("bin/juliaset").toString();
            JsonObject listing = Devices.listing(Program.command(folder, program, "devices", "--json"));
            assertEquals(ids, Devices.usableIds(listing), name);
            Program.command(folder, program, "-R=10", "-o", "a.dzi").succeed();
            Program.command(folder, program, "-V").succeed();
        }
    }

    @Test
    void runsOnAJavaInAFolderWithASpaceOrAColonInItsName() throws IOException {
        for (String name : List.of("a copy", "co:lon")) {
            Path home = Files.createSymbolicLink(folder.resolve(name), JAVA);
            Program.in(folder, "-R=10").env("JAVA_HOME", home.toString()).succeed();
        }
    }

    @Test
    void saysWhatIsMissingBeforeAPictureIsComputed() throws IOException {
        Path home = folder.resolve("program");
        Program.command(folder, "cp", "-R", Program.DISTRIBUTION.toString(), home.toString()).succeed();
        Path jar = home.resolve("lib/juliaset-" + System.getProperty("juliaset.version") + ".jar");
        try (FileSystem inJar = FileSystems.newFileSystem(jar)) {
            Files.delete(inJar.getPath("openseadragon/openseadragon.min.js"));
        }
        Path work = Files.createDirectory(folder.resolve("work"));
        // computing it would take an hour
        Program.Result result = Program.command(work, home.resolve("bin/juliaset").toString())
                .with("-R=1000000", "-M=100000", "-o", "a.dzi", "--memory=3G")
                .run();
        assertEquals(1, result.status());
        assertTrue(result.onlyLine().contains("the program lacks "), result.err());
        assertEquals(List.of(), Program.namesIn(work));
    }

    @Test
    void passesArgumentsOnUntouched() {
        for (String name : List.of("two  words.png", "*.png", "$HOME.png", "a'b\"c.png", "-n.png", "@a.png")) {
            Program.in(folder, "-R=10", "-o", name).succeed();
            assertEquals(List.of(name), Program.namesIn(folder));
            // once more, now that there is a file that an @ could mean
            Program.in(folder, "-R=10", "-o", name).succeed();
            folder.resolve(name).toFile().delete();
        }
    }

    @Test
    void passesLettersOnThatAreNotAsciiWhateverTheLocale() throws IOException {
        for (String locale : List.of("C", "POSIX", "C.UTF-8", "", "xx_YY.UTF-8", "xx_YY")) {
            for (String variable : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
                Program command = rendering("\\303\\274.png").env("LC_ALL", null).env("LC_CTYPE", null)
                        .env(variable, locale);
                String listed = command.succeed().out();
                assertTrue(listed.contains("303 274   .   p   n   g"), variable + "=" + locale + ": " + listed);
            }
        }
        Path named = Files.createDirectory(folder.resolve("\u00D6rdner"));
        Program.in(named, "-R=10").env("LC_ALL", "xx_YY.UTF-8").succeed();
    }

    /** Renders to a name in the syntax of printf(1), and lists the names in the folder. */
    private Program rendering(String name) {
        String commands = "\"$0\" -R=10 -o \"$(printf '" + name + "')\" && ls | LC_ALL=C od -c && rm ./*.png";
        return Program.command(folder, "sh", "-c", commands).with(Program.LAUNCHER.toString());
    }

    @Test
    void refusesNamesThatAreNotInTheLocalesCharacters() {
        String reason = "has bytes that are not UTF-8, the character set of the locale: ";
        Program.Result result = rendering("b\\344.png").env("LC_ALL", "C.UTF-8").run();
        assertEquals(2, result.status());
        assertTrue(result.onlyLine().startsWith("juliaset: \"b?.png\" " + reason), result.err());
        for (String command : List.of("info", "verify", "--like", "bench --export-json", "bench --compare")) {
            result = Program.command(folder, "sh", "-c", "\"$0\" " + command + " \"$(printf 'b\\344.png')\"")
                    .with(Program.LAUNCHER.toString())
                    .env("LC_ALL", "C.UTF-8")
                    .run();
            assertEquals(2, result.status(), command);
            assertTrue(result.onlyLine().startsWith("juliaset: \"b?.png\" " + reason), result.err());
        }
        assertEquals(List.of(), Program.namesIn(folder));
        String inside = "mkdir \"$(printf '\\344')\" && cd ./* && \"$0\"; status=$?; cd .. && rmdir ./* && exit"
                + " $status";
        result = Program.command(folder, "sh", "-c", inside).with(Program.LAUNCHER.toString()).env("LC_ALL", "C.UTF-8")
                .run();
        assertEquals(2, result.status());
        assertTrue(result.onlyLine().startsWith("juliaset: the working folder's name " + reason), result.err());
    }

    @Test
    void keepsNamesInAnotherCharacterSetWhoseLocaleIsInstalled() throws IOException {
        Path locales = Files.createTempDirectory("juliaset-locales");
        String make = "localedef -i de_DE -f ISO-8859-1 \"$0/de_DE.ISO-8859-1\"";
        int made = Program.command(folder, "sh", "-c", make).with(locales.toString()).run().status();
        assumeTrue(made == 0, "localedef cannot make a locale here");
        Program program = rendering("b\\344.png").env("LOCPATH", locales.toString()).env("LC_ALL", "de_DE.ISO-8859-1");
        assertTrue(program.succeed().out().contains("b 344   .   p   n   g"));
    }

    @Test
    void takesJavaFromThePathWhereJavaHomeIsNotSet() {
        String path = JAVA.resolve("bin") + ":" + System.getenv("PATH");
        String version = Program.in(folder, "-V").env("JAVA_HOME", null).env("PATH", path).succeed().out();
        assertTrue(version.contains("Java " + Runtime.version()), version);
    }

    @Test
    void passesOptionsForJavaOn() {
        Program.Result result = Program.in(folder, "-R=10").env("JULIASET_JAVA_OPTS", "-Xlog:gc -Xmx99m").run();
        assertEquals(0, result.status());
        assertTrue(result.err().contains("[gc]"), result.err());
        String quoted = "-Djuliaset.simd=off \"-Da=b c\" '-Dd=\"e' -Df=it\\'s -XshowSettings:properties -Dg=*";
        String shown = Program.in(folder, "-V").env("JULIASET_JAVA_OPTS", quoted).run().err();
        for (String property : List.of("a = b c", "d = \"e", "f = it's", "g = *")) {
            assertTrue(shown.contains("\n    " + property + "\n"), property + ": " + shown);
        }
        result = Program.in(folder, "-V").env("JULIASET_JAVA_OPTS", "'-Da").run();
        assertEquals(1, result.status());
        assertEquals("juliaset: JULIASET_JAVA_OPTS is '-Da: close its quotes", result.onlyLine());
    }

    /** Java reads options from all of these variables; options of the program must not conflict with them. */
    @Test
    void givesWayToTheUsersOptionsForJava() throws IOException {
        Path file = Files.writeString(
                folder.resolve("options"), "-XX:+UseG1GC\n-XX:SharedArchiveFile=" + folder + "/none\n");
        for (String options : List.of(
                "-XX:+UseG1GC", "-XX:+UseParallelGC", "-XX:+UseZGC", "-XX:-UseSerialGC", "-Xint",
                "-XX:TieredStopAtLevel=1",
                "-XX:-TieredCompilation", "-Xmx40m", "-Xmn60m -Xmx70m", "-XX:NewSize=90m", "-XX:MaxRAM=60m",
                "-Xms2g -Xmx2g",
                "-XX:-UseCompressedOops", "-Xshare:off", "-XX:+UsePerfData -XX:-DisplayVMOutputToStderr",
                "-XX:Flags=/dev/null", "-XX:VMOptionsFile=" + file, "-Djava.io.tmpdir=" + folder)) {
            for (String variable : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "JULIASET_JAVA_OPTS",
                    "_JAVA_OPTIONS")) {
                assertStartsWith(variable, options);
                if (options.contains("-Xm")) {
                    assertStartsWith(variable, options, "--memory=300M");
                }
            }
        }
        assertStartsWith("JDK_JAVA_OPTIONS", "@" + file);
        assertStartsWith("JULIASET_JAVA_OPTS", "@" + file);
        for (String variable : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "JULIASET_JAVA_OPTS",
                "_JAVA_OPTIONS")) {
            String log = Program.in(folder, "-V").env(variable, "-XX:+UseG1GC -Xlog:gc+init -Xlog:gc").run().err();
            assertTrue(log.contains("Using G1") && log.contains("[gc,init]"), variable + ": " + log);
        }
    }

    private void assertStartsWith(String variable, String options, String... arguments) {
        Program.Result result = Program.in(folder, "-V").with(arguments).env(variable, options).run();
        assertEquals(0, result.status(), variable + "=" + options + ": " + result.err());
        List<String> lines = result.err().lines().filter(line -> !line.contains("Picked up ")).toList();
        assertTrue(lines.isEmpty() || options.contains("VMOptionsFile") || options.startsWith("@"), options + ": "
                + lines);
    }

    @Test
    void takesTheUsersFolderForTemporaryFiles() {
        String options = "-XshowSettings:properties";
        for (String wrong : List.of("", folder + "/none")) {
            String shown = Program.in(folder, "-V").env("TMPDIR", wrong).env("JULIASET_JAVA_OPTS", options).run().err();
            assertTrue(shown.contains("java.io.tmpdir = /tmp\n"), shown);
        }
        String shown = Program.in(folder, "-V").env("TMPDIR", folder + "").env("JULIASET_JAVA_OPTS", options).run()
                .err();
        assertTrue(shown.contains("java.io.tmpdir = " + folder + "\n"), shown);
    }

    @Tag("one-jdk")
    @Test
    void keepsWhatADriverPrintsOutOfItsOutput() throws IOException {
        Path vendors = BrokenDriver.install(folder.resolve("vendors"), "print");
        BrokenDriver.installSystemDrivers(vendors);
        Program.in(folder, "-o", "a.png").succeed();
        byte[] picture = Files.readAllBytes(folder.resolve("a.png"));
        Path cache = Files.createDirectory(folder.resolve("cache"));
        Program devices = Program.in(folder, "devices", "--json").env("OCL_ICD_VENDORS", vendors.toString());
        for (JsonObject row : Devices.rows(JsonParser.parseString(devices.run().out()).getAsJsonObject())) {
            // a cache of its own each time, so that drivers are asked
            Program render = Program.in(folder, "-o", "-", "-d", row.get("id").getAsString())
                    .env("XDG_CACHE_HOME", Files.createTempDirectory(cache, "empty").toString())
                    .env("OCL_ICD_VENDORS", vendors.toString());
            assertArrayEquals(picture, render.run().outBytes());
        }
    }

    @Test
    void writesAtItsPlaceInAFileThatOtherProgramsWriteToAsWell() throws IOException {
        Path file = folder.resolve("out");
        for (String redirection : List.of(">", ">>")) {
            Files.deleteIfExists(file);
            String command = "{ echo first; \"$0\" -V; \"$0\" -R=1 -o -; echo last; } " + redirection + " out";
            Program.command(folder, "sh", "-c", command).with(Program.LAUNCHER.toString()).succeed();
            String written = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertTrue(written.startsWith("first\njuliaset ") && written.endsWith("IEND\u00AEB`\u0082last\n"), written);
        }
    }

    @Test
    void endsWithAStatusWhereItsOutputIsClosed() {
        for (String arguments : List.of("-V", "-R=10 -o -", "devices")) {
            Program.Result result = Program.command(folder, "sh", "-c", "\"$0\" " + arguments + " >&-")
                    .with(Program.LAUNCHER.toString())
                    .run();
            assertEquals(1, result.status(), arguments);
            assertTrue(result.onlyLine().startsWith("juliaset: cannot write to standard output"), result.err());
        }
        Program.command(folder, "sh", "-c", "\"$0\" -R=10 2>&-").with(Program.LAUNCHER.toString()).succeed();
        assertEquals(List.of("plot.png"), Program.namesIn(folder));
    }

    @Test
    void takesItsClassesFromWhatTheBuildHasKeptOfThem() throws IOException {
        Path loaded = folder.resolve("loaded.txt");
        Program.in(folder, "-R=10").env("JULIASET_JAVA_OPTS", "-Xlog:class+load:file=" + loaded).succeed();
        for (String name : List.of("org.juliaset.cli.RenderCommand", "org.juliaset.image.png.PngWriter",
                "picocli.CommandLine")) {
            List<String> lines = Files.readAllLines(loaded).stream()
                    .filter(line -> line.contains(" " + name + " source:"))
                    .toList();
            assertEquals(1, lines.size(), name);
            assertTrue(lines.get(0).contains("shared objects file"), lines.get(0));
        }
    }

    /**
     * Java makes equals, hashCode and toString of a record when they are first called, in some milliseconds. picocli
     * has converters for many classes.
     */
    @ParameterizedTest
    @ValueSource(strings = {"-o=a.png", "--palette=dusk", "-o=a.tif", "--map", "--samples=2"})
    void loadsForAPictureWhatItNeeds(String option) throws IOException {
        Path file = folder.resolve("loaded.txt");
        Program.in(folder, "-R=10", option).env("JULIASET_JAVA_OPTS", "-Xlog:class+load:file=" + file).succeed();
        String loaded = Files.readString(file);
        assertFalse(loaded.contains("java.lang.runtime.ObjectMethods"));
        assertFalse(loaded.contains("java.sql."));
        assertFalse(loaded.contains("java.time.format."));
    }

    @Test
    void startsInSilenceWhereWhatTheBuildHasKeptCannotBeUsed() {
        for (String option : List.of("-XX:-UseCompressedOops", "-XX:+UseZGC", "-Xshare:off")) {
            Program.in(folder, "-R=10").env("JULIASET_JAVA_OPTS", option).succeed();
        }
    }

    @Test
    void isNotMisledByCdpath() {
        Program.command(Program.DISTRIBUTION, "sh", "bin/juliaset", "-V").env("CDPATH", ".:/tmp").succeed();
    }

    /** The archive of the build comes from the processor that built it. */
    @Test
    void startsOnALesserProcessorThanTheBuilds() throws IOException {
        boolean emulated = new ProcessBuilder("sh", "-c",
                "command -v qemu-x86_64").start().onExit().join().exitValue() == 0;
        assumeTrue(
                emulated && System.getProperty("os.arch").equals("amd64"),
                "no qemu-x86_64: a lesser processor could not be tested");
        Path home = folder.resolve("jdk");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nexec qemu-x86_64 -cpu Nehalem \"" + JAVA + "/bin/java\" \"$@\"\n");
        assertTrue(java.toFile().setExecutable(true));
        Files.copy(JAVA.resolve("release"), home.resolve("release"));
        Path loaded = folder.resolve("loaded.txt");
        String options = "-Xlog:class+load:file=" + loaded;
        Program.in(folder, "-R=10").env("JAVA_HOME", home.toString()).env("JULIASET_JAVA_OPTS", options).succeed();
        assertTrue(Files.readString(loaded).contains("org.juliaset.cli.Main source: shared objects file"));
    }

    /** As jenv, asdf, mise and others do: one program with many names. */
    @Test
    void runsAJavaThatGoesByItsName() throws IOException {
        Path shims = Files.createDirectory(folder.resolve("shims"));
        Path dispatcher = Files.writeString(
                folder.resolve("dispatcher"),
                "#!/bin/sh\ncase $0 in */java) exec \"" + JAVA
                + "/bin/java\" \"$@\" ;; esac\necho \"$0 is no command\"; exit 1\n");
        assertTrue(dispatcher.toFile().setExecutable(true));
        Files.createSymbolicLink(shims.resolve("java"), dispatcher);
        Path loaded = folder.resolve("loaded.txt");
        Program program = Program.in(folder, "-R=10").env("JAVA_HOME", null)
                .env("PATH", shims + ":" + System.getenv("PATH"));
        program.env("JULIASET_JAVA_OPTS", "-Xlog:class+load:file=" + loaded).succeed();
        assertTrue(Files.readString(loaded).contains("org.juliaset.cli.Main source: shared objects file"));
        Files.writeString(dispatcher, "#!/bin/sh\necho '    java.version = 1.8.0_392'\n");
        assertTrue(program.run().onlyLine().endsWith("/shims/java is Java 1.8.0_392: install Java 17 or newer,"
                + " or set JAVA_HOME to it"));
    }

    /** A program in place of Java prints its arguments. */
    @Test
    void keepsPoclFromHandlingSigfpe() throws IOException {
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"$POCL_SIGFPE_HANDLER\"\n");
        assertTrue(java.toFile().setExecutable(true));
        Program program = Program.in(folder).env("JAVA_HOME", folder.resolve("jdk").toString());
        assertEquals("0\n", program.env("POCL_SIGFPE_HANDLER", null).succeed().out());
    }

    /** Java's signal handlers stay in place if libjsig is loaded first. */
    @Test
    void keepsPoclFromReplacingJavasSignalHandlers() throws IOException {
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"$LD_PRELOAD\"\n");
        assertTrue(java.toFile().setExecutable(true));
        Path library = Files.createDirectories(folder.resolve("jdk/lib")).resolve("libjsig.so");
        Program program = Program.in(folder).env("JAVA_HOME", folder.resolve("jdk").toString());
        assertEquals("\n", program.env("LD_PRELOAD", null).succeed().out());
        Path own = Path.of(System.getProperty("java.home"), "lib", "libjsig.so");
        Files.copy(own, library);
        assertEquals(library + "\n", program.succeed().out());
        assertEquals(library + ":" + own + "\n", program.env("LD_PRELOAD", own.toString()).succeed().out());
    }

    @Test
    void saysWhatIsWrongWithJavaHome() {
        Program.Result result = Program.in(folder).env("JAVA_HOME", "/nonexistent").run();
        assertEquals(1, result.status());
        assertEquals(
                "juliaset: JAVA_HOME is /nonexistent, and /nonexistent/bin/java is not a program: set JAVA_HOME to a"
                        + " JDK or JRE, or unset it",
                result.onlyLine());
    }

    @Test
    void refusesAJavaThatIsTooOld() throws IOException {
        Path old = Files.createDirectories(folder.resolve("jdk/bin"));
        Files.createSymbolicLink(old.resolve("java"), JAVA.resolve("bin/java"));
        for (String version : List.of("11.0.2", "1.8.0_392", "16", "9-ea")) {
            Files.writeString(folder.resolve("jdk/release"), "OS_NAME=\"Linux\"\nJAVA_VERSION=\"" + version + "\"\n");
            Program.Result result = Program.in(folder).env("JAVA_HOME", old.getParent().toString()).run();
            assertEquals(1, result.status());
            assertTrue(result.onlyLine().contains("is Java " + version + ": install Java 17 or newer"), result.err());
        }
    }

    @Test
    void saysThatACopyOfTheScriptAloneIsNoProgram() throws IOException {
        Path copy = Files.copy(Program.LAUNCHER, Files.createDirectories(folder.resolve("x/bin")).resolve("juliaset"));
        Program.Result result = Program.command(folder, "sh", copy.toString()).run();
        assertEquals(1, result.status());
        assertTrue(result.onlyLine().startsWith("juliaset: there is no "), result.err());
    }

    @Test
    void theZipHoldsTheSameProgram() throws IOException {
        Path zip = Path.of(System.getProperty("juliaset.zip"));
        Program.command(folder, JAVA.resolve("bin/jar").toString(), "xf", zip.toString()).succeed();
        Path home = folder.resolve(zip.getFileName().toString().replace(".zip", ""));
        Program.command(folder, "sh", home.resolve("bin/juliaset").toString()).with("-o", "zip.png").succeed();
        Program.in(folder, "-o", "folder.png").succeed();
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("folder.png")), Files.readAllBytes(folder.resolve("zip.png")));
    }
}
