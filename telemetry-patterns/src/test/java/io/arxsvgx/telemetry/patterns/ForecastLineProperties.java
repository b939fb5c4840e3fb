// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import static io.arxsvgx.telemetry.patterns.EvaluatedSeries.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The linear forecast agrees with a least-squares line that is computed from scratch in decimal numbers. */
class ForecastLineProperties {
    private static final ConditionProvider FORECAST = new ForecastCondition();
    private static final MathContext DIGITS = new MathContext(60);
    private static final int HORIZON = 1_000;

    private record Sample(double value, long time) {}

    /** Values of a size on an offset, with outliers, constant stretches, trends, gaps, equal times and late ones. */
    @Property(tries = 100, seed = "20260101", edgeCases = EdgeCasesMode.NONE)
    void forecast_anySeries_isThatOfTheLine(
            @ForAll long seed, @ForAll @IntRange(min = 10, max = 40) int window, @ForAll @IntRange(max = 5) int kind) {
        Random random = new Random(seed);
        double offset = random.nextInt(3) == 0 ? 1e9 * random.nextGaussian() : 70;
        EvaluatedSeries up = series(">", offset, window);
        EvaluatedSeries down = series("<", offset, window);
        Deque<Sample> newest = new ArrayDeque<>();
        long now = 1_750_000_000L * SECOND;
        for (int i = 0; i < 6 * window; i++) {
            now += random.nextInt(20) == 0 ? random.nextInt(300) * SECOND : SECOND;
            long time = random.nextInt(10) == 0 ? now - random.nextInt(3) * SECOND : now;
            Sample sample = new Sample(offset + value(random, kind, i), time);
            newest.add(sample);
            if (newest.size() > window) {
                newest.remove();
            }
            Verdict upward = up.add(sample.value, time);
            Verdict downward = down.add(sample.value, time);
            if (i % 7 == 0 && newest.size() == window && up.explain().text().contains("(linear, ")) {
                assertAgrees(up, down, newest);
                assertThat(upward == Verdict.BREACHING && up.explain().computed() <= offset)
                        .isFalse();
                assertThat(downward == Verdict.BREACHING && down.explain().computed() >= offset)
                        .isFalse();
            }
        }
    }

    private static double value(Random random, int kind, int i) {
        return switch (kind) {
            case 0 -> random.nextGaussian();
            case 1 -> 1e-6 * random.nextGaussian() + 0.001 * i;
            case 2 -> random.nextInt(25) == 0 ? 1e12 * random.nextGaussian() : random.nextGaussian();
            case 3 -> i % 60 < 30 ? 5 : 5 + random.nextGaussian();
            case 4 -> 1e100 * random.nextGaussian();
            default -> Math.rint(2 * random.nextGaussian());
        };
    }

    private static EvaluatedSeries series(String operator, double value, int window) {
        return EvaluatedSeries.of(FORECAST, "operator", operator, "value", value, "horizon", HORIZON, "window", window);
    }

    /** The most extreme forecasts of a line are those at the ends of the horizon, one for each direction. */
    private static void assertAgrees(EvaluatedSeries up, EvaluatedSeries down, Deque<Sample> window) {
        long newestTime = window.stream().mapToLong(Sample::time).max().orElseThrow();
        double now = forecast(window, newestTime);
        double later = forecast(window, newestTime + HORIZON * SECOND);
        double least = window.stream().mapToDouble(Sample::value).min().orElseThrow();
        double greatest = window.stream().mapToDouble(Sample::value).max().orElseThrow();
        double span = newestTime - window.stream().mapToLong(Sample::time).min().orElseThrow();
        double accuracy = 1e-7 * (greatest - least) * (1 + HORIZON * SECOND / Math.max(SECOND, span));
        double rounding = 4 * Math.ulp(Math.max(Math.abs(greatest), Math.abs(least)));
        double[] either = {up.explain().computed(), down.explain().computed()};
        for (double one : either) {
            assertThat(Math.min(Math.abs(one - now), Math.abs(one - later))).isLessThanOrEqualTo(accuracy + rounding);
        }
        assertThat(either[0]).isGreaterThanOrEqualTo(either[1] - accuracy - rounding);
    }

    private static double forecast(Deque<Sample> window, long time) {
        long origin = window.getFirst().time;
        BigDecimal count = BigDecimal.valueOf(window.size());
        BigDecimal meanTime = BigDecimal.ZERO;
        BigDecimal mean = BigDecimal.ZERO;
        for (Sample sample : window) {
            meanTime = meanTime.add(BigDecimal.valueOf(sample.time - origin));
            mean = mean.add(new BigDecimal(sample.value));
        }
        meanTime = meanTime.divide(count, DIGITS);
        mean = mean.divide(count, DIGITS);
        BigDecimal products = BigDecimal.ZERO;
        BigDecimal squares = BigDecimal.ZERO;
        for (Sample sample : window) {
            BigDecimal distance = BigDecimal.valueOf(sample.time - origin).subtract(meanTime);
            products = products.add(distance.multiply(new BigDecimal(sample.value).subtract(mean)), DIGITS);
            squares = squares.add(distance.multiply(distance), DIGITS);
        }
        BigDecimal ahead = BigDecimal.valueOf(time - origin).subtract(meanTime);
        return mean.add(products.divide(squares, DIGITS).multiply(ahead)).doubleValue();
    }

    @Test
    void forecast_after400000Events_hasNotDrifted() {
        EvaluatedSeries series = series(">", 2e9, 50);
        Random random = new Random(8);
        Deque<Sample> newest = new ArrayDeque<>();
        for (int i = 0; i < 400_000; i++) {
            Sample sample = new Sample(1e9 + 1e-4 * i + random.nextGaussian(), i * SECOND);
            series.evaluate(sample.value, sample.time, UnreadVerdicts.INSTANCE);
            newest.add(sample);
            if (newest.size() > 50) {
                newest.remove();
            }
        }
        double later = forecast(newest, (399_999L + HORIZON) * SECOND);
        double now = forecast(newest, 399_999L * SECOND);
        assertThat(series.explain().text()).contains("linear");
        assertThat(series.explain().computed()).isCloseTo(Math.max(now, later), within(1e-5));
    }
}
