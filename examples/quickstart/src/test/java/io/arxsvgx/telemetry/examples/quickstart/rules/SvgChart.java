// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart.rules;

import io.arxsvgx.telemetry.examples.quickstart.rules.ChartRun.Span;
import io.arxsvgx.telemetry.examples.quickstart.rules.RuleChart.Limit;
import io.arxsvgx.telemetry.examples.quickstart.rules.RuleChart.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The picture of a chart: its tracks, one below another, and below them the states of the alert. Not thread-safe. */
final class SvgChart {
    private static final int WIDTH = 720;
    private static final int LEFT = 64;
    private static final int RIGHT = 692;
    private static final int TRACK_HEIGHT = 84;
    /** The room above a track, for its label. */
    private static final int GAP = 28;

    /** The distance of two lines of text. */
    private static final int LINE = 14;

    private static final int CHARACTER_WIDTH = 7;
    private static final int ALERT_HEIGHT = 18;
    private static final int BOTTOM = 30;
    private static final int MAX_TICKS = 10;
    private static final int SECONDS_PER_HOUR = 3_600;
    private static final int[] TICK_SECONDS = {1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 3600, 7200, 10_800};

    private static final String STYLE = """
            text{font:12px system-ui,sans-serif;fill:#59636e}.b{fill:#fff}.l{fill:#1f2328;font-weight:600}
            .g{stroke:#d1d9e0}.s,.d{stroke:#0969da;fill:none}.d{stroke-width:4;stroke-linecap:round}
            .m{stroke:#9a6700;stroke-dasharray:5 4}.n{fill:#9a6700}.w{fill:#0969da;opacity:.13}
            .f{stroke:#cf222e}.r{stroke:#1a7f37}.f,.r{stroke-dasharray:2 3}
            .pending{fill:none;stroke:#9a6700}.info{fill:#0969da}.warning{fill:#bf8700}.critical{fill:#cf222e}
            @media(prefers-color-scheme:dark){text{fill:#9198a1}.b{fill:#0d1117}.l{fill:#f0f6fc}.g{stroke:#3d444d}
            .s,.d{stroke:#4493f8}.m{stroke:#d29922}.n{fill:#d29922}.w{fill:#4493f8;opacity:.22}.f{stroke:#f85149}.r{stroke:#3fb950}
            .pending{stroke:#d29922}.info{fill:#4493f8}.warning{fill:#d29922}.critical{fill:#f85149}}
            """;

    private final RuleChart chart;
    private final ChartRun run;
    private final StringBuilder svg = new StringBuilder();
    /** The end of the last label above the states of the alert. */
    private double labelEnd;

    private SvgChart(RuleChart chart, ChartRun run) {
        this.chart = chart;
        this.run = run;
    }

    static String of(RuleChart chart) {
        return new SvgChart(chart, ChartRun.of(chart)).draw();
    }

    private int height() {
        return alertTop() + ALERT_HEIGHT + BOTTOM;
    }

    private int alertTop() {
        return chart.tracks().size() * (GAP + TRACK_HEIGHT) + GAP;
    }

