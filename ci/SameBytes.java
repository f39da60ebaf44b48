import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.commons.imaging.Imaging;
import org.apache.commons.imaging.formats.pcx.PcxImageParser;

/** Compares the files that the program writes with those of another one; see ci/same-bytes. */
public final class SameBytes {
    private static final Path TABLE = Path.of("src/test/resources/golden/files.tsv");
    private static final String NOT_COMPARED = "-";

    private SameBytes() {}

    /** SHA-256 of a picture's pixels or counts, of the data whose bytes must be equal, and of all its files. */
    private record Hashes(String pixels, String data, String files) {}

    /** A line of the table: the program's options, the file it is to write, and the hashes of what it wrote. */
    private record Job(String options, String file, Hashes expected) {
        static Job parse(String line) {
            String[] fields = line.split("\t", -1);
            // a new line may end after the name of the file, until it is recorded
            boolean recorded = fields.length == 5;
            return new Job(fields[0], fields[1], recorded ? new Hashes(fields[2], fields[3], fields[4]) : null);
        }

        String format(Hashes hashes) {
            return String.join("\t", options, file, hashes.pixels, hashes.data, hashes.files);
        }
    }

    public static void main(String... arguments) throws Exception {
        Deque<String> left = new ArrayDeque<>(List.of(arguments));
        boolean record = left.removeFirstOccurrence("--record");
        Path reference = left.removeFirstOccurrence("--against") ? program(left.poll()) : null;
        Path program = program(left.isEmpty() ? "target/juliaset/bin/juliaset" : left.poll());
        Path folder = Files.createTempDirectory("same-bytes");
        boolean same = true;
        try {
            if (record) {
                record(program, folder);
            } else {
                same = compare(program, reference, folder);
            }
        } finally {
            delete(folder);
        }
        System.exit(same ? 0 : 1);
    }

    private static Path program(String name) {
        if (name == null || !Files.isRegularFile(Path.of(name)) || !Files.isExecutable(Path.of(name))) {
            System.err.println("ci/same-bytes: " + (name == null ? "the reference is missing" : name + " is no program")
                    + ": name a juliaset/bin/juliaset");
            System.exit(2);
        }
        return Path.of(name).toAbsolutePath();
    }

    private static void record(Path program, Path folder) throws Exception {
        List<String> lines = new ArrayList<>();
        List<Future<String>> recorded = forEachJob(job -> job.format(hashes(program, job, folder)));
        int next = 0;
        for (String line : Files.readAllLines(TABLE)) {
            lines.add(isJob(line) ? recorded.get(next++).get() : line);
        }
        Files.write(TABLE, lines);
    }

    private static boolean compare(Path program, Path reference, Path folder) throws Exception {
        List<Future<String>> results = forEachJob(job -> {
            Hashes expected = reference == null ? job.expected : hashes(reference, job, folder);
            return difference(expected, program, job, folder) + "\t" + job.file + "\t" + job.options;
        });
        int different = 0;
        for (Future<String> result : results) {
            String[] fields = result.get().split("\t", -1);
            System.out.printf("%-22s %-25s %s%n", (Object[]) fields);
            different += fields[0].startsWith("differs") ? 1 : 0;
        }
        System.out.printf("ci/same-bytes: %d of %d are equal%n", results.size() - different, results.size());
        if (different > 0 && reference == null) {
            System.out.println("ci/same-bytes: where only image data differs, Java may have another zlib here than"
                    + " where the table was recorded: use --against");
        }
        return different == 0;
    }

    private static String difference(Hashes expected, Path program, Job job, Path folder) throws InterruptedException {
        Hashes found;
        try {
            found = hashes(program, job, folder);
        } catch (IOException e) {
            return "differs: " + e.getMessage();
        }
        if (!found.pixels.equals(expected.pixels)) {
            return "differs: pixels";
        }
        if (!found.data.equals(expected.data)) {
            return "differs: image data";
        }
        return found.files.equals(expected.files) ? "equal" : "equal but for metadata";
    }

    private interface Task {
        String apply(Job job) throws IOException, InterruptedException;
    }

