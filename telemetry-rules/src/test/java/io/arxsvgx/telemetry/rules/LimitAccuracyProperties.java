// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.BREACHING;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.rules.internal.window.ExactWindow;
import io.arxsvgx.telemetry.rules.internal.window.FakeSeries;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A figure that is equal to a limit within the stated accuracy does not breach; one that is clearly beyond it does. */
class LimitAccuracyProperties {
    private static final MathContext DIGITS = new MathContext(60);
    private static final double INSIDE = 0.3e-9;
    private static final double OUTSIDE = 1.7e-9;

    /** The offset of the values, and their variation, in units in its last place. */
    private static double offset(int exponent) {
        return exponent < 0 ? 0 : Math.pow(10, exponent);
    }

    private static double[] values(Random random, int count, int exponent, boolean withOutlier) {
        double offset = offset(exponent);
        double deviation = offset == 0 ? 1 : Math.scalb(Math.ulp(offset), 10 + random.nextInt(20));
        double slope = deviation * random.nextGaussian() / 10;
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = offset + deviation * random.nextGaussian() + slope * i;
        }
        if (withOutlier) {
            values[random.nextInt(count)] = 1e15;
        }
        return values;
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void trend_limitsAboutTheExactSlope_areComparedWithinTheAccuracy(
            @ForAll @IntRange(min = 2, max = 60) int window,
            @ForAll @IntRange(min = -1, max = 12) int exponent,
            @ForAll boolean perSecond,
            @ForAll boolean withOutlier,
            @ForAll long seed) {
        Random random = new Random(seed);
        double[] values = values(random, 3 * window, exponent, withOutlier);
        long[] times = random.longs(values.length, 0, 60_000_000_000L).sorted().toArray();
        // up to the times of a billion seconds after the first one
        long start = random.nextInt(3) * 1_000_000_000_000_000_000L;
        ExactWindow exact = new ExactWindow(window);
        for (int i = 0; i < values.length; i++) {
            exact.add(values[i], start + times[i]);
        }
        BigDecimal slope = perSecond ? exact.slopePerSecond() : exact.slope();
        double unit = exact.deviation().doubleValue() / (perSecond ? exact.deviationOfTimes() : 1);
        double steepness = slope.abs().doubleValue();
        for (double part : new double[] {0, INSIDE, OUTSIDE, -OUTSIDE}) {
            double limit = steepness - part * unit;
            if (limit < 0 || Math.ulp(steepness) > 1e-11 * unit) {
                continue;
            }
            FakeSeries series = FakeSeries.of(
                    new TrendCondition(), "window", window, "threshold", limit, "per", perSecond ? "second" : "record");
            for (int i = 0; i < values.length; i++) {
                series.take(values[i], start + times[i]);
            }
            assertThat(series.explain().verdict())
                    .as("%s deviations below the slope %s", part, steepness)
                    .isEqualTo(part == OUTSIDE ? BREACHING : NORMAL);
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void anomaly_limitsAboutTheExactZ_areComparedWithinTheAccuracy(
            @ForAll @IntRange(min = 10, max = 150) int count,
            @ForAll @IntRange(min = -1, max = 12) int exponent,
            @ForAll boolean robust,
            @ForAll long seed) {
        Random random = new Random(seed);
        double[] values = values(random, count, exponent, false);
        double[] baseline = Arrays.copyOfRange(values, Math.max(0, count - 100), count);
        double span = Arrays.stream(baseline).max().orElse(0)
                - Arrays.stream(baseline).min().orElse(0);
        double tested = baseline[0] + (random.nextBoolean() ? 3 : -3) * span;
        BigDecimal z = robust ? modifiedZ(baseline, tested) : z(baseline, tested);
        for (double part : new double[] {0, INSIDE, OUTSIDE, -OUTSIDE}) {
            double sensitivity = 2 / (Math.abs(z.doubleValue()) * (1 - part));
            if (sensitivity > 1) {
                continue;
            }
            FakeSeries series = FakeSeries.of(
                    new AnomalyCondition(), "method", robust ? "robust" : "zscore", "sensitivity", sensitivity);
            for (double value : values) {
                series.take(value);
            }
            assertThat(series.take(tested))
                    .as("%s of it below z %s", part, z)
                    .isEqualTo(part == OUTSIDE ? BREACHING : NORMAL);
        }
    }

    private static BigDecimal z(double[] baseline, double tested) {
        ExactWindow exact = new ExactWindow(baseline.length);
        for (double value : baseline) {
            exact.add(value);
        }
        return new BigDecimal(tested).subtract(exact.mean()).divide(exact.deviation(), DIGITS);
    }

    private static BigDecimal modifiedZ(double[] baseline, double tested) {
        BigDecimal[] values = Arrays.stream(baseline).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new);
        BigDecimal centre = median(values);
        BigDecimal spread = median(
                Arrays.stream(values).map(value -> value.subtract(centre).abs()).toArray(BigDecimal[]::new));
        return new BigDecimal(tested)
                .subtract(centre)
                .multiply(new BigDecimal("0.6745"))
                .divide(spread, DIGITS);
    }

    private static BigDecimal median(BigDecimal[] values) {
        Arrays.sort(values);
        return values[(values.length - 1) / 2].add(values[values.length / 2]).divide(BigDecimal.valueOf(2));
    }
}
