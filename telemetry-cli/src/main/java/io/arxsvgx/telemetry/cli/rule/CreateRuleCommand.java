// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.rule;

import io.arxsvgx.telemetry.cli.command.SampleFile;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import picocli.CommandLine.Command;

/** Writes a sample rule. */
@Command(
        name = "create-rule",
        header = "Write a sample alert rule.",
        description = "%nWrites a rule to start from to FILE. \"telemetry validate\" checks what you make of it.",
        footer = {"%nExample:", "  telemetry create-rule rule.json && telemetry add-rule rule.json"})
public final class CreateRuleCommand extends SampleFile {
    /** A command. */
    public CreateRuleCommand(CliContext shell) {
        super(shell, "rule.json", "set it with: telemetry add-rule");
    }
}
