package org.juliaset;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles classes that break a rule on purpose, to show that the rule finds them. */
final class Planted {
    private Planted() {}

    /** Compiles sources of a class each, with the Vector API within reach, into a folder, and reads what is there. */
    static JavaClasses compile(Path folder, String... sources) {
        List<? extends JavaFileObject> files = Stream.of(sources).map(Source::new).toList();
        List<String> options = List.of("-d", folder.toString(), "-proc:none", "--add-modules", "jdk.incubator.vector");
        StringWriter errors = new StringWriter();
        if (!ToolProvider.getSystemJavaCompiler().getTask(errors, null, null, options, null, files).call()) {
            throw new AssertionError(errors);
        }
        return new ClassFileImporter().importPath(folder);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("planted:///Source.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return kind == Kind.SOURCE;
        }
    }
}
