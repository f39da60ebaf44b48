package org.juliaset.compute;

import java.util.Map;

/** A part of Java, the system or this program is missing. The message says which one and what to do. */
public final class MissingPartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Modules that a reduced Java may lack, by the packages that libraries of this program use. */
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
     * Checks that this Java has certain modules.
     *
     * @param user the part that needs them, as the subject of a sentence
     * @param alternative what to do without them, as the end of a sentence
     * @throws MissingPartException naming the first one that is missing
     */
    public static void requireModules(String user, String alternative, String... modules) {
        for (String module : modules) {
            if (ModuleLayer.boot().findModule(module).isEmpty()) {
                throw new MissingPartException(
                        lacks(module) + ", which " + user + " needs: use a complete Java or " + alternative, null);
            }
        }
    }

    /** Converts an error of Java's linker. */
    public static MissingPartException of(LinkageError error) {
        return new MissingPartException(explanation(error), error);
    }

    private static String explanation(LinkageError error) {
        Throwable cause = error.getCause();
        if (error instanceof ExceptionInInitializerError && cause != null) {
            return cause instanceof LinkageError linkage ? explanation(linkage) : String.valueOf(cause);
        }
        if (error instanceof NoClassDefFoundError && cause instanceof ExceptionInInitializerError) {
            // the class failed to initialise before; Java keeps only the text of the first failure
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
