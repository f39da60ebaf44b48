package org.juliaset.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.juliaset.parameters.InvalidParameterException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parts that tasks of arrays take from their environment. */
class SchedulerTest {
    private static Map<String, String> environment(String text) {
        Map<String, String> environment = new HashMap<>(Map.of("HOME", "/home/u", "SLURM_JOB_ID", "7"));
        for (String entry : text.split(" ")) {
            environment.put(entry.replaceFirst("=.*", ""), entry.replaceFirst("[^=]*=", ""));
        }
        return environment;
    }

    private static OptionalInt parts(int parts) {
        return parts == 0 ? OptionalInt.empty() : OptionalInt.of(parts);
    }

    /** A slurm array is that of its documentation: --array=1-7:2 has the tasks 1, 3, 5 and 7. */
    @ParameterizedTest
    @CsvSource({
        "SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=15 SLURM_ARRAY_TASK_COUNT=16, 0, 3/16",
        "SLURM_ARRAY_TASK_ID=5 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=7 SLURM_ARRAY_TASK_STEP=2"
                + " SLURM_ARRAY_TASK_COUNT=4, 0, 2/4",
        "SLURM_ARRAY_TASK_ID=16 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=16 SLURM_ARRAY_TASK_COUNT=16, 16, 15/16",
        "SLURM_ARRAY_TASK_ID=17 SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_MAX=19 SLURM_ARRAY_TASK_STEP=1"
                + " SLURM_ARRAY_TASK_COUNT=4, 32, 17/32",
        "SLURM_ARRAY_TASK_ID=3, 8, 3/8",
        "JOB_COMPLETION_INDEX=0, 16, 0/16",
        "AWS_BATCH_JOB_ARRAY_INDEX=9 AWS_BATCH_JOB_ARRAY_SIZE=10, 0, 9/10",
        "BATCH_TASK_INDEX=2 BATCH_TASK_COUNT=5, 0, 2/5",
        "PBS_ARRAY_INDEX=4, 5, 4/5",
        "PBS_ARRAYID=4, 5, 4/5",
        "SGE_TASK_ID=1 SGE_TASK_FIRST=1 SGE_TASK_LAST=16 SGE_TASK_STEPSIZE=1, 0, 0/16",
        "SGE_TASK_ID=7 SGE_TASK_FIRST=1 SGE_TASK_LAST=9 SGE_TASK_STEPSIZE=2, 0, 3/5",
        "SGE_TASK_ID=7 SGE_TASK_FIRST=5 SGE_TASK_LAST=9 SGE_TASK_STEPSIZE=1, 16, 6/16",
        "LSB_JOBINDEX=1 LSB_JOBINDEX_END=16 LSB_JOBINDEX_STEP=1, 0, 0/16",
        "LSB_JOBINDEX=16 LSB_JOBINDEX_END=16, 0, 15/16",
        "LSB_JOBINDEX=4, 16, 3/16",
        "SGE_TASK_ID=undefined LSB_JOBINDEX=0 JOB_COMPLETION_INDEX=3, 4, 3/4",
    })
    void tasksTakeTheirPart(String environment, int parts, String expected) {
        Scheduler.Task task = Scheduler.task(environment(environment), parts(parts));
        assertEquals(expected, task.index() + "/" + task.count());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "PATH=/bin; 0; no variable of a scheduler is set (SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX,",
        "SGE_TASK_ID=undefined LSB_JOBINDEX=0; 4; no variable of a scheduler is set",
        "JOB_COMPLETION_INDEX=3; 0; KUBERNETES does not say how many parts there are",
        "PBS_ARRAY_INDEX=3; 0; PBS does not say how many parts there are",
        "LSB_JOBINDEX=3 LSB_JOBINDEX_END=9 LSB_JOBINDEX_STEP=3; 0; LSF does not say how many parts there are",
        "SLURM_ARRAY_TASK_ID=17 SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_MAX=19 SLURM_ARRAY_TASK_COUNT=4; 0;"
                + "SLURM does not say how many parts there are, or not those of the whole array: add their number",
        "SLURM_ARRAY_TASK_ID=3 PBS_ARRAY_INDEX=3; 8; SLURM_ARRAY_TASK_ID, PBS_ARRAY_INDEX are set: give its number",
        "JOB_COMPLETION_INDEX=4; 4; JOB_COMPLETION_INDEX is 4 and there are 4 parts: number the tasks from 0 to 3",
        "SGE_TASK_ID=5; 4; SGE_TASK_ID is 5 and there are 4 parts: number the tasks from 1 to 4",
        "JOB_COMPLETION_INDEX=x; 4; JOB_COMPLETION_INDEX is \"x\" and no number",
        "BATCH_TASK_INDEX=1 BATCH_TASK_COUNT=-2; 0; BATCH_TASK_COUNT is \"-2\" and no number",
        "AWS_BATCH_JOB_ARRAY_INDEX=1 AWS_BATCH_JOB_ARRAY_SIZE=200000; 0; give a number of parts from 1 to 100000",
    })
    void whatIsMissingIsSaid(String environment, int parts, String message) {
        String found = assertThrows(InvalidParameterException.class,
                () -> Scheduler.task(environment(environment), parts(parts))).getMessage();
        assertTrue(found.contains(message), found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "none", value = {
        "; none", "3; 3", "3 17 18 19; 3,17-19", "0 1; 0-1", "0 2 4; 0,2,4", "0 1 2 5 7 8 9 100; 0-2,5,7-9,100"
    })
    void numbersAreAnArrayExpression(String numbers, String expected) {
        TreeSet<Integer> set = new TreeSet<>();
        if (numbers != null) {
            List.of(numbers.split(" ")).forEach(number -> set.add(Integer.valueOf(number)));
        }
        assertEquals(expected == null ? "" : expected, Scheduler.expression(set));
    }
}
