// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.rule;

import io.arxsvgx.telemetry.cli.shell.CliContext;
import picocli.CommandLine.Command;

/** Switches a rule on. */
@Command(
        name = "enable-rule",
        header = "Switch an alert rule on.",
        description = "%nSwitches the rule with the id ID on.",
        footer = {"%nExample:", "  telemetry enable-rule pressure_spike"})
public final class EnableRuleCommand extends RuleSwitch {
    /** A command. */
    public EnableRuleCommand(CliContext shell) {
        super(shell, true);
    }
}
