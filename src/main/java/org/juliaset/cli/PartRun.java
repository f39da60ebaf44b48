package org.juliaset.cli;

import java.io.IOException;
import java.util.Optional;
import org.juliaset.parts.PartEstimate;
import org.juliaset.parts.PartRender;
import org.juliaset.parts.Parts;
import org.juliaset.parts.PartsFolder;
import org.juliaset.parts.Scheduler;
import org.juliaset.parts.Share;
import org.juliaset.parts.Shares;
import org.juliaset.pipeline.Progress;
import org.juliaset.render.Destination;
import org.juliaset.render.Estimate;
import org.juliaset.render.RenderJob;
import org.juliaset.render.RenderReport;
import org.juliaset.render.Renderer;
import org.juliaset.storage.OnInterrupt;

/** Renders one part of a picture, or says that it is there. */
final class PartRun {
    private final OutputOptions output;
    private final Scheduler.Task task;
    private final RenderJob given;
    private final Console console;
    private final PartsFolder folder;
    private final String name;

    /**
     * @param given the picture, as options describe it
     * @throws org.juliaset.parameters.InvalidParameterException if there can be no such file or folder
     */
    PartRun(OutputOptions output, Scheduler.Task task, RenderJob given, Console console) {
        this.output = output;
        this.task = task;
        this.given = given;
        this.console = console;
        this.folder = PartsFolder.of(output.file());
        this.name = "part " + task.index() + "/" + task.count() + " of " + output.name();
    }

    /**
     * Returns whether the part is there, and says so.
     *
     * @throws org.juliaset.parameters.InvalidParameterException if parts of another picture are there, or the file
     *     cannot be written
     * @throws OutputException if what is there cannot be read
     */
    boolean isThere() {
        try {
            Parts.State state = Parts.state(folder, given, task.index(), task.count());
            if (state == Parts.State.COMPLETE) {
                console.say(name + " is there");
                return true;
            }
            Destination.of(given, output.file(), OnInterrupt.REMOVE);
            if (state == Parts.State.DAMAGED) {
                console.say(name + " is damaged, and is made again");
            }
            return false;
        } catch (IOException e) {
            throw new OutputException(output.name(), folder.target(), e);
        }
    }

    /**
     * Renders the part.
     *
     * @param job the picture, with nothing left to be found
     * @return empty if the picture is complete, so that there is nothing to do
     * @throws OutputException if writing fails
     */
    Optional<RenderReport> render(Renderer renderer, RenderJob job, ProgressOption progress)
            throws InterruptedException {
        try {
            if (!folder.isThere() && Destination.isComplete(job, output.file())) {
                console.say(output.name() + " is complete");
                return Optional.empty();
            }
            Shares shares = Shares.of(job, task.count());
            Share share = shares.share(task.index());
            double work = Math.max(shares.work(share), Double.MIN_NORMAL);
            long pixels = (share.endRow() - share.firstRow()) * job.grid().width();
            try (ProgressDisplay display = progress.show("part " + share.name(), pixels,
                    done -> shares.work(share, Math.min(done, pixels)) / work)) {
                Progress messages = ResumeMessages.forPart(name, display, console);
                return Optional.of(new PartRender(renderer, job, folder, shares, share, messages).run());
            }
        } catch (IOException e) {
            throw new OutputException(name, folder.target(), e);
        }
    }

    /** Returns the estimate of the part. */
    PartEstimate estimate(Estimate all, RenderJob job) {
        Shares shares = Shares.of(job, task.count());
        return PartEstimate.of(all, job, shares, shares.share(task.index()));
    }

    /** Returns the folder of the parts. */
    PartsFolder folder() {
        return folder;
    }
}
