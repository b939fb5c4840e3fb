// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.rule;

import io.arxsvgx.telemetry.cli.shell.CliContext;
import picocli.CommandLine.Command;

/** The command that enables a rule. */
@Command(
        name = "enable-rule",
        header = "Enable an alert rule.",
        description = "%nEnables the rule ID.",
        footer = {"%nExample:", "  telemetry enable-rule pressure_spike"})
public final class EnableRuleCommand extends RuleSwitch {
    /** Creates the command. */
    public EnableRuleCommand(CliContext shell) {
        super(shell, true);
    }
}
