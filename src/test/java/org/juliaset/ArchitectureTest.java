package org.juliaset;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rooms, which are packages, and the rooms and libraries that each may use. */
@Tag("one-jdk")
class ArchitectureTest {
    /**
     * Each room, the other rooms that it may use, and libraries. A class is in the room with the longest name that its
     * package begins with, so a room inside another stands for itself. All may use {@code java}.
     */
    private static final Map<String, List<String>> ROOMS = table("""
            parameters
            concurrent
            model           parameters
            storage         concurrent parameters
            color           model parameters
            compute         concurrent model parameters
            compute.cpu     compute model jdk.incubator.vector com.sun.management
            compute.opencl  compute compute.cpu compute.opencl.platform compute.opencl.run concurrent model storage
                            org.jocl
            compute.opencl.platform  compute concurrent storage org.jocl
            compute.opencl.program   compute compute.opencl.platform model storage org.jocl
            compute.opencl.run       compute compute.cpu compute.opencl.platform compute.opencl.program model storage
                            org.jocl
            devices         compute compute.cpu devices.pool devices.speed model parameters
            devices.pool    compute model
            devices.speed   compute concurrent model storage
            image           color model parameters
            image.png       color image model
            image.dzi       color concurrent image image.png
            image.tiff      color image model
            image.npy       color image com.google.gson
            image.plain     color image model parameters
            image.formats   color image image.png image.dzi image.tiff image.npy image.plain model
                            parameters
            pipeline        color compute concurrent image model storage
            parts           color concurrent image image.dzi image.formats model parameters pipeline render storage
            render          color compute devices devices.speed image image.png image.dzi image.npy image.formats
                            model parameters pipeline storage
            render.verify   color compute concurrent image image.formats model pipeline render
            embed           animate color compute devices model parameters pipeline render storage
            bench           bench.ladder color compute compute.cpu devices image.formats model parameters pipeline
                            render javax.imageio
            bench.ladder    model
            bench.report    bench compute parameters storage javax.imageio javax.swing com.google.gson
                            org.apache.commons.csv org.jfree de.erichseifert
            animate         color concurrent image image.formats image.plain image.png model parameters pipeline
                            render storage com.google.gson
            explore         animate color compute concurrent devices image image.formats image.png model
                            parameters pipeline render storage com.sun.net.httpserver com.google.gson
            cli             animate bench bench.report color compute concurrent devices devices.pool explore image
                            image.formats model parameters parts pipeline render render.verify storage picocli
                            org.jline com.google.gson javax.imageio
            """);

    private static final String ALL = "org.juliaset.";

    private static final ArchRule NO_CYCLES = slices().matching(ALL + "(**)").should().beFreeOfCycles();

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.juliaset");

