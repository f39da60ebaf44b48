package org.juliaset.engine;

import java.util.List;
import java.util.Optional;

/** The built-in engine as a device: there on every machine, with as many threads as asked for. */
public final class BuiltInProvider implements EngineProvider {
    /** The id of the built-in engine's device. */
    public static final String ID = "cpu";

    private final int threads;
    private final Optional<String> noSimd = Simd.problem();

    /** @param threads callers that the engine serves at the same time, at least 1 */
    public BuiltInProvider(int threads) {
        this.threads = threads;
    }

    /** The engine that defines the counts, one orbit at a time; see {@link ScalarKernel}. */
    public static Engine scalar(int threads) {
        return new CpuEngine(describe("scalar engine", threads), ScalarKernel::julia, ScalarKernel32::julia);
    }

    @Override
    public Discovery discover() {
        String kernel = noSimd.isEmpty() ? "SIMD" : "scalar, 4 orbits interleaved";
        List<String> notes = noSimd.map(problem -> "SIMD cannot be used: " + problem).stream().toList();
        return new Discovery(List.of(describe("built-in engine, " + kernel, threads)), notes);
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
        if (noSimd.isPresent()) {
            return new CpuEngine(device, InterleavedKernel::julia, InterleavedKernel32::julia);
        }
        if (Simd.atOnce()) {
            return new CpuEngine(device, Simd.kernel(), Simd.kernel32());
        }
        return new CpuEngine(
                device,
                new WarmingKernel(InterleavedKernel::julia, Simd::kernel, threads),
                new WarmingKernel(InterleavedKernel32::julia, Simd::kernel32, threads));
    }
}
