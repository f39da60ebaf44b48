package org.juliaset.cli;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Opens pages in the user's browser, by the program that each system has for it. */
final class Browsers {
    /** A program that fails does so soon; one that is the browser itself goes on. */
    private static final long FAILING_MILLIS = 5000;

    private Browsers() {}

    /** Opens a page; prints a line where that is not possible. Returns at once. */
    static void open(String address, Console console) {
        Thread thread = new Thread(() -> {
            if (!opened(address)) {
                console.say("no browser could be opened: open the address above in one");
            }
        }, "juliaset-open-browser");
        thread.setDaemon(true);
        thread.start();
    }

    private static boolean opened(String address) {
        File nothing = new File(isWindows() ? "NUL" : "/dev/null");
        try {
            Process process = new ProcessBuilder(command(address))
                    .redirectInput(nothing)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return !process.waitFor(FAILING_MILLIS, TimeUnit.MILLISECONDS) || process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private static boolean isWindows() {
        return system().startsWith("windows");
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT);
    }

    private static List<String> command(String address) {
        if (isWindows()) {
            return List.of("rundll32", "url.dll,FileProtocolHandler", address);
        }
        return List.of(system().startsWith("mac") ? "open" : "xdg-open", address);
    }
}
