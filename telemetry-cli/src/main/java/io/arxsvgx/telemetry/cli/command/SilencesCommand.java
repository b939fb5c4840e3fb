// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.cli.client.ServerClient;
import io.arxsvgx.telemetry.cli.output.Formats;
import io.arxsvgx.telemetry.cli.output.TextTable;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import java.util.StringJoiner;
import picocli.CommandLine.Command;

/** The command that lists silences. */
@Command(
        name = "silences",
        header = "List the silences that have not ended.",
        description = "%nLists the silences with their matchers and end times.",
        footer = {"%nExample:", "  telemetry silences --output json"})
public final class SilencesCommand extends ClientCommand {
    /** Creates the command. */
    public SilencesCommand(CliContext shell) {
        super(shell);
    }

    @Override
    public void run(ServerClient client) {
        output.print(shell, client.get("/silences"), this::table);
    }

    private void table(JsonNode silences) {
        if (silences.isEmpty()) {
            shell.print("no silences");
            return;
        }
        TextTable table = new TextTable("ID", "FROM", "UNTIL", "WHO", "MATCHERS", "NOTE");
        for (JsonNode silence : silences) {
            table.row(
                    silence.path("id").asText(),
                    Formats.time(silence.path("starts_at")),
                    Formats.time(silence.path("ends_at")),
                    silence.path("who").asText(),
                    matchers(silence.path("matchers")),
                    silence.path("note").asText());
        }
        table.print(shell);
    }

    private static String matchers(JsonNode matchers) {
        StringJoiner all = new StringJoiner(" ");
        matchers.properties()
                .forEach(matcher ->
                        all.add(matcher.getKey() + "=" + matcher.getValue().asText()));
        return all.toString();
    }
}
