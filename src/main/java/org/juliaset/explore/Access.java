package org.juliaset.explore;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Access control: only pages that this server has sent, opened with the key, may make requests. A page of another
 * origin is refused by the headers that browsers add (Fetch Standard, sections 3.1 and 3.2.7 of Fetch Metadata), also
 * where its name leads here (DNS rebinding); another user of the machine by the token. Safe for use by several threads.
 */
final class Access {
    /** The header with the token. */
    static final String TOKEN = "X-Juliaset-Token";

    private static final int SECRET_BYTES = 24;
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final Set<String> hosts;
    private final String token;
    private final String files;
    private String onceKey;

    private Access(Set<String> hosts, String token, String files, String onceKey) {
        this.hosts = hosts;
        this.token = token;
        this.files = files;
        this.onceKey = onceKey;
    }

    /**
     * Creates new secrets.
     *
     * @param address that the server listens on
     * @param name the same as it was given
     * @param port of the server
     */
    static Access create(InetAddress address, String name, int port) {
        Set<String> hosts = new TreeSet<>();
        for (String host : names(address, name)) {
            hosts.add(host.toLowerCase(Locale.ROOT) + ":" + port);
        }
        SecureRandom random = new SecureRandom();
        return new Access(hosts, secret(random), secret(random), secret(random));
    }

    private static Set<String> names(InetAddress address, String name) {
        Set<String> names = new TreeSet<>(Set.of("127.0.0.1", "localhost", "[::1]"));
        names.add(name.contains(":") ? "[" + name + "]" : name);
        names.add(literal(address));
        if (address.isAnyLocalAddress()) {
            try {
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .forEach(other -> names.add(literal(other)));
            } catch (SocketException e) {
                // those of this machine alone
            }
        }
        return names;
    }

    /** Returns an address as a URL has it (RFC 3986, section 3.2.2), without its zone. */
    static String literal(InetAddress address) {
        String text = address.getHostAddress().replaceFirst("%.*", "");
        return text.contains(":") ? "[" + text + "]" : text;
    }

    private static String secret(SecureRandom random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Returns the token, which is also the key that can be used again. */
    String token() {
        return token;
    }

    /** Returns the ticket that finished pictures can be read with, and nothing else. */
    String files() {
        return files;
    }

    /** Returns the key that can be used once; other users of the machine may see it. */
    synchronized String onceKey() {
        return onceKey;
    }

    /**
     * Checks that a request comes from a page of this server or from no page.
     *
     * @throws Refusal if it does not
     */
    void requireOwnPage(Request request) {
        String host = request.header("Host").orElse("").toLowerCase(Locale.ROOT);
        if (!isOwnName(host)) {
            throw new Refusal(Refusal.MISDIRECTED, "this server has another name: open the address that it printed");
        }
        Optional<String> origin = request.header("Origin");
        if (origin.isPresent() && !origin.get().equalsIgnoreCase("http://" + host)) {
            throw new Refusal(Refusal.FORBIDDEN, "a page of another origin may not ask this server");
        }
        if (!OWN_SITE.contains(request.header("Sec-Fetch-Site").orElse("none"))) {
            throw new Refusal(Refusal.FORBIDDEN, "a page of another site may not ask this server");
        }
    }

    /** Returns whether a name with a port, in small letters, is one of this server. */
    boolean isOwnName(String host) {
        return hosts.contains(host);
    }

    /**
     * Checks the token of a request.
     *
     * @throws Refusal if it is missing or wrong
     */
    void requireToken(Request request) {
        if (!equal(token, request.header(TOKEN).orElse(""))) {
            throw new Refusal(Refusal.FORBIDDEN, "the token is missing or wrong: open the address that the terminal"
                    + " shows");
        }
    }

    /**
     * Checks a key, and uses up the one that can be used once.
     *
     * @throws Refusal if it is wrong, or has been used
     */
    synchronized void requireKey(String key) {
        if (equal(token, key)) {
            return;
        }
        if (onceKey == null || !equal(onceKey, key)) {
            throw new Refusal(Refusal.FORBIDDEN,
                    "the key is wrong, or has been used: open the address that the terminal shows");
        }
        onceKey = null;
    }

    /** Returns whether a ticket for files is right. */
    boolean isFiles(String ticket) {
        return equal(files, ticket);
    }

    /** Takes as long for a wrong secret as for the right one. */
    private static boolean equal(String secret, String given) {
        return MessageDigest.isEqual(
                secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
