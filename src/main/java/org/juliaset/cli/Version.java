package org.juliaset.cli;

import org.juliaset.parameters.Software;
import picocli.CommandLine;

/** The program's version, as its jar says, and that of the Java it runs on. */
final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            Software.name(), "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
        };
    }
}
