package org.juliaset.color;

import java.util.Optional;
import org.juliaset.model.Scene;

/**
 * What samples look like: gray, from black for the first tone to white for the interior, or colours of a palette.
 *
 * @param itermin the largest count that is the first tone, from 0 to below the iteration limit
 * @param map how counts go through a palette; empty for gray
 */
public record Coloring(int itermin, Optional<PaletteMap> map) {
    /** In gray. */
    public Coloring(int itermin) {
        this(itermin, Optional.empty());
    }

    /** 3 for colours, 1 for gray. */
    public int channels() {
        return map.isPresent() ? PixelFormat.RGB : PixelFormat.GRAY;
    }

    /**
     * What makes pixels of a scene's samples.
     *
     * @param bits of a channel, 8 or 16
     * @throws org.juliaset.parameters.InvalidParameterException if {@code itermin} does not fit the scene
     */
    public Shader shader(Scene scene, int bits) {
        return shader(scene, bits, scene.sampled().grid().pixels());
    }

    /**
     * The same for several pictures, which differ in their grids or in c.
     *
     * @param samples of all of them: more are worth larger tables
     */
    public Shader shader(Scene scene, int bits, long samples) {
        ToneMap tones = new ToneMap(itermin, scene.set().iterationLimit());
        int perSide = scene.sampling().perSide();
        PixelFormat format = new PixelFormat(channels(), bits);
        if (map.isPresent()) {
            return new SampleShader(format, perSide, new PaletteColors(map.get(), tones, samples));
        }
        boolean isPlain = !scene.sampling().smooth() && perSide == 1 && bits == Byte.SIZE;
        return isPlain ? new GrayShader(tones) : new SampleShader(format, perSide, new GrayTones(tones, bits));
    }
}
