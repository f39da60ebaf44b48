package org.juliaset.animate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.model.ComplexRegion;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Values;
import org.juliaset.render.JobText;
import org.juliaset.render.RenderJob;

/**
 * A film: a picture for each frame, which is a pure function of the frame's index. A position in the film is a number
 * of frames, also between two of them; its end is the last frame, or for a loop the one after it, which is the first
 * again. Immutable, safe for use by several threads.
 */
public final class Animation {
    /** Units of the last place between pixels below which float64 does not tell them apart. */
    private static final double LEAST_SPACING = 1;

    /** Units of the last place between neighbours below which a picture shows the numbers' own grid. */
    private static final double FEW = 4;

    /** Frames that a fitting region is made for, of a film that has more. */
    private static final int FITTED = 256;

    private final Setting setting;
    private final List<Motion> motions;
    private final List<Double> keys;
    private final int frames;
    private final Rate rate;
    private final boolean loop;
    private final Shutter shutter;

    private Animation(
            Setting setting, List<Motion> motions, List<Double> keys, int frames, Rate rate, boolean loop,
            Shutter shutter) {
        this.setting = setting;
        this.motions = motions;
        this.keys = keys;
        this.frames = frames;
        this.rate = rate;
        this.loop = loop;
        this.shutter = shutter;
    }

    /**
     * Creates a film.
     *
     * @param given the terms that do not change
     * @param keys what changes, from key to key
     * @param cycles whether the palette goes once through all its colours
     * @param frames at least 2
     * @throws InvalidParameterException if a key is not possible, or no frame differs from another
     */
    public static Animation of(
            Setting given, List<Key> keys, boolean cycles, int frames, Rate rate, boolean loop, Shutter shutter) {
        if (frames < 2 || frames > Rate.MAX_FRAMES) {
            throw new InvalidParameterException("frames is " + frames + ": give a number from 2 to " + Rate.MAX_FRAMES);
        }
        Timeline timeline = new Timeline(keys, frames, rate, loop);
        List<Motion> motions = new ArrayList<>(timeline.tracks());
        if (cycles) {
            motions.add(cycle(given, motions, timeline.end()));
        }
        Setting setting = cycles ? given.without(Set.of(Parameters.PALETTE_OFFSET.name())) : given;
        if (motions.isEmpty()) {
            throw new InvalidParameterException("nothing changes from frame to frame: give key frames, a path of c, a"
                    + " zoom, or a cycle of the palette");
        }
        for (Motion motion : motions) {
            if (setting.has(motion.term())) {
                throw new InvalidParameterException(setting.shown().apply(motion.term())
                        + " is given, and it also changes from frame to frame: leave one out");
            }
        }
        Animation plain = new Animation(
                setting, motions, timeline.positions(), frames, rate, loop, shutter);
        boolean isFit = Boolean.TRUE.equals(setting.terms().get(Terms.FIT));
        return plain.with(isFit ? setting.fitting(plain.fit()) : setting).sized();
    }

    private Animation with(Setting other) {
        return new Animation(other, motions, keys, frames, rate, loop, shutter);
    }

    /** Returns this film with the height of its first frame in all frames: by rounding it could be another one. */
    private Animation sized() {
        return setting.has(Terms.SIZE) || setting.has(Terms.PRINT)
                ? this
                : with(setting.with(Map.of(Parameters.HEIGHT.name(), (int) requirePossible(0).grid().height())));
    }

    private static Motion cycle(Setting setting, List<Motion> motions, int end) {
        String term = Parameters.PALETTE_OFFSET.name();
        if (motions.stream().anyMatch(motion -> motion.term().equals(term))) {
            throw new InvalidParameterException(spelling -> spelling.of(term) + " has keys, and the palette is to"
                    + " cycle: leave one out");
        }
        Values values = setting.without(Set.of(Terms.FIT)).values();
        RenderJob job = JobText.job(values, PictureFormat.PNG);
        boolean isCyclic = job.coloring().map()
                .orElseThrow(() -> new InvalidParameterException(
                        "the palette is to cycle, and there is none: choose one"))
                .palette().isCyclic();
        // a palette that is not cyclic is gone through forwards and backwards
        int period = isCyclic ? 1 : 2;
        double offset = values.get(Parameters.PALETTE_OFFSET);
        return new Motion.Cycle(term, offset, period, end);
    }

