package org.juliaset.compute.opencl.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.juliaset.compute.Device;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.KernelKind;
import org.juliaset.compute.cpu.CpuProvider;
import org.juliaset.compute.opencl.platform.DeviceContext;
import org.juliaset.compute.opencl.platform.Inventory;
import org.juliaset.compute.opencl.platform.NativeLibrary;
import org.juliaset.compute.opencl.program.JuliaProgram;
import org.juliaset.compute.opencl.program.WorkItemTile;
import org.juliaset.model.Precision;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Kernels with one fault, in each way through them: the reference check refuses each of them. */
@Tag("one-jdk")
class PlantedFaultsTest {
    private static DeviceContext on;
    private static BandQueue queue;

    /**
     * A change of the kernels' source.
     *
     * @param variants the variants in which it is a fault
     */
    private record Fault(String name, String sound, String faulty, Predicate<JuliaProgram.Variant> variants) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Fault fault(String name, String sound, String faulty) {
        return new Fault(name, sound, faulty, variant -> !variant.kind().isSmooth());
    }

    private static Fault segmented(String name, String sound, String faulty) {
        return new Fault(name, sound, faulty, variant -> variant.segmented() && !variant.kind().isSmooth());
    }

    private static Fault map(String name, String sound, String faulty) {
        return new Fault(name, sound, faulty, variant -> variant.kind().isMap());
    }

    private static Fault smooth(String name, String sound, String faulty) {
        return new Fault(name, sound, faulty, variant -> variant.kind().isSmooth());
    }

    private static final String REAL_PART = "(re##v * re##v - im##v * im##v) + C_RE(v)";
    private static final String NORM = "flags_of(re##v * re##v + im##v * im##v < bound)";
    private static final String LAST_STEPS = "#define STEP_TEST_AND_COUNT(v) { STEP(v)";

    private static final List<Fault> FAULTS = List.of(
            fault("a fused difference in every step", REAL_PART, "fma(re##v, re##v, -(im##v * im##v)) + C_RE(v)"),
            fault("a fused sum in every step", "(reim + reim) + C_IM(v)",
                    "fma(re##v + re##v, im##v, (reals)C_IM(v))"),
            fault(
                    "a fused difference in the steps that are tested one by one",
                    LAST_STEPS,
                    "#define FUSED_STEP(v) { const reals reim = re##v * im##v;"
                            + " re##v = fma(re##v, re##v, -(im##v * im##v)) + C_RE(v);"
                            + " im##v = (reim + reim) + C_IM(v); }\n"
                            + "#define STEP_TEST_AND_COUNT(v) { FUSED_STEP(v)"),
            fault("a fused norm", NORM, "flags_of(fma(re##v, re##v, im##v * im##v) < bound)"),
            fault("a bound that is not outside", NORM, "flags_of(re##v * re##v + im##v * im##v <= bound)"),
            fault("a step that is not counted", "is_inside) & steps;", "is_inside) & (steps - steps / STEPS);"),
            fault("the last point inside is not gone back to", "re##v = inside_re##v, im##v = inside_im##v;", ""),
            fault("one of the last steps is missing", "end_of_steps = LAST_STEPS;", "end_of_steps = LAST_STEPS - 1;"),
            new Fault(
                    "an orbit comes back from outside",
                    "re##v = select((reals)INFINITY, re##v, is_inside);",
                    "",
                    // one alone ends as it escapes
                    variant -> !variant.kind().isSmooth() && !variant.shape().equals(WorkItemTile.SCALAR)),
            fault(
                    "a cycle is seen in half of the coordinates",
                    "flags_of(re##v == past_re##v) & flags_of(im##v == past_im##v)",
                    "flags_of(im##v == past_im##v)"),
            fault("a cycle does not get the limit for a count", "(limit & numbers_of(is_past))",
                    "((limit - 1) & numbers_of(is_past))"),
            fault("8 bits of a count", "(uchar)count", "(uchar)(count & 0x7e)"),
            fault("16 bits of a count", "(ushort)count", "(uchar)count"),
            fault("32 bits of a count", "[pixel + lane] = count;", "[pixel + lane] = (uchar)count;"),
            fault("pixels beside each other", "size_t column = get_global_id(0) * WIDTH",
                    "size_t column = get_global_id(0) * WIDTH + 1"),
            fault("the last row", "if (row + v < rows)", "if (row + v + 1 < rows)"),
            fault("the limit", "min(found[lane], (NUMBER)limit)", "found[lane]"),
            segmented("orbits that are left", "store_reals(IM_OR_NORM(v), slot + v, ims);",
                    "store_reals(re##v, slot + v, ims);"),
            segmented("orbits that go on", "n##v = load_uints(slot + v, numbers_so_far);", ""),
            segmented("the flag of orbits that go on", "*going_on = 1;", "*going_on = 0;"),
            segmented(
                    "the points of orbits that go on", "slot = (get_global_id(1) * get_global_size(0)",
                    "slot = (get_global_id(1) * 8"),
            smooth("a fused norm", "select(norm##v, re##v * re##v + im##v * im##v,",
                    "select(norm##v, fma(re##v, re##v, im##v * im##v),"),
            smooth("the step that escapes is missing", "#define LAST_STEPS STEPS\n",
                    "#define LAST_STEPS (STEPS - 1)\n"),
            new Fault("the norm of a later step", "flags_of(norm##v < bound));", "flags_of(norm##v == norm##v));",
                    variant -> variant.kind().isSmooth() && !variant.shape().equals(WorkItemTile.SCALAR)),
            smooth("a count beyond the limit", "flags_of(n < limit)", "flags_of(n != limit)"),
            smooth("the borrow", "(load_numbers(found) - past) >> (numbers)shift",
                    "load_numbers(found) >> (numbers)shift"),
            new Fault("the norms of orbits that have escaped before", "select((reals)0, im##v,",
                    "select((reals)0, (reals)INFINITY,", variant -> variant.kind().isSmooth() && variant.segmented()),
            map("a first point at the pixel", "reals re##v = shared_re, im##v = shared_im;",
                    "reals re##v = cre##v, im##v = cim##v;"),
            new Fault("the c of another row", "#define C_IM(v) cim##v", "#define C_IM(v) cim0",
                    variant -> variant.kind().isMap() && variant.shape().vectors() > 1),
            map("an escape that is taken for final", "const int is_final = !any(is_near);", "const int is_final = 1;"));

