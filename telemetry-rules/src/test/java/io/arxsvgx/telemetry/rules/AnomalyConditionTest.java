// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.BREACHING;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.NORMAL;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.internal.window.FakeSeries;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnomalyConditionTest extends ConditionContract {
    private static final ConditionProvider ANOMALY = new AnomalyCondition();

    @Override
    public ConditionProvider condition() {
        return ANOMALY;
    }

    @Override
    public List<AlertRule> rules() {
        return List.of(
                FakeSeries.rule(ANOMALY, "method", "zscore"),
                FakeSeries.rule(ANOMALY, "method", "zscore", "sensitivity", 1),
                FakeSeries.rule(ANOMALY, "method", "robust"),
                FakeSeries.rule(ANOMALY, "method", "robust", "sensitivity", 0.3),
                FakeSeries.rule(ANOMALY, "method", "zscore", "sensitivity", 1e-320));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zscore", "robust"})
    void z_fewerThanTenBefore_isUnknown(String method) {
        FakeSeries series = FakeSeries.of(ANOMALY, "method", method);
        assertThat(series.takeAll(1, 2, 3, 4, 5, 6, 7, 8, 9, 1e9)).isEqualTo(UNKNOWN);
        assertThat(series.explain().text()).isEqualTo("warming up: 9 of at least 10 values to compare with");
        assertThat(series.take(5)).isEqualTo(NORMAL);
    }

    @Test
    void zscore_exactlyTheLimit_isNormalAndBeyondItBreaches() {
        FakeSeries series = FakeSeries.of(ANOMALY, "method", "zscore");
        fill(series, 8, 12);
        assertThat(series.take(15)).isEqualTo(NORMAL);
        assertThat(series.explain().computed()).isEqualTo(2.5);

        FakeSeries other = FakeSeries.of(ANOMALY, "method", "zscore");
        fill(other, 8, 12);
        assertThat(other.take(15 + 1e-8)).isEqualTo(BREACHING);
        assertThat(other.explain().text())
                .startsWith("z 2.500000005")
                .contains(" > 2.5: 15.00000001 against 10.0 +/- 2.0");

        FakeSeries near = FakeSeries.of(ANOMALY, "method", "zscore");
        fill(near, 8, 12);
        assertThat(near.take(Math.nextUp(15.0))).as("within the accuracy").isEqualTo(NORMAL);
    }

    @Test
    void zscore_breach_isMeasuredAgainstTheValuesBefore() {
        FakeSeries series = FakeSeries.of(ANOMALY, "method", "zscore");
        fill(series, 8, 12);
        assertThat(series.take(1_000)).isEqualTo(BREACHING);
        assertThat(series.explain().computed()).isEqualTo(495);
        assertThat(series.explain().limit()).isEqualTo(2.5);
        assertThat(series.explain().text()).isEqualTo("z 495.0 > 2.5: 1000.0 against 10.0 +/- 2.0 over 100 values");
        assertThat(series.explain().values()).hasSize(101).endsWith(12.0, 1_000.0);
        assertThat(series.take(1_000))
                .as("once the first is part of the baseline")
                .isEqualTo(BREACHING);
        assertThat(series.explain().computed()).isCloseTo(9.9, within(0.1));
    }

    @Test
    void zscore_below_namesTheLimitBelow() {
        FakeSeries series = FakeSeries.of(ANOMALY, "method", "zscore");
        fill(series, 8, 12);
        assertThat(series.take(4)).isEqualTo(BREACHING);
        assertThat(series.explain().text()).isEqualTo("z -3.0 < -2.5: 4.0 against 10.0 +/- 2.0 over 100 values");
    }

    @Test
    void zscore_values_areTheLastHundredBefore() {
        FakeSeries series = FakeSeries.of(ANOMALY, "method", "zscore");
        series.take(1e15);
        fill(series, 8, 12);
        series.take(10);
        assertThat(series.explain().computed()).isZero();
        assertThat(series.explain().text()).contains("against 10.0 +/- 2.0 over 100 values");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zscore", "robust"})
    void constant_anotherValue_breachesBeyondABillionth(String method) {
        FakeSeries series = FakeSeries.of(ANOMALY, "method", method);
        fill(series, 70, 70);
        assertThat(series.take(70)).isEqualTo(NORMAL);
        assertThat(series.explain().text()).isEqualTo("70.0 is the constant 70.0 of the last 100 values");

        FakeSeries near = FakeSeries.of(ANOMALY, "method", method);
        fill(near, 70, 70);
        assertThat(near.take(70 * (1 + 0.9e-9))).isEqualTo(NORMAL);

        FakeSeries far = FakeSeries.of(ANOMALY, "method", method);
        fill(far, 70, 70);
        assertThat(far.take(99)).isEqualTo(BREACHING);
        assertThat(far.explain().figure()).isEqualTo("difference");
        assertThat(far.explain().computed()).isEqualTo(29);
        assertThat(far.explain().limit()).isEqualTo(70 * 1e-9);
        assertThat(far.explain().text()).isEqualTo("99.0 differs from the constant 70.0 of the last 100 values");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zscore", "robust"})
    void constant_zero_breachesOnAnyOtherValue(String method) {
        FakeSeries series = FakeSeries.of(ANOMALY, "method", method);
        fill(series, 0, -0.0);
        assertThat(series.take(-0.0)).isEqualTo(NORMAL);
        assertThat(series.take(Double.MIN_VALUE)).isEqualTo(BREACHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zscore", "robust"})
    void z_endsOfTheRange_isFinite(String method) {
        double most = Double.MAX_VALUE;
        FakeSeries series = FakeSeries.of(ANOMALY, "method", method);
        for (double value : new double[] {most, -most, 1e-300, 0, 1, Double.MIN_VALUE}) {
            fill(series, value, -value);
            series.take(most);
            assertThat(series.explain().computed()).isFinite();
            assertThat(series.explain().text()).doesNotContain("NaN").doesNotContain("Infinity");
        }
        fill(series, most, most);
        assertThat(series.take(-most)).isEqualTo(BREACHING);
        assertThat(series.explain().computed()).isEqualTo(-most);
    }

    @Test
    void robust_outliersInTheBaseline_hideNothing() {
        FakeSeries plain = FakeSeries.of(ANOMALY, "method", "zscore");
        FakeSeries robust = FakeSeries.of(ANOMALY, "method", "robust");
        for (int i = 0; i < 100; i++) {
            double value = i % 10 == 0 ? 1_000 : i % 5;
            plain.take(value);
            robust.take(value);
        }
        assertThat(plain.take(50)).isEqualTo(NORMAL);
        assertThat(robust.take(50)).isEqualTo(BREACHING);
        assertThat(robust.explain().text()).contains("against median ");
    }

    @Test
    void robust_modifiedZ_isThatOfIglewiczAndHoaglin() {
        FakeSeries series = FakeSeries.of(ANOMALY, "method", "robust");
        series.takeAll(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        series.take(20);
        assertThat(series.explain().computed()).isCloseTo(0.6745 * (20 - 6) / 3, within(1e-12));
    }

    @Test
    void robust_moreThanHalfEqual_usesTheMeanDeviation() {
        FakeSeries series = FakeSeries.of(ANOMALY, "method", "robust");
        series.takeAll(5, 5, 5, 5, 5, 5, 5, 5, 6, 4);
        series.take(7);
        assertThat(series.explain().computed()).isCloseTo(2 / (1.2533 * 0.2), within(1e-12));
    }

    @Test
    void check_sensitivityOutOfRange_isRefused() {
        for (double sensitivity : new double[] {0, -0.0, -0.1, 1.01}) {
            assertThatThrownBy(() -> FakeSeries.of(ANOMALY, "sensitivity", sensitivity))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("sensitivity");
        }
        assertThatThrownBy(() -> FakeSeries.of(ANOMALY, "method", "zscor")).hasMessageContaining("\"zscore\"?");
    }

    private static void fill(FakeSeries series, double one, double other) {
        for (double value : Collections.nCopies(50, one)) {
            series.take(value);
            series.take(other);
        }
    }
}
