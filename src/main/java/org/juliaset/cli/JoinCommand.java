package org.juliaset.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import org.juliaset.animate.Ffmpeg;
import org.juliaset.animate.Film;
import org.juliaset.animate.FilmFolder;
import org.juliaset.animate.FilmFormat;
import org.juliaset.animate.FilmJoin;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parts.Join;
import org.juliaset.parts.PartVerifier;
import org.juliaset.parts.Parts;
import org.juliaset.parts.PartsFolder;
import org.juliaset.parts.Scheduler;
import org.juliaset.render.Renderer;
import org.juliaset.storage.FileProblem;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The command join: joins the parts of a picture. */
final class JoinCommand extends Command {
    private static final int MAX_BANDS = 100_000;

    private final PositionalParamSpec file = fileArgument(
            "the picture or film that --output named when its parts were made");

    private final OptionSpec missing = add(flag("--missing")
            .description("only print the numbers of parts that are missing or damaged, as schedulers take them for an"
                    + " array, such as 3,17-19; an empty line if all are there"));

    private final OptionSpec verify = add(wholeNumber("--verify")
            .paramLabel("N")
            .description("before, make N bands again, chosen at random, and compare them with those in the parts"));

    private final OptionSpec keepParts = add(flag("--keep-parts")
            .description("do not remove the parts, or the frames of a film"));

    private final ComputeOptions compute = add(new ComputeOptions(console()));

    private final ProgressOption progress = add(new ProgressOption(console()));

    JoinCommand(Console console) {
        super(
                console,
                "join",
                "Joins the parts that --part has made of a picture, in FILE.parts, to FILE: the same file as one"
                        + " process makes, byte for byte. It appears when it is complete and on the disk, and then the"
                        + " parts are removed. All parts are checked, by their options and their checksums; where some"
                        + " are missing or damaged it says which, and ends with status 1. Of a film, it encodes the"
                        + " frames in FILE.frames.");
        examples(
                "juliaset -R=65536 -o large.png --part=0/16",
                "juliaset join --missing large.png",
                "juliaset join large.png");
    }

    @Override
    public Integer call() throws InterruptedException {
        String name = file.getValue();
        try {
            Path target = path(name).toAbsolutePath();
            Optional<FilmFormat> film = FilmFormat.of(String.valueOf(target.getFileName()));
            if (film.isPresent()) {
                return joinFilm(film.get());
            }
            PartsFolder folder = PartsFolder.of(path(name));
            if (!folder.isThere() && Files.exists(folder.target())) {
                console().say(name + " has no parts: it is complete");
                return 0;
            }
            Parts parts = Parts.open(folder);
            requireNoConflict(parts);
            return isSet(missing) ? list(parts) : join(parts);
        } catch (IOException e) {
            throw new OutputException(name, console().path(name), e);
        }
    }

    /** Makes a film of its frames. They are not computed again, so only their files tell whether they are whole. */
    private int joinFilm(FilmFormat format) throws IOException, InterruptedException {
        for (OptionSpec option : List.of(missing, verify)) {
            if (isGiven(option)) {
                throw new InvalidParameterException(asTyped(option) + " cannot go with a film: leave it out");
            }
        }
        String name = file.getValue();
        FilmFolder folder = FilmFolder.of(path(name));
        if (!folder.isThere() && Files.exists(folder.target())) {
            console().say(name + " has no frames beside it: it is complete");
            return 0;
        }
        FilmJoin join = new FilmJoin(folder, format);
        Film film = join.film();
        format.require(film);
        Path ffmpeg = format.isOfFfmpeg() ? Ffmpeg.find(console().environment().get("PATH"), format) : null;
        int lacking = join.firstMissing();
        if (lacking < film.frames()) {
            console().say(name + " lacks frames, the first is " + lacking + " of " + film.frames() + ": make its parts,"
                    + " or give juliaset animate the same options with --resume");
            return 1;
        }
        try (ProgressDisplay display = progress.show(
                "frames", (long) film.frames() * film.width() * film.height())) {
            join.run(ffmpeg, display);
        }
        if (!isSet(keepParts)) {
            join.remove();
        }
        return 0;
    }

    private Path path(String name) {
        try {
            return console().path(name);
        } catch (InvalidPathException e) {
            throw new InvalidParameterException("\"" + Shell.printable(name) + "\" is no file name: " + e.getReason());
        }
    }

    private void requireNoConflict(Parts parts) {
        exclude(missing, verify, "give one of them");
        exclude(missing, keepParts, "give one of them");
        if (isSet(keepParts) && parts.job().format() == PictureFormat.DZI) {
            throw new InvalidParameterException("--keep-parts cannot go with a .dzi: its tiles become those of the"
                    + " picture, leave it out");
        }
        if (verify.getValue() != null) {
            bands();
        }
    }

    private int bands() {
        return between(1, MAX_BANDS, "verify", verify.getValue());
    }

    private int list(Parts parts) throws IOException {
        try (ProgressDisplay display = progress.show("reading", parts.job().grid().pixels())) {
            console().out().println(Scheduler.expression(parts.missing(true, display)));
        }
        return 0;
    }

    private int join(Parts parts) throws IOException, InterruptedException {
        SortedSet<Integer> lacking = parts.missing(false, pixels -> {});
        if (lacking.isEmpty() && verify.getValue() != null && !verify(parts)) {
            return 1;
        }
        if (lacking.isEmpty()) {
            try (ProgressDisplay display = progress.show("joining", parts.job().grid().pixels())) {
                lacking = new Join(parts, display).run();
            }
        }
        if (lacking.isEmpty() && !isSet(keepParts)) {
            remove(parts);
        }
        if (!lacking.isEmpty()) {
            console().say(file.getValue() + " lacks parts " + Scheduler.expression(lacking) + " of " + parts.count()
                    + ", which are missing or damaged: make them, with --part K/" + parts.count());
            return 1;
        }
        return 0;
    }

    private void remove(Parts parts) {
        try {
            parts.remove();
        } catch (IOException e) {
            console().say(file.getValue() + " is complete, and its parts could not be removed: "
                    + FileProblem.reason(e) + ": remove what is left of them in " + file.getValue() + ".parts or "
                    + file.getValue() + ".parts.gone");
        }
    }

    private boolean verify(Parts parts) throws IOException, InterruptedException {
        DeviceCatalogue.Choice choice = compute.choose(parts.job());
        try (Renderer renderer = new Renderer(choice.engine(), compute.threads())) {
            PartVerifier verifier = new PartVerifier(parts, renderer);
            long pixels = Math.max(1, parts.job().grid().pixels() / verifier.bands() * bands());
            Optional<Long> different;
            try (ProgressDisplay display = progress.show("comparing", pixels)) {
                different = verifier.verify(bands(), new Random(), display);
            }
            different.ifPresent(row -> console().out().println(
                    "differs in the band from row " + row + " on: its part was made otherwise than it is made here"));
            return different.isEmpty();
        }
    }
}
