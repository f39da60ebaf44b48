package org.juliaset.opencl;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.juliaset.core.Precision;
import org.juliaset.engine.Device;
import org.juliaset.engine.EngineException;
import org.juliaset.engine.EngineProvider;
import org.juliaset.engine.UserCache;

/**
 * What is remembered of the starts of one device in one precision: that it starts, that it ends or hangs the
 * process, or that a process is starting it. A start that no process is at any more ended badly, and is tried
 * in a {@link DriverProcess} before it is tried again here, as the very first one is. Safe for use by several
 * threads.
 */
final class StartRecord {
    private static final String PASSED = "starts";
    private static final String FAILED = "fails: ";
    private static final String STARTING = "is started by ";

    private final Drivers drivers;
    private final Device device;
    private final Precision precision;
    private final String key;
    private boolean passedHere;

    StartRecord(Drivers drivers, Device device, Precision precision) {
        this.drivers = drivers;
        this.device = device;
        this.precision = precision;
        this.key = String.join("\n", "start", drivers.key(), device.id(), device.identity(), precision.title());
    }

    /**
     * To be held during a start in this process.
     *
     * @throws EngineException if the start ends or hangs a process
     */
    synchronized EngineProvider.Guard guard() {
        String state = UserCache.read(key).orElse("");
        if (state.startsWith(FAILED)) {
            throw new EngineException(state.substring(FAILED.length()));
        }
        boolean passed = passedHere || state.equals(PASSED) || isLiveProcess(state);
        if (!passed) {
            tryElsewhere();
        }
        if (!UserCache.write(key, STARTING + thisProcess())) {
            return () -> {};
        }
        Thread atExit = new Thread(() -> UserCache.write(key, PASSED), "juliaset-start-record");
        Runtime.getRuntime().addShutdownHook(atExit);
        return () -> release(atExit);
    }

    private void release(Thread atExit) {
        passedHere = true;
        UserCache.write(key, PASSED);
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the process is ending, and the hook writes the same
        }
    }

    /** As if the device had never been started. */
    synchronized void forget() {
        passedHere = false;
        if (UserCache.read(key).filter(state -> !isLiveProcess(state)).isPresent()) {
            UserCache.write(key, "");
        }
    }

    /** Starts the device in a process of its own, and once more with its kernels compiled anew if that ends badly. */
    private void tryElsewhere() {
        DriverProcess.Outcome outcome = drivers.tryStart(device, precision, List.of());
        if (outcome.isBadEnd()) {
            outcome = drivers.tryStart(device, precision, List.of(ProgramBuild.WITHOUT_BINARIES));
        }
        if (outcome.isBadEnd()) {
            String reason = "its driver " + outcome.end() + " when the device was started";
            UserCache.write(key, FAILED + reason);
            throw new EngineException(reason);
        }
        outcome.answer().stream().findFirst().ifPresent(problem -> {
            throw new EngineException(problem);
        });
    }

    private static String thisProcess() {
        ProcessHandle process = ProcessHandle.current();
        return process.pid() + " " + startOf(process);
    }

    private static boolean isLiveProcess(String state) {
        if (!state.startsWith(STARTING)) {
            return false;
        }
        String[] process = state.substring(STARTING.length()).split(" ", 2);
        try {
            return ProcessHandle.of(Long.parseLong(process[0]))
                    .filter(live -> process.length == 2 && startOf(live).equals(process[1]))
                    .isPresent();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String startOf(ProcessHandle process) {
        Optional<Instant> start = process.info().startInstant();
        return start.map(Instant::toString).orElse("");
    }
}
