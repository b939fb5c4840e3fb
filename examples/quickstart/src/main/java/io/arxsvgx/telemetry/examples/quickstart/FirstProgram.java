// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.Threshold;
import java.time.Duration;

/** Watches a temperature, and says so when it is too high and when it is well again. */
public final class FirstProgram {
    private FirstProgram() {}

    /** Runs the program, which ends when the alert has resolved. */
    public static void main(String[] args) {
        try (TelemetryProcessor processor = TelemetryProcessor.create(TelemetryConfig.defaults())) {
            processor.registerAction("print", alert -> System.out.println(alert.state() + " " + alert.description()));
            processor.addAlertRule(AlertRule.builder("high_temperature")
                    .on("temperature")
                    .when(Threshold.above(80))
                    .actions("print")
                    .build());
            processor.start();
            TelemetrySeries temperature = processor.series("sensor_001", "temperature");
            for (double degrees : new double[] {75, 79, 82, 91, 78}) {
                temperature.record(degrees);
            }
            processor.flush(Duration.ofSeconds(1)); // all values are processed
            processor.stop(); // the action has printed
            for (Alert alert : processor.alerts(10)) {
                System.out.println(alert.occurrences() + " breaches until " + alert.endReason());
            }
        }
    }
}
