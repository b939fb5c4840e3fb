// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.arxsvgx.telemetry.cli.client.ServerClient;
import io.arxsvgx.telemetry.cli.client.ServerResponse;
import io.arxsvgx.telemetry.cli.command.ClientCommand;
import io.arxsvgx.telemetry.cli.command.JsonInput;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command that sets rules. */
@Command(
        name = "add-rule",
        header = "Set the alert rule of a file, or all rules of an array.",
        description =
                "%nSets the rules of FILE, one object or an array of objects. A rule with the same id is replaced; if its"
                        + " condition is unchanged, it keeps its state. The server rejects invalid rules with the reason.",
        footer = {"%nExample:", "  telemetry create-rule rule.json && telemetry add-rule rule.json"})
public final class AddRuleCommand extends ClientCommand {
    @Parameters(paramLabel = "FILE", description = "File with the rules; - is the standard input.")
    private String file = "";

    /** Creates the command. */
    public AddRuleCommand(CliContext shell) {
        super(shell);
    }

    @Override
    public void run(ServerClient client) {
        JsonNode given = JsonInput.read(shell, file);
        ArrayNode set = JsonNodeFactory.instance.arrayNode();
        List<String> lines = new java.util.ArrayList<>();
        for (JsonNode rule :
                given.isArray() ? given : JsonNodeFactory.instance.arrayNode().add(given)) {
            ServerResponse answer = client.send(
                    "POST", "/rules", "application/json", rule.toString().getBytes(UTF_8));
            JsonNode result = answer.expectSuccess();
            set.add(result);
            String id = result.path("rule_id").asText();
            lines.add("rule " + id + (answer.status() == 201 ? " added" : " replaced"));
        }
        output.print(shell, set, all -> lines.forEach(shell::print));
        set.forEach(rule -> RuleWarnings.print(shell, rule));
    }
}
