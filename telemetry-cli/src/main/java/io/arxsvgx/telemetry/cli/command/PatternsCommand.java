// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.cli.client.ServerClient;
import io.arxsvgx.telemetry.cli.output.Formats;
import io.arxsvgx.telemetry.cli.output.TextTable;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that lists failure patterns. */
@Command(
        name = "patterns",
        header = "List failure patterns, newest last.",
        description = "%nLists the failure patterns that failure detection has found.",
        footer = {"%nExample:", "  telemetry patterns --limit 20"})
public final class PatternsCommand extends ClientCommand {
    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "Maximum number. Default: 100.")
    private int limit = 100;

    /** Creates the command. */
    public PatternsCommand(CliContext shell) {
        super(shell);
    }

    @Override
    public void run(ServerClient client) {
        output.print(shell, client.get("/patterns", Map.of("limit", limit(limit))), this::table);
    }

    private void table(JsonNode patterns) {
        if (patterns.isEmpty()) {
            shell.print("no failure patterns");
            return;
        }
        TextTable table = new TextTable("FOUND", "ENDED", "KIND", "SOURCE", "TYPE", ">CONFIDENCE", ">SEVERITY", "WHAT");
        for (JsonNode pattern : patterns) {
            table.row(
                    Formats.time(pattern.path("timestamp")),
                    Formats.time(pattern.path("ends_at")),
                    pattern.path("failure_type").asText(),
                    pattern.path("source").asText(),
                    pattern.path("type").asText(),
                    Formats.number(pattern.path("confidence")),
                    Formats.number(pattern.path("severity")),
                    pattern.path("description").asText());
        }
        table.print(shell);
    }
}