    private String draw() {
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"t d\">"
                .formatted(WIDTH, height()));
        add("<title id=\"t\">" + escaped(chart.title()) + "</title>");
        add("<desc id=\"d\">" + escaped(description()) + "</desc>");
        add("<style>\n" + STYLE + "</style>");
        add("<rect class=\"b\" width=\"%d\" height=\"%d\"/>".formatted(WIDTH, height()));
        drawWindow();
        for (int i = 0; i < chart.tracks().size(); i++) {
            draw(chart.tracks().get(i), i * (GAP + TRACK_HEIGHT) + GAP);
        }
        drawAlert();
        drawTimes();
        add("</svg>");
        return svg.toString();
    }

    private void add(String line) {
        svg.append(line).append('\n');
    }

    /** Says what the alert does, for readers who do not see the picture. */
    private String description() {
        List<String> sentences = new ArrayList<>();
        sentences.add(chart.tracks().stream().map(Track::label).collect(Collectors.joining(", ", "Over time: ", ".")));
        for (int i = 0; i < run.spans().size(); i++) {
            Span span = run.spans().get(i);
            String begin = time(span.from());
            if (span.isPending()) {
                sentences.add("The alert is pending from " + begin + ".");
            } else if (run.isRaised(i)) {
                sentences.add("Its severity is " + span.state() + " from " + begin + ".");
            } else {
                sentences.add("The alert fires at " + begin + " with severity " + span.state() + ".");
            }
            if (run.isLast(i) && span.to() < chart.until()) {
                sentences.add((span.isPending() ? "It ends at " : "It resolves at ") + time(span.to()) + ".");
            }
        }
        return String.join(" ", sentences);
    }

    private String time(double second) {
        return chart.until() > SECONDS_PER_HOUR ? number(second / SECONDS_PER_HOUR) + " h" : number(second) + " s";
    }

    private double x(double second) {
        return LEFT + (RIGHT - LEFT) * second / chart.until();
    }

    private static double y(Track track, int top, double value) {
        double share = (value - track.min()) / (track.max() - track.min());
        return top + TRACK_HEIGHT * (1 - Math.max(0, Math.min(1, share)));
    }

    /** Draws the window at the event, or the deadline, at which the alert begins to breach. */
    private void drawWindow() {
        if (chart.window() == 0) {
            return;
        }
        double end = run.spans().get(0).from();
        double begin = Math.max(0, end - chart.window());
        add("<rect class=\"w\" x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\"/>"
                .formatted(number(x(begin)), GAP, number(x(end) - x(begin)), alertTop() - GAP - GAP));
        text(x(end) - 3, GAP - 8, "end", "", "window");
    }

    private void draw(Track track, int top) {
        int bottom = top + TRACK_HEIGHT;
        add("<path class=\"g\" d=\"M%d %dH%dM%d %dH%d\"/>".formatted(LEFT, top, RIGHT, LEFT, bottom, RIGHT));
        text(LEFT, top - 8, "start", "l", track.label());
        text(LEFT - 6, top + 4, "end", "", number(track.max()));
        text(LEFT - 6, bottom + 4, "end", "", number(track.min()));
        for (Limit limit : track.limits()) {
            double y = y(track, top, limit.value());
            add("<path class=\"m\" d=\"M%d %sH%d\"/>".formatted(LEFT, number(y), RIGHT));
            text(RIGHT, isBelowAnother(track, limit) ? y + LINE - 2 : y - 4, "end", "n", limit.text());
        }
        drawValues(track, top);
    }

    /** Returns whether there is a limit above another one, whose text is below its line. */
    private static boolean isBelowAnother(Track track, Limit limit) {
        return track.limits().stream().anyMatch(other -> other.value() > limit.value());
    }

    private void drawValues(Track track, int top) {
        StringBuilder line = new StringBuilder();
        StringBuilder dots = new StringBuilder();
        List<ChartEvent> events = chart.events();
        for (int i = 0; i < events.size(); i++) {
            boolean isShown = track.isFigure() || events.get(i).type().equals(track.type());
            double value =
                    track.isFigure() ? run.figures().get(i) : events.get(i).value();
            if (isShown && !Double.isNaN(value)) {
                String point = number(x(events.get(i).second())) + " " + number(y(track, top, value));
                line.append(line.isEmpty() ? "M" : "L").append(point);
                dots.append("M").append(point).append("h0");
            }
        }
        add("<path class=\"s\" d=\"" + line + "\"/>");
        if (!track.isFigure()) {
            add("<path class=\"d\" d=\"" + dots + "\"/>");
        }
    }

    private void drawAlert() {
        int top = alertTop();
        text(LEFT - 6, top + 13, "end", "l", "alert");
        for (int i = 0; i < run.spans().size(); i++) {
            Span span = run.spans().get(i);
            String place = "x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\""
                    .formatted(number(x(span.from())), top, number(x(span.to()) - x(span.from())), ALERT_HEIGHT);
            add("<rect class=\"" + span.state() + "\" " + place + "/>");
            mark(span.from(), "f", span.state());
            if (run.isLast(i) && !span.isPending() && span.to() < chart.until()) {
                mark(span.to(), "r", "resolved");
            }
        }
    }

    private void mark(double second, String style, String label) {
        add("<path class=\"%s\" d=\"M%s %dV%d\"/>".formatted(style, number(x(second)), GAP, alertTop() + ALERT_HEIGHT));
        double x = x(second) + 3;
        double end = x + label.length() * CHARACTER_WIDTH;
        if (x > labelEnd) {
            text(end < WIDTH ? x : WIDTH, alertTop() - 6, end < WIDTH ? "start" : "end", "", label);
            labelEnd = end;
        }
    }

    private void drawTimes() {
        int step = TICK_SECONDS[0];
        for (int i = 1; chart.until() / step > MAX_TICKS; i++) {
            step = TICK_SECONDS[i];
        }
        int y = height() - 10;
        for (int second = 0; second <= chart.until(); second += step) {
            text(x(second), y, "middle", "", time(second));
        }
    }

    private void text(double x, double y, String anchor, String style, String text) {
        String ofClass = style.isEmpty() ? "" : " class=\"" + style + "\"";
        String ofAnchor = anchor.equals("start") ? "" : " text-anchor=\"" + anchor + "\"";
        add("<text x=\"%s\" y=\"%s\"%s%s>%s</text>".formatted(number(x), number(y), ofAnchor, ofClass, escaped(text)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Returns a number with at most one place. */
    private static String number(double number) {
        String text = String.format(Locale.ROOT, "%.1f", number);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
