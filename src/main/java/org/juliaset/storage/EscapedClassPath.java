package org.juliaset.storage;

import java.io.File;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a program from a folder whose name ends with an exclamation mark. A jar's part of a URL ends at the first
 * {@code !/} (java.net.JarURLConnection), and Java does not escape it in those of its class path: classes are found
 * there, and no resources, neither this program's nor those of its libraries. Here all of them are loaded by a URL that
 * is escaped.
 */
public final class EscapedClassPath {
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final String END_OF_JAR = "!/";

    private EscapedClassPath() {}

    /** Whether the class path needs it, and the classes have come from there. */
    public static boolean isNeeded() {
        return CLASS_PATH.contains(END_OF_JAR)
                && EscapedClassPath.class.getClassLoader() == ClassLoader.getSystemClassLoader();
    }

    /** Runs the main method of a class, loaded anew. */
    public static void run(Class<?> program, String[] arguments)
            throws ReflectiveOperationException, MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : CLASS_PATH.split(File.pathSeparator)) {
            // a jar's manifest names others by URLs relative to its own
            urls.add(URI.create(Path.of(entry).toUri().toString().replace(END_OF_JAR, "%21/")).toURL());
        }
        ClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        Method main = loader.loadClass(program.getName()).getMethod("main", String[].class);
        main.setAccessible(true);
        main.invoke(null, (Object) arguments);
    }
}
