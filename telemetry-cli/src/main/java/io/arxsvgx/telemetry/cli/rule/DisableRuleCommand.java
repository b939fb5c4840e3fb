// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.rule;

import io.arxsvgx.telemetry.cli.shell.CliContext;
import picocli.CommandLine.Command;

/** Switches a rule off. */
@Command(
        name = "disable-rule",
        header = "Switch an alert rule off.",
        description = "%nSwitches the rule with the id ID off: it stays listed, and its open alerts are resolved.",
        footer = {"%nExample:", "  telemetry disable-rule pressure_spike"})
public final class DisableRuleCommand extends RuleSwitch {
    /** A command. */
    public DisableRuleCommand(CliContext shell) {
        super(shell, false);
    }
}
