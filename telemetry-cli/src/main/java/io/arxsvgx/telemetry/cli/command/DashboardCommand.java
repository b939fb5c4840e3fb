// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.cli.client.ServerClient;
import io.arxsvgx.telemetry.cli.output.AnsiStyle;
import io.arxsvgx.telemetry.cli.output.Formats;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import java.util.Locale;
import picocli.CommandLine.Command;

/** The command that shows the status of a server. */
@Command(
        name = "dashboard",
        header = "Show status, counts and recent alerts.",
        description = "%nShows the current status of the server with the reason, its counts, and its latest alerts.",
        footer = {"%nExample:", "  telemetry dashboard --output json"})
public final class DashboardCommand extends ClientCommand {
    /** Creates the command. */
    public DashboardCommand(CliContext shell) {
        super(shell);
    }

    @Override
    public void run(ServerClient client) {
        output.print(shell, client.get("/dashboard"), this::table);
    }

    private void table(JsonNode dashboard) {
        JsonNode metrics = dashboard.path("metrics");
        String status = dashboard.path("system_status").asText();
        String reason = metrics.path("status_reason").asText();
        line("status", AnsiStyle.of(shell).verdict(status) + (reason.isEmpty() ? "" : ": " + reason));
        line("as of", Formats.time(dashboard.path("last_update")));
        line(
                "events",
                Formats.count(dashboard.path("total_events").asLong()) + " processed, " + count(metrics, "waiting")
                        + " waiting, " + count(metrics, "dropped") + " dropped");
        line(
                "alerts",
                Formats.count(dashboard.path("active_alerts").asLong()) + " firing, " + count(metrics, "pending_alerts")
                        + " pending; " + count(metrics, "alerts_fired") + " fired and "
                        + count(metrics, "alerts_resolved")
                        + " resolved since the start");
        line(
                "latency",
                millis(metrics, "p50") + " ms at the median, " + millis(metrics, "p99") + " ms at 99 %, "
                        + millis(metrics, "max") + " ms at most");
        line(
                "buffer",
                String.format(
                                Locale.ROOT,
                                "%.1f %% of ",
                                metrics.path("buffer_utilization").asDouble() * 100)
                        + Formats.count(metrics.path("buffer_capacity").asLong(), "event") + " used");
        line("series", count(metrics, "series") + " under " + count(metrics, "rules") + " rules");
        line("patterns", Formats.count(dashboard.path("pattern_count").asLong()));
        JsonNode alerts = dashboard.path("recent_alerts");
        if (!alerts.isEmpty()) {
            shell.print("");
            AlertsCommand.table(shell, alerts);
        }
    }

    private void line(String name, String text) {
        shell.print(AnsiStyle.of(shell).bold(String.format(Locale.ROOT, "%-10s", name)) + text);
    }

    private static String count(JsonNode metrics, String name) {
        return Formats.count(metrics.path(name).asLong());
    }

    private static String millis(JsonNode metrics, String name) {
        return String.format(
                Locale.ROOT,
                "%.3f",
                metrics.path("processing_latency").path(name).asDouble() * 1e3);
    }
}
