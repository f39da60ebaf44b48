package org.juliaset.compute.opencl.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first rung of the fallback: no OpenCL library. The others are in FallbackIT. */
class InventoryTest {
    @Test
    void withoutALibraryThereAreNoDevicesAndANoteSaysWhy() {
        Inventory inventory = new Inventory(() -> {
            throw new UnsatisfiedLinkError("there is no libOpenCL.so.1");
        });
        assertEquals(List.of(), inventory.discovery().devices());
        assertEquals(1, inventory.discovery().notes().size());
        String note = inventory.discovery().notes().get(0);
        assertEquals("OpenCL could not be loaded: there is no libOpenCL.so.1", note);
    }

    @Test
    void aFileThatIsNoLibraryIsNotLoaded(@TempDir Path folder) throws IOException {
        Path library = Files.writeString(folder.resolve("libOpenCL.so.1"), "not a library");
        UnsatisfiedLinkError refusal =
                assertThrows(UnsatisfiedLinkError.class, () -> IcdLoader.loadFirst(List.of(library)));
        assertEquals(library + " is no library", refusal.getMessage());
    }

    @Test
    void aMissingFileIsNamed() {
        UnsatisfiedLinkError refusal =
                assertThrows(UnsatisfiedLinkError.class, () -> IcdLoader.loadFirst(List.of()));
        assertTrue(refusal.getMessage().startsWith("there is no libOpenCL.so.1, install"), refusal.getMessage());
    }
}
