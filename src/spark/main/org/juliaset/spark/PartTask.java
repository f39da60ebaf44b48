package org.juliaset.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.juliaset.devices.NoSuchDeviceException;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parts.LabelledPart;
import org.juliaset.parts.Share;
import org.juliaset.pipeline.Progress;
import org.juliaset.render.JobText;
import org.juliaset.render.RenderJob;

/** Renders parts on an executor, into a store. A part that is rendered twice has the same bytes. Immutable. */
final class PartTask implements Function<PartTask.Rows, PartTask.Outcome> {
    private static final long serialVersionUID = 1;

    private final PartStore store;
    private final TreeMap<String, String> identity;
    private final ExecutorRenderer.Setting setting;
    private final String application;

    /**
     * @param identity of the picture, see {@link JobText#identity}
     * @param application tells attempts of this run from those of others
     */
    PartTask(PartStore store, Map<String, String> identity, ExecutorRenderer.Setting setting, String application) {
        this.store = store;
        this.identity = new TreeMap<>(identity);
        this.setting = setting;
        this.application = application;
    }

    /** The rows of a part, see {@link Share}. */
    record Rows(int index, int count, long first, long end) implements Serializable {
        static Rows of(Share share) {
            return new Rows(share.index(), share.count(), share.firstRow(), share.endRow());
        }

        Share share() {
            return new Share(index, count, first, end);
        }
    }

    /**
     * The result of a task.
     *
     * @param name of the part's bytes in the store
     * @param label the part's label, see {@link LabelledPart#bytes}
     * @param refusal why no attempt can render the part; null if it is rendered
     */
    record Outcome(String name, byte[] label, String refusal) implements Serializable {}

    @Override
    public Outcome call(Rows rows) throws IOException, InterruptedException {
        try {
            return render(rows);
        } catch (InvalidParameterException | NoSuchDeviceException e) {
            // thrown, it would be tried again
            return new Outcome(null, null, e.getMessage());
        }
    }

    private Outcome render(Rows rows) throws IOException, InterruptedException {
        RenderJob job = JobText.job(identity);
        String attempt = application + "-" + TaskContext.get().taskAttemptId();
        String name = PartStore.name(rows.index(), rows.count(), attempt);
        LabelledPart part;
        try (FSDataOutputStream out = store.files().create(store.file(name), true)) {
            part = render(job, rows.share(), out);
        }
        byte[] label = part.bytes();
        store.label(name, label);
        return new Outcome(name, label, null);
    }

    private LabelledPart render(RenderJob job, Share share, FSDataOutputStream out)
            throws IOException, InterruptedException {
        try {
            return LabelledPart.render(ExecutorRenderer.of(setting), job, share, out, Progress.NONE);
        } catch (IOException | InterruptedException | RuntimeException e) {
            // what appears when its stream is closed does not appear; what is there already gets no label
            if (out.hasCapability(CommonPathCapabilities.ABORTABLE_STREAM)) {
                out.abort();
            }
            throw e;
        }
    }
}
