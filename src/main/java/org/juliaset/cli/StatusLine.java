package org.juliaset.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import org.jline.utils.Signals;

/**
 * Standard error on a terminal, with a status line at its end. Printed text replaces the status line, which appears
 * below it when it is next shown. Safe for use by several threads.
 */
final class StatusLine extends PrintStream {
    /** Columns that stay free, for the cursor and for the ^C that a terminal echoes. */
    private static final int FREE = 3;

    private final PrintStream stream;
    private final Terminal terminal;
    private volatile int columns;
    private String shown = "";
    private boolean isInLine;
    private boolean isOver;

    /**
     * Creates a status line.
     *
     * @param stream standard error
     */
    StatusLine(PrintStream stream, Terminal terminal) {
        super(stream, true);
        this.stream = stream;
        this.terminal = terminal;
        this.columns = terminal.columns();
    }

    /** Follows changes of the terminal's size from now on. */
    void followSize() {
        Signals.register("WINCH", () -> columns = terminal.columns(size()));
    }

    /** Returns the columns of the terminal as text; empty if unknown. */
    private static String size() {
        ProcessBuilder stty = new ProcessBuilder("sh", "-c", "stty size <&2");
        try (BufferedReader reader = stty.redirectError(ProcessBuilder.Redirect.INHERIT).start().inputReader()) {
            String line = reader.readLine();
            return line == null ? "" : line.replaceFirst("\\d+ ", "");
        } catch (IOException e) {
            return "";
        }
    }

    /** Returns the largest length of the line, in characters. */
    int width() {
        return Math.max(1, columns - FREE);
    }

    /** Shows a line in place of the previous one. */
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

    /** Clears the line. */
    synchronized void clear() {
        if (!shown.isEmpty()) {
            stream.print("\r" + " ".repeat(Math.min(columns - 1, shown.length() + FREE - 1)) + "\r");
            stream.flush();
            shown = "";
        }
    }

    /** Keeps the line, and starts a new one. */
    synchronized void finish() {
        if (!shown.isEmpty()) {
            stream.println();
            stream.flush();
            shown = "";
        }
    }

    /** Leaves the cursor at the start of a line, at the end of the process. */
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
