// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of periods, trend, time to a limit, equal steps, drift and outliers, each on a series with a known answer. */
class SeriesTest {
    private static final long SECOND = 1_000_000_000L;

    private final Random random = new Random(4);

    private double[] values(int count, java.util.function.IntToDoubleFunction value) {
        return IntStream.range(0, count).mapToDouble(value).toArray();
    }

    @Test
    void periods_dayAndWeek_areBothFound() {
        double[] values = values(
                700, i -> 10 * Math.sin(2 * Math.PI * i / 24) + (i / 24 % 7 >= 5 ? -12 : 0) + random.nextGaussian());

        assertThat(PeriodDetection.of(values, values.length)).containsExactly(24, 168);
    }

    @Test
    void periods_noiseTrendAndWalk_haveNone() {
        double[] walk = new double[500];
        for (int i = 1; i < walk.length; i++) {
            walk[i] = walk[i - 1] + random.nextGaussian();
        }

        assertThat(PeriodDetection.of(values(500, i -> random.nextGaussian()), 500))
                .isEmpty();
        assertThat(PeriodDetection.of(values(500, i -> 0.5 * i + random.nextGaussian()), 500))
                .isEmpty();
        assertThat(PeriodDetection.of(values(50, i -> 3), 50)).isEmpty();
    }

    @Test
    void trend_risingInCorrelatedNoise_isFoundWithItsSlope() {
        double[] noise = new double[300];
        for (int i = 1; i < noise.length; i++) {
            noise[i] = 0.5 * noise[i - 1] + random.nextGaussian();
        }
        TrendEstimate trend = MannKendall.of(values(300, i -> 0.05 * i + noise[i]));

        assertThat(trend.confidence()).isGreaterThan(0.999);
        assertThat(trend.slopeLow()).isLessThan(0.05);
        assertThat(trend.slopeHigh()).isGreaterThan(0.05);
        assertThat(trend.share()).isBetween(0.3, 0.7);
    }

    @Test
    void trend_exactLine_isCertain() {
        TrendEstimate trend = MannKendall.of(values(20, i -> 3 - 2.0 * i));

        assertThat(trend.slope()).isCloseTo(-2, offset(1e-9));
        assertThat(trend.confidence()).isGreaterThan(0.999);
        assertThat(1 - trend.rising()).isGreaterThan(0.999);
    }

    @Test
    void trend_constantOrFew_isNone() {
        assertThat(MannKendall.of(values(50, i -> 8)).confidence()).isZero();
        assertThat(MannKendall.of(values(5, i -> i)).confidence()).isZero();
    }

    @Test
    void timeToLimit_line_isTold() {
        LimitCrossing crossing = TimeToLimit.of(values(100, i -> i + 0.5 * random.nextGaussian()), 200, true)
                .orElseThrow();

        assertThat(crossing.steps()).isCloseTo(101, offset(5.0));
        assertThat(crossing.low()).isLessThan(crossing.steps());
        assertThat(crossing.high()).isGreaterThan(crossing.steps());
        assertThat(crossing.method()).isEqualTo("linear");
    }

    @Test
    void timeToLimit_fallingExponentially_isTold() {
        LimitCrossing crossing = TimeToLimit.of(
                        values(200, i -> 100 - Math.exp(i / 60.0) + 0.1 * random.nextGaussian()), 0, false)
                .orElseThrow();

        assertThat(crossing.steps()).isCloseTo(60 * Math.log(100) - 199, offset(8.0));
        assertThat(crossing.method()).isEqualTo("exponential");
    }

