// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.notification;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.arxsvgx.telemetry.cli.client.ServerClient;
import io.arxsvgx.telemetry.cli.command.ClientCommand;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command that attempts a notification again. */
@Command(
        name = "retry",
        header = "Attempt a pending or dead notification again, at once.",
        description = "%nAttempts the notification ID at once, also one that is dead.",
        footer = {"%nExample:", "  telemetry notifications retry 32eto6m8ocury-7"})
final class RetryNotificationCommand extends ClientCommand {
    @Parameters(paramLabel = "ID", description = "Id of the notification, as shown by list.")
    private String id = "";

    RetryNotificationCommand(CliContext shell) {
        super(shell);
    }

    @Override
    public void run(ServerClient client) {
        client.send("POST", "/notifications/" + ServerClient.encoded(id) + "/retry", "", new byte[0])
                .expectSuccess();
        output.print(
                shell,
                JsonNodeFactory.instance.objectNode().put("status", "success").put("id", id),
                result -> shell.print("notification " + id + " is attempted again"));
    }
}
