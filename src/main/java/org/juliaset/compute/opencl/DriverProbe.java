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
 * The program of a {@link DriverProcess}. It lists the OpenCL devices, or starts one and tests it, and writes
 * the answer to standard output, each line behind the word that it was given.
 */
final class DriverProbe {
    /** The question for all devices; see {@link DeviceListText}. */
    static final String LIST = "list";

    /**
     * The question whether a device starts, followed by its line and the precision: the answer is the problem, if any.
     */
    static final String START = "start";

    /** Likewise, with programs compiled anew. */
    static final String START_COMPILED = "start-compiled";

    /** The drivers are asked from here on. */
    static final String READY = "R";

    /** The device has computed something since the last time. */
    static final String ALIVE = "A";

    /** The answer is complete. */
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
        inBackground(DriverProbe::endWithParent);
        inBackground(probe::tellThatItIsAlive);
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
                // what has been compiled now is loaded from the second time on
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

    /** In one piece, on a line of its own whatever a driver has printed before. */
    private synchronized void say(String line) throws IOException {
        out.write(("\n" + word + line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "juliaset-driver-probe");
        thread.setDaemon(true);
        thread.start();
    }

    /** Standard input ends when the process that asks has ended: this one may hang, and is not to be left behind. */
    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // nothing is sent
            }
        } catch (IOException e) {
            // as at the end
        }
        Runtime.getRuntime().halt(1);
    }

    private void tellThatItIsAlive() {
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
