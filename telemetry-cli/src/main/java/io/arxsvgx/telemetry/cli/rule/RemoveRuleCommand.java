// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.rule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.arxsvgx.telemetry.cli.client.ServerClient;
import io.arxsvgx.telemetry.cli.command.ClientCommand;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command that removes a rule. */
@Command(
        name = "remove-rule",
        header = "Remove an alert rule.",
        description = "%nRemoves the rule ID. Its open alerts are resolved.",
        footer = {"%nExample:", "  telemetry remove-rule high_temperature"})
public final class RemoveRuleCommand extends ClientCommand {
    @Parameters(paramLabel = "ID", description = "Id of the rule, as shown by list-rules.")
    private String id = "";

    /** Creates the command. */
    public RemoveRuleCommand(CliContext shell) {
        super(shell);
    }

    @Override
    public void run(ServerClient client) {
        client.send("DELETE", "/rules/" + ServerClient.encoded(id), "", new byte[0])
                .expectSuccess();
        output.print(
                shell,
                JsonNodeFactory.instance.objectNode().put("status", "success").put("rule_id", id),
                result -> shell.print("rule " + id + " removed"));
    }
}
