package org.juliaset;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.juliaset");

    @Test
    void packagesKnowOnlyThoseBelowThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("core").definedBy("org.juliaset.core..")
                .layer("engine").definedBy("org.juliaset.engine..")
                .layer("opencl").definedBy("org.juliaset.opencl..")
                .layer("image").definedBy("org.juliaset.image..")
                .layer("render").definedBy("org.juliaset.render..")
                .layer("bench").definedBy("org.juliaset.bench..")
                .layer("cli").definedBy("org.juliaset.cli..")
                .whereLayer("cli").mayNotBeAccessedByAnyLayer()
                .whereLayer("opencl").mayNotBeAccessedByAnyLayer()
                .whereLayer("bench").mayOnlyBeAccessedByLayers("cli")
                .whereLayer("render").mayOnlyBeAccessedByLayers("bench", "cli")
                .whereLayer("image").mayOnlyBeAccessedByLayers("render", "bench", "cli")
                .whereLayer("engine").mayOnlyBeAccessedByLayers("opencl", "render", "bench", "cli")
                .check(CLASSES);
    }

    @Test
    void coreNeedsNothingButTheJdk() {
        classes().that().resideInAPackage("org.juliaset.core..")
                .should().onlyDependOnClassesThat().resideInAnyPackage("java..", "org.juliaset.core..")
                .check(CLASSES);
    }

    @Test
    void onlyTheOpenClPackageKnowsJocl() {
        noClasses().that().resideOutsideOfPackage("org.juliaset.opencl..")
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
        for (String room : List.of("core", "engine", "image", "opencl", "render")) {
            try (Stream<Path> sources = Files.walk(Path.of("src/main/java/org/juliaset", room))) {
                for (Path source : sources.filter(Files::isRegularFile).toList()) {
                    Files.readString(source).lines().filter(line -> option.matcher(line).find())
                            .forEach(line -> found.add(source.getFileName() + ": " + line.strip()));
                }
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void nothingFusesMultiplyAndAdd() {
        noClasses()
                .should().callMethod(Math.class, "fma", double.class, double.class, double.class)
                .orShould().callMethod(StrictMath.class, "fma", double.class, double.class, double.class)
                .check(CLASSES);
    }
}
