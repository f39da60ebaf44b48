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
 * Runs a program from a folder whose name ends with an exclamation mark. The URL of a jar ends at the first {@code !/}
 * (java.net.JarURLConnection), which Java does not escape in URLs of its class path, so it finds classes there but no
 * resources. Here both are loaded by escaped URLs.
 */
public final class EscapedClassPath {
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final String END_OF_JAR = "!/";

    private EscapedClassPath() {}

    /** Returns whether the class path needs escaping, and this class was loaded from it. */
    public static boolean isNeeded() {
        return CLASS_PATH.contains(END_OF_JAR)
                && EscapedClassPath.class.getClassLoader() == ClassLoader.getSystemClassLoader();
    }

    /** Runs the main method of a class, loaded again by escaped URLs. */
    public static void run(Class<?> program, String[] arguments)
            throws ReflectiveOperationException, MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : CLASS_PATH.split(File.pathSeparator)) {
            // the manifest of a jar names other jars by relative URLs
            urls.add(URI.create(Path.of(entry).toUri().toString().replace(END_OF_JAR, "%21/")).toURL());
        }
        ClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        Method main = loader.loadClass(program.getName()).getMethod("main", String[].class);
        main.setAccessible(true);
        main.invoke(null, (Object) arguments);
    }
}
