package org.juliaset;

import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Multiplication and addition are never fused: one rounding in place of two changes counts. Each rule is also checked
 * with code that it must find.
 */
@Tag("one-jdk")
class FusedArithmeticTest {
    /** Of {@code Math}, {@code StrictMath} and the vectors, called or passed on, and of {@code VectorOperators}. */
    private static final ArchRule NO_FUSED_OPERATION = noClasses().should().accessTargetWhere(
            DescribedPredicate.describe("the target is a fused multiply-add",
                    (JavaAccess<?> access) -> nameMatching("(?i).*fma.*").test(access.getTarget())));

    /** Names in sources: of C, OpenCL C, CUDA and Python, and of Java's where reflection takes them. */
    private static final Pattern FUSED_NAME = Pattern.compile("(?i)\\b(\\w*fma\\w*|(\\w*_)?mad(24|f|_\\w+)?)\\b");

    /** Built-in functions of OpenCL C that may be a sum of products, or of a precision that is the device's own. */
    private static final Pattern LOOSE_FUNCTION = Pattern.compile(
            "\\b(dot|cross|length|distance|normalize|mix|smoothstep|hypot|(native|half|fast)_\\w+)\\b");

    /** Of OpenCL's compiler options only those for the language's version and for no optimisation are exact. */
    private static final Pattern LOOSE_OPTION = Pattern.compile(
            "-cl-(?!std=|opt-disable\\b)|fp-contract|fast-?math|-Ofast|unsafe-math|fp-model|enable-mad");

    private static final Pattern COMMENT_OR_STRING = Pattern.compile(
            "(?s)(\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])*')|/\\*.*?\\*/|//[^\n]*");

    private static final String CONTRACTION_OFF = "#pragma OPENCL FP_CONTRACT OFF";

