// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A processor whose rules raise an alert on the first event of each series, which shows what was recorded. */
public final class Recording implements AutoCloseable {
    private final ManualTimeSource clock = TimeSource.manual(Instant.parse("2026-01-01T00:00:00Z"));
    private final TelemetryProcessor processor = TelemetryProcessor.create(
            TelemetryConfig.builder().timeSource(clock).build());

    /** Starts a processor with a rule for each type. */
    public Recording(String... types) {
        for (String type : types) {
            processor.addAlertRule(AlertRule.builder("any_" + type)
                    .condition("threshold")
                    .parameters(Map.of("field", type, "operator", ">=", "value", -1e300))
                    .build());
        }
        processor.start();
    }

    public TelemetryProcessor processor() {
        return processor;
    }

    public ManualTimeSource clock() {
        return clock;
    }

    /** Returns the first event of each series, in the order in which they were recorded. */
    public List<String> firstEvents() {
        flush();
        return processor.alerts(100).stream().map(Recording::describe).toList();
    }

    public long events() {
        flush();
        return processor.metrics().processed();
    }

    private void flush() {
        if (!processor.flush(Duration.ofSeconds(10))) {
            throw new AssertionError("not flushed within 10 s");
        }
    }

    private static String describe(Alert alert) {
        return alert.source() + '/' + alert.type() + '=' + alert.value() + ' ' + alert.status();
    }

    @Override
    public void close() {
        processor.close();
    }
}
