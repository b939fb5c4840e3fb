// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.json.RuleJson;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Condition;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The typed conditions equal their conditions in text form and have the same checks. */
class TypedConditionTest {
    /** More values than any condition here needs to warm up or to end an event. */
    private static final int MANY = 150;

    private final ManualTimeSource time = TimeSource.manual(Instant.parse("2026-01-01T00:00:00Z"));

    @AutoClose
    private final TelemetryProcessor processor = TelemetryProcessor.builder()
            .config(TelemetryConfig.builder().timeSource(time).build())
            .callerDriven()
            .build();

    private void record(int count, double value) {
        for (int i = 0; i < count; i++) {
            time.advance(Duration.ofSeconds(1));
            assertThat(processor.series("s", "field of it").record(value, value > 75 ? "ERROR" : "OK"))
                    .isTrue();
            processor.runOnce();
        }
    }

    private static String json(AlertRule rule) {
        return new String(
                new JsonCodec(JsonLimits.defaults()).bytes(out -> RuleJson.write(out, rule)), StandardCharsets.UTF_8);
    }

    private Alert alert() {
        assertThat(processor.alerts(10)).hasSize(1);
        return processor.alerts(10).get(0);
    }

    @ParameterizedTest
    @EnumSource
    void rule_typed_equalsTheRuleInTextForm(TypedForms form) {
        assertThat(form.typedRule()).isEqualTo(form.textRule()).hasSameHashCodeAs(form.textRule());
        assertThat(json(form.typedRule())).isEqualTo(json(form.textRule()));
    }

