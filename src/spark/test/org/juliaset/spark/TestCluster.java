package org.juliaset.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A master and two workers of Spark, HDFS and a store of S3, each a process of its own on this machine. */
final class TestCluster implements AutoCloseable {
    private static final String JAR = System.getProperty("juliaset.spark.jar");
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** What Spark's own scripts add for Java 17. */
    private static final List<String> OPENED = List.of(
            "java.lang", "java.lang.invoke", "java.lang.reflect", "java.io", "java.net", "java.nio", "java.util",
            "java.util.concurrent", "java.util.concurrent.atomic", "sun.nio.ch", "sun.nio.cs", "sun.security.action",
            "sun.util.calendar");

    private final Path folder;
    private final Path home;
    private final List<Process> servers = new ArrayList<>();
    private final List<Process> workers = new ArrayList<>();
    private final String master;
    private final int s3Port = freePort();
    private String hdfs;

    /**
     * @param folder for the files of all of them
     * @param home for Spark's jars
     */
    TestCluster(Path folder, Path home) throws IOException, InterruptedException {
        this.folder = folder;
        this.home = home;
        fillHome();
        int port = freePort();
        this.master = "spark://127.0.0.1:" + port;
        await(start("master", spark(256, "org.apache.spark.deploy.master.Master",
                "-h", "127.0.0.1", "-p", "" + port, "--webui-port", "0")), port);
        for (int worker = 0; worker < 2; worker++) {
            workers.add(start("worker" + worker, spark(256, "org.apache.spark.deploy.worker.Worker", "-h", "127.0.0.1",
                    "-c", "1", "-m", "1g", "--webui-port", "0", "-d", folder.resolve("work" + worker).toString(),
                    master)));
        }
    }

