package org.juliaset.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import org.jline.utils.Signals;

/**
 * Standard error on a terminal, with a line at its end that is written over and over. Whatever is printed to {@link
 * System#err} takes that line's place, and is followed by it when it is next shown. A process that ends, also by a
 * signal, leaves the cursor at the start of a line. Safe for use by several threads.
 */
final class StatusLine extends PrintStream {
    /** Columns that stay free: for the cursor, and for the ^C that a terminal shows when it is typed. */
    private static final int FREE = 3;

    private static StatusLine installed;

    private final PrintStream terminal;
    private volatile int columns;
    private String shown = "";
    private boolean isInLine;
    private boolean isOver;

    /** @param columns of the terminal */
    StatusLine(PrintStream terminal, int columns) {
        super(terminal, true);
        this.terminal = terminal;
        this.columns = columns;
    }

    /** Lets {@link System#err} be one. */
    static synchronized StatusLine install() {
        if (installed == null) {
            installed = new StatusLine(System.err, Terminal.columns());
            System.setErr(installed);
            Runtime.getRuntime().addShutdownHook(new Thread(installed::end, "juliaset-end-status-line"));
        }
        return installed;
    }

    /** Follows the terminal when its size is changed. */
    void followSize() {
        Signals.register("WINCH", () -> columns = Terminal.columns(size()));
    }

    /** The terminal's columns, or nothing. */
    private static String size() {
        ProcessBuilder stty = new ProcessBuilder("sh", "-c", "stty size <&2");
        try (BufferedReader reader = stty.redirectError(ProcessBuilder.Redirect.INHERIT).start().inputReader()) {
            String line = reader.readLine();
            return line == null ? "" : line.replaceFirst("\\d+ ", "");
        } catch (IOException e) {
            return "";
        }
    }

    /** Characters that a line may have. */
    int width() {
        return Math.max(1, columns - FREE);
    }

    /** Shows a line, in place of the one before. */
    synchronized void show(String line) {
        if (isOver || isInLine) {
            return;
        }
        int width = width();
        String start = line.substring(0, Math.min(width, line.length()));
        terminal.print("\r" + start + " ".repeat(Math.max(0, Math.min(width, shown.length()) - start.length())));
        terminal.flush();
        shown = start;
    }

    /** Takes the line away. */
    synchronized void clear() {
        if (!shown.isEmpty()) {
            terminal.print("\r" + " ".repeat(Math.min(columns - 1, shown.length() + FREE - 1)) + "\r");
            terminal.flush();
            shown = "";
        }
    }

    /** Leaves the line as it is, and begins another. */
    synchronized void finish() {
        if (!shown.isEmpty()) {
            terminal.println();
            terminal.flush();
            shown = "";
        }
    }

    private synchronized void end() {
        finish();
        isOver = true;
    }

    @Override
    public synchronized void write(int letter) {
        clear();
        super.write(letter);
        isInLine = letter != '\n';
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        if (length > 0) {
            clear();
            super.write(bytes, offset, length);
            isInLine = bytes[offset + length - 1] != '\n';
        }
    }
}
