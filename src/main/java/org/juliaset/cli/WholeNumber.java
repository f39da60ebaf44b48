package org.juliaset.cli;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.juliaset.parameters.InvalidParameterException;
import picocli.CommandLine;

/** Whole numbers of any size: whether one is too large is for the option to say. */
final class WholeNumber implements CommandLine.ITypeConverter<BigInteger> {
    private static final Pattern DIGITS = Pattern.compile("[+-]?\\d+");

    /** Digits in groups of three, as they are printed. */
    private static final Pattern GROUPS = Pattern.compile("\\d{1,3}([,._' \\u00A0\\u202F]\\d{3})+");

    @Override
    public BigInteger convert(String given) {
        String text = RealNumber.withMinus(given);
        if (!DIGITS.matcher(text).matches()) {
            String example = GROUPS.matcher(text).matches() ? text.replaceAll("\\D", "") : "500";
            throw new NotANumberException(text, "whole number", example);
        }
        return new BigInteger(text);
    }

    /**
     * The value as an int.
     *
     * @throws InvalidParameterException if it is not between {@code least} and {@code most}
     */
    static int between(int least, int most, String name, BigInteger value) {
        if (value.compareTo(BigInteger.valueOf(least)) < 0 || value.compareTo(BigInteger.valueOf(most)) > 0) {
            throw new InvalidParameterException(
                    name + " is " + value + ": give a whole number from " + least + " to " + most);
        }
        return value.intValue();
    }
}
