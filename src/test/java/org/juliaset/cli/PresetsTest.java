package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.FittingRegion;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Values;
import org.juliaset.render.JobText;
import org.juliaset.render.Presets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Presets as a list, as options, and as pictures. */
class PresetsTest {
    /** Presets that show a part of their set. */
    private static final Set<String> DETAILS = Set.of("article-detail");

    @TempDir
    Path folder;

    private Program.Result juliaset(String... arguments) {
        return InProcess.in(folder, arguments).run();
    }

    private static ComplexRegion region(Values values) {
        return JobText.scene(values).grid().region();
    }

    @Test
    void eachIsAPictureInColourWithAnothersName() {
        List<Presets.Preset> presets = Presets.all();
        assertEquals(20, presets.size());
        Set<String> names = new HashSet<>();
        for (Presets.Preset preset : presets) {
            assertTrue(preset.name().matches("[a-z][a-z-]*") && names.add(preset.name()), preset.name());
            assertFalse(preset.words().isBlank() || preset.source().isBlank(), preset.name());
            assertTrue(preset.values().has(Parameters.PALETTE), preset.name());
            JobText.job(preset.values(), PictureFormat.PNG);
            assertEquals(preset.words(), Presets.find(" " + preset.name().toUpperCase(Locale.ROOT)).words());
        }
    }

    @Test
    void aWholeSetIsVisibleWithAMargin() {
        for (Presets.Preset preset : Presets.all()) {
            Values values = preset.values();
            ComplexRegion whole = FittingRegion.of(values.get(Parameters.REAL), values.get(Parameters.IMAG));
            ComplexRegion region = region(values);
            boolean isWhole = region.xright() >= whole.xright() && region.ytop() >= whole.ytop()
                    && region.xleft() <= whole.xleft() && region.ybot() <= whole.ybot();
            assertEquals(!DETAILS.contains(preset.name()), isWhole, preset.name());
        }
    }

    @Test
    void areListedAsTextAndAsJson() {
        String list = juliaset("presets").out();
        assertEquals(20, list.lines().count());
        assertTrue(list.contains("\nbasilica        -1      "), list);
        assertTrue(list.contains("\ndendrite        i       "), list);
        assertTrue(list.startsWith("rabbit          -0.12256+0.74486i   a body and two ears, "), list);
        String json = juliaset("presets", "--json").out();
        assertTrue(json.contains("\"name\": \"siegel-disk\""), json);
        assertTrue(json.contains("\"source\": \"Carl Ludwig Siegel\""), json);
        assertTrue(json.contains("\"real\": -0.12256116687665364"), json);
    }

    @Test
    void optionsBesideAPresetWinAndTheRegionGrowsToTheSize() {
        String[] basilica = {"--preset=basilica", "--samples=1", "-M=90", "-o", "a.png", "--palette=lava"};
        InProcess.in(folder, basilica).with("--size=190x100").succeed();
        String info = juliaset("info", "a.png").out();
        for (String line : List.of(
                "real        -1", "imag        0", "xright      1.9", "ytop        1", "itermax     90",
                "itermin     4", "palette     lava", "threshold   1024")) {
            assertTrue(info.contains("    " + line + "\n"), line + " in " + info);
        }
        InProcess.in(folder, basilica).with("--size=400x100").succeed();
        info = juliaset("info", "a.png").out();
        assertTrue(info.contains("    xright      4\n") && info.contains("    ytop        1\n"), info);
        InProcess.in(folder, basilica).with("--size=100x200").succeed();
        info = juliaset("info", "a.png").out();
        assertTrue(info.contains("    xright      1.9\n") && info.contains("    ytop        3.8\n"), info);
        InProcess.in(folder, basilica).with("-R=50", "-c=-1.1", "--center=0.5,0", "--width=1").succeed();
        info = juliaset("info", "a.png").out();
        assertTrue(info.contains("    real        -1.1\n") && info.contains("    xleft       0\n"), info);
    }

    @ParameterizedTest
    @CsvSource({"dendrite, #ffffff", "three-arms, #fff7d6"})
    void aThreadHasNoDarkSpeckWhereItsCriticalPointIs(String preset, String expected) throws IOException {
        juliaset("--preset=" + preset, "--size=40x30", "--samples=1", "-o=a.png");
        int middle = ImageIO.read(folder.resolve("a.png").toFile()).getRGB(20, 15);
        assertEquals(expected, String.format("#%06x", middle & 0xFFFFFF));
    }

    @Test
    void anUnknownNameListsTheNearest() {
        Program.Result near = juliaset("--preset=rabit");
        assertEquals(2, near.status());
        assertEquals("juliaset: there is no preset \"rabit\": did you mean rabbit?", near.onlyLine());
        Program.Result far = juliaset("--preset=zzz");
        assertEquals(2, far.status());
        assertTrue(far.onlyLine().startsWith("juliaset: there is no preset \"zzz\": give one of airplane, article, "),
                far.err());
        assertEquals("juliaset: --preset and --like are both given: give one of them",
                juliaset("--preset=rabbit", "--like=a.png").onlyLine());
    }
}
