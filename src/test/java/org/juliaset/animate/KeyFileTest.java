package org.juliaset.animate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.juliaset.parameters.Complex;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of key frames. */
class KeyFileTest {
    private static final String TWO_KEYS = "\"keys\": [{\"c\": 1}, {\"c\": \"i\"}]";

    @TempDir
    Path folder;

    private KeyFile read(String text) throws IOException {
        Path file = folder.resolve("film.json");
        Files.writeString(file, text);
        return KeyFile.read(file, "film.json");
    }

    @Test
    void everythingIsRead() throws Exception {
        KeyFile file = read("""
                {
                  "fps": "30000/1001", "duration": "1.5s", "loop": true, "shutter": 0.5, "shutter-samples": 8,
                  "options": {"preset": "rabbit", "size": "64x48", "palette": "Magma", "flat": true},
                  "keys": [
                    {"at": 0, "c": "-0.8+0.156i", "zoom": 1},
                    {"at": "50%", "easing": "smooth", "c": "0.1", "around": "0,0.5", "turns": -2, "itermax": 300},
                    {"at": "1.4s", "centre": "0.5", "zoom": 2e3, "palette": "#000,#fff"}
                  ]
                }
                """);
        assertEquals(new Rate(30000, 1001), file.rate());
        assertEquals(new BigDecimal("1.5"), file.duration());
        assertNull(file.frames());
        assertEquals(0.5, file.shutter());
        assertEquals(8, file.shutterSamples());
        assertEquals("rabbit", file.preset());
        assertEquals("magma", file.options().get("palette"));
        assertEquals(true, file.options().get("flat"));
        Key key = file.keys().get(1);
        assertEquals(Easing.SMOOTH, key.easing());
        assertEquals(new Arc(new Complex(0, 0.5), -2), key.arc());
        assertEquals(300, key.terms().get("itermax"));
        assertEquals(2000.0, file.keys().get(2).terms().get("zoom"));
        assertEquals(new Complex(0.5, 0), file.keys().get(2).terms().get("center"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{                              | film.json, line 1: is no JSON there: look for a missing comma, quote or"
                + " bracket",
        "{\"fps\": 30,\\n\\n \"loop\": tru} | film.json, line 3: is no JSON there: look for a missing comma, quote or"
                + " bracket",
        "{@} {}                         | film.json, line 1: is no JSON there: look for a missing comma, quote or"
                + " bracket",
        "[]                             | film.json, line 1 is a list: see the fields of a film in the README",
        "{}                             | film.json: keys has 0 of them: give two or more",
        "{\"keys\": [{\"c\": 1}]}       | film.json: keys has 1 of them: give two or more",
        "{\\n\"fsp\": 25}               | film.json, line 2, fsp is not a field of a film: use fps, frames, duration,"
                + " loop, shutter, shutter-samples, options and keys",
        "{\"fps\": 0, @}                | film.json, line 1, fps: \"0\" is no number of frames per second: give one"
                + " above 0 and up to 1000, like 30, 23.976 or 30000/1001",
        "{\"fps\": 25,\\n\"fps\": 30}   | film.json, line 2, fps is given twice: leave one out",
        "{\"fps\": [1], @}              | film.json, line 1, fps is a list: see the fields of a film in the README",
        "{\"loop\": \"yes\", @}         | film.json, line 1, loop is a value of another type: see the fields of a film"
                + " in the README",
        "{\"duration\": \"10\", @}      | film.json, line 1, duration: \"10\" is no time: write it like 10s, 250ms or"
                + " 2min",
        "{\"frames\": 9, \"duration\": \"1s\", @} | film.json: frames and duration are both given: leave one out",
        "{\"options\": {\"itermx\": 5}, @} | film.json, line 1, options.itermx is not a parameter: did you mean"
                + " itermax?",
        "{\"options\": {\"itermax\": 0}, @} | film.json, line 1, options.itermax: itermax is 0: give a whole number"
                + " from 1 to 2147483646",
        "{\"options\": {\"c\": 1, \"constant\": 2}, @} | film.json, line 1, options.constant is constant, which is"
                + " given twice: leave one out",
        "{\"keys\": [{\"c\": 1},\\n{\"c\": \"x\"}]} | film.json, line 2, keys[1].c: \"x\" is not a complex number:"
                + " write it like -0.8,0.156 or -0.8+0.156i",
        "{\"keys\": [{\"c\": 1},\\n{\"zoom\": 0}]} | film.json, line 2, keys[1].zoom: zoom is 0.0: give a number above"
                + " 0",
        "{\"keys\": [{\"c\": 1},\\n{\"size\": \"9x9\"}]} | film.json, line 2, keys[1].size is the same in all frames"
                + " of a film: give it in options",
        "{\"keys\": [{\"at\": \"now\"}]} | film.json, line 1, keys[0].at: \"now\" is no time in a film: give one like"
                + " 2.5s, a share like 50%, or the number of a frame",
        "{\"keys\": [{\"easing\": \"odd\"}]} | film.json, line 1, keys[0].easing: \"odd\" is no easing: give linear,"
                + " smooth, exponential",
        "{\"keys\": [{\"c\": 1}, {\"c\": 1, \"turns\": 1}]} | film.json, line 1, keys[1]: turns is given without"
                + " around: give the point in the middle",
        "{\"keys\": [{\"c\": 1}, {\"around\": 1}]} | film.json, line 1, keys[1]: around is given without c: give the c"
                + " at the end of the way",
    })
    void aBadFileIsRefusedWithLineAndField(String text, String message) {
        String json = text.replace("\\n", "\n").replace("@", TWO_KEYS);
        InvalidParameterException e = assertThrows(InvalidParameterException.class, () -> read(json));
        assertEquals(message, e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"keys\": [{\"c\": 1}, {\"zoom\": 0}]} | keys[1].zoom: zoom is 0.0: give a number above 0",
        "{\"keys\": [{\"c\": 1}, {\"zom\": 1}]} | keys[1].zom is not a parameter: did you mean zoom?",
        "{\"keys\": [{\"c\": 1}]} | the film: keys has 1 of them: give two or more",
        "[] | the film is a list: see the fields of a film in the README",
    })
    void aTextThatIsNoFileIsReadTheSameWithoutLines(String text, String message) {
        InvalidParameterException e =
                assertThrows(InvalidParameterException.class, () -> KeyFile.of(text, folder));
        assertEquals(message, e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "[{\"c\": 1}, {\"at\": \"3s\", \"c\": 2}] | film.json, line 1, keys[1].at is beyond the end of the film: it has"
                + " 20 frames, the last one is 19",
        "[{\"c\": 1, \"at\": 5}, {\"at\": 5, \"c\": 2}] | film.json, line 1, keys[1].at is not after that of the key"
                + " before: put keys in the order of their times",
        "[{\"c\": 1}, {\"itermax\": 9}, {\"c\": 2}] | film.json, line 1, keys[1] has no c, by whose path keys without"
                + " \"at\" are placed: give it one, or all keys a time",
        "[{\"itermin\": 0}, {\"itermin\": 3}, {\"at\": 9}] | film.json, line 1, keys[0]"
                + " has no c, by whose path keys without \"at\" are placed: give it one, or all keys a time",
        "[{\"itermin\": 0, \"easing\": \"exponential\"}, {\"itermin\": 3}] | film.json, line 1, keys[0].itermin is 0:"
                + " exponential takes numbers above 0, by whose factors it goes",
        "[{\"itermin\": 5}, {\"itermin\": 200}] | frame 8: itermin is 87 and itermax is 80: itermin must be"
                + " below itermax",
        "[{\"precision\": \"float\", \"center\": 0.5, \"zoom\": 1}, {\"center\": 0.5, \"zoom\": 1e7}] | frame 14"
                + " is deeper than precision float can tell pixels apart: end the zoom before, at a width of at least"
                + " 1.2e-04",
        "[{\"zoom\": 1}, {\"width\": 2}] | frame 0: width and zoom are both given: give one of them",
    })
    void keysThatDoNotFitTheFilmAreRefused(String keys, String message) throws Exception {
        KeyFile file = read("{\"keys\": " + keys + "}");
        InvalidParameterException e = assertThrows(InvalidParameterException.class, () -> Animation.of(
                new Setting(Values.NONE, file.options(), false, name -> name), file.keys(), false, 20, new Rate(10, 1),
                false, Shutter.NONE).check());
        assertEquals(message, e.getMessage());
    }
}
