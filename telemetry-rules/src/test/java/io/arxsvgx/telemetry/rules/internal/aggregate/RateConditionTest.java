// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.BREACHING;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.NORMAL;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.ConditionContract;
import io.arxsvgx.telemetry.rules.internal.window.FakeSeries;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateConditionTest extends ConditionContract {
    private static final ConditionProvider RATE = new RateCondition();
    private static final long SECOND = 1_000_000_000L;

    @Override
    public ConditionProvider condition() {
        return RATE;
    }

    @Override
    public List<AlertRule> rules() {
        return List.of(
                FakeSeries.rule(RATE, "operator", ">", "value", 0.5),
                FakeSeries.rule(RATE, "operator", ">", "value", 0.5, "within", 10),
                FakeSeries.rule(RATE, "operator", "<", "value", -1, "within", 3.5),
                FakeSeries.rule(RATE, "operator", "==", "value", 0, "within", 8),
                FakeSeries.rule(RATE, "operator", ">=", "value", 80, "within", 20, "counter", true),
                FakeSeries.rule(RATE, "operator", "<=", "value", 60, "within", 45, "counter", true));
    }

    @Test
    void rate_fewerThanTwoSamples_isUnknown() {
        FakeSeries series = FakeSeries.of(RATE, "operator", ">", "value", 1);
        assertThat(series.explain().text()).isEqualTo("no value yet");
        assertThat(series.take(5, 0)).isEqualTo(UNKNOWN);
        assertThat(series.explain().text()).isEqualTo("1 value in the last 60 s; at least 2 are needed");
        assertThat(series.take(9, 0)).isEqualTo(UNKNOWN);
        assertThat(series.explain().text()).isEqualTo("all 2 values in the last 60 s have the same time");
        assertThat(series.take(25, 10 * SECOND)).isEqualTo(BREACHING);
        assertThat(series.explain().text()).isEqualTo("rate over the last 60 s is 2.0 > 1.0 per second (3 values)");
        assertThat(series.explain().figure()).isEqualTo("rate");
        assertThat(series.take(25, 70 * SECOND)).isEqualTo(UNKNOWN);
    }

    @Test
    void rate_falling_isNegative() {
        FakeSeries series = FakeSeries.of(RATE, "operator", "<", "value", -1, "within", 10);
        assertThat(series.takeAll(50, 48, 46)).isEqualTo(BREACHING);
        assertThat(series.explain().computed()).isEqualTo(-2);
        assertThat(series.takeAll(46, 46)).isEqualTo(NORMAL);
        assertThat(series.explain().text()).isEqualTo("rate over the last 10 s is -1.0 >= -1.0 per second (5 values)");
    }

    @Test
    void counter_reset_countsTheNewValue() {
        FakeSeries series = FakeSeries.of(RATE, "operator", ">", "value", 3, "within", 100, "counter", true);
        series.takeAll(1e15 - 4, 1e15, 2, 6);
        assertThat(series.explain().computed()).isEqualTo(10.0 / 3);
        series.takeAll(1, 1);
        assertThat(series.explain().computed()).isEqualTo(11.0 / 5);
    }

    @Test
    void counter_lateSample_isInItsPlace() {
        FakeSeries inOrder = FakeSeries.of(RATE, "operator", ">", "value", 3, "within", 100, "counter", true);
        FakeSeries late = FakeSeries.of(RATE, "operator", ">", "value", 3, "within", 100, "counter", true);
        inOrder.takeAll(5, 7, 3, 9);
        late.take(5, SECOND);
        late.take(3, 3 * SECOND);
        late.take(9, 4 * SECOND);
        late.take(7, 2 * SECOND);
        assertThat(late.explain().computed())
                .isEqualTo(inOrder.explain().computed())
                .isEqualTo(11.0 / 3);
    }

    @Test
    void check_outOfRange_isRefused() {
        assertThatThrownBy(() -> FakeSeries.of(RATE, "operator", ">", "value", 1, "counter", "yes"))
                .hasMessage("parameter \"counter\": expected true or false, got \"yes\"");
        assertThatThrownBy(() -> FakeSeries.of(RATE, "operator", ">", "value", 1, "within", 31_536_001))
                .hasMessage("parameter \"within\": expected a finite number from 1.0E-9 to 31536000, got 31536001");
        assertThatThrownBy(() -> FakeSeries.of(RATE, "operator", ">"))
                .hasMessage("parameter \"value\" is missing; expected a finite number");
    }
}
