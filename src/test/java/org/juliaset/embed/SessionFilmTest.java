package org.juliaset.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.juliaset.animate.FilmTarget;
import org.juliaset.animate.KeyFile;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Spelling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionFilmTest {
    private static final Map<String, String> CIRCLE = Map.of(
            "c-circle", "0.5", "frames", "4", "size", "24x16", "palette", "magma", "loop", "true");

    private final Session session = new Session(2);

    @TempDir
    Path folder;

    private SessionFilm film(Map<String, String> options, KeyFile keys, SessionFilm.Output output) throws Exception {
        BackgroundCall<SessionFilm> call = session.film(
                "cpu", options, keys, folder, new Spelling(Map.of("c-line[1]", "the end of c_line")), output);
        call.start();
        return call.result();
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> options = new HashMap<>(CIRCLE);
        options.put(name, value);
        return options;
    }

    private static byte[] pixels(SessionFilm film, int frame) throws Exception {
        BackgroundCall<byte[]> call = film.pixels(frame);
        call.start();
        return call.result();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "16"})
    void aFrameHasThePixelsThatTheFilmIsWrittenWith(String depth) throws Exception {
        Path file = folder.resolve("film.rgb");
        SessionFilm film = film(with("depth", depth), null,
                new SessionFilm.Output(new FilmTarget("film.rgb", file), null, "", false, false));
        ByteBuffer written = ByteBuffer.wrap(Files.readAllBytes(file));
        for (int frame = 0; frame < 4; frame++) {
            byte[] expected = new byte[(int) film.film().frameBytes()];
            written.get(expected);
            assertArrayEquals(expected, pixels(film, frame));
            ByteBuffer target = ByteBuffer.allocateDirect(expected.length);
            film.copy(expected, target);
            target.rewind().order(ByteOrder.nativeOrder());
            for (int k = 0; k < expected.length; k += film.film().pixels().bits() / 8) {
                if (depth.equals("8")) {
                    assertEquals(expected[k], target.get(k));
                } else {
                    assertEquals(ByteBuffer.wrap(expected).getShort(k), target.getShort(k));
                }
            }
        }
        assertEquals(0, written.remaining());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(file), left.toList());
        }
    }

    @Test
    void optionsComeBeforeThoseOfKeyFrames() throws Exception {
        KeyFile keys = KeyFile.of("""
                {"frames": 7, "fps": 5, "options": {"itermax": 40, "size": "9x8"}, "keys": [{"c": 0}, {"c": "i"}]}
                """, folder);
        SessionFilm film = film(Map.of("size", "6x4", "frames", "3"), keys, null);
        assertEquals(3, film.film().frames());
        assertEquals("5", film.film().rate().toString());
        assertEquals(6, film.film().width());
        Map<String, String> middle = film.parameters(1);
        assertEquals(List.of("0.5", "40"), List.of(middle.get("imag"), middle.get("itermax")));
        assertEquals("", film.warning());
        assertTrue(film.ahead() >= 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "c-line[1]| x     | the end of c_line: \"x\" is not a complex number: write it like -0.8,0.156 or -0.8+0.156i",
        "frames   | 1     | frames is 1: give a whole number from 2 to 1000000",
        "zoom     | -1    | zoom is -1.0: give a number above 0",
        "palette  | none  | there is no palette \"none\": give one of ",
        "preset   | none  | there is no preset ",
        "centre   | 0     | c-circle and key frames are both given: leave one out",
    })
    void whatCannotBeIsRefused(String name, String value, String message) {
        KeyFile keys = name.equals("centre") ? KeyFile.of("{\"keys\": [{\"c\": 0}, {\"c\": 1}]}", folder) : null;
        InvalidParameterException e =
                assertThrows(InvalidParameterException.class, () -> film(with(name, value), keys, null));
        String said = e.message(new Spelling(Map.of("c-line[1]", "the end of c_line")));
        assertTrue(said.startsWith(message), said);
    }

    @Test
    void twoNamesOfOneTermAreRefused() {
        Map<String, String> options = new HashMap<>(with("center", "0"));
        options.put("centre", "1");
        InvalidParameterException e =
                assertThrows(InvalidParameterException.class, () -> film(options, null, null));
        assertTrue(e.getMessage().matches("cent(er|re) and cent(er|re) are the same: leave one out"), e.getMessage());
    }
}
