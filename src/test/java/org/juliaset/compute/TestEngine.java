package org.juliaset.compute;

import java.util.List;
import java.util.Optional;
import org.juliaset.compute.cpu.CpuEngine;
import org.juliaset.compute.cpu.Kernel;
import org.juliaset.compute.cpu.Kernel32;
import org.juliaset.compute.cpu.ScalarKernel;
import org.juliaset.compute.cpu.ScalarKernel32;
import org.juliaset.compute.cpu.ScalarMapKernel;
import org.juliaset.compute.cpu.ScalarMapKernel32;
import org.juliaset.compute.cpu.ScalarMapSmoothKernel;
import org.juliaset.compute.cpu.ScalarMapSmoothKernel32;
import org.juliaset.compute.cpu.ScalarSmoothKernel;
import org.juliaset.compute.cpu.ScalarSmoothKernel32;
import org.juliaset.compute.cpu.SmoothKernel;
import org.juliaset.compute.cpu.SmoothKernel32;

/** Devices for tests, each with its own kernel. */
public final class TestEngine {
    private TestEngine() {}

    public static Device device(String id, Device.Type type, boolean float64, String problem) {
        return new Device(
                id, type, "test platform", id + " device", "Test Vendor", "1", 4, 1 << 30, 1 << 28, float64, 4, "",
                Optional.ofNullable(problem));
    }

    public static Device gpu(String id) {
        return device(id, Device.Type.GPU, true, null);
    }

    public static Engine engine(Device device, Kernel kernel) {
        return new CpuEngine(device, (kind, isFinal) -> switch (kind) {
            case PLAIN -> new CpuEngine.Kernels(kernel, (Kernel32) ScalarKernel32::count);
            case SMOOTH -> new CpuEngine.Kernels(
                    (SmoothKernel) ScalarSmoothKernel::count, (SmoothKernel32) ScalarSmoothKernel32::count);
            case MAP -> new CpuEngine.Kernels(ScalarMapKernel::count, (Kernel32) ScalarMapKernel32::count);
            case SMOOTH_MAP -> new CpuEngine.Kernels(
                    (SmoothKernel) ScalarMapSmoothKernel::count, (SmoothKernel32) ScalarMapSmoothKernel32::count);
        });
    }

    /** A provider of devices that all compute with one kernel, or that do not start if it is null. */
    public static EngineProvider provider(Kernel kernel, Device... devices) {
        return new EngineProvider() {
            @Override
            public Discovery discover() {
                return new Discovery(List.of(devices), List.of());
            }

            @Override
            public Engine open(Device device) {
                if (kernel == null) {
                    throw new EngineException("planted failure to start");
                }
                return engine(device, kernel);
            }
        };
    }

    /** The scalar kernel with one operation fused: a product and the difference of the real part. */
    public static final Kernel FUSED = (xs, ys, cre, cim, bound, limit, counts) -> {
        for (int pixel = 0; pixel < counts.size(); pixel++) {
            double re = xs[pixel % xs.length];
            double im = ys[pixel / xs.length];
            int n = 0;
            for (; n < limit; n++) {
                double next = Math.fma(re, re, -(im * im)) + cre;
                im = (re * im + re * im) + cim;
                re = next;
                if (re * re + im * im >= bound) {
                    break;
                }
            }
            counts.set(pixel, n);
        }
    };

    /** The scalar kernel with one wrong count, in the middle. */
    public static final Kernel ONE_WRONG = (xs, ys, cre, cim, bound, limit, counts) -> {
        ScalarKernel.count(xs, ys, cre, cim, bound, limit, counts);
        int middle = counts.size() / 2;
        counts.set(middle, counts.get(middle) == 0 ? 1 : counts.get(middle) - 1);
    };
}
