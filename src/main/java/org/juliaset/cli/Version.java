package org.juliaset.cli;

import org.juliaset.parameters.Software;
import picocli.CommandLine;

/** The version of the program, from its jar, and that of Java. */
final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            Software.name(), "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
        };
    }
}