    @Test
    void roomsUseOnlyWhatTheTableAllows() {
        classes().should(useOnlyWhatIsAllowed()).check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "model, org.juliaset.compute", "image.png, org.juliaset.image.dzi", "render, org.jocl",
        "attic, org.juliaset.model"
    })
    void aUseThatTheTableDoesNotAllowIsFound(String room, String used, @TempDir Path folder) {
        JavaClasses planted = Planted.compile(folder,
                "package org.juliaset." + room + "; class User { " + used + ".Thing thing; }",
                "package " + used + "; public class Thing {}");
        assertTrue(classes().should(useOnlyWhatIsAllowed()).evaluate(planted).hasViolation());
    }

    /** Finds names that no compiler checks: rooms that no longer exist, and uses that no longer occur. */
    @Test
    void everythingInTheTableIsThere() {
        Set<String> unused = new TreeSet<>();
        ROOMS.forEach((room, allowed) -> {
            unused.add(room);
            allowed.forEach(name -> unused.add(room + " " + name));
        });
        for (JavaClass user : CLASSES) {
            String room = room(user);
            unused.remove(room);
            for (Dependency use : user.getDirectDependenciesFromSelf()) {
                ROOMS.getOrDefault(room, List.of()).stream().filter(name -> covers(name, use.getTargetClass()))
                        .forEach(name -> unused.remove(room + " " + name));
            }
        }
        assertEquals(Set.of(), unused);
    }

    @Test
    void packagesHaveNoCycles() {
        NO_CYCLES.check(CLASSES);
    }

    @Test
    void aCycleOfAPackageWithOneInsideItIsFound(@TempDir Path folder) {
        JavaClasses planted = Planted.compile(folder,
                "package org.juliaset.image; public class Outer { org.juliaset.image.png.Inner inner; }",
                "package org.juliaset.image.png; public class Inner extends org.juliaset.image.Outer {}");
        assertTrue(NO_CYCLES.evaluate(planted).hasViolation());
    }

    @Test
    void onlyTheSimdKernelsKnowJavasVectorApi() {
        Set<String> users = new TreeSet<>();
        for (JavaClass user : CLASSES) {
            if (user.getDirectDependenciesFromSelf().stream()
                    .anyMatch(use -> isWithin("jdk.incubator", use.getTargetClass()))) {
                users.add(user.getName());
            }
        }
        Set<String> kernels = new TreeSet<>();
        for (String vectors : List.of("3", "4", "5")) {
            for (String kind : List.of("", "Smooth", "Map", "MapSmooth")) {
                kernels.add(ALL + "compute.cpu.Simd" + vectors + kind + "Kernel");
                kernels.add(ALL + "compute.cpu.Simd" + vectors + kind + "Kernel32");
            }
        }
        assertEquals(kernels, users);
    }

    @Test
    void onlyTheCommandLinePrintsOrEndsTheProcess() {
        noClasses().that().resideOutsideOfPackage("org.juliaset.cli..")
                .should(ACCESS_STANDARD_STREAMS)
                .orShould().callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }

    /** Commands run inside a test, with its streams and variables. */
    @Test
    void commandsPrintAndReadVariablesThroughTheirConsole() {
        noClasses().that().resideInAPackage("org.juliaset.cli..")
                .and().doNotHaveFullyQualifiedName("org.juliaset.cli.Console")
                .and().doNotHaveFullyQualifiedName("org.juliaset.cli.Main")
                .should(ACCESS_STANDARD_STREAMS)
                .orShould().callMethod(System.class, "exit", int.class)
                .orShould().callMethod(System.class, "getenv", String.class)
                .orShould().callMethod(System.class, "getenv")
                .check(CLASSES);
    }

    /** In strings of its sources, and in labels of the benchmark. Java's own options may be named. */
    @Test
    void onlyTheCommandLineNamesItsOptions() throws IOException {
        Pattern option = Pattern.compile("\"(\\\\.|[^\"\\\\])*--(?!add-modules)[a-z](\\\\.|[^\"\\\\])*\"");
        Path root = Path.of("src/main/java/org/juliaset");
        List<String> found = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(root)) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                if (source.startsWith(root.resolve("cli")) || source.startsWith(root.resolve("bench"))) {
                    continue;
                }
                Files.readString(source).lines().filter(line -> option.matcher(line).find())
                        .forEach(line -> found.add(source.getFileName() + ": " + line.strip()));
            }
        }
        assertEquals(List.of(), found);
    }

    private static ArchCondition<JavaClass> useOnlyWhatIsAllowed() {
        return new ArchCondition<>("use only what the table allows their room") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                String room = room(user);
                if (room.isEmpty()) {
                    events.add(SimpleConditionEvent.violated(user, user.getName() + " is in no room of the table"));
                    return;
                }
                user.getDirectDependenciesFromSelf().stream()
                        .filter(use -> !isJava(use.getTargetClass()) && !room(use.getTargetClass()).equals(room))
                        .filter(use -> ROOMS.get(room).stream().noneMatch(name -> covers(name, use.getTargetClass())))
                        .forEach(use -> events.add(SimpleConditionEvent.violated(use, use.getDescription())));
            }
        };
    }

    private static boolean isJava(JavaClass used) {
        return used.getBaseComponentType().isPrimitive() || isWithin("java", used);
    }

    /** Whether an entry of the table speaks of a class. */
    private static boolean covers(String entry, JavaClass used) {
        return ROOMS.containsKey(entry) ? room(used).equals(entry) : isWithin(entry, used);
    }

    private static boolean isWithin(String name, JavaClass used) {
        return (used.getBaseComponentType().getPackageName() + ".").startsWith(name + ".");
    }

    /** The name of the room that a class is in, empty if there is none. */
    private static String room(JavaClass of) {
        return ROOMS.keySet().stream().filter(room -> isWithin(ALL + room, of))
                .max(Comparator.comparingInt(String::length)).orElse("");
    }

    /** Lines of a name and others, which go on in lines that begin with a space. */
    private static Map<String, List<String>> table(String text) {
        Map<String, List<String>> table = new TreeMap<>();
        text.replaceAll("\n +", " ").lines().map(line -> List.of(line.split(" +")))
                .forEach(names -> table.put(names.get(0), names.subList(1, names.size())));
        return table;
    }
}
