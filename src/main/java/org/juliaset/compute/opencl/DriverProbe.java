package org.juliaset.compute.opencl;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.juliaset.compute.Device;
import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.cpu.CpuProvider;
import org.juliaset.compute.opencl.platform.Inventory;
import org.juliaset.compute.opencl.platform.NativeLibrary;
import org.juliaset.model.Precision;
import org.juliaset.storage.EscapedClassPath;

/**
 * The program of a {@link DriverProcess}. It lists the OpenCL devices, or starts and checks one of them, and writes the
 * answer to standard output. Each line begins with the word passed as the first argument.
 */
final class DriverProbe {
    /** The command that lists all devices; {@link DeviceListText} is the form of the answer. */
    static final String LIST = "list";

    /**
     * The command that starts a device, followed by the line of the device and the precision. The answer is the
     * problem, empty if there is none.
     */
    static final String START = "start";

    /** As {@link #START}, with programs compiled from source. */
    static final String START_COMPILED = "start-compiled";

    /** Printed before the first call of a driver. */
    static final String READY = "R";

    /** Printed at most once a second, if the device has finished a launch since the last time. */
    static final String ALIVE = "A";

    /** Printed after the last line of the answer. */
    static final String DONE = "D";

    private static final String ANSWER = " ";
    private static final int ALIVE_MILLIS = 1000;

    private final String word;
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private volatile Engine engine;

    private DriverProbe(String word) {
        this.word = word;
    }

    public static void main(String[] arguments) throws Exception {
        if (EscapedClassPath.isNeeded()) {
            EscapedClassPath.run(DriverProbe.class, arguments);
            return;
        }
        DriverProbe probe = new DriverProbe(arguments[0]);
        startDaemon(DriverProbe::endWithParent);
        startDaemon(probe::reportProgress);
        probe.say(READY);
        List<String> answer = arguments[1].equals(LIST)
                ? DeviceListText.format(new Inventory(NativeLibrary::load).discovery()).lines().toList()
                : probe.start(
                        DeviceListText.device(arguments[2]),
                        Precision.valueOf(arguments[3]),
                        arguments[1].equals(START_COMPILED));
        for (String line : answer) {
            probe.say(ANSWER + line);
        }
        probe.say(DONE);
    }

    private List<String> start(Device device, Precision precision, boolean compiled) {
        try {
            OpenClProvider provider = new OpenClProvider();
            test(provider.open(device, compiled), precision);
            if (!compiled) {
                // the second start loads the binary that the first one compiled
                test(provider.open(device, false), precision);
            }
            return List.of();
        } catch (EngineException e) {
            return List.of(e.getMessage().replaceAll("\\s*\\R\\s*", " "));
        }
    }

    private void test(Engine started, Precision precision) {
        engine = started;
        try (started) {
            CpuProvider.REFERENCE_CHECK.require(started::compute, precision);
        } finally {
            engine = null;
        }
    }

    /** Writes one line with one call, after a line break: a driver may have printed half a line. */
    private synchronized void say(String line) throws IOException {
        out.write(("\n" + word + line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void startDaemon(Runnable task) {
        Thread thread = new Thread(task, "juliaset-driver-probe");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends this process when its parent ends, which closes standard input. A hanging driver would keep it alive. */
    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // the parent sends nothing
            }
        } catch (IOException e) {
            // treated as the end of the input
        }
        Runtime.getRuntime().halt(1);
    }

    private void reportProgress() {
        long last = 0;
        try {
            while (true) {
                Thread.sleep(ALIVE_MILLIS);
                Engine current = engine;
                long headway = current == null ? last : current.headway();
                if (headway != last) {
                    last = headway;
                    say(ALIVE);
                }
            }
        } catch (InterruptedException | IOException e) {
            // the process is ending
        }
    }
}
