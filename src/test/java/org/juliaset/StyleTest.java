package org.juliaset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks every text in the repository against .editorconfig, but for vendored libraries. */
@Tag("one-jdk")
class StyleTest {
    private static final int COLUMNS = 120;

    private static final List<String> ROOTS = List.of(
            ".ci", "ci", "kernels", "src", ".editorconfig", ".gitignore", "LICENSE", "README.md", "pom.xml");

    @Test
    void everyFileIsAsEditorconfigAsks() throws IOException {
        List<String> faults = new ArrayList<>();
        for (String root : ROOTS) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                for (Path file : files.filter(Files::isRegularFile).filter(StyleTest::isOwnText).toList()) {
                    faults(file.toString(), Files.readString(file)).forEach(fault -> faults.add(file + ":" + fault));
                }
            }
        }
        assertEquals("", String.join("\n", faults));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', nullValues = "none", value = {
        "A.java ~ int a;\\n                            ~ none",
        "A.java ~ int a; \\n                           ~ 1: a space at its end",
        "A.java ~ int a;\\n\\tint b;\\n                ~ 2: a tab",
        "A.java ~ int a;\\r\\n                         ~ 1: a carriage return",
        "A.java ~ int a;                               ~ 1: no end of the last line",
        "A.java ~ int a;\\n\\n                         ~ 2: an empty line at the end",
        "A.java ~ /* %s */\\n                          ~ 1: 126 columns",
        "a.sh   ~ # %s\\n                              ~ 1: 122 columns",
        "a.md   ~ %s\\n                                ~ none",
        "a.md   ~ text %s\\n                           ~ 1: 125 columns",
        "a.md   ~ | %s |\\n                            ~ none",
        "a.md   ~ ```\\n$ a --help\\n%s\\n```\\n%s b\\n ~ 5: 122 columns",
        "a.tsv  ~ %s b\\n                              ~ none",
    })
    void faultsAreFound(String file, String text, String expected) {
        String longWord = "\u00FC".repeat(COLUMNS);
        String written = text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t").replace("%s", longWord);
        assertEquals(expected == null ? List.of() : List.of(expected), faults(file, written));
    }

    private static boolean isOwnText(Path file) {
        boolean isVendored = Files.exists(file.resolveSibling("npm.sha256"));
        return !isVendored && !file.toString().matches(".*\\.(png|pyc)");
    }

    /** Each with the number of the line that has it. */
    private static List<String> faults(String file, String text) {
        List<String> faults = new ArrayList<>();
        boolean isTable = file.endsWith(".tsv");
        boolean isOutput = false;
        String[] lines = text.split("\n", -1);
        for (int k = 0; k < lines.length - 1; k++) {
            String line = lines[k];
            isOutput ^= file.endsWith(".md") && line.startsWith("```");
            // a table's rows, what a program prints, and what has no space in it cannot be wrapped
            boolean canWrap = !isTable && !isOutput && line.strip().contains(" ")
                    && !(file.endsWith(".md") && line.startsWith("|"));
            int columns = line.codePointCount(0, line.length());
            if (canWrap && columns > COLUMNS) {
                faults.add(k + 1 + ": " + columns + " columns");
            }
            if (line.endsWith("\r")) {
                faults.add(k + 1 + ": a carriage return");
            } else if (!line.equals(line.stripTrailing()) && !isTable) {
                faults.add(k + 1 + ": a space at its end");
            }
            if (line.contains("\t") && !isTable) {
                faults.add(k + 1 + ": a tab");
            }
        }
        if (!lines[lines.length - 1].isEmpty()) {
            faults.add(lines.length + ": no end of the last line");
        } else if (lines.length > 2 && lines[lines.length - 2].isEmpty()) {
            faults.add(lines.length - 1 + ": an empty line at the end");
        }
        return faults;
    }
}
