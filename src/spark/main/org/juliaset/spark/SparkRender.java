package org.juliaset.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.juliaset.cli.ClusterRender;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Quantity;
import org.juliaset.parts.Division;
import org.juliaset.parts.LabelledPart;
import org.juliaset.parts.PartPlan;
import org.juliaset.parts.Shares;
import org.juliaset.render.Assembly;
import org.juliaset.render.Estimate;
import org.juliaset.render.JobText;
import org.juliaset.render.RenderJob;
import org.juliaset.render.Renderer;

/**
 * The entry point for {@code spark-submit}: renders a picture on the executors of a Spark application, into any file
 * system of Hadoop. The driver plans parts and joins them; executors render them and write them to the store. A run
 * that was interrupted is resumed by the next one: parts that are there are not rendered again.
 */
public final class SparkRender {
    /** Parts for each core that is known at the start, so that a slow executor takes fewer of them. */
    private static final int PARTS_PER_CORE = 4;

    /** How long a part may take on a machine like the driver's: executors that come later find parts, too. */
    private static final double PART_SECONDS = 30;

    /** Bytes of a gray pixel in the formats that make three channels of it. */
    private static final int MOST_CHANNELS = 3;

    /** A picture takes at least this share of its estimate. It is refused if even that does not fit. */
    private static final double MIN_SHARE = 0.8;

    private final ClusterRender.Request request;
    private final JavaSparkContext spark;
    private final RenderJob job;
    private final PartStore store;
    private final FileSystem files;

    private SparkRender(ClusterRender.Request request, JavaSparkContext spark, RenderJob job, Path target)
            throws IOException {
        this.request = request;
        this.spark = spark;
        this.job = job;
        this.store = new PartStore(spark.hadoopConfiguration(), target);
        this.files = store.files();
    }

    /** Runs a command line, and ends the process with its exit status. */
    public static void main(String[] arguments) {
        System.exit(ClusterRender.run(
                "juliaset-spark",
                "Renders a picture on the executors of Spark; run it with spark-submit. Takes the options of a render,"
                        + " and for --output a file that all executors reach: hdfs://, s3a://, or a path that they"
                        + " share. A run that was interrupted is resumed by the same command.",
                SparkRender::render, arguments));
    }

    private static void render(ClusterRender.Request request) throws IOException, InterruptedException {
        SparkConf configuration = new SparkConf()
                .setIfMissing("spark.app.name", "juliaset " + request.file())
                .setIfMissing("spark.ui.showConsoleProgress", "false");
        if (!configuration.contains("spark.master")) {
            throw new InvalidParameterException("no Spark master is set: run this with spark-submit");
        }
        try (JavaSparkContext spark = new JavaSparkContext(configuration);
                Renderer renderer = Renderer.open("cpu")) {
            RenderJob job = renderer.settled(request.job());
            Path given = new Path(request.file());
            Path target = given.getFileSystem(spark.hadoopConfiguration()).makeQualified(given);
            SparkRender render = new SparkRender(request, spark, job, target);
            render.requirePlace();
            render.requireRoom(renderer);
            render.run(renderer);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // also Spark's, which is a checked exception that its methods do not declare
            throw StoreProblem.of(e);
        }
    }

    /** Checks that a file can be at the place. */
    private void requirePlace() throws IOException {
        Path target = store.target();
        if (files.exists(target) && files.getFileStatus(target).isDirectory()) {
            throw new InvalidParameterException(target + " is a folder: give the name of a file");
        }
        Path folder = target.getParent();
        if (store.way() != PartStore.Way.UPLOAD && !files.exists(folder)) {
            throw new InvalidParameterException("there is no folder " + folder + ": create it or choose another");
        }
    }

    /** Checks that the store may have room. The picture is sampled only if the largest file would not fit. */
    private void requireRoom(Renderer renderer) throws IOException, InterruptedException {
        double copies = Math.max(1, files.getDefaultReplication(store.target()));
        double free = files.getStatus(store.target().getParent()).getRemaining() / copies;
        double most = 1.01 * job.grid().pixels() * Math.max(MOST_CHANNELS, job.pixels().bytes());
        if (most > free) {
            Estimate estimate = renderer.estimate(job);
            if (estimate.fileBytes() * MIN_SHARE > free) {
                throw new InvalidParameterException("the picture takes about " + Quantity.ofFile(estimate.fileBytes())
                        + " and " + Quantity.ofFile((long) free) + " are free in " + store.target().getParent()
                        + ": make room or use another store");
            }
        }
    }

    private void run(Renderer renderer) throws IOException, InterruptedException {
        Optional<Division> begun = store.division();
        int count = request.parts().isPresent() ? request.parts().getAsInt()
                : begun.isPresent() ? begun.get().count() : usualParts(renderer);
        if (begun.isPresent()) {
            begun.get().require(job, count, store.folder());
        }
        Shares shares = Shares.of(job, count);
        Map<String, Long> list = store.list();
        Map<Integer, PartStore.Stored> parts = find(list, shares);
        if (parts.size() == count && isJoined(parts)) {
            request.display().say(request.file() + " is complete");
        } else {
            parts.values().removeIf(part -> !part.hasContent());
            render(parts, shares, list);
            commit(parts).run();
        }
        finish();
    }

