// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart.rules;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.standalone.StandaloneSeries;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The evaluation of the rule of a chart, by a processor with a clock that advances by half a second at a time; by a minute in
 * a chart of many hours.
 *
 * @param spans the states of the alert, one after another, without the times when there is none
 * @param evidence the evidence of the first alert that fired
 * @param figures the figure that the condition computes, by the number of the event; NaN while unknown
 */
record ChartRun(List<Span> spans, String evidence, List<Double> figures) {
    private static final double STEP = 0.5;
    private static final double LONG_STEP = 60;
    private static final int MAX_SECONDS_BY_STEP = 3_600;
    private static final int MILLIS_PER_SECOND = 1_000;
    /** An interval at which failure detection, which has alerts of its own, does not run. */
    private static final Duration WITHOUT_DETECTION = Duration.ofDays(1);

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int ALL = 10;

    /**
     * A time in which the alert has a state.
     *
     * @param from its start in seconds
     * @param to its end in seconds
     * @param state {@code pending}, or the severity of a firing alert
     */
    record Span(double from, double to, String state) {
        static final String PENDING = "pending";

        boolean isPending() {
            return state.equals(PENDING);
        }
    }

    static ChartRun of(RuleChart chart) {
        List<Alert> fired = new ArrayList<>();
        List<Span> spans = spans(chart, fired);
        String evidence = fired.isEmpty() ? "" : fired.get(0).evidence().text();
        return new ChartRun(spans, evidence, figures(chart));
    }

    /** Returns whether a state follows another severity of the same alert. */
    boolean isRaised(int span) {
        return span > 0
                && !spans.get(span - 1).isPending()
                && spans.get(span - 1).to() == spans.get(span).from();
    }

    /** Returns whether a state is the last one of an alert. */
    boolean isLast(int span) {
        return span == spans.size() - 1
                || spans.get(span + 1).from() > spans.get(span).to();
    }

    /** Evaluates the events of a chart; adds the alerts that have fired to a list, the first one first. */
    private static List<Span> spans(RuleChart chart, List<Alert> fired) {
        ManualTimeSource clock = TimeSource.manual(START);
        TelemetryConfig config = TelemetryConfig.builder()
                .timeSource(clock)
                .processingInterval(WITHOUT_DETECTION)
                .build();
        List<Span> spans = new ArrayList<>();
        try (TelemetryProcessor processor =
                TelemetryProcessor.builder().config(config).callerDriven().build()) {
            processor.addAlertRule(chart.rule());
            processor.start();
            double step = chart.until() > MAX_SECONDS_BY_STEP ? LONG_STEP : STEP;
            for (double now = 0; now <= chart.until(); now += step) {
                record(processor, chart, now);
                processor.runOnce();
                add(spans, now, state(processor));
                clock.advance(Duration.ofMillis((long) (step * MILLIS_PER_SECOND)));
            }
            processor.alerts(ALL).stream()
                    .sorted(Comparator.comparing(Alert::startsAt))
                    .forEach(fired::add);
        }
        return spans.stream().filter(span -> !span.state().isEmpty()).toList();
    }

    private static void record(TelemetryProcessor processor, RuleChart chart, double now) {
        for (ChartEvent event : chart.events()) {
            if (event.second() == now) {
                processor.series(chart.source(), event.type(), Map.of()).record(event.value(), event.status());
            }
        }
    }

    private static String state(TelemetryProcessor processor) {
        return Stream.concat(processor.alerts(ALL).stream(), processor.pendingAlerts(ALL).stream())
                .filter(alert -> alert.state() != AlertState.RESOLVED)
                .map(ChartRun::state)
                .findFirst()
                .orElse("");
    }

    private static String state(Alert alert) {
        return alert.state() == AlertState.PENDING
                ? Span.PENDING
                : alert.severity().label();
    }

    /** Extends the last span up to now, and begins another one if the state has changed. */
    private static void add(List<Span> spans, double now, String state) {
        int last = spans.size() - 1;
        if (last >= 0) {
            spans.set(
                    last, new Span(spans.get(last).from(), now, spans.get(last).state()));
        }
        if (last < 0 || !spans.get(last).state().equals(state)) {
            spans.add(new Span(now, now, state));
        }
    }

    private static List<Double> figures(RuleChart chart) {
        if (chart.tracks().stream().noneMatch(RuleChart.Track::isFigure)) {
            return List.of();
        }
        AlertRule rule = chart.rule();
        StandaloneSeries series = StandaloneSeries.of(
                chart.source(), rule.field(), provider(rule.condition()).evaluator(List.of(rule)));
        return chart.events().stream()
                .map(event -> {
                    series.status(event.status()).inputs(inputs(rule, event.type()));
                    series.evaluate(event.value(), event.second() * NANOS_PER_SECOND);
                    return series.explain(0).computed();
                })
                .toList();
    }

    /** Returns the selections of a {@code ratio} rule that accept events of a type. */
    private static int[] inputs(AlertRule rule, String type) {
        List<Object> selections = Stream.of("numerator", "denominator")
                .map(name -> rule.parameters().getOrDefault(name, Map.of()))
                .toList();
        return IntStream.range(0, selections.size())
                .filter(i -> selections.get(i) instanceof Map<?, ?> map && type.equals(map.get("field")))
                .toArray();
    }

    private static ConditionProvider provider(String kind) {
        return ServiceLoader.load(ConditionProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
