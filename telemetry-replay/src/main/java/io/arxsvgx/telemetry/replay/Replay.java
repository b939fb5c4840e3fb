// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.replay;

import io.arxsvgx.telemetry.Admission;
import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run of rules over recorded events, with a clock that follows the times of the events. It uses the real event loop
 * and the real conditions, so it gives the same alerts as when the events arrived. It calls no action, runs no failure
 * detection, and stores or logs nothing. The same events give the same report. Thread-safe.
 */
public final class Replay {
    private static final int MAX_ALERTS = 10_000;

    private Replay() {}

    /**
     * Runs rules over events, with the conditions on the class path.
     *
     * @param rules the rules; disabled ones match nothing
     * @param events the events, as for {@link #run(Collection, Iterable, Collection)}
     * @return the result
     * @throws IllegalArgumentException if a rule is rejected or an event is invalid
     */
    public static ReplayReport run(Collection<AlertRule> rules, Iterable<TelemetryEvent> events) {
        return run(rules, events, List.of());
    }

    /**
     * Runs rules over events.
     *
     * @param rules the rules; disabled ones match nothing
     * @param events the events, by time; an event that is older than the newest of its series counts as late, as it
     *     would live; an event without a time gets the time of the event before it
     * @param conditions further conditions; one replaces a condition of the same name on the class path
     * @return the result
     * @throws IllegalArgumentException if a rule is rejected or an event is invalid
     */
    public static ReplayReport run(
            Collection<AlertRule> rules, Iterable<TelemetryEvent> events, Collection<ConditionProvider> conditions) {
        return run(rules, events, conditions, TelemetryConfig.defaults());
    }

    /**
     * Runs rules over events as a processor with a given configuration would.
     *
     * @param rules the rules; disabled ones match nothing
     * @param events the events, as for {@link #run(Collection, Iterable, Collection)}
     * @param conditions further conditions; one replaces a condition of the same name on the class path
     * @param config the configuration; its time source, buffer size and intervals are ignored
     * @return the result
     * @throws IllegalArgumentException if a rule is rejected or an event is invalid
     */
    public static ReplayReport run(
            Collection<AlertRule> rules,
            Iterable<TelemetryEvent> events,
            Collection<ConditionProvider> conditions,
            TelemetryConfig config) {
        Iterator<TelemetryEvent> all = events.iterator();
        Instant begin = null;
        TelemetryEvent first = all.hasNext() ? all.next() : null;
        if (first != null) {
            begin = first.timestamp() == null ? Instant.EPOCH : first.timestamp();
        }
        ManualTimeSource time = TimeSource.manual(begin == null ? Instant.EPOCH : begin);
        try (TelemetryProcessor processor = processor(time, rules, conditions, config)) {
            long count = 0;
            for (TelemetryEvent event = first; event != null; event = all.hasNext() ? all.next() : null) {
                take(processor, time, event, count++);
            }
            List<Alert> alerts = processor.alerts(MAX_ALERTS);
            return new ReplayReport(
                    count,
                    processor.metrics().series(),
                    processor.rules().statuses().stream()
                            .mapToLong(status -> status.seriesMatched())
                            .sum(),
                    processor.metrics().alertsFired(),
                    begin,
                    begin == null ? null : time.now(),
                    alerts);
        }
    }

    private static TelemetryProcessor processor(
            TimeSource time,
            Collection<AlertRule> rules,
            Collection<ConditionProvider> conditions,
            TelemetryConfig config) {
        TelemetryProcessor.Builder builder = TelemetryProcessor.builder()
                .config(config.toBuilder().timeSource(time).bufferSize(16).build())
                .resolvedAlerts(MAX_ALERTS)
                .isolated()
                .callerDriven();
        conditions.forEach(builder::condition);
        TelemetryProcessor processor = builder.build();
        try {
            for (AlertRule rule : rules) {
                processor.addAlertRule(rule.toBuilder().actions().build());
            }
        } catch (IllegalArgumentException e) {
            processor.close();
            throw e;
        }
        processor.start();
        return processor;
    }

    private static void take(TelemetryProcessor processor, ManualTimeSource time, TelemetryEvent event, long index) {
        moveTo(time, event.timestamp());
        Admission admission = processor.offer(event);
        if (admission != Admission.ACCEPTED) {
            throw new IllegalArgumentException("event " + index + " rejected (" + admission + "): " + event);
        }
        processor.runOnce();
    }

    private static void moveTo(ManualTimeSource time, @Nullable Instant then) {
        if (then != null && then.isAfter(time.now())) {
            time.advance(Duration.between(time.now(), then));
        }
    }
}
