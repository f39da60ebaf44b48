package org.juliaset.color;

import org.juliaset.model.Counts;

/** Gives each sample its colour. Safe for use by several threads. */
interface SampleColors {
    /**
     * The samples' colours.
     *
     * @param start index of the first sample in {@code counts}
     * @param number how many samples
     * @param indices where the indices of their colours in {@link #linear} go, from 0 on
     */
    void indices(Counts counts, int start, int number, int[] indices);

    /**
     * The colours, as linear light.
     *
     * @return int[channels · colours], from 0 to {@link SrgbTable#ONE}; not to be written to
     */
    int[] linear();
}
