// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.rule;

import io.arxsvgx.telemetry.cli.command.SampleFile;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import picocli.CommandLine.Command;

/** The command that writes a sample rule. */
@Command(
        name = "create-rule",
        header = "Write a sample alert rule.",
        description = "%nWrites a sample rule to FILE. Edit it, and check it with \"telemetry validate\".",
        footer = {"%nExample:", "  telemetry create-rule rule.json && telemetry add-rule rule.json"})
public final class CreateRuleCommand extends SampleFile {
    /** Creates the command. */
    public CreateRuleCommand(CliContext shell) {
        super(shell, "rule.json", "set it with: telemetry add-rule");
    }
}
