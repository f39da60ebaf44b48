import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes the CPU kernels from their templates: {@code java GenerateKernels.java TEMPLATES OUTPUT NAME=COUNT,...}
 * makes of each NAME.java in TEMPLATES the float64 kernel NAME and the float32 kernel NAME32 in OUTPUT, and, with
 * Map, Smooth or MapSmooth before Kernel in their names, those of the Mandelbrot set and of smooth counts. Of a
 * template with several counts it makes these for each count, which is in their names, as in Simd3Kernel.
 *
 * <p>A template is Java for float64. Words in a comment at the end of a line are for one kind of kernels:
 * <ul>
 *   <li>{@code // $julia} keeps the line, with the block that the line opens, in kernels of Julia sets alone
 *   <li>{@code // $map} does so in kernels of the Mandelbrot set
 *   <li>{@code // $plain} does so in kernels of plain counts
 *   <li>{@code // $smooth} does so in kernels of smooth counts
 *   <li>{@code // $map $smooth} does so in kernels that are both
 * </ul>
 *
 * <p>Three words unroll what the kernel has in flight, vectors or orbits:
 * <ul>
 *   <li>{@code $v} repeats its line, with the block that the line opens, COUNT times; it stands for 0, 1, 2 ...
 *   <li>{@code $rest} does so from 1 on
 *   <li>{@code $count} stands for COUNT
 * </ul>
 *
 * <p>A file whose text stays the same is not written, so Maven compiles what has changed; files in OUTPUT that have
 * no template are deleted.
 */
final class GenerateKernels {
    private static final String SUFFIX = ".java";

    /** What makes a float32 kernel of a float64 kernel; 53 and 24 are the bits of a significand. */
    private static final String[][] FLOAT32 = {
        {"\\b(\\w*Kernel)\\b", "$132"},
        {"\\bDouble(Vector)?\\b", "Float$1"},
        {"\\bdouble\\b", "float"},
        {"\\bfloat64\\b", "float32"},
        {"\\b52\\b", "23"},
        {"\\bdoubleToRawLongBits\\b", "floatToRawIntBits"},
    };

    /** What makes a kernel of the Mandelbrot set; the interfaces of kernels stay. */
    private static final String[][] MAP = {{"\\b(\\w+)Kernel\\b", "$1MapKernel"}};

    /** What makes a kernel of smooth counts. */
    private static final String[][] SMOOTH = {{"\\b(\\w*)Kernel\\b", "$1SmoothKernel"}};

    /** The words that keep a line in one kind of kernels, at its end. */
    private static final Pattern KINDS = Pattern.compile(" //(( \\$(julia|map|plain|smooth))+)$");

    private GenerateKernels() {}

    public static void main(String... args) throws IOException {
        Map<String, List<Integer>> counts = new HashMap<>();
        for (String arg : List.of(args).subList(2, args.length)) {
            String[] numbers = arg.replaceFirst(".*=", "").split(",");
            counts.put(arg.replaceFirst("=.*", ""), Stream.of(numbers).map(Integer::valueOf).toList());
        }
        try {
            generate(Path.of(args[0]), Path.of(args[1]), counts);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void generate(Path templates, Path output, Map<String, List<Integer>> counts) throws IOException {
        Set<Path> written = new HashSet<>();
        for (Path template : javaFiles(templates)) {
            String head = "// Generated from " + template + ", do not edit.\n";
            List<String> lines = Files.readAllLines(template);
            String name = template.getFileName().toString().replace(SUFFIX, "");
            Path folder = output.resolve(templates.relativize(template)).getParent();
            List<Integer> own = counts.containsKey(name) ? counts.remove(name) : List.of(0);
            for (int count : own) {
                String counted = own.size() == 1 ? name : name.replace("Kernel", count + "Kernel");
                String[][] names = {{"\\b" + name + "\\b", counted}};
                for (int kind = 0; kind < 4; kind++) {
                    boolean map = kind % 2 == 1;
                    boolean smooth = kind / 2 == 1;
                    String text = replaced(unrolled(template, kept(lines, map, smooth), count), names);
                    String kernel = named(text, map, smooth);
                    String kernelName = named(counted, map, smooth);
                    written.add(write(folder.resolve(kernelName + SUFFIX), head + kernel));
                    written.add(write(folder.resolve(kernelName + "32" + SUFFIX), head + replaced(kernel, FLOAT32)));
                }
            }
        }
        if (!counts.isEmpty()) {
            throw new IllegalArgumentException(templates + " has no template for " + counts);
        }
        for (Path file : javaFiles(output)) {
            if (!written.contains(file)) {
                Files.delete(file);
            }
        }
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(SUFFIX)).sorted().toList();
        }
    }

    private static Path write(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        return file;
    }

    private static String named(String text, boolean map, boolean smooth) {
        String own = map ? replaced(text, MAP) : text;
        return smooth ? replaced(own, SMOOTH) : own;
    }

    /** The lines of one kind of kernels, without the words that say so. */
    private static List<String> kept(List<String> lines, boolean map, boolean smooth) {
        Set<String> others = Set.of(map ? "$julia" : "$map", smooth ? "$plain" : "$smooth");
        List<String> text = new ArrayList<>();
        for (int at = 0; at < lines.size(); ) {
            String line = lines.get(at);
            Matcher kinds = KINDS.matcher(line);
            boolean isForSome = kinds.find();
            String code = isForSome ? line.substring(0, kinds.start()) : line;
            if (isForSome && Stream.of(kinds.group(1).strip().split(" ")).anyMatch(others::contains)) {
                at = endOfBlock(lines, at, code);
            } else {
                text.add(code);
                at++;
            }
        }
        return text;
    }

    private static String unrolled(Path template, List<String> lines, int count) {
        List<String> text = new ArrayList<>();
        for (int at = 0, end; at < lines.size(); at = end) {
            String line = lines.get(at);
            boolean each = line.contains("$v");
            boolean rest = line.contains("$rest");
            end = each || rest ? endOfBlock(lines, at, line) : at + 1;
            for (int v = rest ? 1 : 0; v < (each || rest ? count : 1); v++) {
                for (String repeated : lines.subList(at, end)) {
                    text.add(repeated.replaceAll("\\$(v|rest)\\b", "" + v).replaceAll("\\$count\\b", "" + count));
                }
            }
            if (count < 1 && line.contains("$") || text.get(text.size() - 1).contains("$")) {
                throw new IllegalArgumentException(template + ": \"" + line.strip()
                        + "\" has a word that is not $v, $rest or $count, or the template's count is missing");
            }
        }
        return String.join("\n", text) + "\n";
    }

    /** The line after the block that a line opens, or else after the line. */
    private static int endOfBlock(List<String> lines, int at, String line) {
        int end = at + 1;
        if (line.endsWith("{")) {
            String close = line.substring(0, line.indexOf(line.strip())) + "}";
            while (!lines.get(end - 1).equals(close)) {
                end++;
            }
        }
        return end;
    }

    private static String replaced(String text, String[][] patterns) {
        for (String[] words : patterns) {
            text = Pattern.compile(words[0]).matcher(text).replaceAll(words[1]);
        }
        return text;
    }
}
