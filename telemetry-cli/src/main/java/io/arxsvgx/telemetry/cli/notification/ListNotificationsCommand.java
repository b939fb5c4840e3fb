// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.notification;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.cli.client.ServerClient;
import io.arxsvgx.telemetry.cli.command.ClientCommand;
import io.arxsvgx.telemetry.cli.output.Formats;
import io.arxsvgx.telemetry.cli.output.TextTable;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that lists notifications. */
@Command(
        name = "list",
        header = "List notifications, newest last.",
        description = "%nLists notifications with their state: pending, sent, or dead, which is no longer attempted.",
        footer = {
            "%nExamples:",
            "  telemetry notifications list --state dead",
            "  telemetry notifications list --receiver ops --limit 20 --output json"
        })
final class ListNotificationsCommand extends ClientCommand {
    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "Maximum number. Default: 100.")
    private int limit = 100;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only notifications in this state: pending, sent or dead.")
    private @Nullable String state;

    @Option(names = "--receiver", paramLabel = "NAME", description = "Only notifications to this receiver.")
    private @Nullable String receiver;

    @Option(names = "--alert", paramLabel = "ID", description = "Only notifications about this alert.")
    private @Nullable String alert;

    ListNotificationsCommand(CliContext shell) {
        super(shell);
    }

    @Override
    public void run(ServerClient client) {
        Map<String, @Nullable Object> query = new LinkedHashMap<>();
        query.put("limit", limit(limit));
        query.put("state", state);
        query.put("receiver", receiver);
        query.put("alert", alert);
        output.print(shell, client.get("/notifications", query), this::table);
    }

    private void table(JsonNode notifications) {
        if (notifications.isEmpty()) {
            shell.print("no notifications");
            return;
        }
        TextTable table = new TextTable("DUE", "STATE", "RECEIVER", ">ATTEMPTS", ">ALERTS", "ID", "RESULT");
        for (JsonNode notification : notifications) {
            table.row(
                    Formats.time(notification.path("created_at")),
                    notification.path("state").asText(),
                    notification.path("receiver").asText() + " "
                            + notification.path("integration").asText(),
                    Formats.count(notification.path("attempts").asLong()),
                    Formats.count(notification.path("alerts").size()),
                    notification.path("id").asText(),
                    result(notification));
        }
        table.print(shell);
    }

    /** Returns what a receiver answered, or the last error and when the next attempt is made. */
    private static String result(JsonNode notification) {
        if (notification.path("sent_at").isTextual()) {
            return notification.path("answer").asText("") + ", sent " + Formats.time(notification.path("sent_at"));
        }
        String error = notification.path("last_error").isNull()
                ? "not attempted yet"
                : notification.path("last_error").asText();
        return notification.path("next_attempt_at").isTextual()
                ? error + ", next attempt " + Formats.time(notification.path("next_attempt_at"))
                : error;
    }
}
