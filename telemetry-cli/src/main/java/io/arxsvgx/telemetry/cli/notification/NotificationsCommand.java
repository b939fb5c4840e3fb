// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.notification;

import io.arxsvgx.telemetry.cli.shell.CliContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The group of commands about the notifications of a server. */
@Command(
        name = "notifications",
        header = "List and retry notifications, and test receivers.",
        description = "%nShows what a server that runs with --notifications sends to its receivers.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {"%nExamples:", "  telemetry notifications list --state pending", "  telemetry notifications test ops"
        })
public final class NotificationsCommand {
    private NotificationsCommand() {}

    /** Returns the command with its subcommands. */
    public static CommandLine commandLine(CliContext shell) {
        return new CommandLine(new NotificationsCommand())
                .addSubcommand(new ListNotificationsCommand(shell))
                .addSubcommand(new ShowNotificationCommand(shell))
                .addSubcommand(new RetryNotificationCommand(shell))
                .addSubcommand(new ReceiversCommand(shell))
                .addSubcommand(new TestReceiverCommand(shell))
                .addSubcommand(new GroupsCommand(shell));
    }
}
