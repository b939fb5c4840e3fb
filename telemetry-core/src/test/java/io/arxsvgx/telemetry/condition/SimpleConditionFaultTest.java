// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import static io.arxsvgx.telemetry.testing.AlertHarness.TYPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import io.arxsvgx.telemetry.testing.AlertHarness;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Throwing functions, missing parts and invalid parameters. */
class SimpleConditionFaultTest {
    @AutoClose
    private final AlertHarness harness = new AlertHarness();

    private static final Parameter LIMIT =
            Parameter.number("limit", "The limit.").within(0, 100).asRequired();
    private static final Parameter OPTIONAL = Parameter.number("optional", "May be absent.");
    private static final Parameter MODE =
            Parameter.choice("mode", List.of("fast", "slow"), "A text.").asRequired();
    private static final double THROWING = -1;

    private static SimpleCondition.Builder base() {
        return SimpleCondition.builder("odd").overLast(2).figure("sum", ValueWindow::sum);
    }

    private static AlertRule.Builder rule() {
        return AlertRule.builder("odd").condition("odd").parameter("field", TYPE);
    }

    @Test
    void function_throws_isContainedAndTheWindowGoesOn() {
        SimpleCondition condition = base().breachesIf(window -> {
                    if (window.newest() == THROWING) {
                        throw new IllegalStateException("as intended");
                    }
                    return window.sum() == THROWING + 3;
                })
                .build();
        harness.parts(builder -> builder.condition(condition)).start(rule().build());
        harness.event(1).event(THROWING);

        assertThat(harness.processor.metrics().conditionFaults()).isEqualTo(1);
        assertThat(harness.status("odd").lastError()).contains("odd", "as intended");
        assertThat(harness.event(3).alert().state()).isEqualTo(AlertState.FIRING);
    }

    @Test
    void function_throwsFiveTimes_isDisabledOnTheSeriesAlone() {
        SimpleCondition condition = base().breachesIf(window -> {
                    if (window.newest() == THROWING) {
                        throw new IllegalStateException("as intended");
                    }
                    return window.newest() > 10;
                })
                .build();
        harness.parts(builder -> builder.condition(condition)).start(rule().build());
        for (int i = 0; i < 6; i++) {
            harness.event("bad", THROWING);
        }
        harness.event("bad", 11).event("good", 0).event("good", 11);

        assertThat(harness.status("odd").seriesFailed()).isEqualTo(1);
        assertThat(harness.alerts()).extracting(Alert::source).containsExactly("good");
    }

    @Test
    void function_asksForAnUndeclaredParameter_isNamedInTheStatus() {
        SimpleCondition condition = base().parameter(LIMIT)
                .breachesIf((window, given) -> window.sum() > given.number("limits"))
                .build();
        AlertRule rule = rule().parameter("limit", 1).build();
        harness.parts(builder -> builder.condition(condition)).start(rule);
        harness.event(1).event(1);

        assertThat(harness.status("odd").lastError()).contains("unknown parameter \"limits\"; did you mean \"limit\"?");
    }

    @Test
    void evidence_throws_isReportedInTheText() {
        SimpleCondition condition = base().above(1)
                .evidence((window, given) -> {
                    throw new IllegalStateException("as intended");
                })
                .build();
        harness.parts(builder -> builder.condition(condition)).start(rule().build());
        harness.event(1).event(1);

        assertThat(harness.alert().evidence().text()).contains("no explanation", "as intended");
    }

    @Test
    void addAlertRule_wrongParameters_areRefused() {
        SimpleCondition condition = base().above(LIMIT).build();
        harness.parts(builder -> builder.condition(condition)).start();
        assertThatThrownBy(() -> harness.processor.addAlertRule(rule().build()))
                .isInstanceOf(InvalidRuleException.class)
                .hasMessageContaining("parameter \"limit\" is missing; expected a finite number from 0 to 100");
        assertThatThrownBy(() -> harness.processor.addAlertRule(
                        rule().parameter("limit", 101).build()))
                .hasMessageContaining("parameter \"limit\": expected a finite number from 0 to 100, got 101");
        assertThatThrownBy(() -> harness.processor.addAlertRule(
                        rule().parameter("limit", 1).parameter("limt", 1).build()))
                .hasMessageContaining("unknown parameter \"limt\"; did you mean \"limit\"?");
    }

    static Stream<Arguments> incomplete() {
        return Stream.of(
                arguments(SimpleCondition.builder("odd").breachesIf(window -> true), "needs a window"),
                arguments(base(), "needs a test"),
                arguments(base().above(1).breachesIf(window -> true), "has two tests"),
                arguments(SimpleCondition.builder("odd").overLast(2).above(1), "needs a figure"),
                arguments(base().above(1).maxValues(5), "bounds a window by time"),
                arguments(
                        base().over(Duration.ofSeconds(1))
                                .maxValues(5)
                                .minValues(6)
                                .above(1),
                        "has minValues above maxValues"));
    }

    @ParameterizedTest
    @MethodSource("incomplete")
    void build_partsMissingOrContradicting_saysWhich(SimpleCondition.Builder builder, String fault) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("condition odd ")
                .hasMessageContaining(fault);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void limit_notFinite_isRefused(double limit) {
        String fault = "condition odd needs a finite limit, got " + limit;

        assertThatThrownBy(() -> base().above(limit)).hasMessage(fault);
        assertThatThrownBy(() -> base().below(limit)).hasMessage(fault);
    }

    static Stream<Arguments> refused() {
        Parameter wide = Parameter.integer("count", 0, 10, "Too wide.").asRequired();
        Parameter endless = Parameter.number("seconds", "Without bounds.").asRequired();
        Parameter other = Parameter.number("limit", "Another one.").asRequired();
        return Stream.of(
                arguments((Runnable) () -> SimpleCondition.builder(" "), "expected a name, got a blank text"),
                arguments((Runnable) () -> base().overLast(0), "overLast: expected 1 to 100000 values, got 0"),
                arguments((Runnable) () -> base().overLast(100_001), "got 100001"),
                arguments((Runnable) () -> base().overLast(wide), "whole number within 1 to 100000, got \"count\""),
                arguments(
                        (Runnable) () -> base().over(Duration.ZERO),
                        "expected a positive duration of at most 365 days"),
                arguments((Runnable) () -> base().over(Duration.ofDays(366)), "got 31622400 s"),
                arguments((Runnable) () -> base().over(endless), "got \"seconds\", which allows a finite number"),
                arguments((Runnable) () -> base().maxValues(0), "maxValues: expected 1 to 100000 values, got 0"),
                arguments((Runnable) () -> base().minValues(-1), "minValues: expected 1 to 100000 values, got -1"),
                arguments((Runnable) () -> base().above(OPTIONAL), "make it required or give it a default"),
                arguments((Runnable) () -> base().below(MODE), "parameter \"mode\" is a text"),
                arguments((Runnable) () -> base().above(LIMIT).parameter(other), "has two parameters \"limit\""),
                arguments(
                        (Runnable) () -> base().parameter(Parameter.number("field", "Taken.")),
                        "has the parameter \"field\", which every rule has"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void builder_wrongPart_isRefusedAtOnce(Runnable call, String fault) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(fault);
    }
}