    @Test
    void noClassFusesMultiplyAndAdd() {
        NO_FUSED_OPERATION.check(new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.juliaset"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Math.fma(a, b, c)",
        "Math.fma((float) a, (float) b, (float) c)",
        "StrictMath.fma(a, b, c)",
        "StrictMath.fma((float) a, (float) b, (float) c)",
        "fma(a, b, c)",
        "((Operation) Math::fma).apply(a, b, c)",
        "doubles.fma(doubles, doubles).lane(0)",
        "doubles.fma(b, c).lane(0)",
        "floats.fma(floats, floats).lane(0)",
        "doubles.lanewise(VectorOperators.FMA, doubles, doubles).lane(0)",
        "floats.lanewise(FMA, (float) b, (float) c).lane(0)",
        "doubles.lanewise(a > 0 ? VectorOperators.FMA : null, doubles, doubles, mask).lane(0)",
    })
    void aFusedOperationInAClassIsFound(String expression, @TempDir Path folder) {
        assertTrue(breaksTheRule(expression, folder), expression);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a * b + c", "doubles.mul(doubles).add(doubles).lane(0)"})
    void separateOperationsInAClassAreAllowed(String expression, @TempDir Path folder) {
        assertFalse(breaksTheRule(expression, folder), expression);
    }

    @Test
    void noSourceNamesAFusedOperationOrALooseOption() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path root : List.of(Path.of("src/main"), Path.of("kernels"))) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    List.of(FUSED_NAME, LOOSE_OPTION).forEach(pattern -> found.addAll(matches(pattern, file)));
                }
            }
        }
        assertEquals(List.of(), found);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "re = fma(a, b, c);", "re = mad(a, b, c);", "n = mad24(i, j, k);", "/* */ re = /* */ mad /**/ (a, b, c);",
        "#define STEP(v) \\\n  fma(v, v, c)", "fm\\\na(a, b, c)", "__builtin_fmaf(a, b, c)", "__fma_rn(a, b, c)",
        "lookup.findStatic(Math.class, \"fma\", type)",
    })
    void aFusedOperationInASourceIsFound(String source) {
        assertTrue(FUSED_NAME.matcher(withoutComments(source)).find(), source);
    }

    @ParameterizedTest
    @ValueSource(strings = {"// no fma here", "/* neither\n mad */", "lanes that are made", "nomad = 1;"})
    void otherWordsInASourceAreAllowed(String source) {
        assertFalse(FUSED_NAME.matcher(withoutComments(source)).find(), source);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\"-cl-mad-enable\"", "\" -cl-fast-relaxed-math\"", "\"-cl-unsafe-math-optimizations -w\"",
        "\"-cl-finite-math-only\"", "\"-cl-denorms-are-zero\"", "\"-cl-\" + name",
        "-ffp-contract=fast", "-ffast-math", "@njit(fastmath=True)",
    })
    void aLooseOptionIsFound(String source) {
        assertTrue(LOOSE_OPTION.matcher(withoutComments(source)).find(), source);
    }

    @Test
    void exactOptionsAreAllowed() {
        assertFalse(LOOSE_OPTION.matcher("\" -cl-std=CL1.2\" + \" -cl-opt-disable\"").find());
    }

    @Test
    void kernelsForbidContractionAndCallNoLooseFunction() throws IOException {
        List<Path> kernels;
        try (Stream<Path> files = Files.walk(Path.of("kernels"))) {
            kernels = files.filter(Files::isRegularFile).toList();
        }
        assertFalse(kernels.isEmpty());
        for (Path kernel : kernels) {
            assertEquals(List.of(), matches(LOOSE_FUNCTION, kernel));
            assertTrue(forbidsContraction(Files.readString(kernel)),
                    kernel + " needs, before all else: " + CONTRACTION_OFF);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "// #pragma OPENCL FP_CONTRACT OFF\n",
        "/*\n#pragma OPENCL FP_CONTRACT OFF\n*/\n",
        "#pragma OPENCL FP_CONTRACT ON\n",
        "#pragma OPENCL FP_CONTRACT DEFAULT\n",
        "#if FLOAT64\n#pragma OPENCL FP_CONTRACT OFF\n#endif\n",
        "float f(float a) { return a * a + a; }\n#pragma OPENCL FP_CONTRACT OFF\n",
        "#pragma OPENCL FP_CONTRACT OFF\n#pragma OPENCL FP_CONTRACT ON\n",
        "#pragma OPENCL FP_CONTRACT OFF\n_Pragma(\"OPENCL FP_CONTRACT ON\")\n",
        "#pragma OPENCL FP_CONTRACT OFF\n#pragma OPENCL FP_\\\nCONTRACT ON\n",
    })
    void aKernelThatAllowsContractionIsFound(String source) {
        assertFalse(forbidsContraction(source + "kernel void k() {}\n"), source);
    }

    /** Whether the only pragma on contraction forbids it, under no condition and before the first line of code. */
    private static boolean forbidsContraction(String source) {
        String code = withoutComments(source).strip();
        return code.startsWith(CONTRACTION_OFF + "\n")
                && !code.substring(CONTRACTION_OFF.length()).contains("FP_CONTRACT");
    }

    /** Joins continued lines, as compilers do, and takes comments away, but not what looks like one inside a string. */
    private static String withoutComments(String source) {
        return COMMENT_OR_STRING.matcher(source.replace("\\\n", ""))
                .replaceAll(match -> match.group(1) == null ? " " : Matcher.quoteReplacement(match.group(1)));
    }

    private static List<String> matches(Pattern pattern, Path file) {
        try {
            return pattern.matcher(withoutComments(Files.readString(file))).results()
                    .map(match -> file + ": " + match.group()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles a class that computes an expression, and applies the rule to it. */
    private static boolean breaksTheRule(String expression, Path folder) {
        return NO_FUSED_OPERATION.evaluate(Planted.compile(folder, """
                import static java.lang.Math.fma;
                import static jdk.incubator.vector.VectorOperators.FMA;
                import jdk.incubator.vector.*;

                class Arithmetic {
                    interface Operation { double apply(double a, double b, double c); }

                    double apply(double a, double b, double c, DoubleVector doubles, FloatVector floats,
                            VectorMask<Double> mask) {
                        return %s;
                    }
                }
                """.formatted(expression))).hasViolation();
    }
}
