package org.juliaset.bench;

import java.util.List;
import java.util.Optional;
import org.juliaset.compute.Device;
import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineProvider;
import org.juliaset.compute.cpu.CpuProvider;
import org.juliaset.model.Counts;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;

/** A device that passes the reference check and computes one wrong count in larger pictures. */
public final class PlantedProvider implements EngineProvider {
    private static final Device DEVICE = new Device(
            "planted:0.0", Device.Type.ACCELERATOR, "test", "planted device", "test", "1", 1, 1, 1, true, 1, "",
            Optional.empty());

    @Override
    public Discovery discover() {
        return new Discovery(List.of(DEVICE), List.of());
    }

    @Override
    public Engine open(Device device) {
        Engine right = CpuProvider.scalar(1);
        return new Engine() {
            @Override
            public Device device() {
                return DEVICE;
            }

            @Override
            public int concurrency() {
                return 1;
            }

            @Override
            public boolean usesCallerThread() {
                return true;
            }

            @Override
            public Elapsed compute(Scene scene, Tile band, Counts counts) {
                Elapsed elapsed = right.compute(scene, band, counts);
                if (scene.grid().width() > 100 && band.firstRow() == 0) {
                    counts.set(99, counts.get(99) + 1);
                }
                return elapsed;
            }

            @Override
            public double peak(Precision precision) {
                return right.peak(precision);
            }

            @Override
            public void close() {
                right.close();
            }
        };
    }
}
