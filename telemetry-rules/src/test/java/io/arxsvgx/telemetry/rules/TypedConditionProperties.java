// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Condition;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.WithNull;
import org.jspecify.annotations.Nullable;

/** For all parameters, typed and text form create equal rules, or both are rejected with the same message. */
class TypedConditionProperties {
    private static final List<String> SYMBOLS = List.of(">", ">=", "<", "<=", "==", "!=");
    private static final List<DoubleFunction<Threshold>> THRESHOLDS = List.of(
            Threshold::above,
            Threshold::atLeast,
            Threshold::below,
            Threshold::atMost,
            Threshold::equalTo,
            Threshold::notEqualTo);
    private static final List<String> METHODS = List.of("adaptive", "zscore", "robust", "seasonal");
    private static final List<Supplier<Anomaly>> ANOMALIES =
            List.of(Anomaly::adaptive, Anomaly::zScore, Anomaly::robust, Anomaly::seasonal);

    /** Finite and infinite numbers, near the bounds of the parameters and far from them. */
    @Provide
    Arbitrary<Double> numbers() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.doubles().between(-2, 2)),
                Tuple.of(2, Arbitraries.doubles()),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                0.0,
                                -0.0,
                                1.0,
                                Math.nextUp(1.0),
                                Double.MIN_VALUE,
                                Double.NaN,
                                Double.POSITIVE_INFINITY,
                                Double.NEGATIVE_INFINITY)));
    }

    @Property
    void threshold(
            @ForAll @IntRange(max = 5) int operator,
            @ForAll("numbers") double value,
            @ForAll("numbers") double recovery,
            @ForAll boolean hasRecovery) {
        AlertRule.Builder text =
                text("threshold").parameter("operator", SYMBOLS.get(operator)).parameter("value", value);
        if (hasRecovery) {
            text.parameter("recovery", recovery);
        }

        assertAgree(text, () -> {
            Threshold threshold = THRESHOLDS.get(operator).apply(value);
            return hasRecovery ? threshold.recoverAt(recovery) : threshold;
        });
    }

    @Property
    void trend(
            @ForAll int window,
            @ForAll("numbers") double slope,
            @ForAll @WithNull Trend.@Nullable SlopeUnit unit,
            @ForAll boolean hasWindow,
            @ForAll boolean hasSlope) {
        AlertRule.Builder text = text("trend");
        if (hasWindow) {
            text.parameter("window", window);
        }
        if (hasSlope) {
            text.parameter("threshold", slope);
        }
        if (unit != null) {
            text.parameter("per", unit == Trend.SlopeUnit.SECOND ? "second" : "record");
        }

        assertAgree(text, () -> {
            Trend trend = hasWindow ? Trend.slope().over(window) : Trend.slope();
            trend = hasSlope ? trend.steeperThan(slope) : trend;
            return unit != null ? trend.per(unit) : trend;
        });
    }

    @Property
    void anomaly(
            @ForAll @IntRange(max = 3) int method,
            @ForAll("numbers") double sensitivity,
            @ForAll boolean hasSensitivity) {
        AlertRule.Builder text = text("anomaly");
        if (hasSensitivity) {
            text.parameter("sensitivity", sensitivity);
        }
        text.parameter("method", METHODS.get(method));

        assertAgree(text, () -> {
            Anomaly anomaly = ANOMALIES.get(method).get();
            return hasSensitivity ? anomaly.sensitivity(sensitivity) : anomaly;
        });
    }

    private static AlertRule.Builder text(String condition) {
        return AlertRule.builder("rule").condition(condition).parameter("field", "temperature");
    }

    /** The text form reports all faults, the typed form the first one. */
    private static void assertAgree(AlertRule.Builder text, Supplier<Condition> typed) {
        AlertRule inText = text.build();
        InvalidRuleException refusal = refusal(inText);
        if (refusal == null) {
            AlertRule rule = AlertRule.builder("rule")
                    .on("temperature")
                    .when(typed.get())
                    .build();
            assertThat(rule).isEqualTo(inText).hasSameHashCodeAs(inText);
            assertThat(rule).hasToString(inText.toString());
        } else {
            InvalidRuleException atOnce = catchThrowableOfType(InvalidRuleException.class, typed::get);
            assertThat(atOnce).as(refusal.getMessage()).isNotNull();
            assertThat(atOnce.faults()).containsExactly(refusal.faults().get(0));
            assertThat(refusal.getMessage()).startsWith("rule \"rule\": " + atOnce.getMessage());
        }
    }

    private static @Nullable InvalidRuleException refusal(AlertRule rule) {
        try (TelemetryProcessor processor =
                TelemetryProcessor.builder().callerDriven().build()) {
            processor.addAlertRule(rule);
            return null;
        } catch (InvalidRuleException e) {
            return e;
        }
    }
}
