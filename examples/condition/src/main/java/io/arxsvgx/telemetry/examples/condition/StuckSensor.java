// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.condition;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Duration;
import java.time.Instant;

/** Watches a flow meter that freezes, and reports it. */
public final class StuckSensor {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private StuckSensor() {}

    /** A rule that uses the condition. */
    static AlertRule rule() {
        return AlertRule.builder("flow_meter_stuck")
                .condition("stuck")
                .parameter("field", "flow")
                .parameter("seconds", 30)
                .actions("print")
                .build();
    }

    /** Runs the program; it ends without being stopped. */
    public static void main(String[] args) {
        try (TelemetryProcessor processor = TelemetryProcessor.create(TelemetryConfig.defaults())) {
            processor.registerAction("print", alert -> System.out.println(alert.state() + " " + alert.description()));
            processor.addAlertRule(rule());
            processor.start();
            Instant time = Instant.parse("2026-01-01T00:00:00Z");
            for (double flow : new double[] {4.1, 3.9, 4.2, 4.0, 4.0, 4.0, 4.0, 3.8}) {
                processor.ingest(TelemetryEvent.builder()
                        .timestamp(time)
                        .source("meter_7")
                        .type("flow")
                        .value(flow)
                        .build());
                time = time.plus(INTERVAL);
            }
        }
    }
}
