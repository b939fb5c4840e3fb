// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.anomaly;

import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.BREACHING;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.NORMAL;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.AnomalyCondition;
import io.arxsvgx.telemetry.rules.ConditionContract;
import io.arxsvgx.telemetry.rules.internal.window.FakeSeries;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeasonalAnomalyTest extends ConditionContract {
    private static final ConditionProvider ANOMALY = new AnomalyCondition();

    @Override
    public ConditionProvider condition() {
        return ANOMALY;
    }

    @Override
    public List<AlertRule> rules() {
        return List.of(
                FakeSeries.rule(ANOMALY, "method", "seasonal"),
                FakeSeries.rule(ANOMALY, "method", "seasonal", "sensitivity", 0.2));
    }

    @Override
    public boolean hasWindow() {
        return false;
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 24, 60, 144, 288, 1440})
    void take_seasonOfAnyLength_isFoundAndItsBreaksBreach(int period) {
        FakeSeries series = FakeSeries.of(ANOMALY, "method", "seasonal", "sensitivity", 0.2);
        Random random = new Random(1);
        int seasons = Math.max(12, 400 / period);
        for (int i = 0; i < period * seasons; i++) {
            series.take(value(random, i, period));
        }
        String text = series.explain().text();
        String shown = text.substring(text.indexOf("season of ") + 10, text.indexOf(" values"));
        assertThat(Double.parseDouble(shown)).isCloseTo(period, withinPercentage(1));
        int breaches = 0;
        int rest = 1_000 - 1_000 % period + period * 3;
        for (int i = 0; i < rest; i++) {
            breaches += series.take(value(random, i, period)) == BREACHING ? 1 : 0;
        }
        assertThat(breaches).as("without anything odd").isLessThanOrEqualTo(rest / 100);
        // the least of the season, at the phase of its greatest
        for (int i = 0; i < period / 4; i++) {
            assertThat(series.take(value(random, i, period))).isNotEqualTo(UNKNOWN);
        }
        assertThat(series.take(-10)).isEqualTo(BREACHING);
    }

    private static double value(Random random, int i, int period) {
        return 10 * Math.sin(2 * Math.PI * i / period) + 0.5 * random.nextGaussian();
    }

    @Test
    void take_noise_isJudgedByTheMethodRobustAndSaysSo() {
        FakeSeries series = FakeSeries.of(ANOMALY, "method", "seasonal");
        FakeSeries robust = FakeSeries.of(ANOMALY, "method", "robust");
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            double value = i % 500 == 499 ? 20 : random.nextGaussian();
            assertThat(series.take(value)).isEqualTo(robust.take(value));
            assertThat(series.explain().computed())
                    .isEqualTo(Double.valueOf(robust.explain().computed()));
        }
        assertThat(series.explain().verdict()).isEqualTo(BREACHING);
        assertThat(series.explain().text())
                .startsWith("no season found in 20000 values, evaluated by method robust: z ")
                .contains(" > 2.5: 20.0 against median ");
    }

    @Test
    void take_walkAndRamp_haveNoSeason() {
        FakeSeries walk = FakeSeries.of(ANOMALY, "method", "seasonal");
        FakeSeries ramp = FakeSeries.of(ANOMALY, "method", "seasonal");
        Random random = new Random(1);
        double at = 0;
        for (int i = 0; i < 20_000; i++) {
            at += random.nextGaussian();
            walk.take(at);
            ramp.take(i);
        }
        assertThat(walk.explain().text()).startsWith("no season found in 20000 values, evaluated by method robust: ");
        assertThat(ramp.explain().text()).startsWith("no season found in 20000 values, evaluated by method robust: ");
    }

    @Test
    void take_seasonNotYetLearned_isJudgedByTheMethodRobust() {
        FakeSeries series = FakeSeries.of(ANOMALY, "method", "seasonal");
        Random random = new Random(1);
        for (int i = 0; i < 140; i++) {
            series.take(value(random, i, 24));
        }
        assertThat(series.explain().text())
                .matches("season of 2[34]\\.\\d+ values not learned yet, 0 of 3, evaluated .*");
        assertThat(series.take(1_000)).isEqualTo(BREACHING);
    }

    @Test
    void take_seasonThatIsLost_isJudgedByTheMethodRobust() {
        FakeSeries series = FakeSeries.of(ANOMALY, "method", "seasonal");
        Random random = new Random(1);
        for (int i = 0; i < 24 * 40; i++) {
            series.take(value(random, i, 24));
        }
        assertThat(series.explain().text()).contains("at this phase of a season");
        for (int i = 0; i < 24 * 40; i++) {
            series.take(random.nextGaussian());
        }
        assertThat(series.explain().text()).startsWith("no season found").contains(", evaluated by method robust: ");
        assertThat(series.take(100)).isEqualTo(BREACHING);
        assertThat(series.take(0)).isEqualTo(NORMAL);
    }

    @Test
    void take_seasonWithoutNoise_breachesBeyondABillionth() {
        FakeSeries series = FakeSeries.of(ANOMALY, "method", "seasonal");
        for (int i = 0; i < 24 * 20; i++) {
            series.take(i % 24);
        }
        assertThat(series.take(0)).isEqualTo(NORMAL);
        assertThat(series.take(1)).isEqualTo(NORMAL);
        assertThat(series.take(2.1)).isEqualTo(BREACHING);
        assertThat(series.explain().figure()).isEqualTo("z");
    }
}
