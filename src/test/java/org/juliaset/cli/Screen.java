package org.juliaset.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * The text that a terminal shows.
 *
 * @param lines the lines, without trailing spaces
 * @param wrapped number of lines that were wrapped
 */
record Screen(List<String> lines, int wrapped) {
    /** Interprets carriage returns and newlines. */
    static Screen of(String written, int columns) {
        List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
        int column = 0;
        int wrapped = 0;
        for (char letter : written.toCharArray()) {
            if (letter == '\r') {
                column = 0;
                continue;
            }
            if (letter == '\n' || column == columns) {
                lines.add(new StringBuilder());
                wrapped += letter == '\n' ? 0 : 1;
                column = 0;
            }
            if (letter != '\n') {
                StringBuilder line = lines.get(lines.size() - 1);
                line.replace(column, Math.min(column + 1, line.length()), String.valueOf(letter));
                column++;
            }
        }
        return new Screen(lines.stream().map(line -> line.toString().stripTrailing()).toList(), wrapped);
    }
}
