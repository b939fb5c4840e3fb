// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.serve;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.cli.output.AnsiStyle;
import io.arxsvgx.telemetry.cli.output.Formats;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.notification.ReceiverStatus;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text that a server prints when it has started. */
final class Banner {
    private static final int SHOWN = 6;
    private static final String INDENT = " ".repeat(13);
    /** The width without a terminal. */
    private static final int MAX_WIDTH = 120;

    private final RunningServer running;
    private final AnsiStyle paint;
    private final int room;
    private final boolean hasToken;
    private final List<String> lines = new ArrayList<>();

    private Banner(RunningServer running, CliContext shell, boolean hasToken) {
        this.running = running;
        paint = AnsiStyle.of(shell);
        room = (shell.outIsTerminal() ? shell.columns() : MAX_WIDTH) - INDENT.length();
        this.hasToken = hasToken;
    }

    static List<String> of(RunningServer running, CliContext shell, String version, boolean hasToken) {
        return new Banner(running, shell, hasToken).lines(version);
    }

    private List<String> lines(String version) {
        TelemetryConfig config = running.settings().config();
        lines.add(paint.bold("Arx Telemetry " + version) + " is running");
        address("HTTP", "http", running.server().httpPort(), config.enableHttp(), "see /openapi.json");
        address("WebSocket", "ws", running.server().webSocketPort(), config.enableWebSocket(), null);
        address("page", "http", running.server().dashboardPort(), config.enableDashboard(), "open it in a browser");
        line("data", data());
        line("rules", rules());
        line("buffer", Formats.count(config.bufferSize(), "event"));
        line(
                "limits",
                Formats.count(config.maxSeries()) + " series, "
                        + Formats.count(config.maxHistorySize(), "stored value")
                        + paint.dim("  heap " + (Runtime.getRuntime().maxMemory() >> 20) + " MB"));
        Demo demo = running.demo();
        if (demo != null) {
            line("demo", "events of " + demo.description());
        }
        notifications();
        unsafe();
        line("stop", "Ctrl-C");
        return lines;
    }

    private void address(String name, String scheme, int port, boolean enabled, @Nullable String hint) {
        String bind = running.settings().text("bind");
        String host = bind == null ? "127.0.0.1" : bind.contains(":") ? "[" + bind + "]" : bind;
        String secure = hasTls() ? "s" : "";
        line(
                name,
                enabled
                        ? scheme + secure + "://" + host + ":" + port + "/"
                                + (hint == null ? "" : paint.dim("  " + hint))
                        : "disabled");
    }

    private boolean hasTls() {
        return running.settings().text("tls_certificate") != null;
    }

    private String data() {
        Path folder = running.data();
        return folder == null
                ? "in memory only: alerts and rules are lost on exit"
                        + (running.demo() != null ? " (--data FOLDER stores them)" : "")
                : folder + paint.dim("  alerts, rules, boards and state");
    }

    private String rules() {
        List<AlertRule> rules = running.processor().alertRules();
        String names = rules.stream().limit(SHOWN).map(AlertRule::id).collect(Collectors.joining(", "));
        String more = rules.size() > SHOWN ? ", and " + (rules.size() - SHOWN) + " more" : "";
        return rules.size() + (names.isEmpty() ? "" : ": " + names + more) + paint.dim(origin());
    }

    private String origin() {
        List<String> origins = new ArrayList<>();
        String file = running.settings().text("rules");
        if (file != null) {
            origins.add("from " + file);
        }
        List<String> packs = StartPacks.names(running.settings());
        if (!packs.isEmpty()) {
            origins.add("with pack " + String.join(", ", packs));
        }
        return origins.isEmpty() ? "" : "  " + String.join(" ", origins);
    }

    /** Says how people are notified, or that nothing does it although the rules want it. */
    private void notifications() {
        String file = running.settings().text("notifications");
        if (file != null) {
            line("notify", receivers() + paint.dim("  from " + file));
            return;
        }
        boolean isWanted = running.processor().alertRules().stream()
                .anyMatch(rule -> rule.actions().contains("send_notification"));
        if (isWanted && running.processor().actions().withoutEffect().containsKey("send_notification")) {
            line("notify", "send_notification has no effect; set --webhook URL or --notifications FILE to be notified");
        }
    }

    private String receivers() {
        List<String> names = running.processor().notifier().stream()
                .flatMap(notifier -> notifier.receivers().stream())
                .map(ReceiverStatus::receiver)
                .distinct()
                .toList();
        String more = names.size() > SHOWN ? ", and " + (names.size() - SHOWN) + " more" : "";
        return names.size() + ": " + String.join(", ", names.subList(0, Math.min(SHOWN, names.size()))) + more;
    }

    private void unsafe() {
        String bind = running.settings().text("bind");
        boolean isLocal = bind == null || bind.startsWith("127.") || bind.equals("localhost") || bind.equals("::1");
        if (isLocal) {
            line(
                    "safety",
                    "reachable from this machine only"
                            + (hasToken ? ", with the token" : ", by every program, since no token is set"));
        } else if (!hasTls()) {
            line(
                    "unsafe",
                    paint.verdict("warning")
                            + ": reachable from other machines without TLS, token and data are exposed; "
                            + "set --tls-certificate");
        } else {
            line("safety", "reachable from other machines, with the token, over TLS");
        }
    }

    private void line(String name, String text) {
        String label = String.format(Locale.ROOT, "%-11s", name);
        List<String> parts = Formats.broken(text, room);
        lines.add("  " + paint.bold(label) + parts.get(0));
        parts.stream().skip(1).forEach(part -> lines.add(INDENT + part));
    }
}
