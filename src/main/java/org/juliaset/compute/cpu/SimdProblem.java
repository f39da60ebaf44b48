package org.juliaset.compute.cpu;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.stream.Stream;
import org.juliaset.model.EscapeSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;

/** Why there is no SIMD, in one line each, with the JVM's flag that helps where there is one. */
final class SimdProblem {
    /** Narrower vectors hold no two numbers of float64. */
    private static final int FEWEST_BITS = 128;

    /** From this iteration limit on, the low bits of a float32 are no count. */
    private static final int FLOAT32_LIMIT = 1 << 23;

    private SimdProblem() {}

    /** Of the JIT, as far as can be told from what the JVM says of itself at its start. */
    static Optional<String> ofJit() {
        return ofJit(System.getProperty("java.vm.name", ""), System.getProperty("java.vm.info", ""));
    }

    /**
     * Likewise, for any JVM.
     *
     * @param name its name, such as OpenJDK 64-Bit Server VM
     * @param mode its mode, such as {@code mixed mode, emulated-client, sharing}
     */
    static Optional<String> ofJit(String name, String mode) {
        if (mode.contains("interpreted")) {
            return Optional.of("Java only interprets: leave out -Xint, or add -Xmixed");
        }
        if (mode.contains("emulated-client")) {
            return Optional.of("Java runs without its optimising compiler, C2:"
                    + " add -XX:TieredStopAtLevel=4 -XX:CompilationMode=default");
        }
        if (name.contains("Client VM") || name.contains("Minimal VM") || name.contains("Zero VM")) {
            return Optional.of(
                    "the " + name + " has no optimising compiler: add -server, or use a Java with a server VM");
        }
        return Optional.empty();
    }

    /** Of the width of vectors, in bits. */
    static Optional<String> ofWidth(int bits) {
        return bits >= FEWEST_BITS
                ? Optional.empty()
                : Optional.of("Java's vectors have " + bits + " bits here: add -XX:MaxVectorSize=64, or use a processor"
                        + " with wider ones");
    }

    /** Of a scene that the SIMD kernels leave to the interleaved ones. */
    static Optional<String> ofScene(Scene scene) {
        EscapeSet set = scene.set();
        return set.precision() == Precision.FLOAT32 && set.iterationLimit() >= FLOAT32_LIMIT
                ? Optional.of("it counts to " + (FLOAT32_LIMIT - 1) + " in float32")
                : Optional.empty();
    }

    /**
     * Of the JVM's flags, for where SIMD turns out to be slow. Takes some 50 ms, for the module java.management; where
     * that is missing nothing is known.
     */
    static Optional<String> ofFlags() {
        try {
            HotSpotDiagnosticMXBean flags = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            if (flags == null) {
                return Optional.empty();
            }
            return Stream.of(
                            flag(flags, "TieredStopAtLevel", "4",
                                    "Java runs without its optimising compiler, C2: add -XX:TieredStopAtLevel=4"),
                            flag(flags, "UseCompiler", "true", "Java compiles nothing: add -XX:+UseCompiler"),
                            flag(flags, "EnableVectorSupport", "true",
                                    "Java compiles no vectors:"
                                            + " add -XX:+UnlockExperimentalVMOptions -XX:+EnableVectorSupport"))
                    .flatMap(Optional::stream)
                    .findFirst();
        } catch (LinkageError | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> flag(
            HotSpotDiagnosticMXBean flags, String name, String good, String problem) {
        try {
            return good.equals(flags.getVMOption(name).getValue()) ? Optional.empty() : Optional.of(problem);
        } catch (IllegalArgumentException e) {
            // this JVM has no such flag
            return Optional.empty();
        }
    }
}
