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

class CountConditionTest extends ConditionContract {
    private static final ConditionProvider COUNT = new CountCondition();

    @Override
    public ConditionProvider condition() {
        return COUNT;
    }

    @Override
    public List<AlertRule> rules() {
        return List.of(
                FakeSeries.rule(COUNT, "operator", ">", "value", 80, "times", 3, "within", 20),
                FakeSeries.rule(COUNT, "operator", "<=", "value", 70, "times", 1, "within", 1),
                FakeSeries.rule(COUNT, "operator", "==", "value", 70, "times", 10, "within", 30),
                FakeSeries.rule(COUNT, "operator", "!=", "value", 70, "times", 60, "within", 60));
    }

    @Test
    void count_timesReached_breachesUntilOneLeaves() {
        FakeSeries series = FakeSeries.of(COUNT, "operator", ">", "value", 90, "times", 2, "within", 4);
        assertThat(series.explain().verdict()).isEqualTo(UNKNOWN);
        assertThat(series.explain().text()).isEqualTo("no value yet");
        assertThat(series.take(91)).isEqualTo(NORMAL);
        assertThat(series.explain().text()).isEqualTo("1 value > 90.0 in the last 4 s, fewer than 2");
        assertThat(series.take(50)).isEqualTo(NORMAL);
        assertThat(series.take(95)).isEqualTo(BREACHING);
        assertThat(series.explain().text()).isEqualTo("2 values > 90.0 in the last 4 s, at least 2");
        assertThat(series.explain().computed()).isEqualTo(2);
        assertThat(series.explain().limit()).isEqualTo(2);
        assertThat(series.take(90)).isEqualTo(BREACHING);
        assertThat(series.take(90)).isEqualTo(NORMAL);
        assertThat(series.takeAll(1, 1, 1)).isEqualTo(NORMAL);
        assertThat(series.explain().text()).isEqualTo("0 values > 90.0 in the last 4 s, fewer than 2");
    }

    @Test
    void check_outOfRange_isRefused() {
        assertThatThrownBy(() -> FakeSeries.of(COUNT, "operator", ">", "value", 1, "times", 0, "within", 5))
                .hasMessage("parameter \"times\": expected a whole number from 1 to 1000000000, got 0");
        assertThatThrownBy(() -> FakeSeries.of(COUNT, "operator", ">", "value", 1, "times", 3))
                .hasMessage("parameter \"within\" is missing; expected a finite number from 1.0E-9 to 31536000");
    }
}
