package org.juliaset.cli;

import java.io.IOException;
import org.juliaset.parameters.Quantity;
import org.juliaset.storage.UserCache;
import picocli.CommandLine.Model.OptionSpec;

/** The command cache: what the program remembers of this machine. */
final class CacheCommand extends Command {
    private final OptionSpec clear = add(flag("--clear").description("remove it; later runs find it out again"));

    CacheCommand(Console console) {
        super(
                console,
                "cache",
                "Says where the program keeps what it has found out about devices, with their compiled kernels, and"
                        + " how much that is.");
        examples("juliaset cache", "juliaset cache --clear");
    }

    @Override
    public Integer call() {
        String folder = UserCache.folder().map(Object::toString)
                .orElseThrow(() -> new OutputException("nothing is kept: there is no home folder"));
        try {
            UserCache.Extent extent = isSet(clear) ? UserCache.clear() : UserCache.extent();
            String files = extent.files() == 1 ? "1 file" : extent.files() + " files";
            console().out().println(folder + ": " + files + ", " + Quantity.ofFile(extent.bytes())
                    + (isSet(clear) ? ", removed" : ""));
            return 0;
        } catch (IOException e) {
            throw new OutputException(folder, e);
        }
    }
}
