// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.notification;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.cli.client.ServerClient;
import io.arxsvgx.telemetry.cli.command.ClientCommand;
import io.arxsvgx.telemetry.cli.output.TextTable;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.cli.shell.CliException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command that sends a test message to a receiver. */
@Command(
        name = "test",
        header = "Send a test message to a receiver.",
        description =
                "%nSends a test message by each integration of RECEIVER, and shows what was answered. The exit code is 1"
                        + " if one of them failed.",
        footer = {"%nExample:", "  telemetry notifications test ops"})
final class TestReceiverCommand extends ClientCommand {
    @Parameters(paramLabel = "RECEIVER", description = "Name of the receiver, as shown by receivers.")
    private String receiver = "";

    TestReceiverCommand(CliContext shell) {
        super(shell);
    }

    @Override
    public void run(ServerClient client) {
        JsonNode results = client.send(
                        "POST", "/receivers/" + ServerClient.encoded(receiver) + "/test", "", new byte[0])
                .expectSuccess();
        output.print(shell, results, this::table);
        int failed = 0;
        for (JsonNode result : results) {
            failed += result.path("success").asBoolean() ? 0 : 1;
        }
        if (failed > 0) {
            throw CliException.failed(
                    "receiver \"" + receiver + "\": " + failed + " of " + results.size() + " integrations failed");
        }
    }

    private void table(JsonNode results) {
        TextTable table = new TextTable("INTEGRATION", "RESULT", "ANSWER");
        for (JsonNode result : results) {
            table.row(
                    result.path("integration").asText(),
                    result.path("success").asBoolean() ? "sent" : "failed",
                    result.path("text").asText());
        }
        table.print(shell);
    }
}
