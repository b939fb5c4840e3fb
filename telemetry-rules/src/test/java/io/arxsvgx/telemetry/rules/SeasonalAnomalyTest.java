// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import static io.arxsvgx.telemetry.rule.Evaluation.Verdict.BREACHING;
import static io.arxsvgx.telemetry.rule.Evaluation.Verdict.NORMAL;
import static io.arxsvgx.telemetry.rule.Evaluation.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.ConditionProvider;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeasonalAnomalyTest extends ConditionContract {
    private static final ConditionProvider ANOMALY = new AnomalyCondition();

    @Override
    ConditionProvider condition() {
        return ANOMALY;
    }

    @Override
    List<AlertRule> rules() {
        return List.of(
                FakeSeries.rule(ANOMALY, "method", "seasonal"),
                FakeSeries.rule(ANOMALY, "method", "seasonal", "sensitivity", 0.2));
    }

    @Override
    boolean hasWindow() {
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
        String told = text.substring(text.indexOf("season of ") + 10, text.indexOf(" values"));
        assertThat(Double.parseDouble(told)).isCloseTo(period, withinPercentage(1));
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
    void take_noise_hasNoSeason() {
        FakeSeries series = FakeSeries.of(ANOMALY, "method", "seasonal");
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            assertThat(series.take(random.nextGaussian())).isEqualTo(UNKNOWN);
        }
        assertThat(series.explain().text()).isEqualTo("warming up: no season found in 20000 values");
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
        assertThat(walk.explain().verdict()).isEqualTo(UNKNOWN);
        assertThat(ramp.explain().verdict()).isEqualTo(UNKNOWN);
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
