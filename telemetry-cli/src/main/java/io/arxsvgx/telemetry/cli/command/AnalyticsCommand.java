// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.cli.client.ServerClient;
import io.arxsvgx.telemetry.cli.output.Formats;
import io.arxsvgx.telemetry.cli.output.TextTable;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that shows the results of failure detection. */
@Command(
        name = "analytics",
        header = "Show anomalies, forecasts and correlations by type.",
        description = "%nShows the results of failure detection for each type of event.",
        footer = {"%nExample:", "  telemetry analytics --data-type temperature"})
public final class AnalyticsCommand extends ClientCommand {
    private static final int SHOWN = 8;

    @Option(names = "--data-type", paramLabel = "TYPE", description = "Only this type of event.")
    private @Nullable String dataType;

    /** Creates the command. */
    public AnalyticsCommand(CliContext shell) {
        super(shell);
    }

    @Override
    public void run(ServerClient client) {
        Map<String, @Nullable Object> query = new LinkedHashMap<>();
        query.put("type", dataType);
        output.print(shell, client.get("/analytics", query), this::table);
    }

    private void table(JsonNode analytics) {
        TextTable table = new TextTable("TYPE", "FIGURE", "VALUE");
        List<String> types = new ArrayList<>();
        analytics.properties().forEach(type -> {
            types.add(type.getKey());
            rows(table, type.getKey(), "", type.getValue());
        });
        if (types.isEmpty()) {
            shell.print("no analytics" + (dataType == null ? "" : " of " + dataType) + " yet");
            return;
        }
        table.print(shell);
    }

    private static void rows(TextTable table, String type, String path, JsonNode value) {
        if (value.isObject()) {
            value.properties()
                    .forEach(entry -> rows(
                            table,
                            type,
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                            entry.getValue()));
        } else if (value.isArray() && !value.isEmpty() && value.get(0).isContainerNode()) {
            for (int i = 0; i < Math.min(SHOWN, value.size()); i++) {
                rows(table, type, path + "[" + i + "]", value.get(i));
            }
            if (value.size() > SHOWN) {
                table.row(type, path, "… " + Formats.count(value.size() - SHOWN) + " more");
            }
        } else {
            table.row(type, path, scalar(value));
        }
    }

    private static String scalar(JsonNode value) {
        if (value.isEmpty() && value.isArray()) {
            return "-";
        }
        if (!value.isArray()) {
            return value.isNumber() ? Formats.number(value) : value.asText("-");
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(SHOWN, value.size()); i++) {
            text.append(i == 0 ? "" : " ").append(scalar(value.get(i)));
        }
        return text + (value.size() > SHOWN ? " …" : "");
    }
}
