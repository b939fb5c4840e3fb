// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.notification;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.cli.client.ServerClient;
import io.arxsvgx.telemetry.cli.command.ClientCommand;
import io.arxsvgx.telemetry.cli.output.Formats;
import io.arxsvgx.telemetry.cli.output.TextTable;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import picocli.CommandLine.Command;

/** The command that lists receivers. */
@Command(
        name = "receivers",
        header = "List receivers with the state of each integration.",
        description =
                "%nLists the integrations of all receivers. Numbers of sent and failed attempts are since the start of"
                        + " the server.",
        footer = {"%nExample:", "  telemetry notifications receivers"})
final class ReceiversCommand extends ClientCommand {
    ReceiversCommand(CliContext shell) {
        super(shell);
    }

    @Override
    public void run(ServerClient client) {
        output.print(shell, client.get("/receivers"), this::table);
    }

    private void table(JsonNode receivers) {
        if (receivers.isEmpty()) {
            shell.print("no receivers");
            return;
        }
        TextTable table = new TextTable(
                "RECEIVER",
                "INTEGRATION",
                "STATE",
                ">PENDING",
                ">DEAD",
                ">SENT",
                ">FAILED",
                ">LOST",
                "LAST SENT",
                ">MS",
                "ADDRESS");
        for (JsonNode receiver : receivers) {
            table.row(
                    receiver.path("name").asText(),
                    receiver.path("integration").asText(),
                    receiver.path("failing").asBoolean() ? "failing" : "ok",
                    Formats.number(receiver.path("pending")),
                    Formats.number(receiver.path("dead")),
                    Formats.number(receiver.path("sent")),
                    Formats.number(receiver.path("failed_attempts")),
                    Formats.number(receiver.path("lost")),
                    Formats.time(receiver.path("last_sent_at")),
                    Formats.number(receiver.path("latency_ms")),
                    address(receiver));
        }
        table.print(shell);
    }

    private static String address(JsonNode receiver) {
        String error = receiver.path("last_error").asText("");
        String address = receiver.path("address").asText();
        return receiver.path("failing").asBoolean() && !error.isEmpty() ? address + ": " + error : address;
    }
}
