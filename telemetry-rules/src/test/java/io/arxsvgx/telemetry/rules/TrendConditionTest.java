// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.BREACHING;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.NORMAL;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.internal.window.FakeSeries;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrendConditionTest extends ConditionContract {
    private static final ConditionProvider TREND = new TrendCondition();

    @Override
    public ConditionProvider condition() {
        return TREND;
    }

    @Override
    public List<AlertRule> rules() {
        return List.of(
                FakeSeries.rule(TREND, "threshold", 1.5),
                FakeSeries.rule(TREND, "window", 10, "threshold", 3),
                FakeSeries.rule(TREND, "window", 50, "threshold", 0.2),
                FakeSeries.rule(TREND, "per", "second", "threshold", 2),
                FakeSeries.rule(TREND, "window", 50, "per", "second", "threshold", 0.4),
                FakeSeries.rule(TREND, "window", 2));
    }

    @Test
    void slope_windowNotFull_isUnknown() {
        FakeSeries series = FakeSeries.of(TREND);
        assertThat(series.takeAll(1, 2, 3, 4, 5, 6, 7, 8, 9)).isEqualTo(UNKNOWN);
        assertThat(series.explain().text()).isEqualTo("warming up: 9 of 10 values");
        assertThat(series.take(10)).isEqualTo(BREACHING);
    }

    @Test
    void slope_exactlyTheThreshold_isNormal() {
        FakeSeries series = FakeSeries.of(TREND);
        for (int i = 0; i < 1_000; i++) {
            series.take(100 + 0.5 * i);
        }
        assertThat(series.verdicts()).containsExactly(NORMAL);
        assertThat(series.explain().computed()).isEqualTo(0.5);
    }

    @Test
    void explain_rising_namesSlopeAndLimit() {
        FakeSeries series = FakeSeries.of(TREND, "window", 4);
        series.takeAll(3, 4, 5, 6, 7);
        assertThat(series.explain().text()).isEqualTo("slope 1.0 > 0.5 per record over 4 values");
        assertThat(series.explain().figure()).isEqualTo("slope");
        assertThat(series.explain().computed()).isEqualTo(1.0);
        assertThat(series.explain().limit()).isEqualTo(0.5);
        assertThat(series.explain().values()).containsExactly(4.0, 5.0, 6.0, 7.0);
    }

    @Test
    void explain_falling_namesTheLimitBelow() {
        FakeSeries series = FakeSeries.of(TREND, "window", 4);
        assertThat(series.takeAll(7, 6, 5, 4)).isEqualTo(BREACHING);
        assertThat(series.explain().text()).isEqualTo("slope -1.0 < -0.5 per record over 4 values");
    }

    @Test
    void explain_level_saysWithin() {
        FakeSeries series = FakeSeries.of(TREND, "window", 4);
        assertThat(series.takeAll(7, 7, 7, 7)).isEqualTo(NORMAL);
        assertThat(series.explain().text()).isEqualTo("slope 0.0 within +/-0.5 per record over 4 values");
    }

    @Test
    void perSecond_irregularTimes_takesTheSlopeOverTime() {
        FakeSeries series = FakeSeries.of(TREND, "window", 3, "per", "second", "threshold", 1.9);
        series.take(10, 0);
        series.take(12, 1_000_000_000L);
        assertThat(series.take(20, 5_000_000_000L)).isEqualTo(BREACHING);
        assertThat(series.explain().computed()).isEqualTo(2.0);
        assertThat(series.explain().text()).isEqualTo("slope 2.0 > 1.9 per second over 3 values");
    }

    @Test
    void perSecond_allAtOneTime_isUnknown() {
        FakeSeries series = FakeSeries.of(TREND, "window", 3, "per", "second");
        series.take(1, 7);
        series.take(2, 7);
        assertThat(series.take(3, 7)).isEqualTo(UNKNOWN);
        assertThat(series.explain().text()).isEqualTo("all 3 values have the same time");
        assertThat(series.take(3, 8)).isEqualTo(BREACHING);
    }

    @Test
    void perSecond_lateEvent_countsWithItsOwnTime() {
        FakeSeries inOrder = FakeSeries.of(TREND, "window", 3, "per", "second");
        inOrder.take(1, 1_000_000_000L);
        inOrder.take(5, 2_000_000_000L);
        inOrder.take(6, 3_000_000_000L);
        FakeSeries late = FakeSeries.of(TREND, "window", 3, "per", "second");
        late.take(1, 1_000_000_000L);
        late.take(6, 3_000_000_000L);
        late.take(5, 2_000_000_000L);
        assertThat(late.explain().computed()).isEqualTo(inOrder.explain().computed());
    }

    @Test
    void slope_outlierHasLeft_isForgotten() {
        FakeSeries series = FakeSeries.of(TREND, "threshold", 1e-6);
        series.take(1e15);
        for (int i = 0; i < 10; i++) {
            series.take(1e9);
        }
        assertThat(series.verdicts()).containsExactly(NORMAL);
        assertThat(series.explain().computed()).isZero();
    }

    @Test
    void check_outOfRange_isRefused() {
        assertThatThrownBy(() -> FakeSeries.of(TREND, "window", 1))
                .hasMessage("parameter \"window\": expected a whole number from 2 to 100000, got 1");
        assertThatThrownBy(() -> FakeSeries.of(TREND, "threshold", -1))
                .hasMessage("parameter \"threshold\": expected a finite number of at least 0, got -1");
        assertThatThrownBy(() -> FakeSeries.of(TREND, "per", "minute")).hasMessageContaining("record, second");
    }
}
