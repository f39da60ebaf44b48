package org.juliaset.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command with its options and help. */
abstract class Command extends OptionGroup implements Callable<Integer> {
    private final Console console;
    private final CommandSpec spec;

    Command(Console console, String name, String description) {
        this.console = console;
        spec = CommandSpec.wrapWithoutInspection(this).name(name).versionProvider(new Version());
        spec.usageMessage().description(description);
    }

    /** Adds examples to the end of the help: command lines and what they do, in turn. */
    final void examples(String... examples) {
        spec.usageMessage().footer(examples);
    }

    /** Adds the only argument that is not an option. */
    final PositionalParamSpec fileArgument(String description) {
        PositionalParamSpec file = PositionalParamSpec.builder()
                .paramLabel("FILE")
                .description(description)
                .type(String.class)
                .index("0")
                .arity("1")
                .required(true)
                .build();
        spec.addPositional(file);
        return file;
    }

    /** Returns the command line for picocli, once all options are added. */
    final CommandLine commandLine() {
        add(flag("-h", "--help").usageHelp(true).description("show help: -h in short, --help all of it"));
        add(flag("-V", "--version").versionHelp(true).description("show the version"));
        return parser(spec);
    }

    /** Returns the console that the command uses. */
    final Console console() {
        return console;
    }

    final CommandSpec spec() {
        return spec;
    }
}
