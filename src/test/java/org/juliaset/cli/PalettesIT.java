package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The picture of palettes on a system that lacks something. */
class PalettesIT {
    @TempDir
    Path folder;

    @Test
    void withoutFontsThereAreStripsWithoutNames() throws IOException {
        Path empty = Files.writeString(folder.resolve("fonts.conf"), "<?xml version='1.0'?><fontconfig></fontconfig>");
        // Java keeps a list of fonts in the home folder
        Program.Result result = Program.in(folder, "palettes", "-o=all.png")
                .env("FONTCONFIG_FILE", empty.toString())
                .env("JULIASET_JAVA_OPTS", "-Duser.home=" + folder)
                .run();
        assertEquals("juliaset: Java finds no fonts here: the strips are without names, in the order of the list\n",
                result.err());
        assertEquals(0, result.status());
        assertEquals(0x000764, ImageIO.read(folder.resolve("all.png").toFile()).getRGB(128, 30) & 0xFFFFFF);
    }
}
