package org.juliaset.compute.cpu;

import java.util.List;
import java.util.Optional;
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
        return new CpuEngine(describe("scalar engine", threads), ScalarKernel::julia, (Kernel32) ScalarKernel32::julia);
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
                return new CpuEngine(device, SimdSupport.kernel(), SimdSupport.kernel32(), INTERLEAVED, problem);
            } catch (EngineException e) {
                problem = Optional.of(e.getMessage());
            }
        }
        Kernel32 interleaved32 = InterleavedKernel32::julia;
        if (problem.isPresent()) {
            return new CpuEngine(device, InterleavedKernel::julia, interleaved32, INTERLEAVED, problem);
        }
        return new CpuEngine(
                device,
                new TakeOverKernel(InterleavedKernel::julia, SimdSupport::kernel, threads, SimdProblem::ofFlags),
                new TakeOverKernel(interleaved32, SimdSupport::kernel32, threads, SimdProblem::ofFlags),
                INTERLEAVED,
                problem);
    }
}
