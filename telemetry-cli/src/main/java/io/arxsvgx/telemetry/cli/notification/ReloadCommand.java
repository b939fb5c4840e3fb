// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.notification;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.arxsvgx.telemetry.cli.client.ServerClient;
import io.arxsvgx.telemetry.cli.command.ClientCommand;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import picocli.CommandLine.Command;

/** The command that makes a server read its configuration of notifications again. */
@Command(
        name = "reload",
        header = "Reload the configuration of notifications.",
        description =
                "%nMakes the server read the file of --notifications again. If it has errors, the previous configuration"
                        + " stays in force. The server also reads it when it changes.",
        footer = {"%nExample:", "  telemetry reload"})
public final class ReloadCommand extends ClientCommand {
    /** Creates the command. */
    public ReloadCommand(CliContext shell) {
        super(shell);
    }

    @Override
    public void run(ServerClient client) {
        client.send("POST", "/-/reload", "", new byte[0]).expectSuccess();
        output.print(
                shell,
                JsonNodeFactory.instance.objectNode().put("status", "success"),
                result -> shell.print("notifications reloaded"));
    }
}
