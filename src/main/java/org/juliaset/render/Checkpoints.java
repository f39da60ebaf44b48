package org.juliaset.render;

import java.io.IOException;
import org.juliaset.image.PictureEncoder;

/** What a render has to go on from, and where it keeps what a later one can go on from. */
interface Checkpoints {
    /** None, neither before nor after. */
    Checkpoints NONE = new Checkpoints() {};

    /** Bands that are there already, from the top. */
    default long bands() {
        return 0;
    }

    /** Iterations that those stand for. */
    default long iterations() {
        return 0;
    }

    /** Starts an encoder, or lets it go on after the bands that are there. */
    default void start(PictureEncoder encoder) throws IOException {
        encoder.begin();
    }

    /**
     * Is told that a band has been written.
     *
     * @param bands that are there now, from the top
     * @param iterations that they stand for
     */
    default void written(long bands, long iterations, PictureEncoder encoder) throws IOException {}
}
