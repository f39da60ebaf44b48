package org.juliaset.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.pipeline.Progress;
import org.juliaset.render.Destination;
import org.juliaset.render.JobText;
import org.juliaset.render.RenderJob;
import org.juliaset.render.RenderReport;
import org.juliaset.render.Renderer;
import picocli.CommandLine;

/** A picture of a batch: the options on one line, as a shell or as a JSON object has them. */
final class BatchLine extends Command {
    private final PictureOptions picture = add(new PictureOptions(console()));

    private final OutputOptions output = add(new OutputOptions(console()));

    private RenderJob job;

    private BatchLine(Console console) {
        super(console, "batch", "");
    }

    /**
     * Reads a line.
     *
     * @return empty for a blank line or a comment
     * @throws InvalidParameterException if there is no such picture
     */
    static Optional<BatchLine> read(String line, Console console) {
        List<String> words = line.strip().startsWith("{") ? ofJson(line) : ofShell(line);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String[] arguments = words.toArray(String[]::new);
        FileNames.require(arguments);
        BatchLine picture = new BatchLine(console);
        CommandLine parser = picture.commandLine();
        try {
            CommandLine.ParseResult parsed = parser.parseArgs(arguments);
            if (parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested()) {
                throw new InvalidParameterException("--help and --version are no options of a picture: leave them out");
            }
        } catch (CommandLine.ParameterException e) {
            throw new InvalidParameterException(Misunderstanding.explain(e, arguments));
        }
        picture.require();
        return Optional.of(picture);
    }

    private static List<String> ofShell(String line) {
        try {
            List<String> words = Shell.words(line);
            return !words.isEmpty() && words.get(0).equals(Main.NAME) ? words.subList(1, words.size()) : words;
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException("the line is no list of options, " + e.getMessage() + ": mend it");
        }
    }

    /** Each member is an option by its name, {@code "c": "-1"} and {@code "fit": true}. */
    private static List<String> ofJson(String line) {
        JsonObject object;
        try {
            object = JsonParser.parseString(line).getAsJsonObject();
        } catch (JsonParseException e) {
            throw new InvalidParameterException("the line is no JSON object: mend it");
        }
        List<String> words = new ArrayList<>();
        for (Map.Entry<String, JsonElement> member : object.entrySet()) {
            if (!member.getValue().isJsonPrimitive()) {
                throw new InvalidParameterException("\"" + Shell.printable(member.getKey())
                        + "\" is no text, number or boolean: an option has one of these");
            }
            String value = member.getValue().getAsString();
            String option = (member.getKey().length() == 1 ? "-" : "--") + member.getKey();
            boolean isFlag = member.getValue().getAsJsonPrimitive().isBoolean();
            if (!isFlag) {
                words.add(option + "=" + value);
            } else if (Boolean.parseBoolean(value)) {
                words.add(option);
            }
        }
        return words;
    }

    private void require() {
        if (!output.isGiven()) {
            throw new InvalidParameterException("the line names no file: add -o FILE");
        }
        if (output.isStandardOutput()) {
            throw new InvalidParameterException("output is \"-\": a picture of a batch goes to a file");
        }
        job = JobText.job(picture.values(output), output.format());
    }

    /** Returns the name of the file, as the line has it. */
    String output() {
        return output.name();
    }

    /** Returns the file, absolute. */
    Path file() {
        return output.file().toAbsolutePath().normalize();
    }

    RenderJob job() {
        return job;
    }

    /**
     * Renders the picture.
     *
     * @return empty if it is there, and was to be resumed
     */
    Optional<RenderReport> render(Renderer renderer) throws InterruptedException {
        Destination destination = output.require(job).orElseThrow();
        if (destination.isComplete()) {
            return Optional.empty();
        }
        renderer.requireRoom(job, destination);
        return Optional.of(output.render(renderer, job, Progress.NONE));
    }

    @Override
    public Integer call() {
        throw new IllegalStateException("a line is no command");
    }
}