    private static Stream<JuliaProgram.Variant> variants() {
        return Stream.of(Precision.values())
                .filter(precision -> precision == Precision.FLOAT32 || on.device().float64())
                .flatMap(precision -> Stream.of(WorkItemTile.SCALAR, new WorkItemTile(4, 2))
                        .flatMap(shape -> Stream.of(false, true).flatMap(segmented -> Stream.of(KernelKind.values())
                                .map(kind -> new JuliaProgram.Variant(precision, kind, shape, segmented)))));
    }

    static Stream<Arguments> faultsInEachVariant() {
        return variants().flatMap(variant ->
                FAULTS.stream()
                        .filter(fault -> fault.variants.test(variant))
                        .map(fault -> Arguments.of(fault, variant)));
    }

    static Stream<JuliaProgram.Variant> soundVariants() {
        return variants();
    }

    @BeforeAll
    static void startADevice() {
        Inventory inventory = new Inventory(NativeLibrary::load);
        Device device = inventory.discovery().devices().stream()
                .filter(found -> found.problem().isEmpty())
                .findFirst()
                .orElseGet(() -> abort("no OpenCL device could be tested: " + inventory.discovery().notes()));
        on = DeviceContext.create(device, inventory.handle(device).orElseThrow(), true);
        queue = new BandQueue(on);
    }

    @AfterAll
    static void closeIt() {
        if (on != null) {
            queue.close();
            on.close();
        }
    }

    private static void check(JuliaProgram.Variant variant, String source) {
        int steps = variant.segmented() ? JuliaProgram.STEP_UNIT : Integer.MAX_VALUE;
        try (JuliaProgram program = VerifiedProgram.build(on, queue, variant, source)) {
            CpuProvider.REFERENCE_CHECK.require(
                    (scene, band, counts) -> queue.compute(program, scene, band, counts, steps, () -> {}),
                    variant.precision(), variant.kind());
        } finally {
            queue.releaseKernel();
        }
    }

    @ParameterizedTest
    @MethodSource("soundVariants")
    void theSourceAsItIsPasses(JuliaProgram.Variant variant) {
        check(variant, JuliaProgram.source());
    }

    @ParameterizedTest
    @MethodSource("faultsInEachVariant")
    void aFaultIsSeen(Fault fault, JuliaProgram.Variant variant) {
        String source = JuliaProgram.source();
        assertEquals(2, (source + ' ').split(Pattern.quote(fault.sound), -1).length, "once in the source");
        String faulty = source.replace(fault.sound, fault.faulty);
        assertThrows(EngineException.class, () -> check(variant, faulty));
    }
}
