// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.cli.client.ServerClient;
import io.arxsvgx.telemetry.cli.command.ClientCommand;
import io.arxsvgx.telemetry.cli.output.Formats;
import io.arxsvgx.telemetry.cli.output.TextTable;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import java.util.StringJoiner;
import picocli.CommandLine.Command;

/** The command that lists rules. */
@Command(
        name = "list-rules",
        header = "List alert rules with their live status.",
        description =
                "%nLists the rules with the number of series that each rule matches (0 if it has not evaluated any event), and the"
                        + " number of its firing alerts.",
        footer = {"%nExample:", "  telemetry list-rules --output json"})
public final class ListRulesCommand extends ClientCommand {
    /** Creates the command. */
    public ListRulesCommand(CliContext shell) {
        super(shell);
    }

    @Override
    public void run(ServerClient client) {
        output.print(shell, client.get("/rules"), this::table);
    }

    private void table(JsonNode rules) {
        if (rules.isEmpty()) {
            shell.print("no rules");
            return;
        }
        TextTable table = new TextTable("ID", "SEVERITY", "ENABLED", ">SERIES", ">FIRING", "CONDITION -> ACTIONS");
        for (JsonNode rule : rules) {
            JsonNode live = rule.path("live");
            String error = text(live.path("last_error"));
            table.row(
                    rule.path("rule_id").asText(),
                    rule.path("severity").asText(),
                    rule.path("enabled").asBoolean() ? "yes" : "no",
                    Formats.count(live.path("series_matched").asLong()),
                    Formats.count(live.path("alerts").asLong()),
                    condition(rule) + " -> " + actions(rule) + (error.isEmpty() ? "" : " (failed: " + error + ")"));
        }
        table.print(shell);
        rules.forEach(rule -> RuleWarnings.print(shell, rule));
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : "";
    }

    /** Returns a condition with its parameters in a line; the parts of one that is composed of others are in brackets. */
    private static String condition(JsonNode rule) {
        StringJoiner words = new StringJoiner(" ");
        words.add(rule.path("condition").asText());
        words.add(entries(rule.path("parameters")));
        return words.toString().strip();
    }

    private static String entries(JsonNode values) {
        StringJoiner words = new StringJoiner(" ");
        values.properties().forEach(entry -> words.add(entry.getKey() + "=" + value(entry.getValue())));
        return words.toString();
    }

    private static String value(JsonNode value) {
        if (value.isArray()) {
            StringJoiner parts = new StringJoiner(", ", "[", "]");
            value.forEach(part -> parts.add(part.has("condition") ? condition(part) : value(part)));
            return parts.toString();
        }
        if (value.isObject()) {
            return "{" + entries(value) + "}";
        }
        return value.isNumber() ? Formats.number(value) : value.asText();
    }

    private static String actions(JsonNode rule) {
        StringJoiner names = new StringJoiner(", ");
        rule.path("actions").forEach(action -> names.add(action.asText()));
        return names.toString();
    }
}