    @Test
    void timeToLimit_afterAReset_countsFromThere() {
        LimitCrossing crossing = TimeToLimit.of(values(160, i -> i % 100 + random.nextGaussian()), 90, true)
                .orElseThrow();

        assertThat(crossing.basedOn()).isCloseTo(60, offset(2));
        assertThat(crossing.steps()).isCloseTo(31, offset(4.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 20, 64})
    void timeToLimit_resetInAGap_countsFromThere(int gap) {
        for (boolean rising : new boolean[] {true, false}) {
            int life = 100;
            long[] times = new long[3 * life];
            double[] values = new double[times.length];
            for (int i = 0; i < times.length; i++) {
                times[i] = (i + (long) i / life * gap) * 1_000_000_000L;
                double wear = 10 + 80.0 * (i % life) / life + random.nextGaussian();
                values[i] = rising ? wear : -wear;
            }
            RegularSeries series = RegularSeries.of(times, values, 1_024);

            Optional<LimitCrossing> crossing =
                    TimeToLimit.of(series.values(), series.isMeasured(), rising ? 100 : -100, rising);

            assertThat(crossing).hasValueSatisfying(found -> {
                assertThat(found.basedOn()).isBetween(life - 2, life + 2);
                assertThat(found.steps()).isCloseTo(12.5, offset(5.0));
            });
        }
    }

    @Test
    void timeToLimit_notTowardIt_isEmpty() {
        assertThat(TimeToLimit.of(values(100, i -> 50 - i + random.nextGaussian()), 200, true))
                .isEqualTo(Optional.empty());
        assertThat(TimeToLimit.of(values(100, i -> 5), 200, true)).isEmpty();
        assertThat(TimeToLimit.of(values(3, i -> i), 200, true)).isEmpty();
    }

    @Test
    void regular_gapsDuplicatesAndDisorder_arePutOnSteps() {
        long[] times = {0, 2 * SECOND, SECOND, SECOND, 5 * SECOND};
        double[] values = {0, 2, 1, 3, 5};
        RegularSeries regular = RegularSeries.of(times, values, 100);

        assertThat(regular.stepNanos()).isEqualTo(SECOND);
        assertThat(regular.values()).containsExactly(0, 2, 2, 3, 4, 5);
        assertThat(regular.measured()).isEqualTo(5);
        assertThat(regular.endNanos()).isEqualTo(5 * SECOND);
    }

    @Test
    void regular_longGap_isNotBridged() {
        long[] times = {0, SECOND, 2 * SECOND, 1_000 * SECOND, 1_001 * SECOND};

        assertThat(RegularSeries.of(times, new double[] {1, 2, 3, 4, 5}, 100).values())
                .containsExactly(4, 5);
        assertThat(RegularSeries.of(new long[0], new double[0], 100).size()).isZero();
    }

    @Test
    void drift_shiftAboutTheLeastThatCounts_isToldOnce() {
        CusumDrift drift = new CusumDrift();
        int begins = 0;
        boolean before = false;
        for (int i = 0; i < 3_000; i++) {
            drift.next((i < 300 ? 0 : 0.6) + random.nextGaussian());
            begins += drift.isDrifting() && !before ? 1 : 0;
            before = drift.isDrifting();
        }
        assertThat(begins).isEqualTo(1);
        assertThat(drift.isDrifting()).isTrue();
    }

    @Test
    void drift_heavyTails_areNone() {
        CusumDrift drift = new CusumDrift();
        for (int i = 0; i < 5_000; i++) {
            drift.next(Math.pow(1 - random.nextDouble(), -1 / 1.5));
            assertThat(Math.abs(drift.score())).isLessThan(1);
        }
    }

    @Test
    void drift_evenRiseFromTheBeginning_isNoneFromAPlace() {
        CusumDrift drift = new CusumDrift();
        for (int i = 0; i < 3_000; i++) {

            drift.next(0.0007 * i + (i % 8) / 4.0);
            assertThat(Math.abs(drift.score())).isLessThan(1);
        }
    }

    @Test
    void drift_smallShift_isSeenAndNoiseIsNot() {
        CusumDrift drift = new CusumDrift();
        for (int i = 0; i < 2_000; i++) {
            drift.next(random.nextGaussian());
            assertThat(Math.abs(drift.score())).isLessThan(1);
        }
        for (int i = 0; i < 200; i++) {
            drift.next(1 + random.nextGaussian());
        }

        assertThat(drift.score()).isGreaterThan(1);
    }

    @Test
    void outliers_bursts_areCounted() {
        OutlierCounter outliers = new OutlierCounter();
        for (int i = 0; i < 100; i++) {
            outliers.next(random.nextGaussian());
        }
        assertThat(outliers.recentCount()).isZero();
        outliers.next(30);
        outliers.next(-30);

        assertThat(outliers.recentCount()).isEqualTo(2);
        assertThat(outliers.worst()).isGreaterThan(10);
    }

    @Test
    void matrixProfile_plantedShape_isFoundAgain() {
        double[] values = values(200, i -> random.nextGaussian());
        for (int i = 0; i < 16; i++) {
            values[30 + i] = 10 * Math.sin(i / 2.0);
            values[140 + i] = 10 * Math.sin(i / 2.0) + 0.1 * random.nextGaussian();
        }
        MatrixProfile profile = MatrixProfile.of(values, 16);

        assertThat(profile.nearest(30)).isEqualTo(140);
        assertThat(profile.correlation(30)).isGreaterThan(0.99);
        assertThat(profile.discord()).isNotEqualTo(30);
        assertThat(Arrays.stream(new int[] {0, 1})
                        .map(i -> MatrixProfile.of(new double[i], 16).size()))
                .containsOnly(0);
    }
}
