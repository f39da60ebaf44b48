package org.juliaset.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.juliaset.animate.Animation;
import org.juliaset.compute.MissingPartException;
import org.juliaset.explore.Explorer;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Values;
import picocli.CommandLine.Model.OptionSpec;

/** Options for the explorer's page: its address, and where its pictures go. */
final class PageOptions extends OptionGroup {
    /** Names of the options, in the order of help. */
    static final List<String> NAMES = List.of("--preview", "--port", "--no-browser", "--listen", "--output-dir");

    private static final int MAX_PORT = 0xFFFF;
    private static final String LOOPBACK = "127.0.0.1";

    /** The most memory of tiles that are kept, and the part of Java's heap if that is less. */
    private static final long MOST_TILE_BYTES = 64L << 20;

    private static final int PART_OF_HEAP = 8;

    private final OptionSpec port = add(wholeNumber("--port")
            .paramLabel("N")
            .description("the port of the page's address (a free one)"));

    private final OptionSpec noBrowser = add(flag("--no-browser")
            .description("print the address, and open no browser"));

    private final OptionSpec listen = add(text("--listen")
            .paramLabel("ADDRESS")
            .description("the address of this machine at which other machines can reach the page; whoever has the"
                    + " printed address can use it, and nothing is encrypted (" + LOOPBACK + ": this machine alone)"));

    private final OptionSpec outputDir = add(text("--output-dir")
            .paramLabel("DIR")
            .description("where pictures that are rendered from the page go (the current folder)"));

    private final Console console;

    PageOptions(Console console) {
        this.console = console;
    }

    /**
     * Serves the page until the process ends, and prints its address.
     *
     * @param film that the page has a timeline for; null for none
     * @param first what the page shows first, of a film its first frame
     * @param compute where devices are chosen once the page is there
     * @param line printed below the address
     */
    void show(Animation film, Values first, ComputeOptions compute, String line) throws InterruptedException {
        MissingPartException.requireModules("the explorer", "render without it", "jdk.httpserver");
        try (Explorer explorer = start(film, compute.threads())) {
            console.out().println(explorer.address(first));
            console.out().println(line);
            if (!isSet(noBrowser)) {
                Browsers.open(explorer.addressForOnce(first), console);
            }
            explorer.use(compute.chooseForMany(), first);
            explorer.await();
        }
    }

    private Explorer start(Animation film, int threads) {
        BigInteger given = port.getValue();
        int number = given == null ? 0 : between(0, MAX_PORT, "port", given);
        String host = listen.getValue() == null ? LOOPBACK : listen.getValue();
        InetAddress address = address(host);
        Explorer.Settings settings = new Explorer.Settings(
                address, host, number, folder(), threads,
                Math.min(MOST_TILE_BYTES, Runtime.getRuntime().maxMemory() / PART_OF_HEAP),
                new ExploreFrontEnd(console), film);
        try {
            Explorer explorer = Explorer.start(settings);
            if (!address.isLoopbackAddress()) {
                console.say("other machines can reach this page at " + host + ": whoever has its address can use it");
            }
            return explorer;
        } catch (BindException e) {
            throw new OutputException(number == 0
                    ? host + " is no address of this machine to listen on: choose another with --listen"
                    : "port " + number + " of " + host + " cannot be used (" + e.getMessage()
                            + "): choose another with --port, or leave it out");
        } catch (IOException e) {
            throw new OutputException("the page cannot be served at " + host + ": " + e.getMessage());
        }
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new InvalidParameterException(
                    "listen is \"" + Shell.printable(host) + "\", which is no address: give one such as 192.168.0.2");
        }
    }

    private Path folder() {
        String name = outputDir.getValue() == null ? "" : outputDir.getValue();
        Path folder;
        try {
            folder = console.path(name).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new InvalidParameterException("output-dir is \"" + Shell.printable(name) + "\", which is no name");
        }
        if (!Files.isDirectory(folder)) {
            throw new InvalidParameterException("output-dir is " + folder + ", which is no folder: create it, or choose"
                    + " another");
        }
        if (!Files.isWritable(folder)) {
            throw new InvalidParameterException(
                    "output-dir is " + folder + ", which cannot be written to: choose another");
        }
        return folder;
    }
}
