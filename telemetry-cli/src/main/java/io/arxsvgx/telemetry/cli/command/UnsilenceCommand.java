// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.arxsvgx.telemetry.cli.client.ServerClient;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command that ends a silence. */
@Command(
        name = "unsilence",
        header = "End a silence.",
        description = "%nEnds the silence ID before its end time.",
        footer = {"%nExample:", "  telemetry unsilence 4b1c2f0e-5a0a-4f5e-9d54-1b5f3f0f6c52"})
public final class UnsilenceCommand extends ClientCommand {
    @Parameters(paramLabel = "ID", description = "Id of the silence, as shown by silences.")
    private String id = "";

    /** Creates the command. */
    public UnsilenceCommand(CliContext shell) {
        super(shell);
    }

    @Override
    public void run(ServerClient client) {
        client.send("DELETE", "/silences/" + ServerClient.encoded(id), "", new byte[0])
                .expectSuccess();
        output.print(
                shell,
                JsonNodeFactory.instance.objectNode().put("status", "success").put("id", id),
                result -> shell.print("silence " + id + " ended"));
    }
}
