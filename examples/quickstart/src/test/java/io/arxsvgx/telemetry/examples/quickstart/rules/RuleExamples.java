// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart.rules;

import static io.arxsvgx.telemetry.rules.Trend.SlopeUnit.SECOND;

import io.arxsvgx.telemetry.patterns.ForecastCrossing;
import io.arxsvgx.telemetry.patterns.SeriesChange;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.rules.Absence;
import io.arxsvgx.telemetry.rules.Aggregate;
import io.arxsvgx.telemetry.rules.AllOf;
import io.arxsvgx.telemetry.rules.Anomaly;
import io.arxsvgx.telemetry.rules.AnyOf;
import io.arxsvgx.telemetry.rules.Count;
import io.arxsvgx.telemetry.rules.Flatline;
import io.arxsvgx.telemetry.rules.Not;
import io.arxsvgx.telemetry.rules.Rate;
import io.arxsvgx.telemetry.rules.Ratio;
import io.arxsvgx.telemetry.rules.Selection;
import io.arxsvgx.telemetry.rules.Sequence;
import io.arxsvgx.telemetry.rules.StatusRatio;
import io.arxsvgx.telemetry.rules.Threshold;
import io.arxsvgx.telemetry.rules.Trend;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The rules of the pages in docs/reference/rules, in Java; {@link RuleExamplesTest} compares them with the JSON there. */
final class RuleExamples {
    private RuleExamples() {}

    static List<AlertRule> all() {
        return List.of(
                hotPump(),
                threshold(),
                levels(),
                trend(),
                anomaly(),
                absence(),
                flatline(),
                rate(),
                aggregate(),
                count(),
                ratio(),
                httpErrors(),
                statusRatio(),
                forecast(),
                changePoint(),
                allOf(),
                anyOf(),
                not(),
                sequence());
    }

    static AlertRule hotPump() {
        return AlertRule.builder("hot_pump")
                .on("temperature")
                .when(Threshold.above(80))
                .source("pump*")
                .forDuration(Duration.ofSeconds(5))
                .keepFiringFor(Duration.ofSeconds(10))
                .severity(Severity.CRITICAL)
                .actions("log_alert")
                .build();
    }

    static AlertRule threshold() {
        return AlertRule.builder("hot")
                .on("temperature")
                .when(Threshold.above(80).recoverAt(75))
                .build();
    }

    static AlertRule levels() {
        return AlertRule.builder("disk_usage")
                .on("disk.used.percent")
                .when(Threshold.above(Map.of(Severity.WARNING, 80.0, Severity.CRITICAL, 90.0)))
                .build();
    }

    static AlertRule trend() {
        return AlertRule.builder("pressure_rises")
                .on("pressure")
                .when(Trend.slope().over(30).per(SECOND).steeperThan(0.2))
                .build();
    }

    static AlertRule anomaly() {
        return AlertRule.builder("odd_vibration")
                .on("vibration")
                .when(Anomaly.robust().sensitivity(0.5))
                .build();
    }

    static AlertRule absence() {
        return AlertRule.builder("no_heartbeat")
                .source("billing")
                .on("heartbeat")
                .when(Absence.after(Duration.ofSeconds(30)))
                .build();
    }

    static AlertRule flatline() {
        return AlertRule.builder("stuck_sensor")
                .on("temperature")
                .when(Flatline.after(Duration.ofSeconds(60)))
                .build();
    }

    static AlertRule rate() {
        return AlertRule.builder("many_errors")
                .on("errors_total")
                .when(Rate.above(5).within(Duration.ofSeconds(60)).ofCounter())
                .build();
    }

    static AlertRule aggregate() {
        return AlertRule.builder("slow")
                .on("latency")
                .when(Aggregate.quantile(0.95)
                        .within(Duration.ofMinutes(2))
                        .above(500)
                        .minCount(20))
                .build();
    }

    static AlertRule count() {
        return AlertRule.builder("often_hot")
                .on("temperature")
                .when(Count.atLeast(3).above(90).within(Duration.ofSeconds(60)))
                .build();
    }

    static AlertRule ratio() {
        return AlertRule.builder("failed_requests")
                .on("requests")
                .when(Ratio.of(Selection.of("errors"), Selection.of("requests"))
                        .within(Duration.ofMinutes(1))
                        .above(0.05)
                        .minCount(3))
                .build();
    }

    static AlertRule httpErrors() {
        return AlertRule.builder("http_errors")
                .on("http.server.requests")
                .when(Ratio.of(
                                Selection.all().match("status", "5*").counted(),
                                Selection.all().counted())
                        .within(Duration.ofMinutes(5))
                        .above(0.05)
                        .minCount(100))
                .by("uri")
                .build();
    }

    static AlertRule statusRatio() {
        return AlertRule.builder("failed_orders")
                .on("orders")
                .when(StatusRatio.of("ERROR", "TIMEOUT")
                        .within(Duration.ofMinutes(1))
                        .above(0.25)
                        .minCount(10))
                .build();
    }

    static AlertRule forecast() {
        return AlertRule.builder("disk_full_soon")
                .on("disk.used.percent")
                .when(ForecastCrossing.above(95, Duration.ofHours(4)).over(36))
                .build();
    }

    static AlertRule changePoint() {
        return AlertRule.builder("latency_changed")
                .on("latency")
                .when(SeriesChange.ofLevelOrSpread().sensitivity(0.7))
                .build();
    }

    static AlertRule allOf() {
        return AlertRule.builder("overloaded")
                .when(AllOf.of(
                        Threshold.above(90).on("cpu"), Threshold.above(100).on("queue_depth")))
                .build();
    }

    static AlertRule anyOf() {
        return AlertRule.builder("unhealthy")
                .when(AnyOf.of(
                        Threshold.above(90).on("cpu"), Threshold.above(95).on("memory")))
                .build();
    }

    static AlertRule not() {
        return AlertRule.builder("load_without_backup")
                .when(AllOf.of(
                        Threshold.above(90).on("cpu"), Not.of(Threshold.above(0).on("backup_running"))))
                .build();
    }

    static AlertRule sequence() {
        return AlertRule.builder("cascade")
                .when(Sequence.within(
                        Duration.ofMinutes(1),
                        Threshold.above(90).on("cpu"),
                        Threshold.above(1).on("errors")))
                .build();
    }
}
