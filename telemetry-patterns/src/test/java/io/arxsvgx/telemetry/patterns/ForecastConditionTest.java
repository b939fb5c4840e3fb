// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.BREACHING;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.HOLDING;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.NORMAL;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.UNKNOWN;
import static io.arxsvgx.telemetry.patterns.EvaluatedSeries.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastConditionTest extends EvaluatorContract {
    private static final ConditionProvider FORECAST = new ForecastCondition();

    @Override
    ConditionProvider condition() {
        return FORECAST;
    }

    @Override
    List<AlertRule> rules() {
        return List.of(
                rule(">", 90, 60),
                rule(">=", 95, 3_600),
                EvaluatedSeries.rule(FORECAST, "operator", "<", "value", 60, "horizon", 5, "window", 10),
                EvaluatedSeries.rule(FORECAST, "operator", "<=", "value", 50, "horizon", 0.5, "window", 60),
                EvaluatedSeries.rule(FORECAST, "operator", ">", "value", 85, "horizon", 10, "window", 149),
                EvaluatedSeries.rule(FORECAST, "operator", "<", "value", 0, "horizon", 31_536_000, "window", 40));
    }

    private static AlertRule rule(String operator, double value, double horizon) {
        return EvaluatedSeries.rule(FORECAST, "operator", operator, "value", value, "horizon", horizon);
    }

    private static EvaluatedSeries series(String operator, double value, double horizon, int window) {
        return EvaluatedSeries.of(FORECAST, "operator", operator, "value", value, "horizon", horizon, "window", window);
    }

    private static Verdict add(EvaluatedSeries series, int values, IntToDoubleFunction value) {
        Verdict last = UNKNOWN;
        for (int i = 0; i < values; i++) {
            last = series.add(value.applyAsDouble(i));
        }
        return last;
    }

    @Test
    void verdict_windowNotFull_isUnknown() {
        EvaluatedSeries series = series(">", 90, 60, 100);
        assertThat(add(series, 99, i -> i)).isEqualTo(UNKNOWN);
        assertThat(series.explain().text()).isEqualTo("warming up: 99 of 100 values");
        assertThat(series.explain().computed()).isNaN();
        assertThat(series.add(99)).isEqualTo(BREACHING);
    }

    @Test
    void verdict_rampWithoutNoise_breachesWhenTheLimitIsWithinTheHorizon() {
        EvaluatedSeries above = series(">", 1_000, 60, 10);
        EvaluatedSeries atLeast = series(">=", 1_000, 60, 10);
        EvaluatedSeries below = series("<", -1_000, 60, 10);
        for (int i = 0; i < 1_000; i++) {
            Verdict expected = i < 9 ? UNKNOWN : i + 60 > 1_000 ? BREACHING : NORMAL;
            assertThat(above.add(i)).isEqualTo(expected);
            assertThat(below.add(-i)).isEqualTo(expected);
            assertThat(atLeast.add(i)).isEqualTo(i < 9 ? UNKNOWN : i + 60 >= 1_000 ? BREACHING : NORMAL);
        }
    }

    @Test
    void explain_rising_namesForecastLimitAndTime() {
        EvaluatedSeries series = series(">", 90, 1_800, 10);
        add(series, 10, i -> 50 + 0.03 * i);
        assertThat(series.verdicts()).containsExactly(BREACHING);
        assertThat(series.explain().text())
                .isEqualTo("forecast reaches 104.3 > 90.0 within 30 min, crossing in 22 min 4 s (linear, 10 values)");
        assertThat(series.explain().figure()).isEqualTo("forecast");
        assertThat(series.explain().computed()).isCloseTo(104.27, within(1e-9));
        assertThat(series.explain().limit()).isEqualTo(90.0);
        assertThat(series.explain().values()).hasSize(10).endsWith(50.27);
    }

    @Test
    void explain_level_namesTheOppositeComparison() {
        EvaluatedSeries series = series(">", 90, 60, 10);
        add(series, 10, i -> 50);
        assertThat(series.explain().text()).isEqualTo("forecast reaches 50.0 <= 90.0 within 1 min (linear, 10 values)");
        EvaluatedSeries falling = series("<=", 10, 0.25, 10);
        add(falling, 10, i -> 50);
        assertThat(falling.explain().text())
                .isEqualTo("forecast reaches 50.0 > 10.0 within 250 ms (linear, 10 values)");
    }

    @Test
    void explain_beyondAlready_saysNow() {
        EvaluatedSeries series = series(">", 90, 60, 10);
        add(series, 10, i -> 95);
        assertThat(series.verdicts()).containsExactly(BREACHING);
        assertThat(series.explain().text())
                .isEqualTo("forecast reaches 95.0 > 90.0 within 1 min, crossing now (linear, 10 values)");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, -7, 1e-300, 1e308, -1e308, Double.MIN_VALUE, 123_456_789.123})
    void verdict_constantAfterAnything_comparesItsValueAlone(double value) {
        EvaluatedSeries above = series(">", value, 31_536_000, 20);
        EvaluatedSeries aboveNext = series(">=", Math.nextUp(value), 31_536_000, 20);
        EvaluatedSeries atLeast = series(">=", value, 31_536_000, 20);
        EvaluatedSeries belowNext = series("<=", Math.nextDown(value), 31_536_000, 20);
        EvaluatedSeries atMost = series("<=", value, 31_536_000, 20);
        List<EvaluatedSeries> all = List.of(above, aboveNext, atLeast, belowNext, atMost);
        Random random = new Random(1);
        for (EvaluatedSeries series : all) {
            add(series, 200, i -> i % 23 == 0 ? 1e15 : 70 + random.nextGaussian());
            add(series, 20, i -> value);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(above.add(value)).isEqualTo(NORMAL);
            assertThat(aboveNext.add(value)).isEqualTo(NORMAL);
            assertThat(belowNext.add(value)).isEqualTo(NORMAL);
            assertThat(atLeast.add(value)).isEqualTo(BREACHING);
            assertThat(atMost.add(value)).isEqualTo(BREACHING);
        }
    }

    @Test
    void verdict_noiseWithoutTrend_isRarelyABreach() {
        Random random = new Random(5);
        EvaluatedSeries near = series(">", 25, 100, 100);
        assertThat(add(near, 50_000, i -> 20 + random.nextGaussian())).isEqualTo(NORMAL);
        assertThat(near.breaches()).isZero();
        EvaluatedSeries far = series(">", 25, 10_000, 100);
        add(far, 50_000, i -> 20 + random.nextGaussian());
        assertThat(far.breaches()).isLessThan(50);
    }

    @Test
    void verdict_slowNoiseWithoutTrend_isRarelyABreach() {
        Random random = new Random(5);
        double[] last = new double[1];
        EvaluatedSeries series = series(">", 12, 1_000, 100);
        add(series, 50_000, i -> last[0] = 0.9 * last[0] + random.nextGaussian());
        assertThat(series.breaches()).isLessThan(100);
    }

    @Test
    void explain_trendWithinNoise_saysSo() {
        Random random = new Random(9);
        EvaluatedSeries series = series(">", 22, 100_000, 50);
        for (int i = 0; i < 1_000; i++) {
            Verdict verdict = series.add(20 + random.nextGaussian());
            if (verdict == NORMAL && series.explain().computed() > 22) {
                assertThat(series.explain().text())
                        .matches(
                                "forecast reaches \\d+.\\d > 22.0 within 1 d 3 h, perhaps by chance: -?\\d+.\\d+ at 99.9 % "
                                        + "confidence \\(linear, 50 values\\)");
                return;
            }
        }
        throw new AssertionError("no forecast was beyond the limit");
    }

    @Test
    void verdict_noisyTrend_breachesOnceAndHolds() {
        Random random = new Random(2);
        EvaluatedSeries series = series(">", 90, 600, 100);
        int begun = 0;
        Verdict before = UNKNOWN;
        for (int i = 0; i < 3_700; i++) {
            Verdict verdict = series.add(20 + 0.02 * i + random.nextGaussian());
            begun += before == NORMAL && verdict == BREACHING ? 1 : 0;
            assertThat(before == NORMAL && verdict == HOLDING).isFalse();
            before = verdict;
        }
        assertThat(before).isEqualTo(BREACHING);
        assertThat(begun).isEqualTo(1);
    }

    @Test
    void verdict_trendEnds_isNormalAgain() {
        Random random = new Random(3);
        EvaluatedSeries series = series(">", 90, 600, 60);
        assertThat(add(series, 600, i -> 20 + 0.1 * i + 0.2 * random.nextGaussian()))
                .isEqualTo(BREACHING);
        assertThat(add(series, 120, i -> 60 + 0.2 * random.nextGaussian())).isEqualTo(NORMAL);
    }

    @Test
    void verdict_smoothGrowth_breachesBeforeTheLimit() {
        EvaluatedSeries series = series(">", 1_000, 300, 100);
        int crossing = (int) Math.ceil(150 * Math.log(1_000));
        int first = 0;
        for (int i = 0; i < crossing && first == 0; i++) {
            first = series.add(Math.exp(i / 150.0)) == BREACHING ? i : 0;
        }
        assertThat(first).isBetween(crossing - 300, crossing - 60);
    }

    @Test
    void verdict_season_breachesBeforeItsPeak() {
        Random random = new Random(4);
        EvaluatedSeries series = series(">", 100, 30, 400);
        int first = 0;
        for (int i = 0; first == 0; i++) {
            double value = 60 + 0.05 * i + 10 * Math.sin(2 * Math.PI * i / 80) + 0.3 * random.nextGaussian();
            assertThat(value).as("at " + i).isLessThan(100);
            first = series.add(value) == BREACHING ? i : 0;
        }
        // the peaks are at 580, below 100, and at 660, above it
        assertThat(first).isBetween(618, 635);
        assertThat(series.explain().text())
                .matches("forecast reaches 10[0-4].\\d+ > 100.0 within 30 s, crossing in [12]\\d s "
                        + "\\(seasonal, period 1 min 2[01] s, 400 values\\)");
    }

    @Test
    void verdict_horizonBeyondThePeriod_findsThePeakFromAnyPhase() {
        EvaluatedSeries series = series(">=", 97.9, 200, 240);
        int[] breaches = {0};
        for (int i = 0; i < 500; i++) {
            double value = 88 + 10 * Math.sin(2 * Math.PI * i / 40);
            breaches[0] += series.add(value) == BREACHING ? 1 : 0;
        }
        assertThat(breaches[0]).isEqualTo(500 - 239);
    }

    @Test
    void verdict_allAtOneTime_isUnknown() {
        EvaluatedSeries series = series(">", 90, 60, 10);
        for (int i = 0; i < 30; i++) {
            assertThat(series.add(i, 7 * SECOND)).isEqualTo(UNKNOWN);
        }
        assertThat(series.explain().text()).isEqualTo("all 10 values have the same time");
        assertThat(series.add(30, 8 * SECOND)).isNotEqualTo(UNKNOWN);
    }

    @Test
    void forecast_lateEvents_countWithTheirOwnTimes() {
        EvaluatedSeries inOrder = series(">", 1e9, 60, 50);
        EvaluatedSeries late = series(">", 1e9, 60, 50);
        Random random = new Random(6);
        for (int i = 0; i < 50; i += 2) {
            double first = 3 * i + random.nextGaussian();
            double second = 3 * i + 3 + random.nextGaussian();
            inOrder.add(first, i * SECOND);
            inOrder.add(second, (i + 1) * SECOND);
            late.add(second, (i + 1) * SECOND);
            late.add(first, i * SECOND);
        }
        assertThat(late.explain().computed()).isCloseTo(inOrder.explain().computed(), within(1e-9));
    }

    @Test
    void forecast_gapInTheTimes_isPartOfTheLine() {
        EvaluatedSeries series = series(">", 1e9, 100, 20);
        for (int i = 0; i < 40; i++) {
            long seconds = i < 30 ? i : 1_000 + i;
            series.add(0.5 * seconds, seconds * SECOND);
        }
        assertThat(series.explain().computed()).isCloseTo(0.5 * (1_039 + 100), within(1e-6));
    }

    @Test
    void check_outOfRange_isRejected() {
        assertThatThrownBy(() -> series("==", 1, 1, 10)).hasMessageContaining("unknown operator \"==\"");
        assertThatThrownBy(() -> series(">", Double.NaN, 1, 10)).hasMessageContaining("\"value\"");
        assertThatThrownBy(() -> series(">", 1, 0, 10))
                .hasMessage("parameter \"horizon\": expected a finite number above 0 and at most 31536000, got 0.0");
        assertThatThrownBy(() -> series(">", 1, 31_536_001, 10)).hasMessageContaining("\"horizon\"");
        assertThatThrownBy(() -> series(">", 1, 1, 9))
                .hasMessage("parameter \"window\": expected a whole number from 10 to 10000, got 9");
        assertThatThrownBy(() -> EvaluatedSeries.of(FORECAST, "operator", ">", "value", 1))
                .hasMessageContaining("\"horizon\" is missing");
    }
}
