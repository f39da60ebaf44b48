package org.juliaset.embed;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.juliaset.animate.Animation;
import org.juliaset.animate.KeyFile;
import org.juliaset.compute.Device;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.devices.DeviceSelector;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;
import org.juliaset.parameters.Spelling;
import org.juliaset.pipeline.Progress;
import org.juliaset.render.MemoryBudget;
import org.juliaset.render.RenderJob;
import org.juliaset.render.RenderReport;
import org.juliaset.render.Renderer;
import org.juliaset.storage.OnInterrupt;

/**
 * Renders many pictures in one process. A device is started at its first use and stays open, so that later calls reuse
 * its compiled programs. Every method returns at once, with a {@link BackgroundCall} to start; calls share devices and
 * all cores. Safe for use by several threads.
 */
public final class Session {
    private final int threads;
    private final DeviceCatalogue catalogue;

    /** Held while the catalogue and the two maps are used. */
    private final ReentrantLock choosing = new ReentrantLock();

    private final Map<String, Renderer> byRequest = new HashMap<>();
    private final Map<String, Renderer> byDevice = new HashMap<>();

    /**
     * Creates a session.
     *
     * @param threads number of threads that compute and encode, at least 1
     */
    public Session(int threads) {
        this.threads = threads;
        this.catalogue = DeviceCatalogue.ofThisMachine(threads);
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(Renderer renderer) throws Exception;
    }

    /**
     * Calls {@link Renderer#counts(Scene, Tile, ByteBuffer)} on a device.
     *
     * @param device {@code auto}, or a device as {@link DeviceSelector} takes it
     */
    public BackgroundCall<Void> counts(String device, Scene scene, Tile part, ByteBuffer target) {
        return call(device, scene, renderer -> {
            renderer.counts(scene, part, target);
            return null;
        });
    }

    /** Calls {@link Renderer#normalised(Scene, int, Tile, DoubleBuffer)} on a device. */
    public BackgroundCall<Void> normalised(
            String device, Scene scene, int itermin, Tile part, DoubleBuffer target) {
        return call(device, scene, renderer -> {
            renderer.normalised(scene, itermin, part, target);
            return null;
        });
    }

    /** Calls {@link Renderer#smooth(Scene, Tile, DoubleBuffer)} on a device. */
    public BackgroundCall<Void> smooth(String device, Scene scene, Tile part, DoubleBuffer target) {
        return call(device, scene, renderer -> {
            renderer.smooth(scene, part, target);
            return null;
        });
    }

    /** Calls {@link Renderer#render(RenderJob, Path, OnInterrupt, Progress)} on a device. */
    public BackgroundCall<RenderReport> render(String device, RenderJob job, Path file, OnInterrupt interruption) {
        // before a device is started for it
        MemoryBudget.require(job);
        return call(device, job.scene(), renderer -> renderer.render(job, file, interruption, Progress.NONE));
    }

    /**
     * Prepares a film whose frames are computed one by one, or makes it.
     *
     * @param options texts by the names of the command line's options
     * @param keys its key frames, or null
     * @param folder which names of palette files are relative to
     * @param spelling of the options' names
     * @param output what is made; null if nothing is
     */
    public BackgroundCall<SessionFilm> film(
            String device, Map<String, String> options, KeyFile keys, Path folder, Spelling spelling,
            SessionFilm.Output output) {
        return new BackgroundCall<>(() -> {
            Map<String, Object> terms = output == null ? Map.of() : output.target().format().terms();
            Animation animation = new FilmTexts(options, folder, spelling).animation(keys, terms);
            int coarse = animation.check();
            if (output != null) {
                output.require(animation.film());
            }
            SessionFilm film = new SessionFilm(animation, renderer(device, Optional.empty()), coarse);
            if (output == null) {
                return film.inMemory();
            }
            film.write(output);
            return film;
        });
    }

    /**
     * Lists all devices again, and starts and checks each one; see {@link DeviceCatalogue#examine}. The devices are in
     * the order of the catalogue.
     */
    public BackgroundCall<Map<Device, DeviceCatalogue.Examination>> devices() {
        return new BackgroundCall<>(() -> {
            choosing.lockInterruptibly();
            try {
                catalogue.lookAgain();
                Map<Device, DeviceCatalogue.Examination> examined = new LinkedHashMap<>();
                for (Device device : catalogue.devices()) {
                    examined.put(device, catalogue.examine(device));
                }
                return examined;
            } finally {
                choosing.unlock();
            }
        });
    }

    private <T> BackgroundCall<T> call(String device, Scene scene, Use<T> use) {
        return new BackgroundCall<>(() -> use.of(renderer(device, Optional.of(scene))));
    }

    /**
     * Returns the renderer for a request. {@code auto} may select another device for each picture.
     *
     * @param scene the picture, empty for so many that any start is worth its time
     */
    private Renderer renderer(String device, Optional<Scene> scene) throws InterruptedException {
        choosing.lockInterruptibly();
        try {
            String request = DeviceSelector.isAutomatic(device) && scene.isPresent()
                    ? "auto, " + new DeviceSelector(catalogue).automatic(scene.get()).id()
                    : device;
            Renderer kept = byRequest.get(request);
            if (kept == null) {
                kept = open(device, scene);
                byRequest.put(request, kept);
            }
            return kept;
        } finally {
            choosing.unlock();
        }
    }

    private static void warn(String line) {
        System.getLogger(Session.class.getName()).log(System.Logger.Level.WARNING, line);
    }

    private Renderer open(String device, Optional<Scene> scene) {
        DeviceSelector selector = new DeviceSelector(catalogue);
        List<String> requests = List.of(device);
        DeviceCatalogue.Choice choice = scene.isPresent()
                ? selector.several(requests, scene.get(), Session::warn)
                : selector.several(requests, Session::warn);
        choice.passedOver().forEach(Session::warn);
        String id = choice.engine().device().id();
        if (byDevice.containsKey(id)) {
            choice.engine().close();
        } else {
            byDevice.put(id, new Renderer(choice.engine(), threads));
        }
        return byDevice.get(id);
    }
}
