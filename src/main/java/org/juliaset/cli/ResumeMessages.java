package org.juliaset.cli;

import java.util.Locale;
import org.juliaset.pipeline.Progress;

/** Prints what a render resumes, and what it keeps if it ends early. */
final class ResumeMessages implements Progress {
    private final String output;
    private final Progress progress;
    private final Console console;

    /**
     * @param output the file name of the picture as the user gave it
     * @param progress receives the progress, too
     */
    ResumeMessages(String output, Progress progress, Console console) {
        this.output = output;
        this.progress = progress;
        this.console = console;
    }

    @Override
    public void finished(long pixels) {
        progress.finished(pixels);
    }

    @Override
    public void resumed(long bands, long all) {
        progress.resumed(bands, all);
        console.say(share(bands, all) + " of " + output + " is there already");
    }

    @Override
    public void kept(long bands, long all) {
        console.say(share(bands, all) + " of the picture is kept in " + output
                + ".part: resume it with --resume, or delete it and its journal");
    }

    private static String share(long bands, long all) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * bands / all);
    }
}
