// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Condition;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private static final List<DoubleFunction<Rate>> RATES =
            List.of(Rate::above, Rate::atLeast, Rate::below, Rate::atMost, Rate::equalTo, Rate::notEqualTo);
    private static final List<String> FUNCTIONS = List.of("avg", "min", "max", "sum", "count", "stddev", "quantile");
    private static final List<Supplier<Aggregate.FunctionStep>> AGGREGATES = List.of(
            Aggregate::average,
            Aggregate::minimum,
            Aggregate::maximum,
            Aggregate::sum,
            Aggregate::count,
            Aggregate::standardDeviation);
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

    /** Durations in and out of the range of a window. */
    @Provide
    Arbitrary<Duration> durations() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        4,
                        Arbitraries.longs().between(1, 31_536_000_000_000_000L).map(Duration::ofNanos)),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                Duration.ZERO,
                                Duration.ofNanos(1),
                                Duration.ofSeconds(-1),
                                Duration.ofSeconds(Long.MAX_VALUE),
                                Duration.ofDays(365),
                                Duration.ofDays(365).plusNanos(1_000_000_000))));
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

    @Property(tries = 500, seed = "20261230")
    void rate(
            @ForAll @IntRange(max = 5) int operator,
            @ForAll("numbers") double value,
            @ForAll("durations") Duration within,
            @ForAll boolean hasWithin,
            @ForAll boolean isCounter) {
        AlertRule.Builder text =
                text("rate").parameter("operator", SYMBOLS.get(operator)).parameter("value", value);
        if (hasWithin) {
            text.parameter("within", seconds(within));
        }
        if (isCounter) {
            text.parameter("counter", true);
        }

        assertAgree(text, () -> {
            Rate rate = RATES.get(operator).apply(value);
            rate = hasWithin ? rate.within(within) : rate;
            return isCounter ? rate.ofCounter() : rate;
        });
    }

    @Property(tries = 500, seed = "20261231")
    void aggregate(
            @ForAll @IntRange(max = 6) int function,
            @ForAll @IntRange(max = 5) int operator,
            @ForAll("numbers") double value,
            @ForAll("numbers") double quantile,
            @ForAll @WithNull @Nullable Integer window,
            @ForAll("durations") Duration within,
            @ForAll @WithNull @Nullable Integer minCount) {
        AlertRule.Builder text = text("aggregate").parameter("function", FUNCTIONS.get(function));
        if (function == 6) {
            text.parameter("quantile", quantile);
        }
        if (window != null) {
            text.parameter("window", window);
        } else {
            text.parameter("within", seconds(within));
        }
        text.parameter("operator", SYMBOLS.get(operator)).parameter("value", value);
        if (minCount != null) {
            text.parameter("min_count", minCount);
        }

        assertAgree(text, () -> {
            Aggregate.FunctionStep step = function == 6
                    ? Aggregate.quantile(quantile)
                    : AGGREGATES.get(function).get();
            Aggregate aggregate =
                    compared(window != null ? step.overLast(window) : step.within(within), operator, value);
            return minCount != null ? aggregate.minCount(minCount) : aggregate;
        });
    }

    @Property(tries = 500, seed = "20270101")
    void count(
            @ForAll int times,
            @ForAll @IntRange(max = 5) int operator,
            @ForAll("numbers") double value,
            @ForAll("durations") Duration within) {
        AlertRule.Builder text = text("count")
                .parameter("operator", SYMBOLS.get(operator))
                .parameter("value", value)
                .parameter("times", times)
                .parameter("within", seconds(within));

        assertAgree(text, () -> compared(Count.atLeast(times), operator, value).within(within));
    }

    @Property(tries = 500, seed = "20270102")
    void statusRatio(
            @ForAll List<String> statuses,
            @ForAll @IntRange(max = 5) int operator,
            @ForAll("numbers") double value,
            @ForAll("durations") Duration within,
            @ForAll @WithNull @Nullable Integer minCount) {
        AlertRule.Builder text = text("status_ratio")
                .parameter("status", statuses)
                .parameter("within", seconds(within))
                .parameter("operator", SYMBOLS.get(operator))
                .parameter("value", value);
        if (minCount != null) {
            text.parameter("min_count", minCount);
        }

        assertAgree(text, () -> {
            StatusRatio ratio =
                    compared(StatusRatio.of(statuses.toArray(String[]::new)).within(within), operator, value);
            return minCount != null ? ratio.minCount(minCount) : ratio;
        });
    }

    @Property(tries = 500, seed = "20270103")
    void ratio(
            @ForAll @WithNull @Nullable String field,
            @ForAll List<String> statuses,
            @ForAll boolean isCounted,
            @ForAll @IntRange(max = 5) int operator,
            @ForAll("numbers") double value,
            @ForAll("durations") Duration within) {
        Map<String, Object> numerator = new LinkedHashMap<>();
        if (field != null) {
            numerator.put("field", field);
        }
        numerator.put("status", statuses);
        if (isCounted) {
            numerator.put("count", true);
        }
        AlertRule.Builder text = text("ratio")
                .parameter("numerator", numerator)
                .parameter("denominator", Map.of("count", true))
                .parameter("within", seconds(within))
                .parameter("operator", SYMBOLS.get(operator))
                .parameter("value", value);

        assertAgree(text, () -> {
            Selection selection = field != null ? Selection.of(field) : Selection.all();
            selection = selection.status(statuses.toArray(String[]::new));
            selection = isCounted ? selection.counted() : selection;
            return compared(Ratio.of(selection, Selection.all().counted()).within(within), operator, value);
        });
    }

    private static <C> C compared(ComparisonStep<C> step, int operator, double limit) {
        return switch (operator) {
            case 0 -> step.above(limit);
            case 1 -> step.atLeast(limit);
            case 2 -> step.below(limit);
            case 3 -> step.atMost(limit);
            case 4 -> step.equalTo(limit);
            default -> step.notEqualTo(limit);
        };
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }

    private static AlertRule.Builder text(String condition) {
        return AlertRule.builder("rule").condition(condition).parameter("field", "temperature");
    }

    /** The text form reports all faults, the typed form those of the first call with one. */
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
            assertThat(refusal.faults()).containsAll(atOnce.faults());
            assertThat(atOnce.faults()).isNotEmpty();
            assertThat(refusal.getMessage()).startsWith("rule \"rule\": ").contains(atOnce.getMessage());
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
