package org.juliaset.compute.cpu;

import java.util.List;
import java.util.Optional;
import org.juliaset.compute.Device;
import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.EngineProvider;
import org.juliaset.compute.KernelKind;
import org.juliaset.compute.ReferenceCheck;

/** The built-in engine as a device: there on every machine, with as many threads as asked for. */
public final class CpuProvider implements EngineProvider {
    /** The id of the built-in engine's device. */
    public static final String ID = "cpu";

    private static final String INTERLEAVED = "orbits interleaved";

    /** Compares other engines with the one that defines the counts. */
    public static final ReferenceCheck REFERENCE_CHECK = new ReferenceCheck(scalar(1)::compute);

    private final int threads;
    private final Optional<String> noSimd = SimdSupport.problem();

    /** @param threads callers that the engine serves at the same time, at least 1 */
    public CpuProvider(int threads) {
        this.threads = threads;
    }

    /** The engine that defines the counts, one orbit at a time; see {@link ScalarKernel}. */
    public static Engine scalar(int threads) {
        return new CpuEngine(
                describe("scalar engine", threads), (kind, isFinal) -> scalar(kind));
    }

    private static CpuEngine.Kernels scalar(KernelKind kind) {
        return switch (kind) {
            case PLAIN -> new CpuEngine.Kernels(ScalarKernel::count, (Kernel32) ScalarKernel32::count);
            case SMOOTH -> new CpuEngine.Kernels(
                    (SmoothKernel) ScalarSmoothKernel::count, (SmoothKernel32) ScalarSmoothKernel32::count);
            case MAP -> new CpuEngine.Kernels(ScalarMapKernel::count, (Kernel32) ScalarMapKernel32::count);
            case SMOOTH_MAP -> new CpuEngine.Kernels(
                    (SmoothKernel) ScalarMapSmoothKernel::count, (SmoothKernel32) ScalarMapSmoothKernel32::count);
        };
    }

    private static CpuEngine.Kernels interleaved(KernelKind kind) {
        return switch (kind) {
            case PLAIN -> new CpuEngine.Kernels(InterleavedKernel::count, (Kernel32) InterleavedKernel32::count);
            case SMOOTH -> new CpuEngine.Kernels(
                    (SmoothKernel) InterleavedSmoothKernel::count, (SmoothKernel32) InterleavedSmoothKernel32::count);
            case MAP -> new CpuEngine.Kernels(
                    InterleavedMapKernel::count, (Kernel32) InterleavedMapKernel32::count);
            case SMOOTH_MAP -> new CpuEngine.Kernels(
                    (SmoothKernel) InterleavedMapSmoothKernel::count,
                    (SmoothKernel32) InterleavedMapSmoothKernel32::count);
        };
    }

    private static CpuEngine.Kernels simd(KernelKind kind) {
        return new CpuEngine.Kernels(SimdSupport.kernel(kind), SimdSupport.kernel32(kind));
    }

    @Override
    public Discovery discover() {
        String name = noSimd.isEmpty() ? "built-in engine" : "built-in engine without SIMD";
        return new Discovery(List.of(describe(name, threads)), List.of());
    }

    private static Device describe(String name, int threads) {
        return new Device(
                ID,
                Device.Type.BUILT_IN,
                "Java " + Runtime.version(),
                name,
                "juliaset",
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                threads,
                Runtime.getRuntime().maxMemory(),
                Integer.MAX_VALUE,
                true,
                0,
                "",
                Optional.empty());
    }

    @Override
    public Engine open(Device device) {
        Optional<String> problem = noSimd;
        if (problem.isEmpty() && SimdSupport.atOnce()) {
            try {
                simd(KernelKind.PLAIN);
                return new CpuEngine(device, (kind, isFinal) -> simd(kind), INTERLEAVED, problem);
            } catch (EngineException e) {
                problem = Optional.of(e.getMessage());
            }
        }
        boolean isWithoutSimd = problem.isPresent();
        return new CpuEngine(
                device, (kind, isFinal) -> isWithoutSimd ? interleaved(kind) : takenOver(kind, isFinal), INTERLEAVED,
                problem);
    }

    private CpuEngine.Kernels takenOver(KernelKind kind, boolean isFinal) {
        CpuEngine.Kernels first = interleaved(kind);
        KernelTrial trial = new KernelTrial(kind, isFinal);
        return new CpuEngine.Kernels(
                new TakeOverKernel(
                        trial, first.float64(), () -> SimdSupport.kernel(kind), threads, SimdProblem::ofFlags),
                new TakeOverKernel(
                        trial, first.float32(), () -> SimdSupport.kernel32(kind), threads, SimdProblem::ofFlags));
    }
}
