package org.juliaset.color;

import java.util.List;
import java.util.stream.IntStream;
import org.juliaset.model.Counts;
import org.juliaset.model.Sampling;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Parameters;

/**
 * How the way through a palette goes with the counts: from 0 at the first tone to 1 at the iteration limit.
 *
 * @param kind the function
 * @param quantiles for {@link Kind#EQUALISED} smooth counts that split a sample of the picture into parts of the same
 *     size, rising, at least 2 of them; else empty
 */
public record Scale(Kind kind, List<Long> quantiles) {
    /** Parts that a sample is split into. */
    public static final int PARTS = 64;

    /** The functions. */
    public enum Kind {
        /** With the count. */
        LINEAR,
        /** With its square root. */
        SQRT,
        /** With its logarithm. */
        LOG,
        /** With the share of the picture that has smaller counts. */
        EQUALISED
    }

    /**
     * @throws InvalidParameterException if the quantiles do not rise
     * @throws IllegalArgumentException if they do not belong to the kind
     */
    public Scale {
        quantiles = List.copyOf(quantiles);
        if (!quantiles.stream().sorted().toList().equals(quantiles)) {
            throw new InvalidParameterException(spelling ->
                    spelling.of(Parameters.PALETTE_QUANTILES.name()) + " do not rise: leave them out");
        }
        if (quantiles.size() == 1 || kind != Kind.EQUALISED && !quantiles.isEmpty()) {
            throw new IllegalArgumentException(kind + " " + quantiles);
        }
    }

    /** A scale without quantiles. An equalised one is linear as long as it has none. */
    public static Scale of(Kind kind) {
        return new Scale(kind, List.of());
    }

    /**
     * The equalised scale of a sample. Points up to the first tone and the interior, which have colours of their own,
     * do not count.
     */
    public static Scale equalised(Counts sample, ToneMap tones) {
        int shift = Sampling.FRACTION_BITS - sample.fractionBits();
        long first = (long) tones.itermin() * Sampling.UNITS;
        long end = (long) tones.itermax() * Sampling.UNITS;
        long[] sorted = IntStream.range(0, sample.size())
                .mapToLong(k -> Integer.toUnsignedLong(sample.get(k)) << shift)
                .filter(count -> count > first && count < end)
                .sorted()
                .toArray();
        if (sorted.length < 2) {
            return new Scale(Kind.EQUALISED, List.of(first, end));
        }
        return new Scale(Kind.EQUALISED, IntStream.rangeClosed(0, PARTS)
                .mapToObj(part -> sorted[(int) ((long) part * (sorted.length - 1) / PARTS)])
                .toList());
    }

    /** Whether it lacks the sample that it is made from. */
    public boolean needsSample() {
        return kind == Kind.EQUALISED && quantiles.isEmpty();
    }

    /**
     * The place on the way.
     *
     * @param count smooth count above the first tone, in units of 1/{@link Sampling#UNITS}
     * @param first the first tone, in these units
     * @param span from there to the iteration limit
     */
    double at(long count, long first, long span) {
        return switch (kind) {
            case LINEAR -> (double) count / span;
            case SQRT -> Math.sqrt((double) count / span);
            case LOG -> StrictMath.log1p((double) count / Sampling.UNITS)
                    / StrictMath.log1p((double) span / Sampling.UNITS);
            case EQUALISED -> quantiles.isEmpty() ? (double) count / span : share(first + count);
        };
    }

    /** The share of the sample below a count, on straight lines between the quantiles. */
    private double share(long count) {
        int last = quantiles.size() - 1;
        int part = 0;
        while (part < last && quantiles.get(part + 1) <= count) {
            part++;
        }
        if (part == last) {
            return 1;
        }
        long from = quantiles.get(part);
        double within = (double) (count - from) / (quantiles.get(part + 1) - from);
        return (part + Math.max(0, within)) / last;
    }
}
