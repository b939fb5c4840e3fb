// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.arxsvgx.telemetry.cli.client.ServerClient;
import io.arxsvgx.telemetry.cli.client.ServerOptions;
import io.arxsvgx.telemetry.cli.output.Formats;
import io.arxsvgx.telemetry.cli.output.OutputOptions;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that watches the status of a server. */
@Command(
        name = "monitor",
        header = "Watch status, rates and alerts.",
        description =
                "%nOn a terminal it shows a screen that is updated at each interval; q quits. Otherwise it prints a line per"
                        + " interval. It ends after --duration, or on Ctrl-C.",
        footer = {
            "%nExamples:",
            "  telemetry monitor",
            "  telemetry monitor --duration 300 --interval 10 | tee telemetry.log"
        })
public final class MonitorCommand implements Runnable {
    private static final Duration KEY_LOOK = Duration.ofMillis(100);

    private final CliContext shell;

    @Mixin
    private final ServerOptions server;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(names = "--duration", paramLabel = "SECONDS", description = "Duration. Default: unlimited.")
    private @Nullable Double duration;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "Interval of the display. Default: 1.")
    private double interval = 1;

    private long begun;
    private long due;
    private JsonNode before = MissingNode.getInstance();
    private long beforeNanos;

    /** Creates the command. */
    public MonitorCommand(CliContext shell) {
        this.shell = shell;
        server = new ServerOptions(shell);
    }

    @Override
    public void run() {
        Duration most = DurationOption.duration(duration);
        Duration pause = DurationOption.of("--interval", interval);
        ServerClient client = server.client();
        begun = System.nanoTime();
        due = begun;
        MonitorSample first = sample(client);
        if (shell.outIsScreen() && !output.isJson()) {
            onScreen(client, first, most, pause);
        } else {
            inLines(client, first, most, pause);
        }
    }

    private MonitorSample sample(ServerClient client) {
        JsonNode dashboard = client.get("/dashboard");
        long now = System.nanoTime();
        MonitorSample sample = MonitorSample.of(dashboard, before, now - beforeNanos);
        before = dashboard;
        beforeNanos = now;
        return sample;
    }

    /** The time until the next sample; null at the end. */
    private @Nullable Duration untilNext(@Nullable Duration most, Duration pause) {
        due = Math.max(due + pause.toNanos(), System.nanoTime());
        boolean isOver = most != null && due - begun >= most.toNanos();
        return isOver ? null : Duration.ofNanos(Math.max(0, due - System.nanoTime()));
    }

    private void inLines(ServerClient client, MonitorSample first, @Nullable Duration most, Duration pause) {
        MonitorSample sample = first;
        while (true) {
            shell.print(output.isJson() ? json(sample) : line(sample));
            if (shell.out().checkError()) {
                return;
            }
            Duration next = untilNext(most, pause);
            if (next == null || shell.stop().await(next)) {
                return;
            }
            sample = sample(client);
        }
    }

    private static String line(MonitorSample sample) {
        return Formats.time(sample.dashboard().path("last_update")) + "  " + sample.status() + "  "
                + Formats.count(Math.round(sample.rate())) + " events/s, " + Formats.count(sample.events(), "event")
                + ", "
                + Formats.count(sample.count("dropped")) + " dropped, " + Formats.count(sample.firing()) + " firing, "
                + String.format(Locale.ROOT, "p99 %.3f ms", sample.latency("p99"))
                + (sample.reason().isEmpty() ? "" : " (" + sample.reason() + ")");
    }

    private static String json(MonitorSample sample) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("timestamp", sample.dashboard().path("last_update").asText())
                .put("system_status", sample.status())
                .put("events_per_second", Math.rint(sample.rate() * 10) / 10)
                .put("total_events", sample.events())
                .put("dropped", sample.count("dropped"))
                .put("waiting", sample.count("waiting"))
                .put("active_alerts", sample.firing())
                .toString();
    }

    private void onScreen(ServerClient client, MonitorSample first, @Nullable Duration most, Duration pause) {
        ScreenText text = new ScreenText(client.address(), shell.outTakesColour());
        MonitorSample sample = first;
        try (LiveScreen screen = LiveScreen.open()) {
            while (true) {
                text.add(sample);
                draw(screen, text, sample);
                Duration next = untilNext(most, pause);
                if (next == null || leaves(screen, text, sample, System.nanoTime() + next.toNanos())) {
                    return;
                }
                sample = sample(client);
            }
        }
    }

    private static void draw(LiveScreen screen, ScreenText text, MonitorSample sample) {
        screen.draw((width, height) -> text.lines(sample, width, height));
    }

    /** Waits for the next sample; returns true if the user quits. */
    private boolean leaves(LiveScreen screen, ScreenText text, MonitorSample sample, long until) {
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            Duration look = Duration.ofNanos(Math.min(left, KEY_LOOK.toNanos()));
            if (screen.awaitLeave(look) || shell.stop().isRequested()) {
                return true;
            }
            if (screen.hasChanged()) {
                draw(screen, text, sample);
            }
        }
        return shell.stop().isRequested();
    }
}