    /** Runs a task for each job, as many at once as there are processors, and waits for all of them. */
    private static List<Future<String>> forEachJob(Task task) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            return threads.invokeAll(Files.readAllLines(TABLE).stream().filter(SameBytes::isJob).map(Job::parse)
                    .<Callable<String>>map(job -> () -> task.apply(job)).toList());
        } finally {
            threads.shutdown();
        }
    }

    private static boolean isJob(String line) {
        return !line.startsWith("#") && !line.startsWith("options\t");
    }

    /** Runs the program in a folder of its own and hashes what it has left there. */
    private static Hashes hashes(Path program, Job job, Path parent) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(parent, "job");
        Path file = folder.resolve(job.file);
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(Stream.of(job.options.split(" ")).filter(option -> !option.isEmpty()).toList());
        boolean piped = command.contains("-o=-");
        if (!piped) {
            command.add("-o=" + job.file);
        }
        Path errors = folder.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile())
                .redirectOutput(piped ? ProcessBuilder.Redirect.to(file.toFile()) : ProcessBuilder.Redirect.DISCARD);
        // nothing of this machine's devices is asked for or remembered
        builder.environment().putAll(Map.of("OCL_ICD_VENDORS", folder.toString(), "XDG_CACHE_HOME", folder + "/cache"));
        builder.environment().remove("JULIASET_DEVICE");
        int status = builder.start().waitFor();
        if (status != 0) {
            throw new IOException("status " + status + ", " + Files.readString(errors).strip());
        }
        Hashes hashes = hashes(file);
        delete(folder);
        return hashes;
    }

    private static Hashes hashes(Path file) throws IOException {
        String name = file.getFileName().toString();
        String suffix = name.substring(name.lastIndexOf('.') + 1);
        byte[] bytes = Files.readAllBytes(file);
        return switch (suffix) {
            case "png" -> new Hashes(sha256(pixels(suffix, bytes)), sha256(imageData(bytes)), sha256(bytes));
            case "npy" -> new Hashes(sha256(counts(bytes)), sha256(bytes), sha256(bytes));
            case "dzi" -> pyramid(file);
            default -> new Hashes(sha256(pixels(suffix, bytes)), NOT_COMPARED, sha256(bytes));
        };
    }

    /** Of all tiles of a Deep Zoom picture, with their names; the files are also its description and its page. */
    private static Hashes pyramid(Path file) throws IOException {
        String base = file.toString().replaceFirst("\\.dzi$", "");
        List<byte[]> pixels = new ArrayList<>();
        List<byte[]> tiles = new ArrayList<>();
        try (Stream<Path> all = Files.walk(Path.of(base + "_files"))) {
            for (Path tile : all.filter(Files::isRegularFile).sorted().toList()) {
                byte[] name = file.getParent().relativize(tile).toString().getBytes(StandardCharsets.UTF_8);
                byte[] bytes = Files.readAllBytes(tile);
                pixels.addAll(List.of(name, pixels("png", bytes)));
                tiles.addAll(List.of(name, bytes));
            }
        }
        List<byte[]> files = new ArrayList<>(tiles);
        files.addAll(List.of(Files.readAllBytes(file), Files.readAllBytes(Path.of(base + ".html"))));
        return new Hashes(sha256(pixels), sha256(tiles), sha256(files));
    }

    /** A PNG's header and the bytes of its chunks of image data, joined. */
    private static List<byte[]> imageData(byte[] file) {
        List<byte[]> data = new ArrayList<>();
        ByteBuffer chunks = ByteBuffer.wrap(file).position(8);
        while (chunks.hasRemaining()) {
            byte[] content = new byte[chunks.getInt()];
            int type = chunks.getInt();
            chunks.get(content).getInt();
            if (type == 0x49484452 || type == 0x49444154) {
                data.add(content);
            }
        }
        return data;
    }

    /** The elements of a NumPy file, after its header. */
    private static byte[] counts(byte[] file) {
        return Arrays.copyOfRange(file, 10 + (file[8] & 0xFF) + 256 * (file[9] & 0xFF), file.length);
    }

    /** The size of a picture, and its samples or, where they are indices of a palette, its colours. */
    private static byte[] pixels(String suffix, byte[] file) throws IOException {
        BufferedImage image = switch (suffix) {
            case "pcx" -> new PcxImageParser().getBufferedImage(file, null);
            case "pgm", "ppm", "pnm" -> Imaging.getBufferedImage(file);
            default -> ImageIO.read(new ByteArrayInputStream(file));
        };
        int width = image.getWidth();
        int height = image.getHeight();
        Raster raster = image.getRaster();
        int[] values = image.getColorModel() instanceof IndexColorModel
                ? image.getRGB(0, 0, width, height, null, 0, width)
                : raster.getPixels(0, 0, width, height, (int[]) null);
        if (suffix.startsWith("tif") && raster.getNumBands() == 1) {
            // the program of that commit wrote gray as three equal channels
            values = Arrays.stream(values).flatMap(gray -> IntStream.of(gray, gray, gray)).toArray();
        }
        ByteBuffer bytes = ByteBuffer.allocate(8 + 4 * values.length).putInt(width).putInt(height);
        bytes.asIntBuffer().put(values);
        return bytes.array();
    }

    private static String sha256(byte[] bytes) {
        return sha256(List.of(bytes));
    }

    private static String sha256(List<byte[]> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            parts.forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }
}
