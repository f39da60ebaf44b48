package org.juliaset.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.juliaset.color.PixelFormat;
import org.juliaset.parameters.Software;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageMetadataTest {
    @Test
    void aPictureIsReadAsItIsWritten() throws Exception {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("xleft", "-1E-300");
        parameters.put("precision", "double");
        ImageMetadata written = ImageMetadata.of(new Picture(3, 2, PixelFormat.GRAY_8, true, parameters));
        assertEquals("xleft=-1E-300\nprecision=double\nfast=true", written.text());
        assertEquals(Software.name(), written.software());
        ImageMetadata read = ImageMetadata.read(written.software(), written.text());
        assertEquals(written, read);
        assertEquals(List.of("xleft", "precision", "fast"), List.copyOf(read.parameters().keySet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "resolution", "resolution=", "=4", "resolution=4 ", "resolution=4\r", "a=1\n", "a=1\n\nb=2", "a=\u001B[31m",
        "a=\u009B31m", "\u001B=1", "a=$(id)", "a=`id`", "a='", "a=${env:HOME}", "a=@file", "a=1;b", "Resolution=4",
        "a=ü", "a=00000000000000000000000000000000000000000000000000000000000000001",
    })
    void whatCouldHarmATerminalAShellOrAParserIsRefused(String text) {
        String message = assertThrows(MissingMetadataException.class, () -> ImageMetadata.read("juliaset 1", text))
                .getMessage();
        assertTrue(message.matches(
                "has parameters that juliaset cannot have written: line \\d+ is not of the form name=value"),
                message);
    }

    @Test
    void aFreeTextIsReadWithAllThatIsPrintableAndBounded() throws Exception {
        String longest = "#".repeat(32_768);
        for (String value : List.of("#000764,#206bcb 16%", "'$(id)' = `id`", longest)) {
            ImageMetadata read = ImageMetadata.read("x", "a=1\nfree=" + value, "free"::equals);
            assertEquals(Map.of("a", "1", "free", value), read.parameters());
        }
        for (String value : List.of("", "\u001B[2J", "\u009B2J", "\t", "#\r", "\u00fc", longest + "#")) {
            assertThrows(MissingMetadataException.class,
                    () -> ImageMetadata.read("x", "a=1\nfree=" + value, "free"::equals));
        }
    }

    @Test
    void aParameterThatIsSaidTwiceIsRefused() {
        assertEquals("says a twice", assertThrows(
                MissingMetadataException.class, () -> ImageMetadata.read("x", "a=1\nb=1\na=1"))
                .getMessage());
    }

    @Test
    void aTextOfManyLinesIsRefusedAfterAFew() {
        StringBuilder text = new StringBuilder("a=1");
        for (int k = 0; k < 20_000; k++) {
            text.append("\na").append(k).append("=1");
        }
        String message = assertThrows(MissingMetadataException.class, () -> ImageMetadata.read("x", text.toString()))
                .getMessage();
        assertTrue(message.contains("line 65 "), message);
    }

    @Test
    void aFileWithoutParametersHasNoMetadata() {
        String message = assertThrows(MissingMetadataException.class, () -> ImageMetadata.read("x", null)).getMessage();
        assertTrue(message.startsWith("does not say how it was made: "), message);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "\u001B]0;title\u0007", "two\nlines", "\u009B2J"})
    void aProgramsNameThatCannotBeShownIsNot(String software) throws Exception {
        assertEquals("(not said)", ImageMetadata.read(software, "a=1").software());
    }
}
