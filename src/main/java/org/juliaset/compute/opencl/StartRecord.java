package org.juliaset.compute.opencl;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.juliaset.compute.Device;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.EngineProvider;
import org.juliaset.concurrent.AtExit;
import org.juliaset.model.Precision;
import org.juliaset.storage.UserCache;

/**
 * The stored outcome of starting one device in one precision: it starts, it ends or hangs the process, or a process is
 * starting it now. If that process no longer exists, its start failed, and the next one is tried in a {@link
 * DriverProcess} first, as the very first one is. Safe for use by several threads.
 */
final class StartRecord {
    private static final String PASSED = "starts";
    private static final String PASSED_COMPILED = "starts with programs compiled anew";
    private static final String FAILED = "fails: ";
    private static final String STARTING = "is started by ";
    private static final String SLOW = "takes longer than ";

    private final KnownDevices drivers;
    private final Device device;
    private final Precision precision;
    private final String key;

    /** The outcome of the last good start, {@link #PASSED} or {@link #PASSED_COMPILED}; empty if there was none. */
    private String passed = "";

    StartRecord(KnownDevices drivers, Device device, Precision precision) {
        this.drivers = drivers;
        this.device = device;
        this.precision = precision;
        this.key = String.join("\n", "start", drivers.key(), device.id(), device.identity(), precision.title());
    }

    /**
     * Returns the guard to hold while this process starts the device; first tries the start elsewhere where necessary.
     *
     * @param limitSeconds the longest time for that trial
     * @throws EngineException if the start ends or hangs a process, or takes longer than the limit
     */
    synchronized EngineProvider.Guard guard(double limitSeconds) {
        String state = UserCache.read(key).orElse("");
        if (state.startsWith(FAILED)) {
            throw new EngineException(state.substring(FAILED.length()));
        }
        if (state.equals(PASSED) || state.equals(PASSED_COMPILED)) {
            passed = state;
        } else if (isLiveProcess(state) && passed.isEmpty()) {
            passed = PASSED;
        }
        if (passed.isEmpty()) {
            if (tookLonger(state, limitSeconds)) {
                throw slow(limitSeconds);
            }
            passed = tryInChildProcess(limitSeconds);
        }
        String outcome = passed;
        if (!UserCache.write(key, STARTING + thisProcess())) {
            return () -> {};
        }
        // if the user ends this process meanwhile, the driver is not at fault
        AtExit atExit = new AtExit("juliaset-start-record", () -> UserCache.write(key, outcome));
        return new EngineProvider.Guard() {
            @Override
            public void release() {
                UserCache.write(key, outcome);
                atExit.callOff();
            }

            @Override
            public void abandon() {
                atExit.callOff();
                distrust();
            }
        };
    }

    /** Makes the next start of every process begin with a trial in a child process. */
    private synchronized void distrust() {
        passed = "";
        UserCache.write(key, "");
    }

    /** Forgets all starts of the device, unless a process is starting it now. */
    synchronized void forget() {
        passed = "";
        if (UserCache.read(key).filter(state -> !isLiveProcess(state)).isPresent()) {
            UserCache.write(key, "");
        }
    }

    boolean isOf(Device other) {
        return device.id().equals(other.id());
    }

    /** Returns whether programs must be compiled from source, since the driver fails with its own binaries. */
    synchronized boolean needsCompilation() {
        return passed.equals(PASSED_COMPILED);
    }

    /**
     * Starts the device in a child process, and if that ends badly once more with programs compiled from source.
     *
     * @return {@link #PASSED} or {@link #PASSED_COMPILED}
     */
    private String tryInChildProcess(double limitSeconds) {
        DriverProcess.Outcome outcome = drivers.tryStart(device, precision, limitSeconds, DriverProbe.START);
        boolean compiled = outcome.isBadEnd();
        if (compiled) {
            outcome = drivers.tryStart(device, precision, limitSeconds, DriverProbe.START_COMPILED);
        }
        if (outcome.isTooLate()) {
            UserCache.write(key, SLOW + limitSeconds);
            throw slow(limitSeconds);
        }
        if (outcome.isBadEnd()) {
            String reason = "its driver " + outcome.end() + " when the device was started";
            UserCache.write(key, FAILED + reason);
            throw new EngineException(reason);
        }
        outcome.answer().stream().findFirst().ifPresent(problem -> {
            throw new EngineException(problem);
        });
        return compiled ? PASSED_COMPILED : PASSED;
    }

    /** Returns whether an earlier start took longer than a limit at least as long. */
    private static boolean tookLonger(String state, double limitSeconds) {
        try {
            return state.startsWith(SLOW) && Double.parseDouble(state.substring(SLOW.length())) >= limitSeconds;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static EngineException slow(double limitSeconds) {
        return new EngineException(String.format(
                Locale.ROOT, "to start it for the first time takes longer than %.0f s: name it to wait for that",
                limitSeconds));
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
