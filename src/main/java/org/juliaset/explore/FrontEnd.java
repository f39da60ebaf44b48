package org.juliaset.explore;

import java.nio.file.Path;
import java.util.Map;
import org.juliaset.parameters.Spelling;

/** What the explorer has from the program that starts it. Safe for use by several threads. */
public interface FrontEnd {
    /** Returns how the program names what a person gives it at its start. */
    Spelling spelling();

    /**
     * Returns a command line that makes a picture.
     *
     * @param terms parameters, and terms of a {@link org.juliaset.render.View}, by name; the text of a flag is true
     * @param file its name
     */
    String command(Map<String, String> terms, String file);

    /**
     * Says that a render has ended early, as the program ends, and can be resumed.
     *
     * @param bands that are kept, of {@code all}
     */
    void kept(Path file, long bands, long all);

    /** Shows a line to the user, where the program was started. */
    void say(String line);
}
