// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.replay;

import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.ArrayList;
import java.util.List;

/** The rules of the comparisons, for the processor. */
public final class Rules {
    static final String TYPE = "temperature";

    private Rules() {}

    /** Returns the three rules of {@link ThreeRules}, or the first of them. */
    public static List<AlertRule> three(int first) {
        return List.of(
                        threshold("high", "*", Workload.LIMIT),
                        AlertRule.builder("steep")
                                .condition("trend")
                                .parameter("field", TYPE)
                                .parameter("window", ThreeRules.SLOPE)
                                .parameter("threshold", ThreeRules.STEEPEST)
                                .build(),
                        AlertRule.builder("far")
                                .condition("anomaly")
                                .parameter("field", TYPE)
                                .parameter("method", "zscore")
                                .parameter("sensitivity", 2 / ThreeRules.FARTHEST)
                                .build())
                .subList(0, first);
    }

    /** Returns one rule for each series, by name. */
    static List<AlertRule> keyed(int seriesCount) {
        List<AlertRule> rules = new ArrayList<>();
        for (int i = 0; i < seriesCount; i++) {
            rules.add(threshold("high_" + i, EventLoad.source(i), Workload.LIMIT));
        }
        return rules;
    }

    /** Returns a number of rules that all evaluate every event. */
    static List<AlertRule> wide(int count) {
        List<AlertRule> rules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rules.add(threshold("high_" + i, "*", Workload.LIMIT + i));
        }
        return rules;
    }

    private static AlertRule threshold(String id, String source, double limit) {
        return AlertRule.builder(id)
                .condition("threshold")
                .parameter("field", TYPE)
                .parameter("operator", ">")
                .parameter("value", limit)
                .source(source)
                .build();
    }
}
