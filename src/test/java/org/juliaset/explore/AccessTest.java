package org.juliaset.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.juliaset.parameters.Values;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests that are answered, and those that are refused. */
class AccessTest {
    @TempDir
    Path folder;

    private RunningExplorer running;

    @BeforeEach
    void start() {
        running = RunningExplorer.in(folder);
    }

    @AfterEach
    void close() {
        running.close();
    }

    private String token() {
        return Access.TOKEN + ": " + running.token();
    }

    private String host(String name) {
        return "Host: " + name + ":" + running.port();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/api/about", "/api/tile?tile=0,0,1,1", "/api/scale", "/api/palette?palette=magma", "/api/renders",
        "/api/events", "/api/nothing"
    })
    void nothingIsToldWithoutTheToken(String path) {
        String here = host("127.0.0.1");
        assertEquals(403, running.rawStatus("GET", path, here));
        assertEquals(403, running.rawStatus("GET", path, here, Access.TOKEN + ": "));
        assertEquals(403, running.rawStatus("GET", path, here, Access.TOKEN + ": wrong"));
        assertEquals(403, running.rawStatus("GET", path, here, token() + "x"));
        assertEquals(403, running.rawStatus("GET", path, here, token().substring(0, token().length() - 1)));
        assertEquals(400, running.rawStatus("GET", path, here, token(), token()));
        assertEquals(403, running.rawStatus("GET", path + (path.contains("?") ? "&" : "?") + "key=" + running.token(),
                here));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/api/text", "/api/picture", "/api/estimate", "/api/renders", "/api/renders/1/cancel", "/api/renders/1/resume",
        "/api/renders/1/remove"
    })
    void nothingIsDoneWithoutTheToken(String path) {
        assertEquals(403, running.rawStatus("POST", path, host("127.0.0.1"), "Content-Length: 0"));
        assertEquals(403, running.rawStatus("POST", path, host("localhost"), "Content-Length: 0",
                Access.TOKEN + ": wrong"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "LOCALHOST", "[::1]"})
    void theNamesOfThisMachineAreAnswered(String name) {
        assertEquals(200, running.rawStatus("GET", "/", host(name)));
        assertEquals(200, running.rawStatus("GET", "/api/renders", host(name), token()));
    }

    /** A page of another origin whose name resolves to this machine: DNS rebinding. */
    @ParameterizedTest
    @ValueSource(strings = {
        "attacker.example:%d", "127.0.0.1.attacker.example:%d", "attacker.example", "127.0.0.1", "localhost:1",
        "127.0.0.1:%d.attacker.example", "127.0.0.2:%d", "0.0.0.0:%d", "[::]:%d", "2130706433:%d", "", "127.0.0.1:%d,x"
    })
    void anotherNameIsNotAnswered(String host) {
        String header = "Host: " + String.format(host, running.port());
        assertEquals(421, running.rawStatus("GET", "/", header));
        assertEquals(421, running.rawStatus("GET", "/api/renders", header, token()));
        assertEquals(421, running.rawStatus("POST", "/session", header, "Content-Length: 0"));
    }

    @Test
    void aRequestThatDoesNotSayItsHostOnceIsNotAnswered() {
        assertEquals(421, running.rawStatus("GET", "/"));
        int twice = running.rawStatus("GET", "/", host("127.0.0.1"), host("127.0.0.1"));
        assertEquals(400, twice);
        assertEquals(400, running.rawStatus("GET", "/", host("127.0.0.1"), host("attacker.example")));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:%d, 200", "http://localhost:%d, 403", "https://127.0.0.1:%d, 403", "null, 403",
        "http://attacker.example, 403", "http://127.0.0.1, 403", "http://127.0.0.1:%d.attacker.example, 403"
    })
    void onlyAPageOfThisServerMayAsk(String origin, int status) {
        String header = "Origin: " + String.format(origin, running.port());
        assertEquals(status, running.rawStatus("GET", "/api/renders", host("127.0.0.1"), token(), header));
        assertEquals(status, running.rawStatus("GET", "/", host("127.0.0.1"), header));
    }

    @ParameterizedTest
    @CsvSource({"same-origin, 200", "none, 200", "same-site, 403", "cross-site, 403", "anything, 403"})
    void whatABrowserSaysOfTheSiteCounts(String site, int status) {
        String header = "Sec-Fetch-Site: " + site;
        assertEquals(status, running.rawStatus("GET", "/api/renders", host("127.0.0.1"), token(), header));
        assertEquals(status, running.rawStatus("GET", "/", host("127.0.0.1"), header));
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD, /", "POST, /", "PUT, /", "DELETE, /icon.svg", "OPTIONS, /", "TRACE, /", "GET, /session",
        "PUT, /session", "POST, /api/about", "POST, /api/tile", "GET, /api/text", "GET, /api/picture",
        "GET, /api/estimate", "PUT, /api/renders", "DELETE, /api/renders", "GET, /api/renders/1/cancel",
        "POST, /api/events", "POST, /pictures/x/y.png", "OPTIONS, /api/tile", "BREW, /"
    })
    void otherMethodsAreRefused(String method, String path) {
        assertEquals(405, running.rawStatus(method, path, host("127.0.0.1"), token(), "Content-Length: 0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/api/about", "/session", "/pictures/a/b", "/api/tile?x"})
    void everyAnswerHasTheHeadersThatKeepItHere(String path) {
        for (HttpResponse<byte[]> response : List.of(
                running.get(path), running.send(running.request(path).header("Origin", "http://attacker.example")))) {
            Map<String, String> expected = Map.of(
                    "Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
                            + " blob: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors"
                            + " 'none'",
                    "X-Content-Type-Options", "nosniff",
                    "Referrer-Policy", "no-referrer",
                    "Cross-Origin-Resource-Policy", "same-origin",
                    "Cross-Origin-Opener-Policy", "same-origin",
                    "Cache-Control", "no-store");
            expected.forEach((name, value) ->
                    assertEquals(List.of(value), response.headers().allValues(name), path + ": " + name));
            assertFalse(response.headers().map().keySet().stream()
                    .anyMatch(name -> name.toLowerCase().startsWith("access-control-")), path);
        }
    }

    @Test
    void theKeyOfTheTerminalIsExchangedForTheTokenAnyNumberOfTimes() {
        for (int k = 0; k < 3; k++) {
            JsonObject session = RunningExplorer.json(
                    running.post("/session", "key=" + running.token())).getAsJsonObject();
            assertEquals(running.token(), session.get("token").getAsString());
            assertNotEquals(running.token(), session.get("files").getAsString());
        }
    }

    @Test
    void theKeyOfTheBrowserIsExchangedOnce() {
        String key = RunningExplorer.key(running.explorer.addressForOnce(Values.NONE));
        assertNotEquals(running.token(), key);
        assertEquals(running.token(), RunningExplorer.json(running.post("/session", "key=" + key))
                .getAsJsonObject().get("token").getAsString());
        assertEquals("403 the key is wrong, or has been used: open the address that the terminal shows",
                RunningExplorer.refusal(running.post("/session", "key=" + key)));
        assertEquals(403, running.post("/session", "key=").statusCode());
        assertEquals(400, running.post("/session", "").statusCode());
        assertEquals(400, running.post("/session", "key").statusCode());
        assertEquals(413, running.post("/session", "key=" + "x".repeat(1 << 14)).statusCode());
    }

    @Test
    void secretsAreLongAndDifferEachTime() {
        try (RunningExplorer other = RunningExplorer.in(folder)) {
            assertNotEquals(running.token(), other.token());
            assertTrue(running.token().matches("[A-Za-z0-9_-]{32}"), running.token());
        }
    }

    @Test
    void anAddressOfTheNetworkIsAnsweredUnderItsName() throws Exception {
        Access one = Access.create(InetAddress.getByName("192.168.7.9"), "192.168.7.9", 80);
        assertTrue(one.isOwnName("192.168.7.9:80") && one.isOwnName("localhost:80"));
        assertFalse(one.isOwnName("192.168.7.8:80") || one.isOwnName("192.168.7.9") || one.isOwnName("10.0.0.1:80"));
        Access six = Access.create(InetAddress.getByName("fe80::1"), "fe80::1", 80);
        assertTrue(six.isOwnName("[fe80::1]:80") && six.isOwnName("[fe80:0:0:0:0:0:0:1]:80"));
        Access all = Access.create(InetAddress.getByName("0.0.0.0"), "0.0.0.0", 80);
        for (InetAddress address : NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses).toList()) {
            assertTrue(all.isOwnName(Access.literal(address) + ":80"), address.toString());
        }
        assertFalse(all.isOwnName("attacker.example:80"));
    }
}
