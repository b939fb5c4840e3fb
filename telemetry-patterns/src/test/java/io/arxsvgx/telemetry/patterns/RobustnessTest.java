// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.arxsvgx.telemetry.patterns.internal.cross.PeerComparison;
import io.arxsvgx.telemetry.patterns.internal.series.Normal;
import io.arxsvgx.telemetry.patterns.internal.state.CounterDetection;
import io.arxsvgx.telemetry.patterns.internal.stats.MannWhitney;
import io.arxsvgx.telemetry.patterns.internal.stats.ShiftTest;
import io.arxsvgx.telemetry.patterns.internal.stats.TailIndex;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests of tails, rank sums and shifts, on which outliers must have no influence. */
class RobustnessTest {
    private final Random random = new Random(9);

    private double[] pareto(int size) {
        double[] values = new double[size];
        Arrays.setAll(values, i -> Math.pow(1 - random.nextDouble(), -1 / 1.5));
        return values;
    }

    private double[] normal(int size) {
        double[] values = new double[size];
        Arrays.setAll(values, i -> random.nextGaussian());
        return values;
    }

    @Test
    void tail_heavy_findsFarValuesLessRareThanALightOne() {
        assertThat(TailIndex.of(pareto(500), 500).chance(200)).isBetween(1e-5, 1e-2);
        assertThat(TailIndex.of(normal(500), 500).chance(200)).isLessThan(1e-7);
    }

    @Test
    void tail_mostlyTheSame_findsTheUsualExceptionNotRare() {
        double[] sparse = new double[400];
        Arrays.setAll(sparse, i -> i % 20 == 0 ? 5 + random.nextDouble() : 0);

        assertThat(TailIndex.of(sparse, sparse.length).chance(5.5)).isGreaterThan(0.01);
        assertThat(TailIndex.of(sparse, sparse.length).chance(5_000)).isLessThan(0.001);
    }

    @Test
    void tail_tooFewValues_findNothingRare() {
        assertThat(TailIndex.of(new double[] {1, 2, 3}, 3).chance(1e9)).isEqualTo(1);
    }

    @Test
    void rankSums_score_isAsTheTablesHaveIt() {
        // the sum of the second's ranks is 26 of 10 to 26; mean 18, variance 12
        assertThat(MannWhitney.score(new double[] {1, 2, 3, 4}, new double[] {5, 6, 7, 8}))
                .isCloseTo(8 / Math.sqrt(12), offset(1e-9));
        assertThat(MannWhitney.score(new double[] {1, 1}, new double[] {1, 1})).isZero();
    }

    @Test
    void shift_levelOrScatter_isSeenAndWildValuesAreNot() {
        double[] level = normal(100);
        double[] scatter = normal(100);
        double[] wild = normal(100);
        for (int i = 80; i < 100; i++) {
            level[i] += 3;
            scatter[i] *= 8;
            wild[i] += i % 5 == 0 ? 1e4 : 0;
        }

        assertThat(ShiftTest.score(level, 20)).isGreaterThan(ShiftTest.MIN_SCORE);
        assertThat(ShiftTest.score(scatter, 20)).isGreaterThan(ShiftTest.MIN_SCORE);
        assertThat(ShiftTest.score(wild, 20)).isLessThan(ShiftTest.MIN_SCORE);
        assertThat(ShiftTest.score(normal(100), 20)).isLessThan(ShiftTest.MIN_SCORE);
    }

    @Test
    void peers_few_mustLieFartherApartThanMany() {
        double[] few = {10, 11, 12};
        double[] many = new double[20];
        Arrays.setAll(many, i -> 10 + i % 3);

        assertThat(PeerComparison.score(30, few, 0)).isLessThan(PeerComparison.score(30, many, 0));
        assertThat(PeerComparison.score(11, few, 0)).isZero();
    }

    @Test
    void normal_score_isTheInverse() {
        for (double score = -4; score <= 4; score += 0.5) {
            assertThat(Normal.score(Normal.cumulative(score))).isCloseTo(score, offset(1e-9));
        }
    }

    @Test
    void counts_onlyWholeNumbersThatNeverFall() {
        assertThat(CounterDetection.are(new double[] {1, 1, 3, 4})).isTrue();
        assertThat(CounterDetection.are(new double[] {1, 2, 3, 4})).isFalse();
        assertThat(CounterDetection.are(new double[] {1, 3, 2, 4})).isFalse();
        assertThat(CounterDetection.are(new double[] {1, 1.3, 3, 4})).isFalse();
    }
}
