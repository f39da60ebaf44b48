package org.juliaset.core;

/** This program, as its jar says. */
public final class Software {
    private Software() {}

    /** Name and version, as in {@code juliaset 0.1.0}. */
    public static String name() {
        String version = Software.class.getPackage().getImplementationVersion();
        return String.join(" ", "juliaset", version == null ? "(not from a jar)" : version);
    }
}
