package org.juliaset.animate;

/** The values of one term of a picture over the frames of a film. Immutable. */
interface Motion {
    /** Returns the name of a parameter, or of a term of {@link org.juliaset.render.View}. */
    String term();

    /**
     * Returns the value at a position.
     *
     * @param position in frames, from 0 to the film's end
     */
    Object at(double position);

    /** The offset of a palette that goes once through all of it. */
    record Cycle(String term, double start, double period, double end) implements Motion {
        @Override
        public Object at(double position) {
            double value = start + position / end * period;
            return value > 1 ? value - period : value;
        }
    }
}
