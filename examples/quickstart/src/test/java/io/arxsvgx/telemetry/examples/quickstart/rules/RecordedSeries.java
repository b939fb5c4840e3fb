// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart.rules;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** Values of a source over some time, as an application records them. Not thread-safe. */
final class RecordedSeries {
    private static final String SOURCE = "service_1";
    /** An interval at which failure detection, which has alerts of its own, does not run. */
    private static final Duration WITHOUT_DETECTION = Duration.ofDays(1);

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int ALL = 1_000;

    /**
     * Values at equal intervals.
     *
     * @param interval the seconds from one to the next
     * @param from the second of the first value
     * @param to the second after the last one
     * @param value the value by the second
     */
    private record Values(
            String type, Map<String, String> labels, int interval, int from, int to, IntToDoubleFunction value) {
        boolean isAt(int second) {
            return second >= from && second < to && (second - from) % interval == 0;
        }
    }

    private final int seconds;
    private final List<Values> all = new ArrayList<>();

    /** Creates a recording of some length. */
    RecordedSeries(int seconds) {
        this.seconds = seconds;
    }

    /** Adds values until the end. */
    RecordedSeries each(int interval, String type, Map<String, String> labels, IntToDoubleFunction value) {
        return between(0, seconds, interval, type, labels, value);
    }

    /** Adds values of a series without labels until the end. */
    RecordedSeries each(int interval, String type, IntToDoubleFunction value) {
        return each(interval, type, Map.of(), value);
    }

    /** Adds values from one second to another. */
    RecordedSeries between(
            int from, int to, int interval, String type, Map<String, String> labels, IntToDoubleFunction value) {
        all.add(new Values(type, labels, interval, from, to, value));
        return this;
    }

    /** Returns the alerts that some rules have fired on the recording, resolved ones included. */
    List<Alert> alerts(List<AlertRule> rules) {
        ManualTimeSource clock = TimeSource.manual(START);
        TelemetryConfig config = TelemetryConfig.builder()
                .timeSource(clock)
                .processingInterval(WITHOUT_DETECTION)
                .build();
        try (TelemetryProcessor processor =
                TelemetryProcessor.builder().config(config).callerDriven().build()) {
            // without actions, which would fill the log
            rules.forEach(
                    rule -> processor.addAlertRule(rule.toBuilder().actions().build()));
            processor.start();
            for (int second = 0; second < seconds; second++) {
                record(processor, second);
                processor.runOnce();
                clock.advance(Duration.ofSeconds(1));
            }
            return processor.alerts(ALL);
        }
    }

    private void record(TelemetryProcessor processor, int second) {
        for (Values values : all) {
            if (values.isAt(second)) {
                processor
                        .series(SOURCE, values.type(), values.labels())
                        .record(values.value().applyAsDouble(second));
            }
        }
    }
}
