package org.juliaset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in src/docs/java.md. */
class LibraryExampleTest {
    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    private Path source() throws IOException {
        Matcher block = JAVA_BLOCK.matcher(Files.readString(Path.of("src/docs/java.md")));
        assertTrue(block.find(), "java.md has no example");
        return Files.writeString(folder.resolve("Example.java"), block.group(1));
    }

    @Test
    void compilesAndRunsWithoutTheCommandLine() throws Exception {
        String classPath = System.getProperty("java.class.path");
        String[] arguments = {"-d", folder.toString(), "-cp", classPath, source().toString()};
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, System.err, arguments));

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream usual = System.out;
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            System.setOut(new PrintStream(out));
            loader.loadClass("Example").getMethod("main", String[].class).invoke(null, (Object) new String[] {
                folder.resolve("example.png").toString(), folder.resolve("color.png").toString()
            });
        } finally {
            System.setOut(usual);
        }
        List<String> printed = out.toString().lines().toList();
        assertEquals(List.of("32046024 iterations, 38 at z = 0", "mean value 0.161108"), printed);
        assertTrue(Files.size(folder.resolve("example.png")) > 10_000);
        BufferedImage color = ImageIO.read(folder.resolve("color.png").toFile());
        assertEquals(500, color.getWidth());
        assertEquals(3, color.getRaster().getNumBands());
        long colors = IntStream.of(color.getRGB(0, 0, 500, 313, null, 0, 500)).distinct().count();
        assertTrue(colors > 1000, colors + " colours");
    }
}
