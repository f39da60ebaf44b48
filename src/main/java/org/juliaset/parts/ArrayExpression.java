package org.juliaset.parts;

import java.util.Iterator;
import java.util.SortedSet;
import java.util.StringJoiner;

/** Numbers as schedulers take those of the tasks of an array: {@code 3,17-19}. */
public final class ArrayExpression {
    private ArrayExpression() {}

    /** Returns the expression of some numbers; empty for none. */
    public static String of(SortedSet<Integer> numbers) {
        StringJoiner expression = new StringJoiner(",");
        Iterator<Integer> next = numbers.iterator();
        int number = next.hasNext() ? next.next() : -1;
        while (number >= 0) {
            int last = number;
            int following = -1;
            while (next.hasNext() && (following = next.next()) == last + 1) {
                last = following;
                following = -1;
            }
            expression.add(last == number ? Integer.toString(number) : number + "-" + last);
            number = following;
        }
        return expression.toString();
    }
}
