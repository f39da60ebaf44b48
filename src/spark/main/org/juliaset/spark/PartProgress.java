package org.juliaset.spark;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.juliaset.cli.ClusterRender;
import org.juliaset.parts.Share;
import org.juliaset.parts.Shares;

/** Shows the progress of a picture by the parts that have ended, as a thread of Spark reports them. */
final class PartProgress extends SparkListener implements AutoCloseable {
    private final JavaSparkContext spark;
    private final Shares shares;
    private final List<PartTask.Rows> tasks;
    private final Set<Integer> done;
    private final ClusterRender.Bar bar;
    private long rows;
    private volatile double work;

    /**
     * @param tasks the parts that are rendered, in the order of their tasks
     * @param there the parts that are there
     */
    PartProgress(
            JavaSparkContext spark, ClusterRender.Display display, Shares shares, List<PartTask.Rows> tasks,
            Set<Integer> there) {
        this.spark = spark;
        this.shares = shares;
        this.tasks = tasks;
        this.done = new HashSet<>(there);
        there.forEach(this::add);
        Share last = shares.share(shares.count() - 1);
        this.bar = display.show(pixels(last.endRow()), pixels -> pixels == 0 ? 0 : work);
        if (rows > 0) {
            bar.resumed(rows, last.endRow());
        }
    }

    private long pixels(long rows) {
        return rows * shares.width();
    }

    private void add(int index) {
        Share share = shares.share(index);
        rows += share.endRow() - share.firstRow();
        work += shares.work(share);
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        int index = tasks.get(end.taskInfo().index()).index();
        if (end.taskInfo().successful() && done.add(index)) {
            add(index);
            bar.finished(pixels(rows));
        }
    }

    @Override
    public void close() {
        spark.sc().removeSparkListener(this);
        bar.close();
    }
}
