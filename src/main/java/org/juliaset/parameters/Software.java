package org.juliaset.parameters;

/** The name and version of this program, from the manifest of its jar. */
public final class Software {
    private static final String VERSION = Software.class.getPackage().getImplementationVersion();

    private Software() {}

    /** Returns the name and version, such as {@code juliaset 0.1.0}. */
    public static String name() {
        return "juliaset " + version();
    }

    /** Returns the version, such as {@code 0.1.0}. */
    public static String version() {
        return VERSION == null ? "(not from a jar)" : VERSION;
    }
}
