package org.juliaset.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.juliaset.image.formats.PictureFile;
import org.juliaset.image.formats.PictureFormat;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The command info: prints the metadata of a file. */
final class InfoCommand extends Command {
    /** The file name in the printed command if the real one cannot be shown. */
    private static final String OTHER_NAME = "plot";

    /** Spaces between the longest name and its value. */
    private static final int GAP = 2;

    private final PositionalParamSpec file = fileArgument("the picture");

    private final OptionSpec json = add(flag("--json").description("print JSON"));

    /** The schema of the JSON. */
    private record Listing(
            String file,
            String format,
            long width,
            long height,
            String program,
            Map<String, Object> parameters,
            String command) {}

    InfoCommand(Console console) {
        super(
                console,
                "info",
                "Prints how a PNG, TIFF or .npy of juliaset says that it was made, and the command that makes it again."
                        + " Looks only at what the file says; verify looks at the pixels.");
        examples("juliaset info --json julia.png");
    }

    @Override
    public Integer call() {
        PictureMetadata picture = PictureMetadata.read(file.getValue(), console());
        Listing listing = list(picture);
        if (isSet(json)) {
            console().out().println(Json.of(listing));
        } else {
            print(listing, picture.file().metadata().parameters());
        }
        return 0;
    }

    private static Listing list(PictureMetadata picture) {
        PictureFile file = picture.file();
        return new Listing(
                picture.name(),
                file.format().name(),
                file.width(),
                file.height(),
                file.metadata().software(),
                picture.values().kept(),
                command(picture));
    }

    /** With every parameter that the file names, so that it does not depend on defaults. */
    private static String command(PictureMetadata picture) {
        return PictureCommandLine.of(picture.file().metadata().parameters(), output(picture));
    }

    /** Returns the name of the file without its folder, with a suffix for its format. */
    private static String output(PictureMetadata picture) {
        PictureFormat format = picture.file().format();
        String name = picture.path().getFileName().toString();
        name = Shell.isPrintable(name) ? name : OTHER_NAME;
        boolean hasSuffix = PictureFormat.of(name).filter(format::equals).isPresent();
        // so that it is not parsed as an option
        String start = name.startsWith("-") ? "./" : "";
        return start + name + (hasSuffix ? "" : "." + format.suffix());
    }

    /**
     * Prints the metadata as text.
     *
     * @param parameters the parameters as the file states them
     */
    private void print(Listing listing, Map<String, String> parameters) {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("format", listing.format());
        rows.put("size", listing.width() + " x " + listing.height() + " pixels");
        rows.put("program", listing.program());
        rows.putAll(parameters);
        int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0) + GAP;
        console().out().println(listing.file());
        rows.forEach((name, value) -> console().out().printf("    %-" + width + "s%s%n", name, value));
        console().out().println(listing.command());
    }
}
