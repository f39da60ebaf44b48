package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bash completes with the script that the program prints. */
class CompletionTest {
    /** Sets the variables that bash sets, and calls the function that it calls. */
    private static final String COMPLETE = """
            source completion
            compopt() { :; }
            COMP_WORDS=("$@")
            COMP_CWORD=$(($# - 1))
            COMP_LINE="$*"
            COMP_POINT=${#COMP_LINE}
            _complete_juliaset juliaset "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            echo "${COMPREPLY[@]}"
            """;

    @TempDir
    Path folder;

    private Set<String> completions(String... words) {
        String printed = Program.command(folder, "bash", "-c", COMPLETE, "bash", "juliaset")
                .with(words).succeed().out();
        return Set.of(printed.strip().split(" "));
    }

    @Test
    void commandsOptionsAndValuesAreCompleted() throws Exception {
        Files.writeString(folder.resolve("completion"), InProcess.in(folder, "completion").succeed().out());
        assertEquals(Set.of("explore"), completions("ex"));
        assertEquals(Set.of("--c-circle", "--c-line"), completions("animate", "--c-"));
        assertEquals(Set.of("viridis"), completions("--palette", "vi"));
        assertEquals(Set.of("linear", "sqrt", "log", "equalised"), completions("--palette-scale", ""));
        assertEquals(Set.of("article", "article-detail", "airplane"), completions("explore", "--preset", "a"));
        assertEquals(Set.of("auto", "all"), completions("-d", "a"));
    }
}
