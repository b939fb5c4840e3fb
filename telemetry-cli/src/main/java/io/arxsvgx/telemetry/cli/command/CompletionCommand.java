// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.command;

import io.arxsvgx.telemetry.cli.shell.CliContext;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a completion script. */
@Command(
        name = "completion",
        header = "Print a completion script for bash and zsh.",
        description = "%nPrints a script that lets the shell complete commands and options.",
        footer = {"%nExample:", "  source <(telemetry completion)"})
public final class CompletionCommand implements Runnable {
    private final CliContext shell;

    @Spec
    private CommandSpec spec;

    /** A command. */
    public CompletionCommand(CliContext shell) {
        this.shell = shell;
    }

    @Override
    public void run() {
        shell.print(AutoComplete.bash("telemetry", spec.root().commandLine()));
    }
}
