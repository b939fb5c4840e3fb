// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.BREACHING;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.HOLDING;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.NORMAL;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.internal.window.FakeSeries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdConditionTest extends ConditionContract {
    private static final ConditionProvider THRESHOLD = new ThresholdCondition();

    @Override
    public ConditionProvider condition() {
        return THRESHOLD;
    }

    @Override
    public List<AlertRule> rules() {
        return List.of(
                FakeSeries.rule(THRESHOLD, "operator", ">", "value", 80, "recovery", 75),
                FakeSeries.rule(THRESHOLD, "operator", ">=", "value", 85.5),
                FakeSeries.rule(THRESHOLD, "operator", "<", "value", 55, "recovery", 60.0),
                FakeSeries.rule(THRESHOLD, "operator", "<=", "value", 50),
                FakeSeries.rule(THRESHOLD, "operator", "==", "value", 70),
                FakeSeries.rule(THRESHOLD, "operator", "==", "value", 1e15));
    }

    @ParameterizedTest
    @CsvSource({
        "'>', false, false, true",
        "'>=', false, true, true",
        "'<', true, false, false",
        "'<=', true, true, false",
        "'==', false, true, false",
        "'!=', true, false, true"
    })
    void operator_belowAtAndAboveTheLimit_holdsAsWritten(String operator, boolean below, boolean at, boolean above) {
        FakeSeries series = FakeSeries.of(THRESHOLD, "operator", operator, "value", 80.0);
        assertThat(series.take(Math.nextDown(80.0)) == BREACHING).isEqualTo(below);
        assertThat(series.take(80.0) == BREACHING).isEqualTo(at);
        assertThat(series.take(Math.nextUp(80.0)) == BREACHING).isEqualTo(above);
        assertThat(series.take(Math.nextDown(80.0)) == BREACHING).isEqualTo(below);
    }

    @Test
    void operator_limitsAtTheEndsOfTheRange_holdsAsWritten() {
        double most = Double.MAX_VALUE;
        assertThat(FakeSeries.of(THRESHOLD, "operator", ">", "value", most).take(most))
                .isEqualTo(NORMAL);
        assertThat(FakeSeries.of(THRESHOLD, "operator", ">=", "value", most).take(most))
                .isEqualTo(BREACHING);
        assertThat(FakeSeries.of(THRESHOLD, "operator", "<", "value", -most).take(-most))
                .isEqualTo(NORMAL);
        assertThat(FakeSeries.of(THRESHOLD, "operator", "<=", "value", -most).take(-most))
                .isEqualTo(BREACHING);
        assertThat(FakeSeries.of(THRESHOLD, "operator", "==", "value", 0.0).take(-0.0))
                .isEqualTo(BREACHING);
        assertThat(FakeSeries.of(THRESHOLD, "operator", ">", "value", -0.0).take(0.0))
                .isEqualTo(NORMAL);
    }

    @Test
    void recovery_betweenRecoveryAndLimit_holdsOnlyAfterABreach() {
        FakeSeries series = FakeSeries.of(THRESHOLD, "operator", ">", "value", 80, "recovery", 75);
        assertThat(series.take(78)).isEqualTo(NORMAL);
        assertThat(series.take(81)).isEqualTo(BREACHING);
        assertThat(series.take(78)).isEqualTo(HOLDING);
        assertThat(series.explain().text()).isEqualTo("78.0 is no longer > 80.0, but has not recovered: it is > 75.0");
        assertThat(series.take(75.1)).isEqualTo(HOLDING);
        assertThat(series.take(75)).isEqualTo(NORMAL);
        assertThat(series.take(78)).isEqualTo(NORMAL);
    }

    /** Whether the limit itself breaches or not. */
    @ParameterizedTest
    @CsvSource({"'>', 1", "'>=', 1", "'<', -1", "'<=', -1"})
    void recovery_valueEqualToIt_endsTheAlertForAllOperators(String operator, int sign) {
        FakeSeries series = FakeSeries.of(THRESHOLD, "operator", operator, "value", 10 * sign, "recovery", 8 * sign);
        assertThat(series.take(11 * sign)).isEqualTo(BREACHING);
        assertThat(series.take(9 * sign)).isEqualTo(HOLDING);
        assertThat(series.take(sign * Math.nextUp(8.0))).isEqualTo(HOLDING);
        assertThat(series.explain().text()).endsWith("it is " + operator.charAt(0) + " " + 8.0 * sign);
        assertThat(series.take(8 * sign)).isEqualTo(NORMAL);
        assertThat(series.take(9 * sign)).isEqualTo(NORMAL);
    }

    @ParameterizedTest
    @CsvSource({"'>', 1", "'>=', 1", "'<', -1", "'<=', -1"})
    void recovery_equalToTheLimit_onlyBreachesHold(String operator, int sign) {
        FakeSeries series = FakeSeries.of(THRESHOLD, "operator", operator, "value", 10 * sign, "recovery", 10 * sign);
        assertThat(series.take(11 * sign)).isEqualTo(BREACHING);
        assertThat(series.take(10 * sign)).isEqualTo(operator.length() == 2 ? BREACHING : NORMAL);
        assertThat(series.take(9 * sign)).isEqualTo(NORMAL);
    }

    @Test
    void explain_breaching_namesValueLimitAndWindow() {
        FakeSeries series = FakeSeries.of(THRESHOLD, "operator", ">", "value", 80.0);
        assertThat(series.explain().verdict()).isEqualTo(UNKNOWN);
        series.takeAll(70, 75, 82);
        assertThat(series.explain())
                .isEqualTo(new Evaluation(BREACHING, List.of(70.0, 75.0, 82.0), "value", 82, 80, "82.0 > 80.0"));
        series.take(60);
        assertThat(series.explain().text()).isEqualTo("60.0 <= 80.0");
    }

    private static String text(FakeSeries series, double value) {
        series.take(value);
        return series.explain().text();
    }

    @Test
    void explain_manyDigits_areShortUnlessTheyTellTheValueFromTheLimit() {
        FakeSeries series = FakeSeries.of(THRESHOLD, "operator", ">", "value", 7.1, "recovery", 6.0);

        assertThat(text(series, 7.214370045504292)).isEqualTo("7.21437 > 7.1");
        assertThat(text(series, 7.100000000000001)).isEqualTo("7.100000000000001 > 7.1");
        assertThat(text(series, 6.0000001)).startsWith("6.0000001 is no longer > 7.1");
        assertThat(text(series, 0.7999999999999999)).isEqualTo("0.8 <= 7.1");
        assertThat(text(series, 1_234_567_890)).isEqualTo("1.23456789E9 > 7.1");
        assertThat(text(series, -1e300)).isEqualTo("-1.0E300 <= 7.1");
    }

    @Test
    void explain_longHistory_showsTheNewestValues() {
        FakeSeries series = FakeSeries.of(THRESHOLD, "operator", ">", "value", 80.0);
        for (int i = 0; i < 100; i++) {
            series.take(i);
        }
        assertThat(series.explain().values()).hasSizeBetween(16, 32).endsWith(98.0, 99.0);
    }

    @Test
    void evaluate_manyRandomRules_agreesWithEachOperator() {
        Random random = new Random(1);
        List<AlertRule> rules = new ArrayList<>();
        for (String operator : List.of(">", ">=", "<", "<=", "==")) {
            for (int i = 0; i < 30; i++) {
                rules.add(FakeSeries.rule(THRESHOLD, "operator", operator, "value", random.nextInt(40)));
            }
        }
        FakeSeries series = new FakeSeries(THRESHOLD, rules);
        for (int i = 0; i < 2_000; i++) {
            double value = random.nextInt(80) / 2.0;
            series.take(value);
            for (int rule = 0; rule < rules.size(); rule++) {
                boolean expected = holds(rules.get(rule), value);
                assertThat(series.verdicts().get(rule)).isEqualTo(expected ? BREACHING : NORMAL);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'>', 81, 'expected a finite number of at most 80.0 with operator >, got 81.0'",
        "'<', 79, 'expected a finite number of at least 80.0 with operator <, got 79.0'",
        "'==', 80, 'not allowed with operator =='",
        "'!=', 80, 'not allowed with operator !='"
    })
    void check_contradictoryRecovery_isRefused(String operator, double recovery, String message) {
        assertThatThrownBy(() -> FakeSeries.of(THRESHOLD, "operator", operator, "value", 80, "recovery", recovery))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameter \"recovery\": " + message);
    }

    @Test
    void check_missingOrUnknownParameters_areRefused() {
        assertThatThrownBy(() -> FakeSeries.of(THRESHOLD, "operator", ">"))
                .hasMessage("parameter \"value\" is missing; expected a finite number, or \"levels\"");
        assertThatThrownBy(() -> FakeSeries.of(THRESHOLD, "operator", "=>", "value", 1))
                .hasMessageContaining("unknown operator \"=>\"; did you mean ");
        assertThatThrownBy(() -> FakeSeries.of(THRESHOLD, "operator", ">", "value", 1, "recovry", 1))
                .hasMessageContaining("did you mean \"recovery\"?");
        assertThatThrownBy(() -> FakeSeries.of(THRESHOLD, "operator", ">", "value", Double.NaN))
                .hasMessage("parameter \"value\": expected a finite number, got NaN");
    }

    @Test
    void restore_heldStateForARuleThatCannotHold_isRefused() throws IOException {
        FakeSeries holding = FakeSeries.of(THRESHOLD, "operator", ">", "value", 80, "recovery", 75);
        holding.take(81);
        FakeSeries plain = FakeSeries.of(THRESHOLD, "operator", ">", "value", 80);
        byte[] state = holding.save(0);
        assertThatThrownBy(() -> plain.restore(0, state)).isInstanceOf(IOException.class);
    }

    private static boolean holds(AlertRule rule, double value) {
        double limit = ((Number) rule.parameters().get("value")).doubleValue();
        return switch ((String) rule.parameters().get("operator")) {
            case ">" -> value > limit;
            case ">=" -> value >= limit;
            case "<" -> value < limit;
            case "<=" -> value <= limit;
            default -> value == limit;
        };
    }
}