    @ParameterizedTest
    @EnumSource
    void condition_givenByName_isTheTypedOne(TypedForms form) {
        Condition named = Condition.of(form.typed.name(), form.typed.parameters());

        assertThat(AlertRule.builder("rule").on("field of it").when(named).build())
                .isEqualTo(form.typedRule());
        assertThat(form.typed).hasToString(named.toString());
        assertThatThrownBy(() -> form.typed.parameters().put("value", 1))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @EnumSource
    void rule_typed_firesAndResolves(TypedForms form) {
        processor.addAlertRule(form.typedRule());
        processor.start();

        record(MANY, form.calm);
        assertThat(processor.alerts(10)).isEmpty();
        record(1, form.breaching);
        assertThat(alert().state()).isEqualTo(AlertState.FIRING);
        record(MANY, form.recovered);
        assertThat(alert().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(alert().endReason()).startsWith("back to normal");
    }

    @ParameterizedTest
    @EnumSource
    void rule_inTextFormReplacedByTheTypedOne_keepsAlertAndState(TypedForms form) {
        processor.addAlertRule(form.textRule());
        processor.start();
        record(MANY, form.calm);
        record(1, form.breaching);
        String before = alert().id();

        processor.addAlertRule(form.typedRule());
        processor.runOnce();

        assertThat(alert().state()).isEqualTo(AlertState.FIRING);
        record(MANY, form.recovered);
        assertThat(alert().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(alert().id()).isEqualTo(before);
        assertThat(alert().endReason()).startsWith("back to normal");
    }

    /** Forms for which one value of the rule's field is not enough. */
    static Stream<Arguments> otherForms() {
        return Stream.of(
                Arguments.of(
                        Aggregate.count().within(Duration.ofNanos(1)).below(3),
                        "aggregate",
                        Map.of("function", "count", "within", 1e-9, "operator", "<", "value", 3)),
                Arguments.of(
                        Count.atLeast(3).notEqualTo(1).within(Duration.ofDays(365)),
                        "count",
                        Map.of("times", 3, "operator", "!=", "value", 1, "within", 31_536_000)),
                Arguments.of(
                        Ratio.of(
                                        Selection.of("errors").counted(),
                                        Selection.of("requests")
                                                .match("uri", "/api/*")
                                                .match("zone", "")
                                                .counted())
                                .within(Duration.ofMinutes(1))
                                .above(0.05),
                        "ratio",
                        Map.of(
                                "numerator",
                                Map.of("field", "errors", "count", true),
                                "denominator",
                                Map.of(
                                        "field",
                                        "requests",
                                        "count",
                                        true,
                                        "match",
                                        Map.of("uri", "/api/*", "zone", "")),
                                "within",
                                60,
                                "operator",
                                ">",
                                "value",
                                0.05)),
                Arguments.of(
                        Ratio.of(Selection.all().status("ERROR", "FAILED"), Selection.all())
                                .within(Duration.ofMillis(1))
                                .atMost(-1)
                                .minCount(7),
                        "ratio",
                        Map.of(
                                "numerator",
                                Map.of("status", List.of("ERROR", "FAILED")),
                                "denominator",
                                Map.of(),
                                "within",
                                0.001,
                                "operator",
                                "<=",
                                "value",
                                -1,
                                "min_count",
                                7)));
    }

    @ParameterizedTest
    @MethodSource("otherForms")
    void rule_otherTypedForm_equalsTheRuleInTextForm(Condition typed, String name, Map<String, Object> parameters) {
        AlertRule text = AlertRule.builder("rule")
                .on("field of it")
                .when(Condition.of(name, parameters))
                .build();
        AlertRule rule = AlertRule.builder("rule").on("field of it").when(typed).build();

        assertThat(rule).isEqualTo(text).hasSameHashCodeAs(text);
        processor.addAlertRule(text);
        assertThat(processor.addAlertRule(rule)).isFalse();
        assertThatThrownBy(() -> typed.parameters().put("value", 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    /** A whole number in text form, as in JSON files, equals the double of the typed form. */
    @Test
    void rule_inTextFormOfWholeNumbers_isEqualAndKeepsItsState() {
        AlertRule text = AlertRule.builder("rule")
                .condition("threshold")
                .parameter("field", "field of it")
                .parameter("operator", ">")
                .parameter("value", 80)
                .parameter("recovery", 75)
                .build();
        assertThat(TypedForms.ABOVE_RECOVERY.typedRule()).isEqualTo(text).hasSameHashCodeAs(text);
        processor.addAlertRule(text);
        processor.start();
        record(1, 81);

        processor.addAlertRule(TypedForms.ABOVE_RECOVERY.typedRule());
        record(1, 76);

        assertThat(alert().state()).isEqualTo(AlertState.FIRING);
        record(1, 75);
        assertThat(alert().state()).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void equals_sameParametersInAnyOrder_isTrue() {
        List<Supplier<Condition>> conditions = List.of(
                () -> Threshold.above(80),
                () -> Threshold.atLeast(80),
                () -> Threshold.above(80).recoverAt(75),
                Trend::slope,
                () -> Trend.slope().over(10),
                () -> Trend.slope().steeperThan(0.5).over(10),
                Anomaly::robust,
                Anomaly::zScore,
                () -> Anomaly.robust().sensitivity(0.5),
                () -> Rate.above(80),
                () -> Rate.above(80).ofCounter(),
                () -> Rate.above(80).within(Duration.ofSeconds(60)),
                () -> Aggregate.average().overLast(10).above(80),
                () -> Aggregate.sum().overLast(10).above(80),
                () -> Count.atLeast(3).above(80).within(Duration.ofSeconds(60)),
                () -> Count.atLeast(3).below(80).within(Duration.ofSeconds(60)),
                () -> StatusRatio.of("ERROR").within(Duration.ofSeconds(60)).above(0.5),
                () -> StatusRatio.of("OK").within(Duration.ofSeconds(60)).above(0.5),
                () -> Ratio.of(Selection.all(), Selection.of("x"))
                        .within(Duration.ofSeconds(60))
                        .above(0.5),
                () -> Ratio.of(Selection.of("x"), Selection.all())
                        .within(Duration.ofSeconds(60))
                        .above(0.5));
        for (Supplier<Condition> one : conditions) {
            assertThat(one.get()).isEqualTo(one.get()).hasSameHashCodeAs(one.get());
            for (Supplier<Condition> other : conditions) {
                assertThat(one.get().equals(other.get())).isEqualTo(one == other);
            }
        }
        assertThat(Trend.slope().steeperThan(0.5).over(10))
                .isEqualTo(Trend.slope().over(10).steeperThan(0.5));
    }

    @Test
    void selection_setters_returnChangedCopies() {
        Selection requests = Selection.of("requests");
        Selection failed = requests.status("ERROR").match("uri", "/x").counted();

        assertThat(requests.parts()).isEqualTo(Map.of("field", "requests"));
        assertThat(failed.parts().keySet()).containsExactly("field", "match", "status", "count");
        assertThat(failed)
                .isEqualTo(Selection.of("requests").counted().match("uri", "/x").status("ERROR"))
                .isNotEqualTo(requests)
                .hasToString(failed.parts().toString());
        assertThat(failed)
                .hasSameHashCodeAs(requests.match("uri", "/x").counted().status("ERROR"));
        assertThat(Selection.all().parts()).isEmpty();
    }

    @Test
    void setter_called_returnsAChangedCopyAndTheLastValueCounts() {
        Threshold threshold = Threshold.above(80);
        Trend trend = Trend.slope();
        Anomaly anomaly = Anomaly.robust();

        assertThat(threshold.recoverAt(70).recoverAt(75).parameters()).containsEntry("recovery", 75.0);
        assertThat(trend.over(7).over(8).parameters()).containsEntry("window", 8);
        assertThat(anomaly.sensitivity(0.1).sensitivity(0.2).parameters()).containsEntry("sensitivity", 0.2);
        assertThat(threshold.parameters()).doesNotContainKey("recovery");
        assertThat(trend.parameters()).isEmpty();
        assertThat(anomaly.parameters()).doesNotContainKey("sensitivity");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused(
                        () -> Threshold.above(Double.NaN),
                        "value",
                        "parameter \"value\": expected a finite number, got NaN"),
                refused(
                        () -> Threshold.notEqualTo(Double.POSITIVE_INFINITY),
                        "value",
                        "parameter \"value\": expected a finite number, got Infinity"),
                refused(
                        () -> Threshold.above(80).recoverAt(Double.NEGATIVE_INFINITY),
                        "recovery",
                        "parameter \"recovery\": expected a finite number, got -Infinity"),
                refused(
                        () -> Threshold.above(80).recoverAt(81),
                        "recovery",
                        "parameter \"recovery\": expected a finite number of at most 80.0 with operator >, got 81.0"),
                refused(
                        () -> Threshold.atMost(80).recoverAt(79),
                        "recovery",
                        "parameter \"recovery\": expected a finite number of at least 80.0 with operator <=, got 79.0"),
                refused(
                        () -> Threshold.equalTo(1).recoverAt(1),
                        "recovery",
                        "parameter \"recovery\": not allowed with operator =="),
                refused(
                        () -> Trend.slope().over(1),
                        "window",
                        "parameter \"window\": expected a whole number from 2 to 100000, got 1"),
                refused(
                        () -> Trend.slope().over(100_001),
                        "window",
                        "parameter \"window\": expected a whole number from 2 to 100000, got 100001"),
                refused(
                        () -> Trend.slope().steeperThan(-0.5),
                        "threshold",
                        "parameter \"threshold\": expected a finite number of at least 0, got -0.5"),
                refused(
                        () -> Rate.above(Double.NaN),
                        "value",
                        "parameter \"value\": expected a finite number, got NaN"),
                refused(
                        () -> Rate.above(5).within(Duration.ZERO),
                        "within",
                        "parameter \"within\": expected a finite number from 1.0E-9 to 31536000, got 0.0"),
                refused(
                        () -> Aggregate.quantile(1.01).overLast(5).above(1),
                        "quantile",
                        "parameter \"quantile\": expected a finite number from 0 to 1, got 1.01"),
                refused(
                        () -> Aggregate.sum().overLast(0).above(1),
                        "window",
                        "parameter \"window\": expected a whole number from 1 to 10000, got 0"),
                refused(
                        () -> Aggregate.sum().overLast(5).above(1).minCount(6),
                        "min_count",
                        "parameter \"min_count\": expected a whole number from 1 to 5, the window, got 6"),
                refused(
                        () -> Count.atLeast(0).above(1).within(Duration.ofSeconds(1)),
                        "times",
                        "parameter \"times\": expected a whole number from 1 to 1000000000, got 0"),
                refused(
                        () -> StatusRatio.of().within(Duration.ofSeconds(1)).above(1),
                        "status",
                        "parameter \"status\": expected a list of 1 to 100 texts, got []"),
                refused(
                        () -> Ratio.of(Selection.all(), Selection.of("x"))
                                .within(Duration.ofDays(366))
                                .above(1),
                        "within",
                        "parameter \"within\": expected a finite number from 1.0E-9 to 31536000, got 3.16224E7"),
                refused(
                        () -> Anomaly.adaptive().sensitivity(1.1),
                        "sensitivity",
                        "parameter \"sensitivity\": expected a finite number from 0 to 1, got 1.1"),
                refused(
                        () -> Anomaly.adaptive().sensitivity(0),
                        "sensitivity",
                        "parameter \"sensitivity\": expected a finite number above 0 and at most 1, got 0"));
    }

    private static Arguments refused(Supplier<Condition> condition, String parameter, String message) {
        return Arguments.of(condition, parameter, message);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void condition_outOfRange_isRefusedAtOnceAsTheTextFormIs(
            Supplier<Condition> condition, String parameter, String message) {
        assertThatThrownBy(condition::get)
                .isInstanceOf(InvalidRuleException.class)
                .hasMessage(message)
                .satisfies(refusal -> assertThat(((InvalidRuleException) refusal).faults())
                        .containsExactly(new InvalidRuleException.Fault("parameters." + parameter, message)));
    }

    @Test
    @SuppressWarnings("NullAway")
    void per_null_isRefused() {
        assertThatNullPointerException().isThrownBy(() -> Trend.slope().per(null));
    }
}