    private int usualParts(Renderer renderer) throws InterruptedException {
        PartPlan plan = PartPlan.of(job, renderer.estimate(job).seconds(), PART_SECONDS);
        long atLeast = Math.min((long) PARTS_PER_CORE * spark.defaultParallelism(), job.bands().size());
        return (int) Math.max(atLeast, plan.shares().count());
    }

    /** Finds the parts that are there, by index; of several attempts at a part one that has its bytes. */
    private Map<Integer, PartStore.Stored> find(Map<String, Long> list, Shares shares) throws IOException {
        Map<Integer, PartStore.Stored> parts = new TreeMap<>();
        for (String attempt : PartStore.attempts(list, shares.count())) {
            Optional<PartStore.Stored> found = store.find(attempt, list);
            if (found.isPresent()) {
                PartStore.Stored part = found.get();
                part.label().require(job, shares.share(part.index()), store.file(attempt));
                parts.merge(part.index(), part, (old, other) -> old.hasContent() ? old : other);
            }
        }
        return parts;
    }

    /** Returns whether an earlier run has ended between joining the parts and removing what is left of them. */
    private boolean isJoined(Map<Integer, PartStore.Stored> parts) throws IOException {
        boolean isLacking = parts.values().stream()
                .anyMatch(part -> !part.hasContent() && part.label().contentBytes() > 0);
        return isLacking && commit(parts).isDone();
    }

    private Commit commit(Map<Integer, PartStore.Stored> parts) throws IOException {
        List<PartStore.Stored> all = List.copyOf(parts.values());
        Assembly.Ends ends = LabelledPart.ends(job, all.stream().map(PartStore.Stored::label).toList());
        return new Commit(spark, store, all, ends);
    }

    /** Renders the parts that are not there, and adds them. */
    private void render(Map<Integer, PartStore.Stored> parts, Shares shares, Map<String, Long> list)
            throws IOException {
        List<PartTask.Rows> missing = new ArrayList<>();
        for (int index = 0; index < shares.count(); index++) {
            if (!parts.containsKey(index)) {
                missing.add(PartTask.Rows.of(shares.share(index)));
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        removeUnlabelled(parts, list, shares.count());
        files.mkdirs(store.folder());
        store.write(store.file(Division.FILE), Division.of(job, shares.count()).bytes());
        if (!parts.isEmpty()) {
            request.display().say(parts.size() + " of " + shares.count() + " parts of " + request.file()
                    + " are there already");
        }
        spark.setJobDescription("juliaset: render " + missing.size() + " parts of " + store.target() + ", "
                + job.grid().width() + " x " + job.grid().height() + " pixels");
        spark.setCallSite("render parts");
        ExecutorRenderer.Setting setting = new ExecutorRenderer.Setting(
                new ArrayList<>(request.devices().isEmpty() ? List.of("auto") : request.devices()),
                request.threads().orElse(0));
        PartTask task = new PartTask(store, JobText.identity(job), setting, spark.sc().applicationId());
        List<PartTask.Outcome> outcomes;
        try (PartProgress progress = new PartProgress(spark, request.display(), shares, missing, parts.keySet())) {
            spark.sc().addSparkListener(progress);
            outcomes = spark.parallelize(missing, missing.size()).map(task).collect();
        }
        spark.setCallSite("join parts");
        add(outcomes, parts, shares);
    }

    private void add(List<PartTask.Outcome> outcomes, Map<Integer, PartStore.Stored> parts, Shares shares)
            throws IOException {
        Map<String, Long> list = store.list();
        for (PartTask.Outcome outcome : outcomes) {
            if (outcome.refusal() != null) {
                throw new InvalidParameterException(outcome.refusal());
            }
            String name = outcome.name();
            PartStore.Stored part = PartStore.stored(name, outcome.label(), list)
                    .filter(PartStore.Stored::hasContent)
                    .orElseThrow(() -> new IOException("the part " + store.file(name) + " was removed meanwhile: run"
                            + " this again"));
            part.label().require(job, shares.share(part.index()), store.file(name));
            parts.put(part.index(), part);
        }
    }

    /** Removes the files of unfinished attempts. */
    private void removeUnlabelled(Map<Integer, PartStore.Stored> parts, Map<String, Long> list, int count)
            throws IOException {
        Set<String> kept = parts.values().stream().map(PartStore.Stored::name).collect(Collectors.toSet());
        for (String attempt : PartStore.attempts(list, count)) {
            if (!kept.contains(attempt)) {
                store.remove(attempt);
            }
        }
    }

    /** Writes what belongs beside the file, and removes the parts. */
    private void finish() throws IOException {
        Optional<Assembly.Beside> beside = Assembly.beside(job);
        if (beside.isPresent()) {
            store.write(store.target().suffix(beside.get().ending()), beside.get().bytes());
        }
        if (!files.delete(store.folder(), true) && files.exists(store.folder())) {
            request.display().say(request.file() + " is complete, and its parts could not be removed: remove "
                    + store.folder());
        }
    }
}
