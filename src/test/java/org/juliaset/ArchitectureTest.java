package org.juliaset;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.juliaset");

    /** Each room, and the rooms that it may import besides those that these may; see src/docs/architecture.md. */
    private static final Map<String, List<String>> ROOMS = Map.ofEntries(
            Map.entry("parameters", List.of()),
            Map.entry("concurrent", List.of()),
            Map.entry("model", List.of("parameters")),
            Map.entry("storage", List.of("parameters", "concurrent")),
            Map.entry("color", List.of("model")),
            Map.entry("compute", List.of("model", "concurrent", "storage")),
            Map.entry("devices", List.of("compute")),
            Map.entry("image", List.of("color", "concurrent")),
            Map.entry("pipeline", List.of("compute", "color", "image", "storage")),
            Map.entry("render", List.of("pipeline", "devices")),
            Map.entry("embed", List.of("render")),
            Map.entry("bench", List.of("render")),
            Map.entry("cli", List.of("embed", "bench")));

    private static Stream<String> below(String room) {
        return ROOMS.get(room).stream().flatMap(lower -> Stream.concat(Stream.of(lower), below(lower))).distinct();
    }

    static Stream<String> rooms() {
        return ROOMS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomKnowsOnlyThoseBelowIt(String room) {
        String[] allowed = Stream.concat(Stream.of(room), below(room))
                .map(name -> "org.juliaset." + name + "..")
                .toArray(String[]::new);
        noClasses().that().resideInAPackage("org.juliaset." + room + "..")
                .should().dependOnClassesThat(resideInAPackage("org.juliaset..").and(resideOutsideOfPackages(allowed)))
                .check(CLASSES);
    }

    @Test
    void noPackagesFormACycle() {
        SlicesRuleDefinition.slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(CLASSES);
    }

    /** Each package for itself, sub-packages apart from those that they are in. */
    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return SliceIdentifier.of(javaClass.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    @Test
    void everyClassIsInARoom() {
        String[] all = rooms().map(name -> "org.juliaset." + name + "..").toArray(String[]::new);
        classes().should().resideInAnyPackage(all).check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parameters", "concurrent", "model", "storage", "color"})
    void lowRoomsNeedNothingButTheJdk(String room) {
        classes().that().resideInAPackage("org.juliaset." + room + "..")
                .should().onlyDependOnClassesThat().resideInAnyPackage("java..", "org.juliaset..")
                .check(CLASSES);
    }

    @Test
    void nothingImportsOpenCl() {
        noClasses().that().resideOutsideOfPackage("org.juliaset.compute.opencl..")
                .should().dependOnClassesThat().resideInAPackage("org.juliaset.compute.opencl..")
                .check(CLASSES);
    }

    @Test
    void onlyTheOpenClPackageKnowsJocl() {
        noClasses().that().resideOutsideOfPackage("org.juliaset.compute.opencl..")
                .should().dependOnClassesThat(resideInAPackage("org.jocl.."))
                .check(CLASSES);
    }

    @Test
    void onlyTheSimdKernelsKnowJavasVectorApi() {
        noClasses().that().haveNameNotMatching(".*\\.SimdKernel.*")
                .should().dependOnClassesThat().resideInAPackage("jdk.incubator..")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineKnowsItsLibraries() {
        noClasses().that().resideOutsideOfPackage("org.juliaset.cli..")
                .should().dependOnClassesThat().resideInAnyPackage("picocli..", "org.jline..")
                .check(CLASSES);
    }

    @Test
    void onlyReportsKnowTheLibrariesOfTheirFormats() {
        noClasses().that().resideOutsideOfPackages("org.juliaset.cli..", "org.juliaset.bench.report..")
                .should().dependOnClassesThat()
                .resideInAnyPackage("com.google..", "org.apache.commons.csv..", "org.jfree..", "de.erichseifert..")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLinePrintsOrEndsTheProcess() {
        noClasses().that().resideOutsideOfPackage("org.juliaset.cli..")
                .should(ACCESS_STANDARD_STREAMS)
                .orShould().callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }

    /** In strings of its sources; other front ends spell parameters differently. Java's own options may be named. */
    @Test
    void onlyTheCommandLineNamesItsOptions() throws IOException {
        Pattern option = Pattern.compile("\"(\\\\.|[^\"\\\\])*--(?!add-modules)[a-z](\\\\.|[^\"\\\\])*\"");
        List<String> found = new ArrayList<>();
        for (String room : rooms().filter(name -> !name.equals("cli") && !name.equals("bench")).toList()) {
            try (Stream<Path> sources = Files.walk(Path.of("src/main/java/org/juliaset", room))) {
                for (Path source : sources.filter(Files::isRegularFile).toList()) {
                    Files.readString(source).lines().filter(line -> option.matcher(line).find())
                            .forEach(line -> found.add(source.getFileName() + ": " + line.strip()));
                }
            }
        }
        assertEquals(List.of(), found);
    }
}
