// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.command;

import io.arxsvgx.telemetry.cli.shell.CliContext;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command that prints a completion script. */
@Command(
        name = "completion",
        header = "Print a completion script for bash and zsh.",
        description = "%nPrints a script with which the shell completes commands and options.",
        footer = {"%nExample:", "  source <(telemetry completion)"})
public final class CompletionCommand implements Runnable {
    private final CliContext shell;

    @Spec
    private CommandSpec spec;

    /** Creates the command. */
    public CompletionCommand(CliContext shell) {
        this.shell = shell;
    }

    @Override
    public void run() {
        shell.print(AutoComplete.bash("telemetry", spec.root().commandLine()));
    }
}
