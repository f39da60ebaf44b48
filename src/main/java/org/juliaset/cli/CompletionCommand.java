package org.juliaset.cli;

import picocli.AutoComplete;

/** The command completion: a script for the user's shell, made of the options of all commands. */
final class CompletionCommand extends Command {
    CompletionCommand(Console console) {
        super(
                console,
                "completion",
                "Prints a script that lets bash and zsh complete commands, options and their values. For bash, keep it"
                        + " as ~/.local/share/bash-completion/completions/juliaset; for zsh, source it in ~/.zshrc,"
                        + " after compinit.");
        examples("juliaset completion > ~/.local/share/bash-completion/completions/juliaset");
    }

    @Override
    public Integer call() {
        console().out().print(AutoComplete.bash(Main.NAME, Main.withSubcommands(console())));
        return 0;
    }
}
