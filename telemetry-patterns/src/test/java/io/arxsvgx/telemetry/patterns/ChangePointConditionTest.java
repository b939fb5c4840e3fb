// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.BREACHING;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.NORMAL;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.UNKNOWN;
import static io.arxsvgx.telemetry.patterns.EvaluatedSeries.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangePointConditionTest extends EvaluatorContract {
    private static final ConditionProvider CHANGE_POINT = new ChangePointCondition();
    private static final int WARM_UP = 32;
    /** The number of values for which a change breaches. */
    private static final int BREACH = 32;

    @Override
    ConditionProvider condition() {
        return CHANGE_POINT;
    }

    @Override
    List<AlertRule> rules() {
        return List.of(
                EvaluatedSeries.rule(CHANGE_POINT),
                EvaluatedSeries.rule(CHANGE_POINT, "sensitivity", 0),
                EvaluatedSeries.rule(CHANGE_POINT, "sensitivity", 0.8),
                EvaluatedSeries.rule(CHANGE_POINT, "sensitivity", 1));
    }

    /** Adds values, and returns how many of them came until the first breach; 0 if there was none. */
    private static int until(EvaluatedSeries series, int values, IntToDoubleFunction value) {
        for (int i = 0; i < values; i++) {
            if (series.add(value.applyAsDouble(i)) == BREACHING) {
                return i + 1;
            }
        }
        return 0;
    }

    private static EvaluatedSeries normal(Random random, int values, Object... parameters) {
        EvaluatedSeries series = EvaluatedSeries.of(CHANGE_POINT, parameters);
        assertThat(until(series, values, i -> 20 + random.nextGaussian())).isZero();
        return series;
    }

    @Test
    void verdict_first32Values_isUnknown() {
        EvaluatedSeries series = EvaluatedSeries.of(CHANGE_POINT);
        for (int i = 1; i <= WARM_UP; i++) {
            assertThat(series.add(i)).isEqualTo(UNKNOWN);
            assertThat(series.explain().text()).isEqualTo("warming up: " + i + " of 32 values");
            assertThat(series.explain().computed()).isNaN();
        }
        assertThat(series.add(33)).isEqualTo(NORMAL);
    }

    @ParameterizedTest
    @CsvSource({"3, 20", "-3, 20", "5, 8", "1e6, 8", "-1e9, 8"})
    void verdict_levelChanges_breachesSoon(double shift, int most) {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            EvaluatedSeries series = normal(random, 300);
            int values = until(series, 100, i -> 20 + shift + random.nextGaussian());
            assertThat(values).isBetween(4, most);
            assertThat(series.explain().text()).startsWith("level changed from ");
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 30", "20, 15", "0.1, 45"})
    void verdict_spreadChanges_breachesSoon(double factor, int most) {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            EvaluatedSeries series = normal(random, 300);
            assertThat(until(series, 100, i -> 20 + factor * random.nextGaussian()))
                    .isBetween(4, most);
        }
    }

    @Test
    void explain_levelChanged_namesBothLevelsAndTheAge() {
        Random random = new Random(1);
        EvaluatedSeries series = normal(random, 200);
        int values = until(series, 100, i -> 35 + random.nextGaussian());
        assertThat(series.explain().text())
                .matches("level changed from (19.[5-9]|20.[0-5])\\d* to 3[3-6].\\d+ about " + values + " values ago");
        series.addAll(35, 34.5, 35.5, 35);
        assertThat(series.explain().text()).endsWith(" about " + (values + 4) + " values ago");
        assertThat(series.explain().figure()).isEqualTo("change score");
        assertThat(series.explain().limit()).isEqualTo(8.0);
        assertThat(series.explain().computed()).isGreaterThanOrEqualTo(8.0);
        assertThat(series.explain().values()).hasSize(100).endsWith(34.5, 35.5, 35.0);
    }

    @Test
    void explain_spreadChanged_namesBothSpreads() {
        Random random = new Random(1);
        EvaluatedSeries series = normal(random, 300);
        assertThat(until(series, 100, i -> 20 + 10 * random.nextGaussian())).isPositive();
        assertThat(series.explain().text())
                .matches("spread changed from (0.[89]|1.[01])\\d* to \\d+.\\d+ about \\d+ values ago");
    }

    @Test
    void explain_unchanged_namesLevelSpreadAndScore() {
        EvaluatedSeries series = normal(new Random(1), 200);
        assertThat(series.explain().text())
                .matches("level (19.[5-9]|20.[0-5])\\d* and spread (0.[89]|1.[01])\\d*, change score \\d+.\\d+ < 8.0");
    }

    @Test
    void verdict_afterAChange_isNormalOnceTheNewLevelIsLearnt() {
        Random random = new Random(2);
        EvaluatedSeries series = normal(random, 200);
        assertThat(until(series, 100, i -> 40 + random.nextGaussian())).isPositive();
        for (int i = 1; i < BREACH; i++) {
            assertThat(series.add(40 + random.nextGaussian())).isEqualTo(BREACHING);
        }
        assertThat(until(series, 2_000, i -> 40 + random.nextGaussian())).isZero();
        assertThat(series.verdicts()).containsExactly(NORMAL);
        assertThat(until(series, 100, i -> 20 + random.nextGaussian())).isPositive();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, 1, 1e-300, -1e308, 0.1})
    void verdict_constant_isNormal(double value) {
        EvaluatedSeries series = EvaluatedSeries.of(CHANGE_POINT, "sensitivity", 1);
        assertThat(until(series, 1_000, i -> value)).isZero();
        assertThat(series.explain().computed()).isZero();
    }

    @Test
    void verdict_constantThenAnother_breachesAfterAFewValues() {
        EvaluatedSeries series = EvaluatedSeries.of(CHANGE_POINT);
        assertThat(until(series, 200, i -> 20)).isZero();
        assertThat(until(series, 100, i -> 21)).isEqualTo(5);
        assertThat(series.explain().text()).isEqualTo("level changed from 20.0 to 21.0 about 5 values ago");
    }

    @ParameterizedTest
    @ValueSource(doubles = {25, 100, 1e9, -1e300})
    void verdict_oneToThreeOutliers_isNormalAtAnySensitivity(double outlier) {
        for (int number = 1; number <= 3; number++) {
            Random random = new Random(number);
            EvaluatedSeries noisy = EvaluatedSeries.of(CHANGE_POINT, "sensitivity", 1);
            EvaluatedSeries constant = EvaluatedSeries.of(CHANGE_POINT, "sensitivity", 1);
            int together = number;
            assertThat(until(noisy, 400, i -> i % 50 >= 50 - together ? outlier : 20 + random.nextGaussian()))
                    .isZero();
            assertThat(until(constant, 400, i -> i % 50 >= 50 - together ? outlier : 20))
                    .isZero();
        }
    }

    @Test
    void verdict_slowSeasonAndTrend_isNormal() {
        Random random = new Random(1);
        EvaluatedSeries season = EvaluatedSeries.of(CHANGE_POINT);
        assertThat(until(season, 20_000, i -> 8 * Math.sin(2 * Math.PI * i / 10_000) + random.nextGaussian()))
                .isZero();
        EvaluatedSeries trend = EvaluatedSeries.of(CHANGE_POINT);
        assertThat(until(trend, 20_000, i -> 0.05 * i + random.nextGaussian())).isZero();
        EvaluatedSeries fastSeason = EvaluatedSeries.of(CHANGE_POINT);
        assertThat(until(fastSeason, 20_000, i -> 8 * Math.sin(2 * Math.PI * i / 20) + random.nextGaussian()))
                .isZero();
    }

    @Test
    void verdict_times_doNotCount() {
        Random random = new Random(5);
        EvaluatedSeries even = EvaluatedSeries.of(CHANGE_POINT);
        EvaluatedSeries uneven = EvaluatedSeries.of(CHANGE_POINT);
        for (int i = 0; i < 500; i++) {
            double value = (i < 300 ? 20 : 30) + random.nextGaussian();
            Verdict verdict = even.add(value);
            assertThat(uneven.add(value, random.nextInt(1_000) * SECOND)).isEqualTo(verdict);
        }
        assertThat(even.breaches()).isEqualTo(BREACH);
    }

    @Test
    void check_outOfRange_isRejected() {
        assertThatThrownBy(() -> EvaluatedSeries.of(CHANGE_POINT, "sensitivity", 1.1))
                .hasMessage("parameter \"sensitivity\": expected a finite number from 0 to 1, got 1.1");
        assertThatThrownBy(() -> EvaluatedSeries.of(CHANGE_POINT, "window", 10)).hasMessageContaining("window");
    }
}
