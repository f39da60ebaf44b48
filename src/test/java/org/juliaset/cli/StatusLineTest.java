package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusLineTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final StatusLine line = new StatusLine(
            new PrintStream(bytes, true, StandardCharsets.UTF_8), new Terminal("2", "20", -1, Map.of()));

    private List<String> screen() {
        return Screen.of(bytes.toString(StandardCharsets.UTF_8), 20).lines();
    }

    @Test
    void whatIsPrintedTakesThePlaceOfTheLineAndIsFollowedByIt() {
        line.show("[==>    ]");
        line.println("a notice");
        assertEquals(List.of("a notice", ""), screen());
        line.show("[===>   ]");
        line.printf("another %s%n", "notice");
        line.show("[====>  ]");
        assertEquals(List.of("a notice", "another notice", "[====>  ]"), screen());
    }

    @Test
    void aStackTraceIsNotMixedWithTheLine() {
        line.show("[==>    ]");
        line.print("half a ");
        line.show("[===>   ]");
        line.print("line\n");
        line.show("[====>  ]");
        assertEquals(List.of("half a line", "[====>  ]"), screen());
    }

    @Test
    void aShorterLineLeavesNothingOfALongerOne() {
        line.show("a line of 17 long");
        line.show("short");
        assertEquals(List.of("short"), screen());
    }

    @Test
    void aLineIsCutToTheTerminalAndLeavesRoomForWhatIsTyped() {
        line.show("0123456789012345678901234567890");
        assertEquals(List.of("01234567890123456"), screen());
        line.println("after ^C");
        assertEquals(List.of("after ^C", ""), screen());
    }

    @Test
    void aFinishedLineStays() {
        line.show("[=======]");
        line.finish();
        line.println("done");
        assertEquals(List.of("[=======]", "done", ""), screen());
    }
}
