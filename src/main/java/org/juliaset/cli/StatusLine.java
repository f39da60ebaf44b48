package org.juliaset.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import org.jline.utils.Signals;

/**
 * Standard error on a terminal, with a line at its end that is written over and over. Whatever is printed here
 * takes that line's place, and is followed by it when it is next shown. Safe for use by several threads.
 */
final class StatusLine extends PrintStream {
    /** Columns that stay free: for the cursor, and for the ^C that a terminal shows when it is typed. */
    private static final int FREE = 3;

    private final PrintStream stream;
    private final Terminal terminal;
    private volatile int columns;
    private String shown = "";
    private boolean isInLine;
    private boolean isOver;

    /** @param stream standard error */
    StatusLine(PrintStream stream, Terminal terminal) {
        super(stream, true);
        this.stream = stream;
        this.terminal = terminal;
        this.columns = terminal.columns();
    }

    /** Follows the terminal when its size is changed. */
    void followSize() {
        Signals.register("WINCH", () -> columns = terminal.columns(size()));
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
        stream.print("\r" + start + " ".repeat(Math.max(0, Math.min(width, shown.length()) - start.length())));
        stream.flush();
        shown = start;
    }

    /** Takes the line away. */
    synchronized void clear() {
        if (!shown.isEmpty()) {
            stream.print("\r" + " ".repeat(Math.min(columns - 1, shown.length() + FREE - 1)) + "\r");
            stream.flush();
            shown = "";
        }
    }

    /** Leaves the line as it is, and begins another. */
    synchronized void finish() {
        if (!shown.isEmpty()) {
            stream.println();
            stream.flush();
            shown = "";
        }
    }

    /** Leaves the cursor at the start of a line for good, as the process ends. */
    synchronized void end() {
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
