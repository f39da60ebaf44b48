package org.juliaset.compute;

import java.util.Map;

/** A part of Java, of the system or of this program is not there: which one, and what to do. */
public final class MissingPartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Modules that a reduced Java may lack, by the packages of theirs that libraries of this program use. */
    private static final Map<String, String> MODULES = Map.of(
            "java.awt", "java.desktop",
            "java.beans", "java.desktop",
            "javax.imageio", "java.desktop",
            "javax.swing", "java.desktop",
            "java.util.logging", "java.logging",
            "java.lang.management", "java.management",
            "java.net.http", "java.net.http",
            "javax.xml", "java.xml",
            "jdk.incubator.vector", "jdk.incubator.vector");

    private MissingPartException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Checks that this Java has modules.
     *
     * @param what needs them, as the subject of a sentence
     * @param otherwise what to do without them, as the end of one
     * @throws MissingPartException naming the first that is not there
     */
    public static void requireModules(String what, String otherwise, String... modules) {
        for (String module : modules) {
            if (ModuleLayer.boot().findModule(module).isEmpty()) {
                throw new MissingPartException(
                        lacks(module) + ", which " + what + " needs: use a complete Java or " + otherwise, null);
            }
        }
    }

    /** Names what an error of Java's linker is about. */
    public static MissingPartException of(LinkageError error) {
        return new MissingPartException(explanation(error), error);
    }

    private static String explanation(LinkageError error) {
        Throwable cause = error.getCause();
        if (error instanceof ExceptionInInitializerError && cause != null) {
            return cause instanceof LinkageError linkage ? explanation(linkage) : String.valueOf(cause);
        }
        if (error instanceof NoClassDefFoundError && cause instanceof ExceptionInInitializerError) {
            // the class failed before; the virtual machine keeps the first failure's text only
            return error.getMessage() + " (" + cause.getMessage() + ")";
        }
        String name = String.valueOf(error.getMessage()).replace('/', '.');
        if (error instanceof UnsatisfiedLinkError) {
            return "a native library does not load (" + error.getMessage() + "): install what is missing";
        }
        if (error instanceof NoClassDefFoundError) {
            return MODULES.keySet().stream()
                    .filter(prefix -> name.startsWith(prefix + "."))
                    .findFirst()
                    .map(prefix -> lacks(MODULES.get(prefix)) + ": use a complete Java")
                    .orElse("the class " + name + " is missing: install the program again, or a complete Java");
        }
        return "the program's libraries do not fit together (" + error + "): install it again";
    }

    private static String lacks(String module) {
        return "this Java (" + System.getProperty("java.home") + ") lacks the module " + module;
    }
}
