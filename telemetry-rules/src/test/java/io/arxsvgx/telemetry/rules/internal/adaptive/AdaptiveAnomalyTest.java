// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.adaptive;

import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.BREACHING;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.HOLDING;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.NORMAL;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.AnomalyCondition;
import io.arxsvgx.telemetry.rules.AnomalyDetector;
import io.arxsvgx.telemetry.rules.ConditionContract;
import io.arxsvgx.telemetry.rules.internal.window.FakeSeries;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptiveAnomalyTest extends ConditionContract {
    private static final ConditionProvider ANOMALY = new AnomalyCondition();

    @Override
    public ConditionProvider condition() {
        return ANOMALY;
    }

    @Override
    public List<AlertRule> rules() {
        return List.of(
                FakeSeries.rule(ANOMALY),
                FakeSeries.rule(ANOMALY, "method", "adaptive", "sensitivity", 1),
                FakeSeries.rule(ANOMALY, "method", "zscore"),
                FakeSeries.rule(ANOMALY, "sensitivity", 0.01));
    }

    @Override
    public boolean hasWindow() {
        return false;
    }

    @Test
    void take_firstTenValues_isUnknown() {
        FakeSeries series = FakeSeries.of(ANOMALY);
        assertThat(series.takeAll(1, 2, 3, 4, 5, 6, 7, 8, 9, 1e9)).isEqualTo(UNKNOWN);
        assertThat(series.explain().text()).isEqualTo("warming up: 9 of at least 10 values to compare with");
        assertThat(series.take(5)).isEqualTo(NORMAL);
    }

    @Test
    void take_spike_isOneAlarmForTheEvent() {
        FakeSeries series = FakeSeries.of(ANOMALY);
        Random random = new Random(1);
        take(series, 1_000, i -> 70 + random.nextGaussian());
        assertThat(series.take(90)).isEqualTo(BREACHING);
        assertThat(series.take(95)).isEqualTo(HOLDING);
        // the spike is part of the mean of 63 for a while
        for (int i = 0; i < RollingFeatures.LONG - 2; i++) {
            assertThat(series.take(70 + random.nextGaussian())).isEqualTo(HOLDING);
        }
        take(series, AdaptiveAnomaly.QUIET, i -> 69 + i % 3);
        assertThat(series.take(70 + random.nextGaussian())).isEqualTo(NORMAL);
    }

    @Test
    void take_eventThatGrowsTenfold_isAnAlarmOnceMore() {
        FakeSeries series = FakeSeries.of(ANOMALY);
        take(series, 1_000, i -> i % 2 == 0 ? 69 : 71);
        assertThat(series.takeAll(71.5)).isEqualTo(BREACHING);
        assertThat(series.takeAll(71.5)).isEqualTo(HOLDING);
        assertThat(series.takeAll(73)).isEqualTo(HOLDING);
        assertThat(series.takeAll(1e12)).isEqualTo(BREACHING);
    }

    @Test
    void explain_spike_namesTheBandTheValueThePartAndItsRarity() {
        FakeSeries series = FakeSeries.of(ANOMALY);
        take(series, 1_000, i -> i % 2 == 0 ? 69 : 71);
        series.take(73);
        Evaluation spike = series.explain();
        assertThat(spike.verdict()).isEqualTo(BREACHING);
        assertThat(spike.figure()).isEqualTo("value");
        assertThat(spike.computed()).isEqualTo(73);
        assertThat(spike.limit()).isEqualTo(71, within());
        assertThat(spike.text())
                .matches("value 73\\.0 above 69\\.0 to 71\\.0: about 1 in \\d,000 values; score 0\\.\\d\\d");
        assertThat(spike.values()).hasSize(64).endsWith(71.0, 73.0);
    }

    @Test
    void take_shiftOfTheMean_isAnAlarmThoughNoValueIsNew() {
        FakeSeries series = FakeSeries.of(ANOMALY);
        Random random = new Random(1);
        take(series, 2_000, i -> random.nextInt(11));
        int alarms = 0;
        for (int i = 0; i < 60; i++) {
            if (series.take(8 + random.nextInt(3)) == BREACHING) {
                alarms++;
                assertThat(series.explain().figure()).isIn("mean of 15", "stillness of 15");
            }
        }
        assertThat(alarms).isEqualTo(1);
    }

    @Test
    void take_frozenSensor_isAnAlarmByItsStillness() {
        FakeSeries series = FakeSeries.of(ANOMALY);
        Random random = new Random(1);
        take(series, 2_000, i -> 20 + random.nextGaussian());
        String figure = "";
        for (int i = 0; i < 15 && figure.isEmpty(); i++) {
            figure = series.take(20) == BREACHING ? series.explain().figure() : "";
        }
        assertThat(figure).isEqualTo("stillness of 15");
    }

    @Test
    void take_constant_anotherValueIsAnAlarm() {
        FakeSeries series = FakeSeries.of(ANOMALY);
        take(series, 300, i -> 70);
        assertThat(series.take(70 * (1 + 0.9e-9))).isEqualTo(NORMAL);
        assertThat(series.take(70.1)).isEqualTo(BREACHING);
        assertThat(series.explain().figure()).isEqualTo("value");
    }

    @Test
    void take_levelShift_isOneAlarmAndThenOrdinary() {
        FakeSeries series = FakeSeries.of(ANOMALY);
        Random random = new Random(1);
        take(series, 1_000, i -> 70 + random.nextGaussian());
        assertThat(alarms(series, 600, i -> 90 + random.nextGaussian())).isEqualTo(1);
        assertThat(alarms(series, 1_400, i -> 90 + random.nextGaussian()))
                .as("no more than on a new series")
                .isLessThan(3);
    }

    /** For all sizes: the old level and the new one are known, and values between them or beyond the new one are new. */
    @ParameterizedTest
    @ValueSource(doubles = {30, -30, 1_000, -1e6, 1e9})
    void take_levelShiftThatStays_isRelearnedWithin200Values(double shift) {
        assertThat(shifted(shift).take(shift)).isEqualTo(NORMAL);
        assertThat(shifted(shift).take(4)).isEqualTo(NORMAL);
        FakeSeries midway = shifted(shift);
        take(midway, 1_000, i -> shift + i % 9);
        assertThat(midway.take(shift / 2)).isEqualTo(BREACHING);
        assertThat(midway.explain().text())
                .startsWith("value ")
                .contains(" between ")
                .contains(", where it has never been: about 1 in ");
        assertThat(shifted(shift).take(shift + Math.copySign(30, shift))).isEqualTo(BREACHING);
    }

    /** A series 200 values after its level has shifted, which was one alarm. */
    private static FakeSeries shifted(double shift) {
        FakeSeries series = FakeSeries.of(ANOMALY);
        Random random = new Random(1);
        take(series, 2_000, i -> random.nextInt(9));
        assertThat(alarms(series, 200, i -> shift + random.nextInt(9))).isEqualTo(1);
        return series;
    }

    private static IntToDoubleFunction days() {
        Random random = new Random(1);
        return i -> Math.rint(10 * Math.sin(2 * Math.PI * i / 100)) + random.nextInt(3);
    }

    @Test
    void take_valueThatIsWrongForItsHour_isAnAlarmOnceTheSeasonIsKnown() {
        FakeSeries series = FakeSeries.of(ANOMALY);
        take(series, 4_025, days());
        assertThat(series.take(0)).as("usual, but not now").isEqualTo(BREACHING);
        assertThat(series.explain().figure()).isEqualTo("difference from the season");
        FakeSeries young = FakeSeries.of(ANOMALY);
        take(young, 425, days());
        assertThat(young.take(0)).isEqualTo(NORMAL);
    }

    @Test
    void take_dayWithoutItsRise_isAnAlarm() {
        FakeSeries series = FakeSeries.of(ANOMALY);
        take(series, 4_000, days());
        String figure = "";
        for (int i = 0; i < 20 && figure.isEmpty(); i++) {
            figure = series.take(i % 3) == BREACHING ? series.explain().figure() : "";
        }
        assertThat(figure).isEqualTo("difference from the season");
    }

    @Test
    void take_season_isNotTooLoud() {
        FakeSeries series = FakeSeries.of(ANOMALY);
        assertThat(alarms(series, 12_000, days())).isLessThan(6);
    }

    @Test
    void take_seasonThatEnds_isUsedNoMore() {
        FakeSeries series = FakeSeries.of(ANOMALY);
        take(series, 4_000, days());
        Random random = new Random(1);
        take(series, 4_000, i -> random.nextInt(20) - 10);
        assertThat(series.take(0)).isEqualTo(NORMAL);
    }

    @Test
    void take_slopesBetweenTwoLevels_areNewOnce() {
        FakeSeries series = FakeSeries.of(ANOMALY);
        take(series, 2_000, i -> i % 7);
        take(series, 2_000, i -> 100 + i % 7);
        IntToDoubleFunction slope = i -> i % 1_000 < 400 ? 100 + i % 7 : i % 1_000 < 500 ? 500 - i % 1_000 : i % 7;
        take(series, 1_000, slope);
        assertThat(alarms(series, 5_000, slope)).isLessThan(3);
    }

    @Test
    void take_randomWalk_hasNoLevels() {
        double[] at = {0};
        Random random = new Random(1);
        AnomalyDetector detector = AnomalyDetector.create();
        for (int i = 0; i < 20_000; i++) {
            at[0] += random.nextGaussian();
            detector.accept(at[0]);
            assertThat(detector.explain().text()).doesNotContain("never been");
        }
    }

    @Test
    void sensitivity_higher_alarmsMore() {
        FakeSeries low = FakeSeries.of(ANOMALY, "sensitivity", 0.1);
        FakeSeries middle = FakeSeries.of(ANOMALY);
        FakeSeries high = FakeSeries.of(ANOMALY, "sensitivity", 1);
        IntToDoubleFunction lognormal = i -> Math.exp(new Random(i).nextGaussian() * 1.5);
        int few = alarms(low, 20_000, lognormal);
        int some = alarms(middle, 20_000, lognormal);
        int many = alarms(high, 20_000, lognormal);
        assertThat(few).isLessThan(some);
        assertThat(some).isLessThan(many);
    }

    @Test
    void take_whateverComes_alarmsAreNoMoreThanTheRateInTheLongRun() {
        Random random = new Random(1);
        int count = 200_000;
        for (double heavy : new double[] {1, 2, 4}) {
            FakeSeries series = FakeSeries.of(ANOMALY);
            int alarms = alarms(series, count, i -> Math.pow(random.nextDouble(), -heavy) * Math.floor(1 + i / 1000.0));
            assertThat(alarms).isLessThan((int) (count * AlarmThreshold.rate(0.8)) + 60);
        }
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.api.Assertions.within(0.02);
    }

    private static void take(FakeSeries series, int count, IntToDoubleFunction values) {
        for (int i = 0; i < count; i++) {
            series.take(values.applyAsDouble(i));
        }
    }

    private static int alarms(FakeSeries series, int count, IntToDoubleFunction values) {
        int alarms = 0;
        for (int i = 0; i < count; i++) {
            alarms += series.take(values.applyAsDouble(i)) == BREACHING ? 1 : 0;
        }
        return alarms;
    }
}
