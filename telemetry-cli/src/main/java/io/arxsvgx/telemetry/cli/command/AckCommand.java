// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arxsvgx.telemetry.cli.client.ServerClient;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command that acknowledges an alert. */
@Command(
        name = "ack",
        header = "Acknowledge an alert.",
        description =
                "%nAcknowledges the alert ID: repeats of the alert no longer call actions. Its resolution still does.",
        footer = {"%nExample:", "  telemetry ack 01J9Z3K8Q2 --note \"pump is being replaced\""})
public final class AckCommand extends ClientCommand {
    @Parameters(paramLabel = "ID", description = "Id of the alert, as shown by alerts.")
    private String id = "";

    @Mixin
    private final AuthorOptions signed = new AuthorOptions();

    /** Creates the command. */
    public AckCommand(CliContext shell) {
        super(shell);
    }

    @Override
    public void run(ServerClient client) {
        ObjectNode given = JsonNodeFactory.instance
                .objectNode()
                .put("who", signed.who(shell))
                .put("note", signed.note());
        output.print(
                shell,
                client.send(
                                "POST",
                                "/alerts/" + ServerClient.encoded(id) + "/acknowledge",
                                "application/json",
                                given.toString().getBytes(UTF_8))
                        .expectSuccess(),
                result -> shell.print("alert " + id + " acknowledged"));
    }
}