    /** Returns the region that holds the whole sets of all frames. */
    private ComplexRegion fit() {
        double x = 0;
        double y = 0;
        int step = Math.max(1, frames / FITTED);
        for (int frame = 0; frame < frames; frame += step) {
            ComplexRegion region = setting(frame).fit();
            x = Math.max(x, Math.max(Math.abs(region.xleft()), Math.abs(region.xright())));
            y = Math.max(y, Math.max(Math.abs(region.ytop()), Math.abs(region.ybot())));
        }
        return new ComplexRegion(-x, x, y, -y);
    }

    /** Returns the frames' size, number and rate. */
    public Film film() {
        RenderJob first = job(0);
        return new Film(
                (int) first.grid().width(), (int) first.grid().height(), first.pixels(), frames, rate, loop);
    }

    /** Returns what a frame shows of the time around it. */
    public Shutter shutter() {
        return shutter;
    }

    /** Returns the positions of the key frames, in order; the end of a loop may be among them. */
    public List<Double> keys() {
        return keys;
    }

    /** Returns what a frame is made of, by the names of parameters and of the terms of a view. */
    public Map<String, Object> terms(int frame) {
        return setting(frame).terms();
    }

    private Setting setting(double position) {
        Map<String, Object> terms = new HashMap<>();
        motions.forEach(motion -> terms.put(motion.term(), motion.at(position)));
        return setting.with(terms);
    }

    /**
     * Returns the picture at a position, as PNG.
     *
     * @param position any; one before the beginning or after the end is there, or in a loop another one
     * @throws InvalidParameterException if there can be no such picture
     */
    public RenderJob job(double position) {
        double end = loop ? frames : frames - 1;
        double there = loop
                ? position - end * StrictMath.floor(position / end)
                : Math.max(0, Math.min(end, position));
        return JobText.job(setting(there).values(), PictureFormat.PNG);
    }

    /**
     * Returns the pictures that a frame is the mean of: one if the film has no shutter.
     *
     * @throws InvalidParameterException if there can be no such picture
     */
    public List<RenderJob> jobs(int frame) {
        return Stream.of(shutter.positions(frame)).map(this::job).toList();
    }

    /**
     * Returns everything that decides a frame but for what is found by a sample, by name: the picture's parameters, and
     * what the shutter does.
     */
    public Map<String, String> identity(int frame) {
        Map<String, String> identity = new LinkedHashMap<>(JobText.values(job(frame)).texts());
        identity.putAll(shutter.identity(jobs(frame)));
        return identity;
    }

    /**
     * Checks all frames.
     *
     * @return the first frame whose pixels are only a few units of the last place apart, or -1
     * @throws InvalidParameterException with the frame's number, if there can be no such picture, if it has other
     *     sides or channels than the first one, or if the precision does not tell its pixels apart
     */
    public int check() {
        RenderJob first = requirePossible(0);
        int coarse = -1;
        for (int frame = 0; frame < frames; frame++) {
            RenderJob job = requirePossible(frame);
            int number = frame;
            if (!job.pixels().equals(first.pixels())) {
                throw new InvalidParameterException("frame " + frame + " is " + job.pixels().title()
                        + ", and frame 0 is " + first.pixels().title() + ": give all of them a palette, or none");
            }
            double spacing = job.grid().spacing(job.set().precision());
            if (spacing < LEAST_SPACING) {
                throw new InvalidParameterException(spelling -> "frame " + number + " is deeper than "
                        + spelling.of("precision") + " " + job.set().precision().title()
                        + " can tell pixels apart: end the zoom before, at a width of at least "
                        + leastWidth(job, spacing));
            }
            if (coarse < 0 && spacing < FEW) {
                coarse = frame;
            }
        }
        return coarse;
    }

    /** Returns a warning about the frame that {@link #check} returns. */
    public static String shownGrid(int coarse) {
        return "from frame " + coarse + " on, pixels are less than 4 units of the last place apart, and show the grid"
                + " of the numbers: end the zoom before, or give a smaller size";
    }

    private static String leastWidth(RenderJob job, double spacing) {
        ComplexRegion region = job.grid().region();
        return String.format(Locale.ROOT, "%.1e", Math.abs(region.xright() - region.xleft()) / spacing * 4);
    }

    private RenderJob requirePossible(int frame) {
        try {
            return job(frame);
        } catch (InvalidParameterException e) {
            throw new InvalidParameterException(spelling -> "frame " + frame + ": " + e.message(spelling));
        }
    }
}
