// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.arxsvgx.telemetry.cli.client.LabelOption;
import io.arxsvgx.telemetry.cli.client.LiveFeed;
import io.arxsvgx.telemetry.cli.client.ServerAddress;
import io.arxsvgx.telemetry.cli.client.ServerClient;
import io.arxsvgx.telemetry.cli.client.ServerOptions;
import io.arxsvgx.telemetry.cli.output.AnsiStyle;
import io.arxsvgx.telemetry.cli.output.Formats;
import io.arxsvgx.telemetry.cli.output.OutputOptions;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.cli.shell.CliException;
import io.arxsvgx.telemetry.text.ForeignText;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that shows events and alerts in real time. */
@Command(
        name = "tail",
        header = "Show events and alerts in real time.",
        description = {
            "%nPrints a line for each state change of an alert, and at most four times per second for the newest value of each"
                    + " series with new values, until Ctrl-C.",
            "%nThe server reports the address of its WebSocket interface; --websocket and TELEMETRY_WEBSOCKET override it."
        },
        footer = {
            "%nExamples:",
            "  telemetry tail",
            "  telemetry tail --label site=north",
            "  telemetry tail --channels alerts --output json | jq .data.description"
        })
public final class TailCommand implements Runnable {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    private final CliContext shell;

    @Mixin
    private final ServerOptions server;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--channels",
            paramLabel = "NAMES",
            split = ",",
            defaultValue = "alerts,telemetry",
            description =
                    "Channels, separated by commas: alerts, telemetry, patterns, dashboard. Default: alerts,telemetry.")
    private List<String> channels = List.of();

    @Mixin
    private final LabelOption labels = new LabelOption();

    @Option(
            names = "--websocket",
            paramLabel = "URL",
            description =
                    "Address of the server's WebSocket interface. Default: TELEMETRY_WEBSOCKET, or the address that the server reports.")
    private @Nullable String webSocket;

    @Option(names = "--duration", paramLabel = "SECONDS", description = "Duration. Default: unlimited.")
    private @Nullable Double duration;

    /** Creates the command. */
    public TailCommand(CliContext shell) {
        this.shell = shell;
        server = new ServerOptions(shell);
    }

    @Override
    public void run() {
        Duration most = DurationOption.duration(duration);
        ServerClient client = server.client();
        long begun = System.nanoTime();
        try (LiveFeed feed = LiveFeed.open(client, address(client), channels, this::show)) {
            while (!feed.end().isDone()) {
                boolean over = most != null && System.nanoTime() - begun >= most.toNanos();
                if (over || shell.stop().await(POLL_INTERVAL) || shell.out().checkError()) {
                    return;
                }
            }
            throw CliException.noServer(
                    "the server closed the connection", new IllegalStateException("the feed is over"));
        }
    }

    private URI address(ServerClient client) {
        String variable = shell.variable("TELEMETRY_WEBSOCKET");
        String given = webSocket != null ? webSocket : variable;
        if (given != null) {
            URI uri = ServerAddress.read(given, List.of("ws", "wss"));
            if (uri != null) {
                return uri;
            }
            throw CliException.usage(
                    "--websocket: expected an address such as ws://127.0.0.1:8765/, got \"" + given + "\"");
        }
        return reported(client);
    }

    private static URI reported(ServerClient client) {
        JsonNode reported = client.get("/").path("websocket");
        if (!reported.isTextual()) {
            throw CliException.noServer(
                    "the server at " + client.address() + " has no WebSocket interface, or does not report it;"
                            + " set it with --websocket",
                    new IllegalStateException("no address reported"));
        }
        return URI.create(reported.textValue());
    }

    private void show(JsonNode message) {
        String type = message.path("type").asText();
        if (type.equals("error")) {
            shell.complain(
                    "telemetry: " + ForeignText.escape(message.path("message").asText()));
            return;
        }
        if (type.equals("subscribed")) {
            return;
        }
        if (!select(type, message)) {
            return;
        }
        if (output.isJson()) {
            shell.print(OutputOptions.compact(message));
        } else {
            lines(type, message);
        }
        shell.out().flush();
    }

    /** Removes events of other series from a message; returns whether something is left to show. */
    private boolean select(String type, JsonNode message) {
        JsonNode data = message.path("data");
        if (type.equals("telemetry") && data instanceof ArrayNode events) {
            for (int i = events.size() - 1; i >= 0; i--) {
                if (!labels.matches(events.get(i).path("labels"))) {
                    events.remove(i);
                }
            }
            return !events.isEmpty();
        }
        boolean isOfSeries = type.equals("alert") || type.equals("pattern");
        return !isOfSeries || labels.matches(data.path("series_labels"));
    }

    private void lines(String type, JsonNode message) {
        JsonNode data = message.path("data");
        switch (type) {
            case "alert" -> line(alertTime(data), data.path("state").asText(), alert(data));
            case "telemetry" ->
                data.forEach(event -> line(
                        event.path("timestamp"),
                        "event",
                        event.path("source").asText() + "/" + event.path("type").asText()
                                + LabelOption.text(event.path("labels")) + " "
                                + Formats.number(event.path("value"))));
            case "pattern" ->
                line(data.path("timestamp"), "pattern", data.path("description").asText());
            case "dashboard" ->
                line(
                        data.path("last_update"),
                        data.path("system_status").asText(),
                        Formats.count(data.path("total_events").asLong(), "event") + ", "
                                + Formats.count(data.path("active_alerts").asLong(), "alert"));
            case "lagged" ->
                shell.complain(
                        "telemetry: " + Formats.count(message.path("missed").asLong(), "message")
                                + " missed: this client was too slow");
            default -> shell.print(ForeignText.escape(message.toString()));
        }
    }

    private static JsonNode alertTime(JsonNode alert) {
        return alert.path("state").asText().equals("resolved") ? alert.path("ends_at") : alert.path("timestamp");
    }

    private static String alert(JsonNode alert) {
        return alert.path("severity").asText() + " " + alert.path("rule_id").asText() + ": "
                + alert.path("description").asText();
    }

    private void line(JsonNode time, String what, String text) {
        AnsiStyle paint = AnsiStyle.of(shell);
        String plain = ForeignText.escape(text);
        shell.print(paint.dim(Formats.time(time)) + "  " + paint.verdict(String.format(Locale.ROOT, "%-9s", what)) + " "
                + plain);
    }
}
