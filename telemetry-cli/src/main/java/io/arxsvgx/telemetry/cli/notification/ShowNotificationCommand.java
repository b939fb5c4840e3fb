// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.notification;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.cli.client.ServerClient;
import io.arxsvgx.telemetry.cli.command.ClientCommand;
import io.arxsvgx.telemetry.cli.output.Formats;
import io.arxsvgx.telemetry.cli.output.TextTable;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.cli.shell.CliException;
import java.util.Map;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command that shows one notification. */
@Command(
        name = "show",
        header = "Show one notification.",
        description = "%nShows all fields of the notification ID, of the newest 10,000.",
        footer = {"%nExample:", "  telemetry notifications show 32eto6m8ocury-7"})
final class ShowNotificationCommand extends ClientCommand {
    private static final int MAX_SEARCHED = 10_000;

    @Parameters(paramLabel = "ID", description = "Id of the notification, as shown by list.")
    private String id = "";

    ShowNotificationCommand(CliContext shell) {
        super(shell);
    }

    @Override
    public void run(ServerClient client) {
        for (JsonNode notification : client.get("/notifications", Map.of("limit", MAX_SEARCHED))) {
            if (notification.path("id").asText().equals(id)) {
                output.print(shell, notification, this::table);
                return;
            }
        }
        throw CliException.refused("notification not found: \"" + id + "\"");
    }

    private void table(JsonNode notification) {
        TextTable table = new TextTable("FIELD", "VALUE");
        notification.properties().forEach(field -> table.row(field.getKey(), text(field.getKey(), field.getValue())));
        table.print(shell);
    }

    private static String text(String field, JsonNode value) {
        if (value.isArray()) {
            StringJoiner all = new StringJoiner(" ");
            value.forEach(one -> all.add(one.asText()));
            return all.toString();
        }
        if (value.isNull()) {
            return "-";
        }
        return field.endsWith("_at") ? Formats.time(value) : value.asText();
    }
}
