// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.cli.output.Words;
import io.arxsvgx.telemetry.cli.serve.Settings;
import io.arxsvgx.telemetry.cli.shell.CommandFault;
import io.arxsvgx.telemetry.cli.shell.Shell;
import io.arxsvgx.telemetry.json.RefusedRulesException;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks a file without a server. */
@Command(
        name = "validate",
        header = "Check a file of rules, a rule or a configuration.",
        description =
                "%nChecks FILE without a server, and tells all that is wrong with it. An array is a file of rules, an object"
                        + " with a rule_id is a rule, any other object a configuration. An action that is not built in is a"
                        + " warning: a host can register it.",
        footer = {"%nExample:", "  telemetry validate rules.json"})
public final class ValidateCommand implements Runnable {
    private final Shell shell;

    @Parameters(paramLabel = "FILE", description = "The file; - is the standard input.")
    private String file = "";

    /** A command. */
    public ValidateCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void run() {
        JsonNode node = JsonFile.read(shell, file);
        boolean isRule = node.has("rule_id") || node.has("condition");
        if (node.isArray() || isRule) {
            List<AlertRule> rules =
                    rules(isRule ? JsonNodeFactory.instance.arrayNode().add(node) : node);
            shell.print(file + ": " + Words.count(rules.size(), "rule") + ", nothing wrong");
        } else {
            config(node);
            shell.print(file + ": a configuration, nothing wrong");
        }
    }

    private void config(JsonNode node) {
        List<String> faults = Settings.faults(node, shell.variable("TELEMETRY_API_TOKEN"));
        if (!faults.isEmpty()) {
            throw refused(faults);
        }
    }

    private List<AlertRule> rules(JsonNode node) {
        try (TelemetryProcessor processor = TelemetryProcessor.create(TelemetryConfig.defaults())) {
            RuleChecks checks = new RuleChecks(processor);
            List<AlertRule> rules = checks.check(node);
            if (!checks.faults().isEmpty()) {
                throw refused(checks.faults());
            }
            for (AlertRule rule : rules) {
                processor.ruleWarnings(rule).forEach(warning -> RuleWarnings.print(shell, rule.id(), warning));
            }
            return rules;
        }
    }

    private CommandFault refused(List<String> reasons) {
        CommandFault fault = CommandFault.failed(file + ": " + reasons.get(0), new RefusedRulesException(reasons));
        for (String reason : reasons.subList(1, reasons.size())) {
            fault = fault.withLine(file + ": " + reason);
        }
        return fault;
    }
}
