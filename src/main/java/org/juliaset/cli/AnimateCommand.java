package org.juliaset.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.juliaset.animate.Animation;
import org.juliaset.animate.Ffmpeg;
import org.juliaset.animate.Film;
import org.juliaset.animate.FilmFolder;
import org.juliaset.animate.FilmFormat;
import org.juliaset.animate.FilmRender;
import org.juliaset.animate.FilmTask;
import org.juliaset.animate.FrameFolder;
import org.juliaset.animate.Frames;
import org.juliaset.concurrent.AtExit;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.model.ComplexRegion;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parts.Scheduler;
import org.juliaset.pipeline.Progress;
import org.juliaset.render.JobText;
import org.juliaset.render.RenderJob;
import org.juliaset.render.Renderer;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The command animate: makes a film. */
final class AnimateCommand extends Command {
    private final PositionalParamSpec file = PositionalParamSpec.builder()
            .paramLabel("FILE")
            .description("key frames, as JSON; the README has their fields. Options for the picture come before those"
                    + " of the file")
            .type(String.class)
            .index("0")
            .arity("0..1")
            .build();

    private final PictureOptions picture = add(new PictureOptions(console()));

    private final AnimationOptions animation = add(new AnimationOptions(picture, console()));

    private final FilmOutputOptions output = add(new FilmOutputOptions(console()));

    private final OptionSpec resume = add(flag("--resume")
            .description("use the frames that an interrupted run of the same film has left, if it has"));

    private final OptionSpec keep = add(flag("--keep")
            .negatable(true)
            .description("whether to keep the frames of a film that is one file until it is complete, for --resume"
                    + " (yes); a short film is sooner done without"));

    private final PartOption part = add(new PartOption(console(),
            "make only the frames of part K of N, from 0: every Nth frame; those of a film that is one file go to the"
                    + " folder FILE.frames, for juliaset join"));

    private final OptionSpec dryRun = add(flag("--dry-run")
            .description("print the command line of each frame; render nothing"));

    private final OptionSpec printFrame = add(wholeNumber("--print-frame")
            .paramLabel("N")
            .description("print the command line that makes frame N, from 0; render nothing"));

    private final OptionSpec preview = add(flag("--preview")
            .description("show the film on a page in the browser, with a timeline to play it and to go to any frame;"
                    + " write nothing. A shutter is not shown"));

    private final PageOptions page = add(new PageOptions(console()));

    private final ComputeOptions compute = add(new ComputeOptions(console()));

    private final MemoryOption memory = add(new MemoryOption());

    private final ProgressOption progress = add(new ProgressOption(console()));

    AnimateCommand(Console console) {
        super(
                console,
                "animate",
                "Makes a film of key frames, or of a path of c, a zoom or a cycle of the palette. Each frame is the"
                        + " picture that juliaset makes with its options, byte for byte; --print-frame prints them."
                        + " Frames are computed side by side and written in order. Of a film that is one file, they"
                        + " are kept in FILE.frames until it is complete, for --resume.");
        spec().addPositional(file);
        examples(
                "juliaset animate --c-circle=0.7885 --palette=twilight --size=1280x720 --loop -o circle.mp4",
                "juliaset animate -c=-0.8+0.156i --zoom-to=1.5237,-0.0762 --zoom=1e9 -M=2000 --palette=classic"
                        + " -o zoom.webm",
                "juliaset animate film.json --preview",
                "juliaset animate film.json -o frames/%06d.png --resume",
                "juliaset animate film.json -o - | x264 --demuxer y4m -o film.264 -");
    }

    @Override
    public Integer call() throws InterruptedException {
        memory.require();
        if (isSet(preview)) {
            preview();
            return 0;
        }
        requireNoPage();
        FilmFormat format = output.format();
        List<String> options = output.ffmpegOptions(format);
        boolean isPrinted = isSet(dryRun) || isGiven(printFrame);
        Animation film = animation.animation(file.getValue(), isPrinted ? Map.of() : format.terms());
        int coarse = film.check();
        if (isPrinted) {
            return print(film);
        }
        format.require(film.film());
        Path ffmpeg = format.isOfFfmpeg() ? Ffmpeg.find(console().environment().get("PATH"), format) : null;
        sayCoarse(coarse);
        return make(film, format, ffmpeg, options);
    }

    private void sayCoarse(int frame) {
        if (frame >= 0) {
            console().say(Animation.shownGrid(frame));
        }
    }

    private void requireNoPage() {
        page.options().stream().filter(OptionGroup::isGiven).findFirst().ifPresent(option -> {
            throw new InvalidParameterException(asTyped(option) + " is given without --preview: add it, or leave "
                    + asTyped(option) + " out");
        });
    }

