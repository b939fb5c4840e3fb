// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Tests of the Fourier transform, and of the correlations that it computes. */
class PeriodSearchTest {
    @Property(tries = 60, seed = "20260103", edgeCases = EdgeCasesMode.NONE)
    void apply_anyNumbers_isTheSumOfItsDefinition(@ForAll long seed, @ForAll @IntRange(min = 0, max = 7) int power) {
        int size = 1 << power;
        Random random = new Random(seed);
        double[] real = random.doubles(size, -1, 1).toArray();
        double[] imaginary = random.doubles(size, -1, 1).toArray();
        double[] transformed = real.clone();
        double[] transformedImaginary = imaginary.clone();

        new FourierTransform(size).apply(transformed, transformedImaginary);

        for (int k = 0; k < size; k++) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < size; i++) {
                double angle = -2 * Math.PI * i * k / size;
                re += real[i] * Math.cos(angle) - imaginary[i] * Math.sin(angle);
                im += real[i] * Math.sin(angle) + imaginary[i] * Math.cos(angle);
            }
            assertThat(transformed[k]).isCloseTo(re, within(1e-11));
            assertThat(transformedImaginary[k]).isCloseTo(im, within(1e-11));
        }
    }

    /** A search with room for more values than are correlated directly gives the correlations of the sums. */
    @Property(tries = 40, seed = "20260104", edgeCases = EdgeCasesMode.NONE)
    void find_manyValues_hasTheCorrelationsOfTheirSums(
            @ForAll long seed, @ForAll @IntRange(min = 257, max = 900) int end) {
        Random random = new Random(seed);
        int period = 10 + random.nextInt(60);
        double[] values = new double[end];
        for (int i = 0; i < end; i++) {
            values[i] = 1e6 + 0.1 * i + 3 * Math.sin(2 * Math.PI * i / period) + random.nextGaussian();
        }
        PeriodSearch search = new PeriodSearch(1_000);

        search.find(values, end);

        double[] rest = LeastSquaresLine.through(values, end).residuals(values, end);
        double square = 0;
        for (double one : rest) {
            square += one * one;
        }
        for (int lag = 0; lag <= end / 3; lag++) {
            double sum = 0;
            for (int i = lag; i < end; i++) {
                sum += rest[i] * rest[i - lag];
            }
            assertThat(search.correlation(lag)).isCloseTo(sum / square * end / (end - lag), within(1e-9));
        }
        assertThat(search.first()).isBetween(period - 2, period + 2);
    }
}
