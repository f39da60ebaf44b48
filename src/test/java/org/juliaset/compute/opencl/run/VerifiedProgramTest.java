package org.juliaset.compute.opencl.run;

import static org.jocl.CL.clReleaseProgram;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jocl.cl_program;
import org.juliaset.compute.Device;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.KernelKind;
import org.juliaset.compute.opencl.platform.DeviceContext;
import org.juliaset.compute.opencl.platform.Inventory;
import org.juliaset.compute.opencl.platform.NativeLibrary;
import org.juliaset.compute.opencl.program.JuliaProgram;
import org.juliaset.compute.opencl.program.ProgramBuild;
import org.juliaset.compute.opencl.program.WorkItemTile;
import org.juliaset.model.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs from source and from stored binaries, on the first OpenCL device. */
class VerifiedProgramTest {
    private static final Path CACHE = Path.of(System.getenv("XDG_CACHE_HOME"), "juliaset");

    private DeviceContext on;

    @BeforeEach
    void startADevice() throws IOException {
        for (Path file : kept()) {
            Files.delete(file);
        }
        Inventory inventory = new Inventory(NativeLibrary::load);
        Device device = inventory.discovery().devices().stream()
                .filter(found -> found.problem().isEmpty() && found.float64())
                .findFirst()
                .orElseGet(
                        () -> abort("no OpenCL device with float64 could be tested: " + inventory.discovery().notes()));
        on = DeviceContext.create(device, inventory.handle(device).orElseThrow(), true);
    }

    @AfterEach
    void closeIt() {
        if (on != null) {
            on.close();
        }
    }

    /** A source that was never built before. */
    private ProgramBuild fresh() {
        String source = "// " + System.nanoTime() + "\n__kernel void nothing(__global int *to) { *to = 1; }\n";
        return new ProgramBuild(on, source, "");
    }

    private static List<Path> kept() throws IOException {
        if (!Files.isDirectory(CACHE)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(CACHE)) {
            return files.filter(file -> file.toString().endsWith(".bin")).sorted().toList();
        }
    }

    @Test
    void aBinaryIsTakenOnceItWasKept() throws IOException {
        ProgramBuild build = fresh();
        assertEquals(Optional.empty(), build.fromBinary());
        cl_program program = build.fromSource();
        List<Path> before = kept();
        build.keep(program);
        clReleaseProgram(program);
        assertEquals(before.size() + 1, kept().size());
        cl_program again = build.fromBinary().orElseThrow();
        clReleaseProgram(again);
        assertEquals(Optional.empty(), fresh().fromBinary(), "it belongs to its source");
    }

    @Test
    void aDamagedBinaryIsNotTaken() throws IOException {
        ProgramBuild build = fresh();
        cl_program program = build.fromSource();
        List<Path> before = kept();
        build.keep(program);
        clReleaseProgram(program);
        Path file = kept().stream().filter(path -> !before.contains(path)).findFirst().orElseThrow();
        byte[] whole = Files.readAllBytes(file);
        byte[] damaged = whole.clone();
        damaged[damaged.length / 2] ^= 1;
        for (byte[] bytes : List.of(damaged, new byte[0], new byte[3], new byte[100])) {
            Files.write(file, bytes);
            assertEquals(Optional.empty(), build.fromBinary());
        }
        Files.write(file, whole);
        clReleaseProgram(build.fromBinary().orElseThrow());
    }

    @Test
    void aBinaryThatTheDriverRejectsIsCompiledAgain() throws IOException {
        JuliaProgram.Variant variant =
                new JuliaProgram.Variant(Precision.FLOAT64, KernelKind.PLAIN, new WorkItemTile(2, 3), false);
        try (BandQueue queue = new BandQueue(on)) {
            List<Path> before = kept();
            try (JuliaProgram program = VerifiedProgram.build(on, queue, variant)) {
                program.keep();
            }
            List<Path> after = kept();
            assertNotEquals(before, after);
            Path file = after.stream().filter(path -> !before.contains(path)).findFirst().orElseThrow();
            // intact, and of another program: the kernels are not in it
            ProgramBuild other = fresh();
            cl_program nothing = other.fromSource();
            other.keep(nothing);
            clReleaseProgram(nothing);
            Path theOther = kept().stream().filter(path -> !after.contains(path)).findFirst().orElseThrow();
            Files.copy(theOther, file, StandardCopyOption.REPLACE_EXISTING);
            try (JuliaProgram program = VerifiedProgram.build(on, queue, variant)) {
                assertEquals(variant.shape(), program.shape());
                program.keep();
            }
            assertNotEquals(Files.size(theOther), Files.size(file), "what was compiled is kept instead");
        }
    }

    @Test
    void aBinaryThatFailsTheReferenceCheckIsCompiledAgain() throws IOException {
        WorkItemTile shape = new WorkItemTile(2, 2);
        JuliaProgram.Variant whole = new JuliaProgram.Variant(Precision.FLOAT64, KernelKind.PLAIN, shape, false);
        JuliaProgram.Variant segmented = new JuliaProgram.Variant(Precision.FLOAT64, KernelKind.PLAIN, shape, true);
        try (BandQueue queue = new BandQueue(on)) {
            for (JuliaProgram.Variant variant : List.of(whole, segmented)) {
                try (JuliaProgram program = VerifiedProgram.build(on, queue, variant)) {
                    program.keep();
                }
            }
            List<Path> both = kept();
            assertEquals(2, both.size());
            // each takes other arguments than the other
            byte[] first = Files.readAllBytes(both.get(0));
            byte[] second = Files.readAllBytes(both.get(1));
            Files.write(both.get(0), second);
            Files.write(both.get(1), first);
            for (JuliaProgram.Variant variant : List.of(whole, segmented)) {
                try (JuliaProgram program = VerifiedProgram.build(on, queue, variant)) {
                    program.keep();
                }
            }
            assertFalse(Arrays.equals(second, Files.readAllBytes(both.get(0))), "what was compiled is kept instead");
            assertFalse(Arrays.equals(first, Files.readAllBytes(both.get(1))), "what was compiled is kept instead");
        }
    }

    @Test
    void theCompilersFirstErrorIsTold() {
        ProgramBuild wrong = new ProgramBuild(on, "__kernel void wrong() { int a = b; }", "");
        String message = assertThrows(EngineException.class, wrong::fromSource).getMessage();
        assertTrue(message.startsWith("the kernel does not compile: "), message);
        assertTrue(message.contains("error"), message);
    }
}
