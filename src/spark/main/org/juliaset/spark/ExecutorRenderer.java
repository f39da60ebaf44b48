package org.juliaset.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.juliaset.compute.Device;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.devices.DeviceSelector;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.render.Renderer;
import org.slf4j.LoggerFactory;

/**
 * The renderers of an executor: one for all of its tasks, which share its threads, and where Spark hands out GPUs one
 * for each of them. They live as long as the process. Safe for use by several threads.
 */
final class ExecutorRenderer {
    private static final Map<List<String>, Renderer> OPEN = new HashMap<>();

    private ExecutorRenderer() {}

    /**
     * What executors compute with.
     *
     * @param devices see {@link DeviceSelector}
     * @param threads number of threads; 0 for one for each core of the executor
     */
    record Setting(ArrayList<String> devices, int threads) implements Serializable {}

    /** Returns the renderer for the task that calls this, and opens it if it is the first one. */
    static synchronized Renderer of(Setting setting) {
        int threads = setting.threads() > 0 ? setting.threads() : cores();
        DeviceCatalogue catalogue = DeviceCatalogue.ofThisMachine(threads);
        List<String> devices = devices(setting, catalogue);
        return OPEN.computeIfAbsent(devices, requests -> {
            DeviceCatalogue.Choice choice = new DeviceSelector(catalogue).several(requests, ExecutorRenderer::warn);
            choice.passedOver().forEach(ExecutorRenderer::warn);
            return new Renderer(choice.engine(), threads);
        });
    }

    private static int cores() {
        int processors = Runtime.getRuntime().availableProcessors();
        return SparkEnv.get().conf().getInt("spark.executor.cores", processors);
    }

    private static List<String> devices(Setting setting, DeviceCatalogue catalogue) {
        ResourceInformation gpus = TaskContext.get().resourcesJMap().get("gpu");
        if (gpus == null) {
            return setting.devices();
        }
        List<String> devices = new ArrayList<>();
        for (String address : gpus.addresses()) {
            devices.add(address.matches("[0-9]{1,4}") ? gpu(Integer.parseInt(address), catalogue) : address);
        }
        return devices;
    }

    /** Returns the GPU of an index, as drivers list them. */
    private static String gpu(int index, DeviceCatalogue catalogue) {
        List<Device> gpus = catalogue.devices().stream()
                .filter(device -> device.type() == Device.Type.GPU)
                .toList();
        if (index >= gpus.size()) {
            throw new InvalidParameterException("Spark gives this task the GPU " + index + " and OpenCL finds "
                    + gpus.size() + " on this machine: have the discovery script print the device for each, such as"
                    + " opencl:0.0");
        }
        return gpus.get(index).id();
    }

    private static void warn(String line) {
        LoggerFactory.getLogger(ExecutorRenderer.class).warn(line);
    }
}
