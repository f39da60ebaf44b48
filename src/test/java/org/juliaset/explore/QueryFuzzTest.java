package org.juliaset.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are nearly right, by a seed: each is answered, or refused as wrong. */
@Tag("one-jdk")
class QueryFuzzTest {
    private static final int REQUESTS = 1500;

    private static final List<String> REQUESTS_TO_CHANGE = List.of(
            "GET /api/tile?c=-0.8%2B0.156i&center=0,0&zoom=1.5&size=64x40&itermax=90&tile=0,0,8,8&client=a&pane=julia"
                    + "&generation=0",
            "GET /api/tile?real=-1&imag=0&xleft=-1.6&xright=1.6&ybot=-1&ytop=1&resolution=64&samples=2&palette=magma"
                    + "&palette-scale=equalised&palette-period=7.5&palette-offset=-0.25&palette-reverse&tile=3,4,8,8",
            "GET /api/tile?c=i&width=3&print=2x1cm&dpi=90&threshold=4&precision=float&smooth=true&tile=1,1,6,6",
            "GET /api/scale?itermin=5&itermax=80",
            "GET /api/scale?size=20x10&palette=%23fff,navy+20%25,red&palette-scale=equalised&fit",
            "GET /api/palette?palette=%23000764,%23206bcb+16%25,%23edffff&interior=teal",
            "POST /api/text?c=-0.8-0.1i&center=1e-3,-2E-2&zoom=3&size=640x400&palette=dusk&flat&name=a%20b.png",
            "POST /api/text?c=0.3&fit&size=600x600&samples=3&depth=16&dpi=300&fast=true&name=%C3%BC.tif");

    private static final List<String> PIECES = List.of(
            "%", "%00", "%ff", "%C3", "&", "=", "+", "..", "%2F", "%5C", "-", "0", "9", "e9", "1e400", "NaN", "inf",
            "-1", "2147483648", "99999999999999999999", ".", ",", "x", "i", "true", "false", "#", ";", "%0d%0a",
            "palette", "itermax", "&tile=0,0,8,8", "&zoom=1", "&samples=16", "\u00e4", "%E2%88%92", "'", "<", " ",
            "%F0%9F%A6%80", "palette=", "&c=0", "&width=1e-300", "&size=1x2147483647", "\u0001", "%7F");

    @TempDir
    Path folder;

    private static String changed(String request, SplittableRandom random) {
        int begin = request.indexOf('?') + 1;
        List<String> fields = new ArrayList<>(List.of(request.substring(begin).split("&")));
        for (int changes = 1 + random.nextInt(3); changes > 0 && !fields.isEmpty(); changes--) {
            int which = random.nextInt(fields.size());
            String field = fields.get(which);
            switch (random.nextInt(9)) {
                case 0 -> fields.remove(which);
                case 1 -> fields.add(random.nextInt(fields.size() + 1), field);
                case 2, 3, 4, 5, 6 -> fields.set(which, withOtherDigit(field, random));
                case 7 -> fields.set(which, withPiece(field, random));
                default -> fields.set(which, withOtherLetters(field, random));
            }
        }
        return request.substring(0, begin) + String.join("&", fields);
    }

    private static String withOtherDigit(String field, SplittableRandom random) {
        int begin = field.indexOf('=') + 1;
        int at = begin + random.nextInt(field.length() + 1 - begin);
        String digit = Integer.toString(random.nextInt(10));
        boolean replaces = at < field.length() && Character.isDigit(field.charAt(at));
        return field.substring(0, at) + digit + field.substring(replaces ? at + 1 : at);
    }

    private static String withPiece(String field, SplittableRandom random) {
        int at = random.nextInt(field.length() + 1);
        int end = Math.min(field.length(), at + random.nextInt(4));
        return field.substring(0, at) + PIECES.get(random.nextInt(PIECES.size())) + field.substring(end);
    }

    private static String withOtherLetters(String field, SplittableRandom random) {
        StringBuilder text = new StringBuilder(field);
        for (int k = 0; k < 2; k++) {
            text.setCharAt(random.nextInt(text.length()), (char) (0x20 + random.nextInt(0x60)));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20, 300, 4000})
    void everyChangedRequestOfASeedIsAnsweredOrRefused(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Integer, Integer> statuses = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        try (RunningExplorer running = RunningExplorer.in(folder)) {
            for (int k = 0; k < REQUESTS; k++) {
                String request = changed(REQUESTS_TO_CHANGE.get(k % REQUESTS_TO_CHANGE.size()), random);
                String answer = running.raw(message(running, request));
                // without a status line the JDK's server takes it for no request at all
                int status = answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 400;
                statuses.merge(status, 1, Integer::sum);
                if (status != 200 && status / 100 != 4) {
                    wrong.add(request + ": " + answer.substring(Math.max(0, answer.length() - 200)));
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(statuses.get(200) > REQUESTS / 8 && statuses.get(400) > REQUESTS / 4, statuses.toString());
        assertEquals(0, folder.toFile().list().length, "a file was written");
    }

    private static String message(RunningExplorer running, String request) {
        int space = request.indexOf(' ');
        String method = request.substring(0, space);
        String target = request.substring(space + 1);
        int question = target.indexOf('?');
        boolean isPost = method.equals("POST");
        String body = isPost ? target.substring(question + 1) : "";
        String path = isPost ? target.substring(0, question) : target;
        return method + " " + path.replaceAll("[\\r\\n]", "") + " HTTP/1.1\r\nHost: 127.0.0.1:" + running.port()
                + "\r\n" + Access.TOKEN + ": " + running.token() + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.ISO_8859_1).length + "\r\nConnection: close\r\n\r\n" + body;
    }
}
