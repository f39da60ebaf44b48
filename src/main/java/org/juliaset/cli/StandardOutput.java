package org.juliaset.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;

/**
 * Standard output. The launcher moves it to a file descriptor that native code does not know, and puts standard error
 * in its place, so that output of an OpenCL driver or the JVM does not mix with the bytes of a picture.
 */
final class StandardOutput {
    /** The number of the descriptor; null if the program was started without the launcher. */
    private static final Integer NUMBER = Integer.getInteger("juliaset.output");

    private static final FileDescriptor DESCRIPTOR = NUMBER == null ? FileDescriptor.out : descriptor(NUMBER);

    private StandardOutput() {}

    /** Returns whether the launcher has moved standard output, so that {@link System#out} does not write to it. */
    static boolean isMoved() {
        return NUMBER != null;
    }

    /** Returns an unbuffered stream for bytes. */
    static OutputStream stream() {
        return new FileOutputStream(DESCRIPTOR);
    }

    /**
     * Returns an object for an open descriptor, which only code of the JDK can create. Opening /dev/fd instead would
     * lose the position in a file.
     */
    private static FileDescriptor descriptor(int number) {
        try {
            FileDescriptor descriptor = new FileDescriptor();
            Object access = Class.forName("jdk.internal.access.SharedSecrets")
                    .getMethod("getJavaIOFileDescriptorAccess")
                    .invoke(null);
            Class.forName("jdk.internal.access.JavaIOFileDescriptorAccess")
                    .getMethod("set", FileDescriptor.class, int.class)
                    .invoke(access, descriptor, number);
            return descriptor;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Java does not open descriptor " + number, e);
        }
    }
}
