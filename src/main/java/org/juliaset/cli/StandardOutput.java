package org.juliaset.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;

/**
 * Standard output, which pictures and text go to. The launcher has it under a descriptor that native code does not
 * know, and leaves standard error in its place: what an OpenCL driver or the JVM prints is not among the bytes of a
 * picture.
 */
final class StandardOutput {
    /** The number of the descriptor; null where the program was started without the launcher. */
    private static final Integer NUMBER = Integer.getInteger("juliaset.output");

    private static final FileDescriptor DESCRIPTOR = NUMBER == null ? FileDescriptor.out : descriptor(NUMBER);

    private StandardOutput() {}

    /** Whether the launcher has it elsewhere than {@link System#out} writes to. */
    static boolean isMoved() {
        return NUMBER != null;
    }

    /** For bytes, without a buffer. */
    static OutputStream stream() {
        return new FileOutputStream(DESCRIPTOR);
    }

    /**
     * A descriptor that is open already, which only Java's own code can make; to open /dev/fd again loses the place in
     * a file.
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
