package org.juliaset.parts;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.juliaset.parameters.InvalidParameterException;

/** What schedulers tell the tasks of an array, in variables of the environment. */
public enum Scheduler {
    SLURM(0, "SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_MAX", "SLURM_ARRAY_TASK_STEP",
            "SLURM_ARRAY_TASK_COUNT"),
    KUBERNETES(0, "JOB_COMPLETION_INDEX", "", "", "", ""),
    AWS_BATCH(0, "AWS_BATCH_JOB_ARRAY_INDEX", "", "", "", "AWS_BATCH_JOB_ARRAY_SIZE"),
    GOOGLE_BATCH(0, "BATCH_TASK_INDEX", "", "", "", "BATCH_TASK_COUNT"),
    PBS(0, "PBS_ARRAY_INDEX", "", "", "", ""),
    TORQUE(0, "PBS_ARRAYID", "", "", "", ""),
    SGE(1, "SGE_TASK_ID", "SGE_TASK_FIRST", "SGE_TASK_LAST", "SGE_TASK_STEPSIZE", ""),
    LSF(1, "LSB_JOBINDEX", "", "LSB_JOBINDEX_END", "LSB_JOBINDEX_STEP", "");

    /** What SGE says of a job that is no array. */
    private static final String UNDEFINED = "undefined";

    private final int base;
    private final String number;
    private final String first;
    private final String last;
    private final String step;
    private final String count;

    /**
     * @param base the number that arrays usually begin with
     * @param number the variable with the number of the task; the others are empty where there is none
     * @param first with that of the array's first task
     * @param last with that of its last one
     * @param step with their distance
     * @param count with how many they are
     */
    Scheduler(int base, String number, String first, String last, String step, String count) {
        this.base = base;
        this.number = number;
        this.first = first;
        this.last = last;
        this.step = step;
        this.count = count;
    }

    /**
     * A part that a task makes.
     *
     * @param index from 0
     * @param count number of all parts
     */
    public record Task(int index, int count) {}

    /**
     * Returns the part that this process is to make.
     *
     * @param environment variables by name
     * @param parts number of all parts; empty to take it from the environment. With it, some tasks of an array can be
     *     run again: they have the numbers of their parts
     * @throws InvalidParameterException if the environment does not tell
     */
    public static Task task(Map<String, String> environment, OptionalInt parts) {
        List<Scheduler> found = Stream.of(values()).filter(scheduler -> scheduler.isIn(environment)).toList();
        if (found.size() != 1) {
            throw new InvalidParameterException("part is auto and " + (found.isEmpty()
                    ? "no variable of a scheduler is set (" + names(List.of(values())) + ")"
                    : names(found) + " are set") + ": give its number and how many there are, such as 3/16");
        }
        return found.get(0).task(new Variables(environment), parts);
    }

    private boolean isIn(Map<String, String> environment) {
        String value = environment.getOrDefault(number, UNDEFINED);
        boolean isNoArray = this == LSF && value.equals("0");
        return !value.isEmpty() && !value.equals(UNDEFINED) && !isNoArray;
    }

    private static String names(List<Scheduler> schedulers) {
        return schedulers.stream().map(scheduler -> scheduler.number).collect(Collectors.joining(", "));
    }

    private Task task(Variables variables, OptionalInt parts) {
        long task = variables.number(number).orElseThrow();
        long begin = variables.number(first).orElse(base);
        long distance = Math.max(1, variables.number(step).orElse(1));
        OptionalLong tasks = tasks(variables, begin, distance);
        if (parts.isEmpty() && tasks.isEmpty()) {
            throw new InvalidParameterException("part is auto and " + this + " does not say how many parts there are,"
                    + " or not those of the whole array: add their number, such as auto/16");
        }
        long all = parts.isPresent() ? parts.getAsInt() : tasks.getAsLong();
        boolean isWhole = tasks.isPresent() && tasks.getAsLong() == all;
        long index = isWhole ? (task - begin) / distance : task - base;
        if (index < 0 || index >= all) {
            throw new InvalidParameterException(number + " is " + task + " and there are " + all
                    + " parts: number the tasks from " + base + " to " + (base + all - 1));
        }
        Share.require(index, all);
        return new Task((int) index, (int) all);
    }

    /** The number of tasks of an array without gaps, as far as it is told. */
    private OptionalLong tasks(Variables variables, long begin, long distance) {
        OptionalLong end = variables.number(last);
        OptionalLong told = variables.number(count);
        if (end.isEmpty()) {
            return told;
        }
        long tasks = (end.getAsLong() - begin) / distance + 1;
        boolean isUnlike = told.isPresent() && told.getAsLong() != tasks;
        boolean isFromElsewhere = first.isEmpty() && distance != 1;
        return isUnlike || isFromElsewhere ? OptionalLong.empty() : OptionalLong.of(tasks);
    }

    /** Returns numbers as schedulers take those of the tasks of an array, {@code 3,17-19}; empty for none. */
    public static String expression(SortedSet<Integer> numbers) {
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

    /** The variables of an environment, as numbers. */
    private record Variables(Map<String, String> environment) {
        /** @throws InvalidParameterException if it is set to something else than a number */
        OptionalLong number(String name) {
            String value = environment.getOrDefault(name, "");
            if (value.isEmpty() || value.equals(UNDEFINED)) {
                return OptionalLong.empty();
            }
            if (!value.matches("[0-9]{1,9}")) {
                throw new InvalidParameterException(name + " is \"" + value.replaceAll("[^ -~]", "?")
                        + "\" and no number: give the part's number and how many there are, such as 3/16");
            }
            return OptionalLong.of(Long.parseLong(value));
        }
    }
}
