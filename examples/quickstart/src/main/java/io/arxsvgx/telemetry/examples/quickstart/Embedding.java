// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.rules.Threshold;

/** The least that a program needs to have its own measurements watched. */
public final class Embedding {
    private Embedding() {}

    /** Records one value that is too high. */
    public static void main(String[] args) {
        try (TelemetryProcessor telemetry = TelemetryProcessor.create(TelemetryConfig.defaults())) {
            telemetry.registerAction("page", alert -> System.out.println(alert.state() + " " + alert.description()));
            telemetry.addAlertRule(AlertRule.builder("high_temperature")
                    .on("temperature")
                    .when(Threshold.above(80))
                    .severity(Severity.CRITICAL)
                    .actions("page")
                    .build());
            telemetry.start();
            TelemetrySeries temperature = telemetry.series("sensor_001", "temperature"); // once
            temperature.record(91.5); // as often as you like: no lock, no clock, no allocation, never blocks
        } // close() processes what was recorded, and waits for the actions
    }
}
