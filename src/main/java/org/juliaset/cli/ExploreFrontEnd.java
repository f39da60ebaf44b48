package org.juliaset.cli;

import java.nio.file.Path;
import java.util.Map;
import org.juliaset.explore.FrontEnd;
import org.juliaset.parameters.Spelling;
import org.juliaset.pipeline.Progress;

/** What the explorer has from the command line. */
record ExploreFrontEnd(Console console) implements FrontEnd {
    private static final Spelling SPELLING = new Spelling(Map.of(
            "resume", "Resume",
            "memory", "--memory",
            "float32", "precision float"));

    @Override
    public Spelling spelling() {
        return SPELLING;
    }

    @Override
    public String command(Map<String, String> terms, String file) {
        StringBuilder command = new StringBuilder(Main.NAME);
        terms.forEach((name, value) -> command.append(' ').append(argument(name, value)));
        // so that it is not parsed as an option
        String start = file.startsWith("-") ? "./" : "";
        return command.append(" ").append(Shell.word("-o=" + start + file)).toString();
    }

    private static String argument(String name, String value) {
        String option = (name.length() == 1 ? "-" : "--") + name;
        return value.equals("true") ? option : Shell.word(option + "=" + value);
    }

    @Override
    public void kept(Path file, long bands, long all) {
        ResumeMessages.forPicture(file.toString(), Progress.NONE, console).kept(bands, all);
    }

    @Override
    public void say(String line) {
        console.say(line);
    }
}
