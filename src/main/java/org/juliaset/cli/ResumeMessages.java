package org.juliaset.cli;

import java.util.Locale;
import org.juliaset.pipeline.Progress;

/** Prints what a render resumes, and what it keeps if it ends early. */
final class ResumeMessages implements Progress {
    private final String name;
    private final String isKept;
    private final Progress progress;
    private final Console console;

    private ResumeMessages(String name, String isKept, Progress progress, Console console) {
        this.name = name;
        this.isKept = isKept;
        this.progress = progress;
        this.console = console;
    }

    /**
     * Returns the messages about a picture.
     *
     * @param output the file name of the picture as the user gave it
     * @param progress receives the progress, too
     */
    static ResumeMessages forPicture(String output, Progress progress, Console console) {
        return new ResumeMessages(output, "the picture is kept in " + output
                + ".part: resume it with --resume, or delete it and its journal", progress, console);
    }

    /**
     * Returns the messages about a part of a picture.
     *
     * @param name the part in words
     * @param progress receives the progress, too
     */
    static ResumeMessages forPart(String name, Progress progress, Console console) {
        return new ResumeMessages(name, name + " is kept: the same command resumes it", progress, console);
    }

    @Override
    public void finished(long pixels) {
        progress.finished(pixels);
    }

    @Override
    public void resumed(long bands, long all) {
        progress.resumed(bands, all);
        console.say(share(bands, all) + " of " + name + " is there already");
    }

    @Override
    public void kept(long bands, long all) {
        console.say(share(bands, all) + " of " + isKept);
    }

    private static String share(long bands, long all) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * bands / all);
    }
}
