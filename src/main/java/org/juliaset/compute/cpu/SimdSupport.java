package org.juliaset.compute.cpu;

import java.lang.module.ModuleFinder;
import java.util.Optional;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.KernelKind;

/**
 * Brings in the kernels that use Java's Vector API, which is a module that Java has and does not load of
 * itself. {@code --add-modules} loads it, with a warning on the terminal at each start. Where the launcher
 * has exported what it takes, it is loaded here, and only when it is needed.
 */
final class SimdSupport {
    private static final String MODULE = "jdk.incubator.vector";

    /** Bits of a vector, for tests; 0 for what Java finds best on this processor. */
    static final int BITS = Integer.getInteger("juliaset.simd.bits", 0);

    /** {@code off} for never, {@code on} for at once, also before it is worth it. */
    private static final String WISH = System.getProperty("juliaset.simd", "auto");

    private SimdSupport() {}

    /** Why there is no SIMD here, as far as can be told without loading anything. */
    static Optional<String> problem() {
        if (WISH.equals("off")) {
            return Optional.of("juliaset.simd is off");
        }
        if (isLoaded() || canLoad() && isInJava()) {
            return atOnce() ? Optional.empty() : SimdProblem.ofJit();
        }
        return Optional.of(isInJava()
                ? "Java runs without its module " + MODULE + ": add --add-modules " + MODULE
                : "this Java lacks the module " + MODULE + ": use a complete one");
    }

    /** Whether it is to be used from the first pixel on. */
    static boolean atOnce() {
        return WISH.equals("on");
    }

    private static boolean isLoaded() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }

    private static boolean isInJava() {
        return ModuleFinder.ofSystem().find(MODULE).isPresent();
    }

    /** Whether the launcher has opened the package that loads modules. */
    private static boolean canLoad() {
        return Object.class.getModule().isExported("jdk.internal.module", SimdSupport.class.getModule());
    }

    /**
     * Returns the kernel of a kind for float64.
     *
     * @throws EngineException with the reason, if it cannot be loaded or has narrow vectors
     */
    static Kernel kernel(KernelKind kind) {
        return load(kind, "", Double.SIZE);
    }

    /** Returns the kernel of a kind for float32, likewise. */
    static Kernel kernel32(KernelKind kind) {
        return load(kind, "32", Float.SIZE);
    }

    private static Kernel load(KernelKind kind, String suffix, int bitsPerLane) {
        try {
            if (!isLoaded()) {
                Class.forName("jdk.internal.module.Modules").getMethod("loadModule", String.class).invoke(null, MODULE);
            }
            int vectors = vectors(Runtime.version().feature(), BITS == 0 ? preferredBits() : BITS);
            String name = "Simd" + vectors + (kind.isMap() ? "Map" : "") + (kind.isSmooth() ? "Smooth" : "") + "Kernel"
                    + suffix;
            Class<?> type = Class.forName(SimdSupport.class.getPackageName() + "." + name);
            Kernel kernel = (Kernel) type.getDeclaredConstructor().newInstance();
            SimdProblem.ofWidth(kernel.lanes() * bitsPerLane).ifPresent(problem -> {
                throw new EngineException(problem);
            });
            return kernel;
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new EngineException("Java's module " + MODULE + " cannot be used: " + e, e);
        }
    }

    /**
     * Vectors in flight of the fastest kernel. AVX-512 has 32 registers for them, other processors have 16 or were not
     * measured.
     *
     * @param java the version of Java, whose C2 needs more registers if it is old
     * @param bits of a vector
     */
    static int vectors(int java, int bits) {
        return bits < 512 ? 3 : java < 25 ? 4 : 5;
    }

    private static int preferredBits() throws ReflectiveOperationException {
        Object shape = Class.forName(MODULE + ".VectorShape").getMethod("preferredShape").invoke(null);
        return (int) shape.getClass().getMethod("vectorBitSize").invoke(shape);
    }
}
