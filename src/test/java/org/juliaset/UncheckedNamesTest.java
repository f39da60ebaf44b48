package org.juliaset;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Names of classes, methods and files that no compiler checks must exist. */
@Tag("one-jdk")
class UncheckedNamesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages("org.juliaset");

    /** The folders of sources of all languages, and of documentation. */
    private static final List<String> ROOTS =
            List.of("README.md", "pom.xml", "ci", "kernels", "src", "target/generated-sources/kernels");

    private static final Pattern CLASS_OR_PACKAGE =
            Pattern.compile("\\borg\\.juliaset(\\.[a-z]\\w*)*+(\\.[A-Z]\\w*+)?+\\b(?!\\*)");
    private static final Pattern WHOLE_STRING = Pattern.compile("\"(" + CLASS_OR_PACKAGE + ")(#\\w+)?\"");
    private static final Pattern SOURCE = Pattern.compile("\\b[A-Z]\\w*\\.java\\b");
    private static final Pattern TEST = Pattern.compile("\\b[A-Z][a-z]\\w*(Test|IT)\\b");
    private static final Pattern COMPILE_COMMAND = Pattern.compile("(?m)^CompileCommand=\\w+,([^,\\n]+)");
    private static final Pattern SOURCE_PATTERN = Pattern.compile("<(?:include|exclude)>(\\*\\*/\\w[^<]*)<");

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String root : ROOTS) {
            try (Stream<Path> paths = Files.walk(Path.of(root))) {
                paths.filter(path -> Files.isRegularFile(path) && !path.toString().contains("/__pycache__/"))
                        .forEach(files::add);
            }
        }
        return files;
    }

    private static boolean isJava(Path file) {
        return file.toString().endsWith(".java");
    }

    private static boolean isPicture(Path file) {
        return file.toString().matches(".*\\.(png|svg|pyc|npy|tiff?)");
    }

    /** What a group of a pattern finds in some files. */
    private static Set<String> found(Pattern pattern, int group, Predicate<Path> in) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : files()) {
            if (in.test(file) && !isPicture(file)) {
                pattern.matcher(Files.readString(file)).results()
                        .map((MatchResult match) -> match.group(group)).forEach(found::add);
            }
        }
        assertFalse(found.isEmpty(), () -> "nothing is found by " + pattern);
        return found;
    }

    private static Set<String> without(Set<String> names, Predicate<String> exists) {
        return names.stream().filter(exists.negate()).collect(toCollection(TreeSet::new));
    }

    private static boolean isClassOrPackage(String name) {
        return isOfSpark(name.replace('.', '/')) || CLASSES.stream().anyMatch(found -> found.getName().equals(name)
                || (found.getPackageName() + ".").startsWith(name + "."));
    }

    private static boolean isSimpleName(String name) {
        return isOfSpark("org/juliaset/spark/" + name)
                || CLASSES.stream().anyMatch(found -> found.getSimpleName().equals(name));
    }

    /** Whether there is a class of the module for Spark, which is a build of its own. */
    private static boolean isOfSpark(String path) {
        return Stream.of("main", "test").map(Path.of("src/spark")::resolve)
                .anyMatch(sources -> Files.exists(sources.resolve(path + ".java")));
    }

    @Test
    void classesAndPackagesOutsideOfJavaExist() throws IOException {
        Set<String> names = found(CLASS_OR_PACKAGE, 0, file -> !isJava(file));
        assertEquals(Set.of(), without(names, UncheckedNamesTest::isClassOrPackage));
    }

    @Test
    void classesAndPackagesInStringsExist() throws IOException {
        assertEquals(Set.of(), without(found(WHOLE_STRING, 1, UncheckedNamesTest::isJava),
                UncheckedNamesTest::isClassOrPackage));
    }

    /** Python's tests have names of their own. */
    @Test
    void testsOutsideOfJavaExist() throws IOException {
        Set<String> names = found(TEST, 0, file -> !isJava(file) && !file.startsWith("src/test/python"));
        assertEquals(Set.of(), without(names, UncheckedNamesTest::isSimpleName));
    }

    @Test
    void sourcesOutsideOfJavaExist() throws IOException {
        Set<String> sources = new TreeSet<>();
        files().forEach(file -> sources.add(file.getFileName().toString()));
        assertEquals(Set.of(), without(found(SOURCE, 0, file -> !isJava(file)), sources::contains));
    }

    @Test
    void filesOfServicesAreNamedAfterClasses() throws IOException {
        Set<String> services = new TreeSet<>();
        try (Stream<Path> paths = Files.list(Path.of("src/main/resources/META-INF/services"))) {
            paths.forEach(path -> services.add(path.getFileName().toString()));
        }
        assertEquals(Set.of(), without(services, UncheckedNamesTest::isClassOrPackage));
    }

    @Test
    void sourcePatternsOfTheBuildMatch() throws IOException {
        Set<String> patterns = found(SOURCE_PATTERN, 1, Path.of("pom.xml")::equals);
        List<Path> files = files();
        assertEquals(Set.of(), without(patterns, pattern -> {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
            return files.stream().anyMatch(matcher::matches);
        }));
    }

    /** Classes of the JDK must exist in Java 17. */
    @Test
    void compileCommandsMatch() throws IOException {
        Set<String> commands = found(COMPILE_COMMAND, 1, Path.of("src/main/dist/lib/java.flags")::equals);
        assertEquals(Set.of(), without(commands, command -> command.startsWith("org.juliaset.")
                ? matchesAMethod(command)
                : Runtime.version().feature() > 17 || isOfTheJdk(command)));
    }

    @Test
    void aCompileCommandForNothingIsFound() {
        assertFalse(matchesAMethod("org.juliaset.attic.Simd*::*"));
        assertFalse(matchesAMethod("org.juliaset.compute.cpu.Simd*::counting"));
        assertFalse(isOfTheJdk("jdk/internal/Frame.execute"));
    }

    private static boolean matchesAMethod(String command) {
        String[] parts = command.split("::");
        return CLASSES.stream().filter(found -> glob(parts[0]).matcher(found.getName()).matches())
                .flatMap((JavaClass found) -> found.getMethods().stream())
                .anyMatch(method -> glob(parts[1]).matcher(method.getName()).matches());
    }

    private static Pattern glob(String glob) {
        return Pattern.compile(glob.replace(".", "\\.").replace("*", ".*"));
    }

    private static boolean isOfTheJdk(String command) {
        String name = command.replaceFirst("\\.\\w+$", "");
        return ClassLoader.getSystemResource(name + ".class") != null;
    }
}
