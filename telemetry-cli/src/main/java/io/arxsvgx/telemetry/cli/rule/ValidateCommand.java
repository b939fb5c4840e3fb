// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.cli.command.JsonInput;
import io.arxsvgx.telemetry.cli.events.EventFile;
import io.arxsvgx.telemetry.cli.output.Formats;
import io.arxsvgx.telemetry.cli.serve.NotificationsCheck;
import io.arxsvgx.telemetry.cli.serve.StartSettings;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.cli.shell.CliException;
import io.arxsvgx.telemetry.json.RuleSetRejectedException;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command that checks a file without a server. */
@Command(
        name = "validate",
        header = "Check a file of rules, a rule, a configuration or a file of notifications.",
        description =
                "%nChecks FILE without a server, and reports all faults. An array is a file of rules, an object with a rule_id is a"
                        + " rule, and any other object is a configuration. YAML, or an object with route or receivers, is a file of"
                        + " notifications. An action that is not built in is a warning, since a host"
                        + " can register it.",
        footer = {"%nExample:", "  telemetry validate rules.json"})
public final class ValidateCommand implements Runnable {
    private final CliContext shell;

    @Parameters(paramLabel = "FILE", description = "File to check; - is the standard input.")
    private String file = "";

    /** Creates the command. */
    public ValidateCommand(CliContext shell) {
        this.shell = shell;
    }

    @Override
    public void run() {
        byte[] bytes = JsonInput.bytes(shell, file);
        if (isYaml(bytes)) {
            notifications(bytes);
            return;
        }
        JsonNode node = JsonInput.parse(file, bytes);
        if (node.has("route") || node.has("receivers")) {
            notifications(bytes);
            return;
        }
        boolean isRule = node.has("rule_id") || node.has("condition");
        if (node.isArray() || isRule) {
            List<AlertRule> rules =
                    rules(isRule ? JsonNodeFactory.instance.arrayNode().add(node) : node);
            shell.print(file + ": " + Formats.count(rules.size(), "rule") + ", valid");
        } else {
            config(node);
            shell.print(file + ": a configuration, valid");
        }
    }

    private boolean isYaml(byte[] bytes) {
        return file.endsWith(".yml")
                || file.endsWith(".yaml")
                || NotificationsCheck.isConfiguration(new String(bytes, StandardCharsets.UTF_8));
    }

    private void notifications(byte[] bytes) {
        List<String> faults = file.equals(EventFile.STANDARD_INPUT)
                ? NotificationsCheck.faults(new String(bytes, StandardCharsets.UTF_8))
                : NotificationsCheck.faults(Path.of(file), true);
        if (!faults.isEmpty()) {
            throw refused(faults);
        }
        shell.print(file + ": a file of notifications, valid");
    }

    private void config(JsonNode node) {
        List<String> faults = StartSettings.faults(node, shell.variable("TELEMETRY_API_TOKEN"));
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
                processor.rules().warnings(rule).forEach(warning -> RuleWarnings.print(shell, rule.id(), warning));
            }
            return rules;
        }
    }

    private CliException refused(List<String> reasons) {
        CliException fault = CliException.failed(file + ": " + reasons.get(0), new RuleSetRejectedException(reasons));
        for (String reason : reasons.subList(1, reasons.size())) {
            fault = fault.withLine(file + ": " + reason);
        }
        return fault;
    }
}
