// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Condition;
import java.time.Duration;
import java.util.List;

/**
 * Each typed condition with the same in text form, and values that make it fire and resolve; values above 75 have the status
 * {@code ERROR}.
 */
@SuppressWarnings("ImmutableEnumChecker")
enum TypedForms {
    ABOVE(Threshold.above(80), 70, 81, 80, "threshold", "operator", ">", "value", 80.0),
    ABOVE_RECOVERY(
            Threshold.above(80).recoverAt(75),
            70,
            81,
            75,
            "threshold",
            "operator",
            ">",
            "value",
            80.0,
            "recovery",
            75.0),
    AT_LEAST(Threshold.atLeast(80), 70, 80, 79, "threshold", "operator", ">=", "value", 80.0),
    BELOW(Threshold.below(-5.5), 0, -6, -5.5, "threshold", "operator", "<", "value", -5.5),
    BELOW_RECOVERY(
            Threshold.below(10).recoverAt(12),
            20,
            9,
            12,
            "threshold",
            "operator",
            "<",
            "value",
            10.0,
            "recovery",
            12.0),
    AT_MOST(Threshold.atMost(10), 20, 10, 11, "threshold", "operator", "<=", "value", 10.0),
    EQUAL_TO(Threshold.equalTo(0), 1, 0, 1, "threshold", "operator", "==", "value", 0.0),
    NOT_EQUAL_TO(Threshold.notEqualTo(1), 1, 0, 1, "threshold", "operator", "!=", "value", 1.0),
    SLOPE(Trend.slope(), 5, 50, 50, "trend"),
    SLOPE_OVER(Trend.slope().over(5), 5, 50, 50, "trend", "window", 5),
    SLOPE_PER_SECOND(
            Trend.slope().over(60).per(Trend.SlopeUnit.SECOND).steeperThan(0.2),
            5,
            500,
            500,
            "trend",
            "window",
            60,
            "threshold",
            0.2,
            "per",
            "second"),
    SLOPE_PER_RECORD(
            Trend.slope().steeperThan(1).per(Trend.SlopeUnit.RECORD),
            5,
            90,
            90,
            "trend",
            "threshold",
            1.0,
            "per",
            "record"),
    ADAPTIVE(Anomaly.adaptive(), 5, 500, 5, "anomaly", "method", "adaptive"),
    ADAPTIVE_SENSITIVITY(
            Anomaly.adaptive().sensitivity(0.8), 5, 500, 5, "anomaly", "sensitivity", 0.8, "method", "adaptive"),
    Z_SCORE(Anomaly.zScore().sensitivity(1), 5, 500, 5, "anomaly", "sensitivity", 1.0, "method", "zscore"),
    ROBUST(Anomaly.robust().sensitivity(0.5), 5, 500, 5, "anomaly", "sensitivity", 0.5, "method", "robust"),
    SEASONAL(Anomaly.seasonal(), 5, 500, 5, "anomaly", "method", "seasonal"),
    RATE(Rate.above(5), 5, 500, 500, "rate", "operator", ">", "value", 5.0),
    RATE_FALLING(
            Rate.below(-5).within(Duration.ofSeconds(30)),
            5,
            -500,
            -500,
            "rate",
            "operator",
            "<",
            "value",
            -5.0,
            "within",
            30.0),
    RATE_OF_COUNTER(
            Rate.atLeast(2).within(Duration.ofMillis(1500)).ofCounter(),
            5,
            8,
            8,
            "rate",
            "operator",
            ">=",
            "value",
            2.0,
            "within",
            1.5,
            "counter",
            true),
    AVERAGE(
            Aggregate.average().within(Duration.ofSeconds(100)).above(80).minCount(5),
            70,
            1e6,
            70,
            "aggregate",
            "function",
            "avg",
            "within",
            100.0,
            "operator",
            ">",
            "value",
            80.0,
            "min_count",
            5),
    MINIMUM(
            Aggregate.minimum().overLast(10).atMost(-1),
            5,
            -1,
            5,
            "aggregate",
            "function",
            "min",
            "window",
            10,
            "operator",
            "<=",
            "value",
            -1.0),
    MAXIMUM(
            Aggregate.maximum().within(Duration.ofSeconds(10)).notEqualTo(5),
            5,
            6,
            5,
            "aggregate",
            "function",
            "max",
            "within",
            10.0,
            "operator",
            "!=",
            "value",
            5.0),
    SUM(
            Aggregate.sum().overLast(3).equalTo(20),
            5,
            10,
            5,
            "aggregate",
            "function",
            "sum",
            "window",
            3,
            "operator",
            "==",
            "value",
            20.0),
    STANDARD_DEVIATION(
            Aggregate.standardDeviation().within(Duration.ofMinutes(1)).atLeast(1),
            5,
            50,
            5,
            "aggregate",
            "function",
            "stddev",
            "within",
            60.0,
            "operator",
            ">=",
            "value",
            1.0),
    QUANTILE(
            Aggregate.quantile(0.99).overLast(100).above(500),
            5,
            1e6,
            5,
            "aggregate",
            "function",
            "quantile",
            "quantile",
            0.99,
            "window",
            100,
            "operator",
            ">",
            "value",
            500.0),
    COUNT(
            Count.atLeast(1).above(90).within(Duration.ofSeconds(20)),
            5,
            91,
            5,
            "count",
            "operator",
            ">",
            "value",
            90.0,
            "times",
            1,
            "within",
            20.0),
    STATUS_RATIO(
            StatusRatio.of("ERROR", "FAILED")
                    .within(Duration.ofSeconds(20))
                    .above(0.04)
                    .minCount(2),
            5,
            81,
            70,
            "status_ratio",
            "status",
            List.of("ERROR", "FAILED"),
            "within",
            20.0,
            "operator",
            ">",
            "value",
            0.04,
            "min_count",
            2);

    final Condition typed;
    final double calm;
    final double breaching;
    final double recovered;
    private final String condition;
    private final List<Object> parameters;

    TypedForms(
            Condition typed, double calm, double breaching, double recovered, String condition, Object... parameters) {
        this.typed = typed;
        this.calm = calm;
        this.breaching = breaching;
        this.recovered = recovered;
        this.condition = condition;
        this.parameters = List.of(parameters);
    }

    AlertRule typedRule() {
        return AlertRule.builder("rule").on("field of it").when(typed).build();
    }

    AlertRule textRule() {
        AlertRule.Builder rule = AlertRule.builder("rule").condition(condition).parameter("field", "field of it");
        for (int i = 0; i < parameters.size(); i += 2) {
            rule.parameter((String) parameters.get(i), parameters.get(i + 1));
        }
        return rule.build();
    }
}
