package org.juliaset.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.client.HdfsAdmin;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.parameters.Values;
import org.juliaset.parts.Division;
import org.juliaset.parts.LabelledPart;
import org.juliaset.parts.Shares;
import org.juliaset.pipeline.Progress;
import org.juliaset.render.JobText;
import org.juliaset.render.RenderJob;
import org.juliaset.render.Renderer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Renders on a cluster of processes, some of which are killed: the files are those of one process. */
class SparkRenderTest {
    /** Large enough to be interrupted, in some seconds on two cores. */
    private static final String[] LONG = {"-R=6000", "-M=3000", "--parts=24"};

    @TempDir
    static Path servers;

    @TempDir
    Path folder;

    private static TestCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = new TestCluster(servers, Path.of(System.getProperty("juliaset.spark.home")));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static String[] with(String[] options, String... more) {
        return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
    }

    private static void assertEnds(TestCluster.Submitted submitted, int status, String... lines)
            throws InterruptedException {
        assertEquals(status, submitted.status(), submitted::text);
        assertEquals(List.of(lines), submitted.lines(), submitted::text);
    }

    private void assertIsWhole(Path found, String... options) throws Exception {
        String name = found.getFileName().toString();
        String[] picture = Stream.of(options).filter(option -> !option.startsWith("--parts")).toArray(String[]::new);
        Path whole = TestCluster.whole(
                Files.createDirectories(folder.resolve("whole")).resolve(name), picture);
        assertEquals(-1, Files.mismatch(whole, found));
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "x.png, -R=2100 --palette=viridis --palette-scale=equalised", "x.tif, -R=2100 --palette=magma --samples=2",
        "x.npy, -R=1500 --smooth", "x.pgm, -R=20 --height=9000"
    })
    void filesAreThoseOfOneProcess(String name, String options) throws Exception {
        Path file = folder.resolve(name);
        String[] words = options.split(" ");
        assertEnds(cluster.submit(List.of(), with(words, "-o", file.toString())), 0);
        assertIsWhole(file, words);
        assertEquals(name.endsWith(".npy") ? Set.of(name, name + ".json", "whole") : Set.of(name, "whole"),
                names(folder));
    }

    private void awaitPart(Path file) throws InterruptedException {
        TestCluster.await("part", () -> {
            try {
                return names(Path.of(file + ".parts")).stream().anyMatch(name -> name.endsWith(".label"));
            } catch (IOException e) {
                return false;
            }
        });
    }

    @Test
    void aKilledExecutorIsReplaced() throws Exception {
        Path file = folder.resolve("x.png");
        TestCluster.Submitted submitted = cluster.submit(
                List.of("spark.speculation=true", "spark.speculation.quantile=0.1"),
                with(LONG, "-o", file.toString()));
        awaitPart(file);
        cluster.killExecutor();
        assertEnds(submitted, 0);
        assertIsWhole(file, LONG);
    }

    @Test
    void aKilledDriverIsResumed() throws Exception {
        Path file = folder.resolve("x.png");
        TestCluster.Submitted killed = cluster.submit(List.of(), with(LONG, "-o", file.toString()));
        awaitPart(file);
        killed.process().destroyForcibly().waitFor();
        assertFalse(Files.exists(file));
        TestCluster.Submitted resumed = cluster.submit(List.of(), with(LONG, "-o", file.toString()));
        assertEquals(0, resumed.status(), resumed::text);
        assertTrue(resumed.lines().get(0).matches("juliaset: [0-9]+ of 24 parts of .*x.png are there already"),
                resumed::text);
        assertIsWhole(file, LONG);
    }

    @Test
    void partsOfAnotherPictureAreKept() throws Exception {
        Path file = folder.resolve("x.png");
        TestCluster.Submitted killed = cluster.submit(List.of(), with(LONG, "-o", file.toString()));
        awaitPart(file);
        killed.process().destroyForcibly().waitFor();
        Set<String> before = names(Path.of(file + ".parts"));
        TestCluster.Submitted other = cluster.submit(
                "local[1]", List.of(), with(LONG, "-M=2001", "-o", file.toString()));
        assertEnds(other, 2, "juliaset: file:" + file + ".parts has parts of a picture with itermax 3000 instead of"
                + " 2001: make the others of it, or remove the folder, or choose another name");
        assertTrue(names(Path.of(file + ".parts")).containsAll(before));
    }

    @Test
    void hdfsJoinsPartsWithoutCopying() throws Exception {
        URI address = URI.create(cluster.hdfs());
        String file = address + "/pictures/x.png";
        Path copy = folder.resolve("x.png");
        try (FileSystem files = FileSystem.newInstance(address, new Configuration())) {
            files.mkdirs(new org.apache.hadoop.fs.Path("/pictures"));
            TestCluster.Submitted submitted = cluster.submit(List.of(), with(LONG, "-o", file));
            TestCluster.await("part", () -> {
                try {
                    return files.globStatus(new org.apache.hadoop.fs.Path("/pictures/x.png.parts/*.label")).length > 0;
                } catch (IOException e) {
                    return false;
                }
            });
            cluster.killExecutor();
            assertEnds(submitted, 0);
            files.copyToLocalFile(new org.apache.hadoop.fs.Path(file), new org.apache.hadoop.fs.Path(copy.toUri()));
            assertEquals(1, files.listStatus(new org.apache.hadoop.fs.Path("/pictures")).length);
            // each part begins with a block of its own
            assertTrue(files.getFileBlockLocations(new org.apache.hadoop.fs.Path(file), 0, Long.MAX_VALUE).length
                    >= 24);
        }
        assertIsWhole(copy, LONG);
    }

    @Test
    void anObjectOfS3AppearsWhenItIsComplete() throws Exception {
        Path bucket = cluster.s3("pictures");
        String[] options = {"-R=5000", "--parts=5", "-M=1000"};
        Path object = bucket.resolve("x.npy");
        List<String> settings = cluster.s3Settings("secret");
        TestCluster.Submitted killed = cluster.submit(settings, with(options, "-o", "s3a://pictures/x.npy"));
        awaitPart(object);
        killed.process().destroyForcibly().waitFor();
        assertFalse(Files.exists(object));
        TestCluster.Submitted resumed = cluster.submit(settings, with(options, "-o", "s3a://pictures/x.npy"));
        assertEquals(0, resumed.status(), resumed::text);
        assertTrue(resumed.lines().get(0).endsWith("are there already"), resumed::text);
        assertIsWhole(object, options);
        assertTrue(Files.size(object) > 5 * (5 << 20), "a piece of each part");
        assertEquals(Set.of("x.npy", "x.npy.json"), names(bucket));
    }

    @Test
    void tasksTakeTheDeviceThatSparkGivesThem() throws Exception {
        Path script = folder.resolve("devices.sh");
        Files.writeString(script, "#!/bin/sh\necho '{\"name\": \"gpu\", \"addresses\": [\"cpu\"]}'\n");
        assertTrue(script.toFile().setExecutable(true));
        Path file = folder.resolve("x.png");
        TestCluster.Submitted submitted = cluster.submit("local-cluster[1,1,512]", List.of(
                "spark.worker.resource.gpu.amount=1", "spark.worker.resource.gpu.discoveryScript=" + script,
                "spark.executor.resource.gpu.amount=1", "spark.executor.resource.gpu.discoveryScript=" + script,
                "spark.task.resource.gpu.amount=1"), "-R=900", "-d", "no such device", "-o", file.toString());
        assertEnds(submitted, 0);
        assertIsWhole(file, "-R=900");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "2 | output \"x.dzi\" cannot be rendered on a cluster: use .png, .npy, .tif, .pgm, .pnm or .ppm | -o=x.dzi",
        "2 | parts is 0: give a whole number from 1 to 100000 | -o=x.png --parts=0",
        "2 | there is no folder file:/no/such: create it or choose another | -o=file:/no/such/x.png",
        "2 | No FileSystem for scheme \"nfs\": give Spark the jars for it with --packages or --jars"
                + " | -o=nfs://h/x.png",
        "1 | cannot write hdfs://no.such.invalid/x.png: there is no host no.such.invalid: check the name"
                + " | -o=hdfs://no.such.invalid/x.png",
        "2 | output \"x.bmp\" cannot be rendered on a cluster: use .png, .npy, .tif, .pgm, .pnm or .ppm | -o=x.bmp"
    })
    void aMistakeIsSaidInOneLine(int status, String line, String options) throws Exception {
        String[] words = options.replace("FOLDER", folder.toString()).split(" ");
        assertEnds(cluster.submit("local[1]", List.of(), with(words, "-R=300")), status, "juliaset: " + line);
        assertFalse(Files.exists(folder.resolve("x.png")));
    }

    @Test
    void anUnknownDeviceIsNotTriedAgain() throws Exception {
        TestCluster.Submitted refused = cluster.submit(
                List.of(), "-R=300", "-d", "nothing", "-o", folder.resolve("x.png").toString());
        assertEquals(2, refused.status(), refused::text);
        assertTrue(refused.lines().get(0).startsWith("juliaset: no device is called \"nothing\"; there "),
                refused::text);
        assertFalse(refused.text().contains("TaskSetManager"), refused::text);
    }

    @Test
    void aStoreWithoutRoomKeepsWhatIsThere() throws Exception {
        URI address = URI.create(cluster.hdfs());
        org.apache.hadoop.fs.Path place = new org.apache.hadoop.fs.Path("/narrow");
        HdfsAdmin admin = new HdfsAdmin(address, new Configuration());
        String[] options = {"-R=3000", "--parts=8", "-o", address + "/narrow/x.npy"};
        // a block that is begun counts as a whole one
        List<String> settings = List.of("spark.hadoop.dfs.replication=1", "spark.hadoop.dfs.blocksize=1048576");
        try (FileSystem files = FileSystem.newInstance(address, new Configuration())) {
            files.mkdirs(place);
            admin.setSpaceQuota(place, 4 << 20);
            TestCluster.Submitted refused = cluster.submit(settings, options);
            assertEquals(1, refused.status(), refused::text);
            assertEquals(1, refused.lines().size(), refused::text);
            assertTrue(refused.lines().get(0).contains("the store has no room: The DiskSpace quota of /narrow is"
                    + " exceeded"), refused::text);
            admin.clearSpaceQuota(place);
            TestCluster.Submitted resumed = cluster.submit(settings, options);
            assertEquals(0, resumed.status(), resumed::text);
            assertTrue(resumed.lines().get(0).endsWith(" are there already"), resumed::text);
            Path copy = folder.resolve("x.npy");
            files.copyToLocalFile(
                    new org.apache.hadoop.fs.Path("/narrow/x.npy"), new org.apache.hadoop.fs.Path(copy.toUri()));
            assertIsWhole(copy, "-R=3000");
        }
    }

    /** An earlier run has ended after it joined the parts, before or after it gave the file its name. */
    @ParameterizedTest
    @ValueSource(strings = {"x.png.parts/joined", "x.png"})
    void whatIsJoinedIsNotRenderedAgain(String name) throws Exception {
        URI address = URI.create(cluster.hdfs());
        String place = "/" + name.replace('/', '-');
        org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(place + "/x.png");
        Path whole = TestCluster.whole(folder.resolve("whole.png"), "-R=900");
        try (FileSystem files = FileSystem.newInstance(address, new Configuration());
                Renderer renderer = Renderer.open("cpu")) {
            RenderJob job = JobText.job(Values.of(Map.of("resolution", "900")), PictureFormat.PNG);
            PartStore store = new PartStore(files.getConf(), files.makeQualified(file));
            Shares shares = Shares.of(job, 3);
            store.write(store.file(Division.FILE), Division.of(job, 3).bytes());
            for (int index = 0; index < 3; index++) {
                store.label(PartStore.name(index, 3, "earlier"), LabelledPart.render(
                        renderer, job, shares.share(index), OutputStream.nullOutputStream(), Progress.NONE).bytes());
            }
            store.write(new org.apache.hadoop.fs.Path(place + "/" + name), Files.readAllBytes(whole));
            TestCluster.Submitted again = cluster.submit(
                    "local[1]", List.of(), "-R=900", "--parts=3", "-o", store.target().toString());
            assertEnds(again, 0, "juliaset: " + store.target() + " is complete");
            try (InputStream in = files.open(file)) {
                assertArrayEquals(Files.readAllBytes(whole), in.readAllBytes());
            }
            assertFalse(files.exists(store.folder()));
        }
    }

    @Test
    void aStoreThatRefusesIsSaidInOneLine() throws Exception {
        cluster.s3("pictures");
        List<String> lines = new ArrayList<>();
        for (String[] secretAndFile : new String[][] {{"wrong", "pictures/y.png"}, {"secret", "nothing/y.png"}}) {
            TestCluster.Submitted refused = cluster.submit(
                    "local[1]", cluster.s3Settings(secretAndFile[0]), "-R=300", "-o", "s3a://" + secretAndFile[1]);
            assertEquals(1, refused.status(), refused::text);
            lines.addAll(refused.lines());
        }
        assertEquals(List.of(
                "juliaset: cannot write s3a://pictures/y.png: access to s3a://pictures/y.png is denied: check the"
                        + " credentials and permissions",
                "juliaset: cannot write s3a://nothing/y.png: there is no such bucket: create it or choose another"),
                lines);
    }
}
