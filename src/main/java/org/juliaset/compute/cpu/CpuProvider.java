package org.juliaset.compute.cpu;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.juliaset.compute.Device;
import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.EngineProvider;
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
                describe("scalar engine", threads),
                new CpuEngine.Kernels(ScalarKernel::count, (Kernel32) ScalarKernel32::count),
                CpuProvider::smoothScalar);
    }

    private static CpuEngine.Kernels smoothScalar() {
        return new CpuEngine.Kernels(
                (SmoothKernel) ScalarSmoothKernel::count, (SmoothKernel32) ScalarSmoothKernel32::count);
    }

    private static CpuEngine.Kernels smoothInterleaved() {
        return new CpuEngine.Kernels(
                (SmoothKernel) InterleavedSmoothKernel::count, (SmoothKernel32) InterleavedSmoothKernel32::count);
    }

    private static CpuEngine.Kernels smoothSimd() {
        return new CpuEngine.Kernels(SimdSupport.smoothKernel(), SimdSupport.smoothKernel32());
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
                CpuEngine.Kernels simd = new CpuEngine.Kernels(SimdSupport.kernel(), SimdSupport.kernel32());
                return new CpuEngine(device, simd, CpuProvider::smoothSimd, INTERLEAVED, problem);
            } catch (EngineException e) {
                problem = Optional.of(e.getMessage());
            }
        }
        CpuEngine.Kernels interleaved =
                new CpuEngine.Kernels(InterleavedKernel::count, (Kernel32) InterleavedKernel32::count);
        if (problem.isPresent()) {
            return new CpuEngine(device, interleaved, CpuProvider::smoothInterleaved, INTERLEAVED, problem);
        }
        return new CpuEngine(
                device,
                takenOver(interleaved, SimdSupport::kernel, SimdSupport::kernel32),
                () -> takenOver(smoothInterleaved(), SimdSupport::smoothKernel, SimdSupport::smoothKernel32),
                INTERLEAVED,
                problem);
    }

    private CpuEngine.Kernels takenOver(CpuEngine.Kernels first, Supplier<Kernel> float64, Supplier<Kernel> float32) {
        return new CpuEngine.Kernels(
                new TakeOverKernel(first.float64(), float64, threads, SimdProblem::ofFlags),
                new TakeOverKernel(first.float32(), float32, threads, SimdProblem::ofFlags));
    }
}
