// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import java.util.List;

/** Factories of the three default rules of the system's first version. Thread-safe. */
public final class DefaultRules {
    private DefaultRules() {}

    /**
     * Returns all default rules.
     *
     * @return {@link #highTemperature}, {@link #pressureSpike} and {@link #vibrationAnomaly}
     */
    public static List<AlertRule> all() {
        return List.of(highTemperature(), pressureSpike(), vibrationAnomaly());
    }

    /**
     * Returns a rule that fires on a temperature above 80.
     *
     * @return the rule {@code high_temperature}: critical, with the actions {@code log_alert} and {@code
     *     send_notification}
     */
    public static AlertRule highTemperature() {
        return AlertRule.builder("high_temperature")
                .name("High Temperature Alert")
                .on("temperature")
                .when(Threshold.above(80))
                .severity(Severity.CRITICAL)
                .actions("log_alert", "send_notification")
                .build();
    }

    /**
     * Returns a rule that fires on a pressure that rises or falls by more than 0.5 per record over 10 records.
     *
     * @return the rule {@code pressure_spike}: a warning, with the action {@code log_alert}
     */
    public static AlertRule pressureSpike() {
        return AlertRule.builder("pressure_spike")
                .name("Pressure Spike Alert")
                .on("pressure")
                .when(Trend.slope().over(10).steeperThan(0.5))
                .severity(Severity.WARNING)
                .actions("log_alert")
                .build();
    }

    /**
     * Returns a rule that fires on a vibration further than 2.5 standard deviations from the mean of the 100 values before
     * it, with the method of the first version, {@code zscore}.
     *
     * @return the rule {@code vibration_anomaly}: a warning, with the actions {@code log_alert} and {@code
     *     trigger_inspection}
     */
    public static AlertRule vibrationAnomaly() {
        return AlertRule.builder("vibration_anomaly")
                .name("Vibration Anomaly Alert")
                .on("vibration")
                .when(Anomaly.zScore().sensitivity(0.8))
                .severity(Severity.WARNING)
                .actions("log_alert", "trigger_inspection")
                .build();
    }
}
