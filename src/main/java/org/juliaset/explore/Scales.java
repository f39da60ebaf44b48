package org.juliaset.explore;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.juliaset.color.Coloring;
import org.juliaset.color.PaletteMap;
import org.juliaset.color.Scale;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.EscapeSet;
import org.juliaset.render.RenderJob;
import org.juliaset.render.Renderer;

/**
 * The equalised scales of the latest views: a sample of a view is computed once for all its tiles. Safe for use by
 * several threads.
 */
final class Scales {
    private static final int MOST = 64;

    private final Map<Key, Scale> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Scale> eldest) {
            return size() > MOST;
        }
    };

    /** What decides a sample. */
    private record Key(EscapeSet set, ComplexRegion region, boolean isSmooth, int itermin) {}

    /** Returns a job with its scale, which is computed if it is lacking and not known. */
    RenderJob settled(RenderJob job, Renderer renderer) throws InterruptedException {
        Optional<PaletteMap> lacking = job.coloring().map().filter(map -> map.scale().needsSample());
        if (lacking.isEmpty()) {
            return job;
        }
        Key key = new Key(
                job.set(), job.grid().region(), job.scene().sampling().smooth(), job.coloring().itermin());
        Scale scale;
        synchronized (this) {
            scale = known.get(key);
        }
        if (scale == null) {
            scale = renderer.settled(job).coloring().map().orElseThrow().scale();
            synchronized (this) {
                known.put(key, scale);
            }
        }
        Scale found = scale;
        return new RenderJob(
                job.scene(), new Coloring(job.coloring().itermin(), lacking.map(map -> map.withScale(found))),
                job.output());
    }
}
