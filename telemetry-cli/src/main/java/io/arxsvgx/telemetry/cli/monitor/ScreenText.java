// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.cli.output.Formats;
import io.arxsvgx.telemetry.text.ForeignText;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The lines of a live screen. Not thread-safe. */
final class ScreenText {
    private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
    private static final AttributedStyle BOLD = AttributedStyle.BOLD;
    private static final AttributedStyle DIM = AttributedStyle.DEFAULT.faint();
    private static final int LABEL = 10;

    private final URI address;
    private final boolean colours;
    private final Sparkline rates = new Sparkline();
    private final Sparkline latencies = new Sparkline();

    ScreenText(URI address, boolean colours) {
        this.address = address;
        this.colours = colours;
    }

    /** Adds a sample to the sparklines. */
    void add(MonitorSample sample) {
        rates.add(sample.rate());
        latencies.add(sample.latency("p99"));
    }

    /** The lines of a screen, which fit its width and height. */
    List<AttributedString> lines(MonitorSample sample, int width, int height) {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(heading(sample));
        lines.add(new AttributedString(ForeignText.escape(sample.reason())));
        int bars = Math.max(0, width - LABEL - 26);
        lines.add(row("rate", padded(Formats.count(Math.round(sample.rate())) + " events/s") + rates.text(bars)));
        lines.add(row(
                "latency",
                padded(String.format(Locale.ROOT, "%.3f ms, p99 %.3f", sample.latency("p50"), sample.latency("p99")))
                        + latencies.text(bars)));
        lines.add(row(
                "events",
                Formats.count(sample.events()) + " processed, " + Formats.count(sample.count("waiting")) + " waiting, "
                        + Formats.count(sample.count("dropped")) + " dropped"));
        lines.add(row(
                "watched",
                Formats.count(sample.count("series")) + " series, " + Formats.count(sample.count("rules"), "rule")
                        + ", "
                        + Formats.count(sample.dashboard().path("pattern_count").asLong(), "pattern")));
        lines.add(row(
                "alerts",
                Formats.count(sample.firing()) + " firing, " + Formats.count(sample.count("pending_alerts"))
                        + " pending, " + Formats.count(sample.count("alerts_resolved")) + " resolved"));
        lines.add(AttributedString.EMPTY);
        alerts(sample, lines, height - 1);
        while (lines.size() < height - 1) {
            lines.add(AttributedString.EMPTY);
        }
        lines.add(new AttributedString("q quits", DIM));
        return lines.stream()
                .limit(height)
                .map(line -> line.columnSubSequence(0, width))
                .toList();
    }

    private AttributedString heading(MonitorSample sample) {
        return new AttributedStringBuilder()
                .style(BOLD)
                .append("Arx Telemetry  ")
                .style(verdict(sample.status()).bold())
                .append(sample.status())
                .style(DIM)
                .append("  " + address + "  " + Formats.time(sample.dashboard().path("last_update")))
                .toAttributedString();
    }

    private AttributedString row(String label, String text) {
        return new AttributedStringBuilder()
                .style(BOLD)
                .append(String.format(Locale.ROOT, "%-" + LABEL + "s", label))
                .style(PLAIN)
                .append(text)
                .toAttributedString();
    }

    private static String padded(String text) {
        return String.format(Locale.ROOT, "%-26s", text);
    }

    /** Adds the newest alerts, newest first, as many as fit. */
    private void alerts(MonitorSample sample, List<AttributedString> lines, int until) {
        JsonNode alerts = sample.dashboard().path("recent_alerts");
        for (int i = alerts.size() - 1; i >= 0 && lines.size() < until; i--) {
            JsonNode alert = alerts.get(i);
            String state = alert.path("state").asText();
            String severity = alert.path("severity").asText();
            lines.add(new AttributedStringBuilder()
                    .style(DIM)
                    .append(Formats.clock(alert.path("timestamp")) + "  ")
                    .style(verdict(state))
                    .append(String.format(Locale.ROOT, "%-9s", state))
                    .style(verdict(severity))
                    .append(String.format(Locale.ROOT, "%-9s", severity))
                    .style(PLAIN)
                    .append(ForeignText.escape(alert.path("description").asText()))
                    .toAttributedString());
        }
    }

    private AttributedStyle verdict(String word) {
        if (!colours) {
            return PLAIN;
        }
        return switch (word) {
            case "critical" -> PLAIN.foreground(AttributedStyle.RED);
            case "warning", "firing", "pending" -> PLAIN.foreground(AttributedStyle.YELLOW);
            case "healthy", "resolved" -> PLAIN.foreground(AttributedStyle.GREEN);
            case "info" -> PLAIN.foreground(AttributedStyle.CYAN);
            default -> PLAIN;
        };
    }
}
