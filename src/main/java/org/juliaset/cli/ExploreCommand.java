package org.juliaset.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.juliaset.compute.MissingPartException;
import org.juliaset.explore.Explorer;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Values;
import org.juliaset.render.JobText;
import org.juliaset.render.Presets;
import picocli.CommandLine.Model.OptionSpec;

/** The command explore: a page in the browser to find a picture with, and to render it from. */
final class ExploreCommand extends Command {
    private static final int MAX_PORT = 0xFFFF;
    private static final String LOOPBACK = "127.0.0.1";

    /** The most memory of tiles that are kept, and the part of Java's heap if that is less. */
    private static final long MOST_TILE_BYTES = 64L << 20;

    private static final int PART_OF_HEAP = 8;

    private final ParameterOptions parameters = add(new ParameterOptions(Parameters.all(), console()));

    private final ViewOptions view = add(new ViewOptions(parameters));

    private final OptionSpec like = add(text("--like")
            .paramLabel("FILE")
            .description("begin with the picture in FILE, a PNG, TIFF or .npy of juliaset"));

    private final OptionSpec preset = add(text("--preset")
            .paramLabel("NAME")
            .description("begin with a well-known set, as juliaset presets lists them"));

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

    private final ComputeOptions compute = add(new ComputeOptions(console()));

    private final MemoryOption memory = add(new MemoryOption());

    ExploreCommand(Console console) {
        super(
                console,
                "explore",
                "Opens a page in the browser to find a picture with, and to render it from. The Mandelbrot set is its"
                        + " map of all Julia sets; beside it is that of the chosen c, whose pixels are those of the"
                        + " picture at any size. Ctrl-C ends it.");
        examples(
                "juliaset explore",
                "juliaset explore --preset=rabbit --output-dir=Pictures",
                "juliaset explore --no-browser --port=8000");
    }

    @Override
    public Integer call() throws InterruptedException {
        MissingPartException.requireModules("the explorer", "render without it", "jdk.httpserver");
        memory.require();
        Values first = values();
        JobText.job(first, PictureFormat.PNG);
        try (Explorer explorer = start()) {
            console().out().println(explorer.address(first));
            console().out().println("The page at this address shows Julia sets and renders them; Ctrl-C ends it.");
            if (!isSet(noBrowser)) {
                Browsers.open(explorer.addressForOnce(first), console());
            }
            explorer.use(compute.chooseForMany(), first);
            explorer.await();
        }
        return 0;
    }

    private Values values() {
        exclude(preset, like, "give one of them");
        if (like.getValue() != null) {
            return view.over(PictureMetadata.read(like.getValue(), console()).values(), false);
        }
        return isGiven(preset)
                ? view.over(Presets.find(preset.getValue()).values(), true)
                : view.over(Values.NONE, false);
    }

    private Explorer start() {
        BigInteger given = port.getValue();
        int number = given == null ? 0 : between(0, MAX_PORT, "port", given);
        String host = listen.getValue() == null ? LOOPBACK : listen.getValue();
        InetAddress address = address(host);
        Explorer.Settings settings = new Explorer.Settings(
                address, host, number, folder(), compute.threads(),
                Math.min(MOST_TILE_BYTES, Runtime.getRuntime().maxMemory() / PART_OF_HEAP),
                new ExploreFrontEnd(console()));
        try {
            Explorer explorer = Explorer.start(settings);
            if (!address.isLoopbackAddress()) {
                console().say("other machines can reach this page at " + host + ": whoever has its address can use it");
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
            folder = console().path(name).toAbsolutePath().normalize();
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
