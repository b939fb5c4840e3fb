// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arxsvgx.telemetry.cli.client.ServerClient;
import io.arxsvgx.telemetry.cli.command.ClientCommand;
import io.arxsvgx.telemetry.cli.shell.CliContext;
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
        ObjectNode rule = client.get(path).deepCopy();
        boolean wasOn = rule.path("enabled").asBoolean();
        rule.remove("live");
        rule.remove("warnings");
        rule.put("enabled", on);
        JsonNode now = client.send(
                        "PUT", path, "application/json", rule.toString().getBytes(UTF_8))
                .expectSuccess();
        String word = on ? "enabled" : "disabled";
        output.print(
                shell, now, result -> shell.print("rule " + id + (wasOn == on ? " was already " + word : " " + word)));
        RuleWarnings.print(shell, now);
    }
}
