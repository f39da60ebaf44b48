package org.juliaset.parameters;

/** This program, as its jar says. */
public final class Software {
    private static final String VERSION = Software.class.getPackage().getImplementationVersion();

    private Software() {}

    /** Name and version, as in {@code juliaset 0.1.0}. */
    public static String name() {
        return "juliaset " + version();
    }

    /** The version, as in {@code 0.1.0}. */
    public static String version() {
        return VERSION == null ? "(not from a jar)" : VERSION;
    }
}
