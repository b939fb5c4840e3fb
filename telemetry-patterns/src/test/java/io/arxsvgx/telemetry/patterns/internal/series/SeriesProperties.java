// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Properties that compare fast computations with simple ones. */
class SeriesProperties {
    @Property
    void inversions_areThosePairsThatStandTheOtherWayRound(
            @ForAll @Size(max = 60) @IntRange(min = 0, max = 9) int[] raw) {
        double[] values = java.util.Arrays.stream(raw).asDoubleStream().toArray();
        long plain = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = i + 1; j < values.length; j++) {
                plain += values[i] > values[j] ? 1 : 0;
            }
        }
        double[] sorted = values.clone();

        assertThat(Inversions.sort(sorted)).isEqualTo(plain);
        java.util.Arrays.sort(values);
        assertThat(sorted).containsExactly(values);
    }

    @Property
    void kendall_isTheSumOfSigns(@ForAll @Size(min = 3, max = 40) @IntRange(min = 0, max = 9) int[] raw) {
        double[] values = java.util.Arrays.stream(raw).asDoubleStream().toArray();
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = i + 1; j < values.length; j++) {
                sum += Math.signum(values[j] - values[i]);
            }
        }

        double score = MannKendall.kendall(values);

        assertThat(Math.signum(score)).isEqualTo(Math.abs(sum) > 1 ? Math.signum(sum) : 0);
    }

    @Property(tries = 200)
    void matrixProfile_isTheBestOfAllPairs(
            @ForAll @Size(min = 12, max = 40) List<@DoubleRange(min = -10, max = 10) Double> drawn) {
        double[] values = drawn.stream().mapToDouble(Double::doubleValue).toArray();
        int length = 6;
        MatrixProfile profile = MatrixProfile.of(values, length);
        for (int i = 0; i < profile.size(); i++) {
            double best = -1;
            for (int j = 0; j < profile.size(); j++) {
                if (Math.abs(i - j) > length / 2 && profile.deviation(i) > 1e-3 && profile.deviation(j) > 1e-3) {
                    best = Math.max(best, correlation(values, i, j, length));
                }
            }
            if (profile.deviation(i) > 1e-3) {
                assertThat(profile.correlation(i)).isGreaterThanOrEqualTo(best - 1e-6);
            }
        }
    }

    private static double correlation(double[] values, int a, int b, int length) {
        double meanA = 0;
        double meanB = 0;
        for (int i = 0; i < length; i++) {
            meanA += values[a + i] / length;
            meanB += values[b + i] / length;
        }
        double products = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < length; i++) {
            products += (values[a + i] - meanA) * (values[b + i] - meanB);
            squaresA += (values[a + i] - meanA) * (values[a + i] - meanA);
            squaresB += (values[b + i] - meanB) * (values[b + i] - meanB);
        }
        return products / Math.sqrt(squaresA * squaresB);
    }

    @Property
    void normal_isSymmetric(@ForAll @DoubleRange(min = -8, max = 8) double score) {
        assertThat(Normal.cumulative(score) + Normal.cumulative(-score)).isCloseTo(1, offset(1e-12));
    }
}
