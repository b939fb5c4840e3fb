// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.rule;

import io.arxsvgx.telemetry.cli.shell.CliContext;
import picocli.CommandLine.Command;

/** The command that disables a rule. */
@Command(
        name = "disable-rule",
        header = "Disable an alert rule.",
        description = "%nDisables the rule ID: the rule remains listed, and its open alerts are resolved.",
        footer = {"%nExample:", "  telemetry disable-rule pressure_spike"})
public final class DisableRuleCommand extends RuleSwitch {
    /** Creates the command. */
    public DisableRuleCommand(CliContext shell) {
        super(shell, false);
    }
}