    /** Spark's folder of jars: those of this class path but for juliaset's own and those of tests. */
    private void fillHome() throws IOException {
        Path jars = Files.createDirectories(home.resolve("jars"));
        for (String entry : System.getProperty("java.class.path").split(":")) {
            Path jar = Path.of(entry);
            boolean isSpark = entry.endsWith(".jar")
                    && !entry.matches(".*/(org/juliaset|org/jocl|info/picocli|org/jline|org/junit|org/opentest4j)/.*"
                            + "|.*minicluster.*|.*surefire.*");
            if (isSpark && !Files.exists(jars.resolve(jar.getFileName()))) {
                Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private List<String> spark(int megabytes, String... command) {
        List<String> words = new ArrayList<>(List.of(JAVA, "-Xmx" + megabytes + "m",
                "--add-modules=jdk.incubator.vector"));
        OPENED.forEach(name -> words.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        words.addAll(List.of("-cp", home.resolve("jars") + "/*"));
        words.addAll(List.of(command));
        return words;
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_") || name.startsWith("AWS_"));
        builder.environment().putAll(Map.of(
                "SPARK_HOME", home.toString(), "SPARK_SCALA_VERSION", "2.13", "SPARK_LOCAL_IP", "127.0.0.1",
                "AWS_EC2_METADATA_DISABLED", "true"));
        return builder;
    }

    private Process start(String name, List<String> command) throws IOException {
        Process process = builder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        servers.add(process);
        return process;
    }

    private static void await(Process server, int port) throws InterruptedException {
        await("a server at port " + port, () -> {
            if (!server.isAlive()) {
                throw new IllegalStateException("the server has ended with " + server.exitValue());
            }
            try (Socket socket = new Socket("127.0.0.1", port)) {
                return socket.isConnected();
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** Waits until something holds. */
    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("there is no " + what + " after three minutes");
            }
            Thread.sleep(50);
        }
    }

    /** Starts HDFS, if it does not run yet, and returns its address. */
    String hdfs() throws IOException {
        if (hdfs == null) {
            Process server = builder(List.of(JAVA, "-Xmx256m", "-cp", System.getProperty("java.class.path"),
                    HdfsServer.class.getName(), folder.resolve("hdfs").toString()))
                    .redirectError(folder.resolve("hdfs.log").toFile())
                    .start();
            servers.add(server);
            BufferedReader out = new BufferedReader(
                    new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
            String line = out.readLine();
            while (line != null && !line.startsWith("HDFS at ")) {
                line = out.readLine();
            }
            if (line == null) {
                throw new IOException("HDFS has not started: " + Files.readString(folder.resolve("hdfs.log")));
            }
            hdfs = line.substring("HDFS at ".length());
        }
        return hdfs;
    }

    /** Starts a store of S3 with a bucket of a name, and returns the folder of its objects. */
    Path s3(String bucket) throws IOException, InterruptedException {
        Path objects = Files.createDirectories(folder.resolve("s3").resolve(bucket));
        Path settings = folder.resolve("s3.properties");
        if (!Files.exists(settings)) {
            Files.writeString(settings, String.join("\n", "s3proxy.endpoint=http://127.0.0.1:" + s3Port,
                    "s3proxy.authorization=aws-v2-or-v4", "s3proxy.identity=local", "s3proxy.credential=secret",
                    "jclouds.provider=filesystem-nio2", "jclouds.filesystem.basedir=" + folder.resolve("s3"),
                    "jclouds.identity=any", "jclouds.credential=any"));
            await(start("s3proxy", List.of(JAVA, "-Xmx256m", "-cp", System.getProperty("juliaset.s3proxy") + "/*",
                    "org.gaul.s3proxy.Main", "--properties", settings.toString())), s3Port);
        }
        return objects;
    }

    /** The settings of Spark for the store of S3. */
    List<String> s3Settings(String secret) {
        return Arrays.asList(
                "spark.hadoop.fs.s3a.endpoint=http://127.0.0.1:" + s3Port,
                "spark.hadoop.fs.s3a.endpoint.region=us-east-1", "spark.hadoop.fs.s3a.path.style.access=true",
                "spark.hadoop.fs.s3a.connection.ssl.enabled=false", "spark.hadoop.fs.s3a.access.key=local",
                "spark.hadoop.fs.s3a.secret.key=" + secret);
    }

    /** A program that was submitted. */
    record Submitted(Process process, Path log) {
        /** Waits for its end, and returns its exit status. */
        int status() throws InterruptedException {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("the program has not ended: " + text());
            }
            return process.exitValue();
        }

        String text() {
            try {
                return Files.readString(log);
            } catch (IOException e) {
                return e.toString();
            }
        }

        /** The lines that are juliaset's. */
        List<String> lines() {
            return text().lines().filter(line -> line.startsWith("juliaset: ")).toList();
        }
    }

    /** Submits a render to the cluster. */
    Submitted submit(List<String> settings, String... options) throws IOException {
        return submit(master, settings, options);
    }

    /** Submits a render to a master, as {@code spark-submit} does. */
    Submitted submit(String to, List<String> settings, String... options) throws IOException {
        List<String> command = new ArrayList<>(spark(512, "org.apache.spark.deploy.SparkSubmit", "--master", to));
        List<String> all = new ArrayList<>(List.of(
                "spark.executor.memory=512m", "spark.driver.host=127.0.0.1", "spark.ui.enabled=false",
                "spark.log.level=ERROR"));
        all.addAll(settings);
        all.forEach(setting -> command.addAll(List.of("--conf", setting)));
        command.addAll(List.of("--class", "org.juliaset.spark.SparkRender", JAR));
        command.addAll(List.of(options));
        command.add("--no-progress");
        Path log = Files.createTempFile(folder, "submit", ".log");
        Process process = builder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        return new Submitted(process, log);
    }

    /** Kills one of the executors that are running, as SIGKILL does. */
    void killExecutor() throws InterruptedException {
        await("executor", () -> workers.stream().anyMatch(worker -> worker.descendants().findAny().isPresent()));
        workers.stream().flatMap(worker -> worker.descendants()).findFirst().orElseThrow().destroyForcibly();
    }

    /** Makes the file of one process with the same options. */
    static Path whole(Path file, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("juliaset.command"), "-o", file.toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new AssertionError(command + " has ended with " + process.exitValue());
        }
        return file;
    }

    @Override
    public void close() {
        for (Process server : servers) {
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly();
        }
    }
}
