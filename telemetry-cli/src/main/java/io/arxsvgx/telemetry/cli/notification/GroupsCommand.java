// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.notification;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.cli.client.ServerClient;
import io.arxsvgx.telemetry.cli.command.ClientCommand;
import io.arxsvgx.telemetry.cli.output.Formats;
import io.arxsvgx.telemetry.cli.output.TextTable;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import java.util.StringJoiner;
import picocli.CommandLine.Command;

/** The command that lists groups of alerts. */
@Command(
        name = "groups",
        header = "List the groups of alerts that are notified together.",
        description =
                "%nLists the groups that have alerts now, with their receiver and the labels by which they are grouped.",
        footer = {"%nExample:", "  telemetry notifications groups"})
final class GroupsCommand extends ClientCommand {
    GroupsCommand(CliContext shell) {
        super(shell);
    }

    @Override
    public void run(ServerClient client) {
        output.print(shell, client.get("/notifications/groups"), this::table);
    }

    private void table(JsonNode groups) {
        if (groups.isEmpty()) {
            shell.print("no groups");
            return;
        }
        TextTable table = new TextTable("RECEIVER", ">ALERTS", "LABELS");
        for (JsonNode group : groups) {
            table.row(
                    group.path("receiver").asText(),
                    Formats.count(group.path("alerts").size()),
                    labels(group.path("labels")));
        }
        table.print(shell);
    }

    private static String labels(JsonNode labels) {
        StringJoiner all = new StringJoiner(" ").setEmptyValue("-");
        labels.properties()
                .forEach(
                        label -> all.add(label.getKey() + "=" + label.getValue().asText()));
        return all.toString();
    }
}
