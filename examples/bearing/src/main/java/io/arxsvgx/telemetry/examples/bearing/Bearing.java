// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.bearing;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import java.util.List;

/** The source and the rules of the bearing. */
public final class Bearing {
    /** The source of all its events. */
    public static final String SOURCE = "bearing";

    private Bearing() {}

    /**
     * Returns the rules with the limits of the bearing. Failure detection predicts when a limit will be crossed.
     *
     * @param actions the actions of an alert
     * @return three rules, for the bearing only
     */
    public static List<AlertRule> rules(String... actions) {
        return List.of(
                limit("strong_vibration", "vibration_velocity", ">", 7.1, actions),
                limit("hot_bearing", "bearing_temperature", ">", 85, actions),
                limit("thin_oil", "oil_pressure", "<", 2.6, actions));
    }

    private static AlertRule limit(String id, String field, String operator, double value, String... actions) {
        return AlertRule.builder(id)
                .condition("threshold")
                .parameter(AlertRule.FIELD, field)
                .parameter("operator", operator)
                .parameter("value", value)
                .source(SOURCE)
                .severity(Severity.CRITICAL)
                .actions(actions)
                .build();
    }
}
