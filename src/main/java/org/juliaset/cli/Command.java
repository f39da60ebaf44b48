package org.juliaset.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command with its options, to which everything asks for help alike. */
abstract class Command extends OptionGroup implements Callable<Integer> {
    private final Console console;
    private final CommandSpec spec;

    Command(Console console, String name, String description) {
        this.console = console;
        spec = CommandSpec.wrapWithoutInspection(this).name(name).versionProvider(new Version());
        spec.usageMessage().description(description);
    }

    /** Command lines for the end of the help, and what they do. */
    final void examples(String... examples) {
        spec.usageMessage().footer(examples);
    }

    /** The one argument that is no option. */
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

    /** For picocli, once all options are added. */
    final CommandLine commandLine() {
        add(flag("-h", "--help").usageHelp(true).description("show help: -h in short, --help all of it"));
        add(flag("-V", "--version").versionHelp(true).description("show the version"));
        return parser(spec);
    }

    /** What it prints to and reads from. */
    final Console console() {
        return console;
    }

    final CommandSpec spec() {
        return spec;
    }
}