    /** Shows the film on a page until the process ends. */
    private void preview() throws InterruptedException {
        Stream.of(output.options(), part.options(), List.of(resume, keep, dryRun, printFrame))
                .flatMap(List::stream)
                .filter(option -> option.getValue() != null)
                .findFirst()
                .ifPresent(option -> {
                    throw new InvalidParameterException("--preview and "
                            + (Boolean.FALSE.equals(option.getValue()) ? "--no-keep" : asTyped(option))
                            + " are both given: a preview writes no film, leave one out");
                });
        Animation film = animation.animation(file.getValue(), Map.of());
        int coarse = film.check();
        RenderJob first = film.job(0);
        ComplexRegion region = first.grid().region();
        if (first.set().isMap()) {
            throw new InvalidParameterException("the film is of the map, and a preview shows Julia sets: make it with"
                    + " a smaller size instead");
        }
        if (region.xleft() > region.xright() || region.ybot() > region.ytop() || !first.grid().hasHeightOfRegion()) {
            throw new InvalidParameterException("the region is mirrored, or its pixels are no squares, which a preview"
                    + " cannot show: make the film with a smaller size instead");
        }
        sayCoarse(coarse);
        page.show(film, JobText.values(first), compute,
                "The page at this address plays the film; Ctrl-C ends it.");
    }

    private int print(Animation film) {
        exclude(dryRun, printFrame, "give one of them");
        if (film.shutter().isOpen()) {
            throw new InvalidParameterException("with a shutter a frame is the mean of several pictures, which no other"
                    + " command line makes: leave the shutter out");
        }
        int count = film.film().frames();
        BigInteger number = printFrame.getValue();
        int first = number == null ? 0 : between(0, count - 1, "print-frame", number);
        FrameFolder names = output.format() == FilmFormat.FRAMES
                ? output.target().frames()
                : new FrameFolder(Path.of(""), "%06d.png");
        for (int frame = first; frame <= (number == null ? count - 1 : first); frame++) {
            console().out().println(PictureCommandLine.of(
                    film.identity(frame), names.path(frame).getFileName().toString()));
        }
        return 0;
    }

    private int make(Animation film, FilmFormat format, Path ffmpeg, List<String> options)
            throws InterruptedException {
        IntPredicate wanted = wanted();
        Film facts = film.film();
        if (output.isStandardOutput()) {
            requireWholeOnStream();
        } else if (format != FilmFormat.FRAMES) {
            output.target().requireNoOther(isSet(resume) ? "resume" : part.isGiven() ? "part" : null);
        }
        DeviceCatalogue.Choice choice = compute.chooseForMany();
        long count = IntStream.range(0, facts.frames()).filter(wanted).count();
        try (Renderer renderer = new Renderer(choice.engine(), compute.threads());
                ProgressDisplay display = progress.show(
                        "frames", Math.max(1, count * facts.width() * facts.height()))) {
            Frames frames = new Frames(film, renderer);
            new FilmRender(frames, format, null, false, Progress.NONE).requireMemory();
            write(new FilmTask(frames, format, ffmpeg, options, display), wanted);
        } catch (IOException e) {
            throw output.isStandardOutput()
                    ? new OutputException("to standard output", e)
                    : new OutputException(output.name(), output.file(), e);
        }
        return 0;
    }

    private void write(FilmTask task, IntPredicate wanted) throws IOException, InterruptedException {
        if (output.isStandardOutput()) {
            task.toStream(console().pictures());
        } else if (task.format() == FilmFormat.FRAMES) {
            sayFound(task.toFolder(output.target().frames(), wanted, isSet(resume)), task);
        } else if (!isKept()) {
            output.target().write(task, false, false);
        } else {
            FilmFolder folder = FilmFolder.of(output.file());
            AtExit kept = new AtExit("juliaset-say-kept", this::sayKept);
            boolean isDone = false;
            try {
                sayFound(part.isGiven() ? task.toPart(folder, wanted) : task.toFile(folder), task);
                isDone = true;
            } finally {
                kept.callOff();
                if (!isDone && folder.isThere()) {
                    sayKept();
                }
            }
        }
    }

    private void sayFound(int found, FilmTask task) {
        if (found > 0 && !part.isGiven()) {
            console().say(String.format(Locale.ROOT, "%d of %d frames were there already",
                    found, task.frames().film().frames()));
        }
    }

    private void sayKept() {
        console().say("finished frames are kept in " + output.name() + ".frames: use them with --resume, or remove the"
                + " folder");
    }

    private boolean isKept() {
        return !Boolean.FALSE.equals(keep.getValue()) || isSet(resume) || part.isGiven();
    }

    /** Returns which frames are to be made. */
    private IntPredicate wanted() {
        if (!part.isGiven()) {
            return frame -> true;
        }
        Scheduler.Task task = part.task();
        return frame -> frame % task.count() == task.index();
    }

    private void requireWholeOnStream() {
        if (isSet(resume) || part.isGiven()) {
            throw new InvalidParameterException((isSet(resume) ? "--resume" : "--part")
                    + " cannot go with standard output: nothing is kept of it, give a file");
        }
        console().terminal().requireRedirected();
    }
}
