package org.juliaset.animate;

import java.math.BigDecimal;
import java.util.Map;
import org.juliaset.parameters.Complex;
import org.juliaset.parameters.InvalidParameterException;

/**
 * A key frame.
 *
 * @param moment when it is; null for the first and the last moment, or for that when c comes by at constant speed
 * @param easing of the way to it, null if it is not given
 * @param arc of c's way to it if that is around a point, else null
 * @param terms values by the names of {@link Terms}
 * @param place what messages about it begin with
 */
public record Key(Moment moment, Easing easing, Arc arc, Map<String, Object> terms, String place) {
    /** A point of time in a film, in the unit in which it is given. */
    public record Moment(Unit unit, BigDecimal number) {
        /** What a number counts. */
        private enum Unit {
            FRAME, SECOND, PERCENT
        }

        /**
         * Reads a time, a share of the film such as {@code 50%}, or the number of a frame.
         *
         * @throws NumberFormatException if it is none; the message begins with the text
         */
        static Moment read(String text) {
            if (text.matches("\\d{1,9}")) {
                return new Moment(Unit.FRAME, new BigDecimal(text));
            }
            if (text.matches("\\d{1,3}(\\.\\d{1,9})?%")) {
                return new Moment(Unit.PERCENT, new BigDecimal(text.substring(0, text.length() - 1)));
            }
            try {
                return new Moment(Unit.SECOND, Rate.readTime(text));
            } catch (NumberFormatException e) {
                throw new NumberFormatException("\"" + text + "\" is no time in a film: give one like 2.5s, a share"
                        + " like 50%, or the number of a frame");
            }
        }

        /**
         * Returns the position of this moment.
         *
         * @param frames of the film
         * @param end the position of its end
         */
        double position(int frames, Rate rate, int end) {
            double value = number.doubleValue();
            return switch (unit) {
                case FRAME -> value;
                case PERCENT -> value / 100 * end;
                // not by the rate alone: the last frame is at the end of the film
                case SECOND -> value * rate.frames() / rate.seconds() / frames * end;
            };
        }
    }

    /** Returns a key at a share of a film, in percent. */
    static Key at(int percent, Easing easing, Arc arc, Map<String, Object> terms) {
        return new Key(new Moment(Moment.Unit.PERCENT, BigDecimal.valueOf(percent)), easing, arc, terms, "");
    }

    /** Returns an exception about a term of this key. */
    InvalidParameterException refuse(String message) {
        return new InvalidParameterException(place + message);
    }

    Complex constant() {
        return (Complex) terms.get(Terms.CONSTANT);
    }
}
