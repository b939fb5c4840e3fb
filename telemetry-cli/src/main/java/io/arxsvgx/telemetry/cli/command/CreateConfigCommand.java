// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.command;

import io.arxsvgx.telemetry.cli.shell.CliContext;
import picocli.CommandLine.Command;

/** The command that writes a sample configuration. */
@Command(
        name = "create-config",
        header = "Write a sample configuration with the defaults.",
        description = "%nWrites all settings of the specification with their defaults to FILE.",
        footer = {"%nExample:", "  telemetry create-config config.json && telemetry start --config config.json"})
public final class CreateConfigCommand extends SampleFile {
    /** Creates the command. */
    public CreateConfigCommand(CliContext shell) {
        super(shell, "config.json", "use it with: telemetry start --config");
    }
}
