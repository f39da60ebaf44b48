package org.juliaset.animate;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.juliaset.color.PixelFormat;
import org.juliaset.concurrent.AtExit;
import org.juliaset.parameters.InvalidParameterException;

/**
 * A film that the user's ffmpeg encodes: it reads pixels from a pipe. With one thread and its options for exact bits,
 * so that the same frames become the same bytes with the same ffmpeg. What it says goes to a file, so that it never
 * waits for a reader.
 */
public final class Ffmpeg implements FilmWriter {
    private static final Set<String> CODEC = Set.of("-c", "-c:v", "-codec", "-codec:v", "-vcodec");

    private final Process process;
    private final OutputStream pipe;
    private final Path log;
    private final AtExit atExit;

    /** ffmpeg ended with a failure; the message is what it said last. */
    public static final class FailedException extends IOException {
        private static final long serialVersionUID = 1;

        private FailedException(String message) {
            super(message);
        }
    }

    /**
     * Finds ffmpeg.
     *
     * @param path folders as the environment lists them, null if it does not
     * @throws InvalidParameterException with what to do, if it is in none of them
     */
    public static Path find(String path, FilmFormat format) {
        for (String folder : (path == null ? "" : path).split(File.pathSeparator)) {
            for (String name : List.of("ffmpeg", "ffmpeg.exe")) {
                Path program = Path.of(folder, name);
                if (!folder.isEmpty() && Files.isRegularFile(program) && Files.isExecutable(program)) {
                    return program;
                }
            }
        }
        throw new InvalidParameterException("." + format.suffix() + " is encoded by ffmpeg, which is not on the PATH:"
                + " install it (apt install ffmpeg, brew install ffmpeg, or from ffmpeg.org), or use .apng, .y4m or"
                + " frames/%06d.png");
    }

    /**
     * Splits options as a shell does: at spaces, but not within quotes.
     *
     * @throws InvalidParameterException if a quote is not closed
     */
    public static List<String> words(String options) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        char quote = 0;
        for (char letter : options.toCharArray()) {
            if (quote == 0 && Character.isWhitespace(letter)) {
                if (word != null) {
                    words.add(word.toString());
                }
                word = null;
                continue;
            }
            word = word == null ? new StringBuilder() : word;
            if (letter == quote) {
                quote = 0;
            } else if (quote == 0 && (letter == '"' || letter == '\'')) {
                quote = letter;
            } else {
                word.append(letter);
            }
        }
        if (quote != 0) {
            throw new InvalidParameterException("ffmpeg-options has a quote that is not closed: close it");
        }
        if (word != null) {
            words.add(word.toString());
        }
        return words;
    }

    private Ffmpeg(Process process, Path log) {
        this.process = process;
        this.pipe = new BufferedOutputStream(process.getOutputStream(), 1 << 16);
        this.log = log;
        this.atExit = new AtExit("juliaset-end-ffmpeg", process::destroyForcibly);
    }

    /**
     * Starts ffmpeg.
     *
     * @param program its path
     * @param options of the user, which come last
     * @param file is replaced
     * @throws IOException if it does not start
     */
    public static Ffmpeg start(Path program, List<String> options, FilmFormat format, Film film, Path file)
            throws IOException {
        Path log = Files.createTempFile("juliaset-ffmpeg-", ".log");
        try {
            List<String> command = new ArrayList<>(List.of(program.toString()));
            command.addAll(arguments(options, format, film));
            command.addAll(List.of("-f", muxer(format), "-y", file.toString()));
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(log.toFile())
                    .start();
            return new Ffmpeg(process, log);
        } catch (IOException e) {
            Files.deleteIfExists(log);
            throw e;
        }
    }

    private static String muxer(FilmFormat format) {
        return format == FilmFormat.MKV ? "matroska" : format.suffix();
    }

    /** All arguments but for the file. The rate is that of the input: as one of the output it would drop frames. */
    static List<String> arguments(List<String> options, FilmFormat format, Film film) {
        List<String> arguments = new ArrayList<>(List.of(
                "-hide_banner", "-nostdin", "-nostats", "-loglevel", "error",
                "-f", "rawvideo", "-pixel_format", pixels(film.pixels()),
                "-video_size", film.width() + "x" + film.height(),
                "-framerate", film.rate().toString(), "-i", "pipe:0",
                "-map_metadata", "-1", "-threads", "1", "-fflags", "+bitexact", "-flags:v", "+bitexact"));
        if (options.stream().noneMatch(CODEC::contains)) {
            arguments.addAll(format == FilmFormat.WEBM
                    ? List.of("-c:v", "libvpx-vp9", "-crf", "24", "-b:v", "0", "-pix_fmt", "yuv420p")
                    : List.of("-c:v", "libx264", "-crf", "18", "-pix_fmt", "yuv420p"));
        }
        if (!isRgb(options)) {
            arguments.addAll(List.of(
                    "-vf", "scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int+bitexact",
                    "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"));
        }
        if (format == FilmFormat.MP4) {
            arguments.addAll(List.of("-movflags", "+faststart"));
        }
        arguments.addAll(options);
        return arguments;
    }

    /** Whether the user asks for pixels of red, green and blue, which need no conversion. */
    private static boolean isRgb(List<String> options) {
        int format = options.lastIndexOf("-pix_fmt");
        return format >= 0 && format + 1 < options.size() && options.get(format + 1).matches(".*(rgb|bgr|gbr).*");
    }

    private static String pixels(PixelFormat format) {
        boolean isWide = format.bits() == Short.SIZE;
        return format.channels() == 1 ? isWide ? "gray16be" : "gray" : isWide ? "rgb48be" : "rgb24";
    }

    @Override
    public void write(byte[] encoded) throws IOException {
        try {
            pipe.write(encoded);
            pipe.flush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void finish() throws IOException, InterruptedException {
        try {
            pipe.close();
        } catch (IOException e) {
            throw failed(e);
        }
        if (process.waitFor() != 0) {
            throw failed(null);
        }
    }

    /** Returns what ffmpeg said last: a closed pipe alone is not the cause. */
    private FailedException failed(IOException cause) throws IOException {
        process.destroy();
        process.onExit().join();
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines()
                .map(String::strip).filter(line -> !line.isEmpty()).toList();
        Optional<String> last = lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1));
        FailedException failure = new FailedException("ffmpeg ended with status " + process.exitValue() + ": "
                + last.orElse("it said nothing").replaceAll("\\p{Cntrl}", "?"));
        failure.initCause(cause);
        return failure;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
        atExit.callOff();
        Files.deleteIfExists(log);
    }
}
