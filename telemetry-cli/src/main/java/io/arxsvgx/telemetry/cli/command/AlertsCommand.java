// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.cli.client.LabelOption;
import io.arxsvgx.telemetry.cli.client.ServerClient;
import io.arxsvgx.telemetry.cli.output.Formats;
import io.arxsvgx.telemetry.cli.output.TextTable;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that lists alerts. */
@Command(
        name = "alerts",
        header = "List alerts, newest last.",
        description =
                "%nLists the newest firing and resolved alerts, including those of earlier runs of a server that stores its data on"
                        + " disk. --state pending lists pending alerts, whose condition has held for less than the rule's \"for\".",
        footer = {
            "%nExamples:",
            "  telemetry alerts --limit 20",
            "  telemetry alerts --state firing --severity critical --output json",
            "  telemetry alerts --label site=north --label \"uri=/api/*\"",
            "  telemetry alerts --state pending"
        })
public final class AlertsCommand extends ClientCommand {
    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "Maximum number. Default: 100.")
    private int limit = 100;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only alerts in this state: pending, firing or resolved.")
    private @Nullable String state;

    @Option(
            names = "--severity",
            paramLabel = "SEVERITY",
            description = "Only alerts of this severity: info, warning or critical.")
    private @Nullable String severity;

    @Option(names = "--source", paramLabel = "SOURCE", description = "Only alerts of this source.")
    private @Nullable String source;

    @Mixin
    private final LabelOption labels = new LabelOption();

    @Option(names = "--rule", paramLabel = "ID", description = "Only alerts of this rule.")
    private @Nullable String rule;

    /** Creates the command. */
    public AlertsCommand(CliContext shell) {
        super(shell);
    }

    @Override
    public void run(ServerClient client) {
        Map<String, @Nullable Object> query = new LinkedHashMap<>();
        query.put("limit", limit(limit));
        query.put("state", state);
        query.put("severity", severity);
        query.put("source", source);
        query.put("rule_id", rule);
        query.putAll(labels.query());
        output.print(shell, client.get("/alerts", query), this::table);
    }

    private void table(JsonNode alerts) {
        if (alerts.isEmpty()) {
            shell.print("no alerts");
            return;
        }
        print(shell, alerts, "pending".equals(state) ? "BEGAN" : "FIRED");
    }

    static void table(CliContext shell, JsonNode alerts) {
        print(shell, alerts, "FIRED");
    }

    private static void print(CliContext shell, JsonNode alerts, String time) {
        TextTable table = new TextTable(time, "STATE", "SEVERITY", "RULE", "SOURCE", ">BREACHES", "WHAT (ID)");
        for (JsonNode alert : alerts) {
            table.row(
                    Formats.time(alert.path("timestamp")),
                    stateOf(alert),
                    alert.path("severity").asText(),
                    alert.path("rule_id").asText(),
                    alert.path("source").asText() + LabelOption.text(alert.path("series_labels")),
                    Formats.count(alert.path("occurrences").asLong()),
                    alert.path("description").asText() + " (" + alert.path("id").asText() + ")");
        }
        table.print(shell);
    }

    /** Returns the state of an alert, and what changes its urgency, such as "firing, silenced". */
    private static String stateOf(JsonNode alert) {
        return alert.path("state").asText()
                + (alert.path("silenced").asBoolean() ? ", silenced" : "")
                + (alert.path("acknowledgement").isObject() ? ", acknowledged" : "");
    }
}
