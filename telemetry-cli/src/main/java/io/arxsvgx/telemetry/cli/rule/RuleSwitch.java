// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arxsvgx.telemetry.cli.client.ServerClient;
import io.arxsvgx.telemetry.cli.client.ServerResponse;
import io.arxsvgx.telemetry.cli.command.ClientCommand;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.cli.shell.CliException;
import picocli.CommandLine.Parameters;

/** A command that enables or disables a rule. Not thread-safe. */
abstract class RuleSwitch extends ClientCommand {
    private final boolean on;

    @Parameters(paramLabel = "ID", description = "Id of the rule, as shown by list-rules.")
    private String id = "";

    RuleSwitch(CliContext shell, boolean on) {
        super(shell);
        this.on = on;
    }

    @Override
    public final void run(ServerClient client) {
        String path = "/rules/" + ServerClient.encoded(id);
        ServerResponse current = client.getResource(path);
        ObjectNode rule = current.document().deepCopy();
        boolean wasOn = rule.path("enabled").asBoolean();
        rule.remove("live");
        rule.remove("warnings");
        rule.put("enabled", on);
        String word = on ? "enabled" : "disabled";
        ServerResponse answer = client.put(path, rule, current.entityTag());
        if (answer.isConflict()) {
            throw CliException.failed("rule " + id + " was changed or removed meanwhile and is not " + word
                    + "; check it with list-rules, then run the command again");
        }
        JsonNode now = answer.expectSuccess();
        output.print(
                shell, now, result -> shell.print("rule " + id + (wasOn == on ? " was already " + word : " " + word)));
        RuleWarnings.print(shell, now);
    }
}
