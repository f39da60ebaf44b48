package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the program is distributed with. */
@Tag("one-jdk")
class DistributionIT {
    private static final Pattern LIBRARY = Pattern.compile("(\\S+) {2,}\\S.*? {2,}(\\S+\\.txt).*");

    @Test
    void everyLibraryIsNamedWithItsLicence() throws IOException {
        Path licenses = Program.DISTRIBUTION.resolve("licenses");
        TreeMap<String, String> named = new TreeMap<>();
        for (String line : Files.readAllLines(licenses.resolve("THIRD-PARTY.txt"))) {
            Matcher library = LIBRARY.matcher(line);
            if (library.matches() && !line.startsWith("OpenSeadragon")) {
                named.put(library.group(1), library.group(2));
            }
        }
        TreeSet<String> present = new TreeSet<>();
        for (String file : Program.namesIn(Program.DISTRIBUTION.resolve("lib"))) {
            if (file.endsWith(".jar") && !file.startsWith("juliaset-")) {
                present.add(file.replaceFirst("-\\d.*", ""));
            }
        }
        assertEquals(present, named.keySet());
        for (String text : named.values()) {
            assertTrue(Files.size(licenses.resolve(text)) > 1000, text);
        }
    }
}
