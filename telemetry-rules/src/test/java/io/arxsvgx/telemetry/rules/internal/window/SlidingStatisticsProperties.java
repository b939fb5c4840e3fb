// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.window;

import static io.arxsvgx.telemetry.rules.internal.window.ExactWindow.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.rules.internal.adaptive.Mixture;
import io.arxsvgx.telemetry.rules.internal.group.NumberFormatting;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SlidingStatisticsProperties {
    private static final int UPDATES = 350;

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void figures_anyMixture_agreeWithExactArithmetic(
            @ForAll @IntRange(min = 2, max = 130) int window,
            @ForAll Mixture mixture,
            @ForAll Mixture then,
            @ForAll long seed) {
        Random random = new Random(seed);
        SlidingSlope statistics = new SlidingSlope(window);
        WindowedSeries series = new WindowedSeries(statistics);
        ExactWindow exact = new ExactWindow(window);
        for (int i = 0; i < UPDATES; i++) {
            double value = (i / 150 % 2 == 0 ? mixture : then).next(random, i);
            series.take(value);
            exact.add(value);
            if (i < 10 || random.nextInt(10) == 0) {
                assertAgree(statistics, exact);
            }
        }
    }

    /** The window that ends one event before the newest one. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void figures_ofThePast_agreeWithExactArithmetic(
            @ForAll @IntRange(min = 2, max = 130) int window, @ForAll Mixture mixture, @ForAll long seed) {
        Random random = new Random(seed);
        SlidingStatistics statistics = new SlidingStatistics(window, 1);
        WindowedSeries series = new WindowedSeries(statistics);
        ExactWindow exact = new ExactWindow(window);
        series.take(mixture.next(random, 0));
        for (int i = 1; i < UPDATES; i++) {
            exact.add(series.valueAgo(0));
            series.take(mixture.next(random, i));
            BigDecimal deviation = exact.deviation();
            assertNear("mean", statistics.mean(), exact.mean(), deviation.doubleValue());
            assertNear("deviation", statistics.deviation(), deviation, deviation.doubleValue());
        }
    }

    @Property(tries = 100)
    void figures_anyDoubles_areFiniteAndAgree(
            @ForAll @IntRange(min = 2, max = 40) int window, @ForAll double[] values) {
        SlidingSlope statistics = new SlidingSlope(window);
        WindowedSeries series = new WindowedSeries(statistics);
        ExactWindow exact = new ExactWindow(window);
        for (double value : values) {
            if (Double.isFinite(value)) {
                series.take(value);
                exact.add(value);
                assertAgree(statistics, exact);
            }
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void restore_atAnyPoint_goesOnBitForBit(
            @ForAll @IntRange(min = 2, max = 130) int window,
            @ForAll @IntRange(min = 0, max = 400) int point,
            @ForAll Mixture mixture,
            @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        SlidingSlope original = new SlidingSlope(window);
        WindowedSeries series = new WindowedSeries(original);
        for (int i = 0; i < point; i++) {
            series.take(mixture.next(random, i));
        }
        SlidingSlope restored = new SlidingSlope(window);
        WindowedSeries other = series.restored(restored);

        assertThat(other.saved()).isEqualTo(series.saved());
        for (int i = point; i < point + 200; i++) {
            double value = mixture.next(random, i);
            series.take(value);
            other.take(value);
            assertThat(restored.mean()).isEqualTo(original.mean());
            assertThat(restored.deviation()).isEqualTo(original.deviation());
            assertThat(restored.slope()).isEqualTo(Double.valueOf(original.slope()));
        }
        assertThat(other.saved()).isEqualTo(series.saved());
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void rebuild_anyMixture_isRare(
            @ForAll @IntRange(min = 2, max = 500) int window, @ForAll Mixture mixture, @ForAll long seed) {
        Random random = new Random(seed);
        int[] passes = {0};
        SlidingSlope statistics = new SlidingSlope(window) {
            @Override
            void rebuild() {
                passes[0]++;
                super.rebuild();
            }
        };
        WindowedSeries series = new WindowedSeries(statistics);
        int updates = 20 * window;
        for (int i = 0; i < updates; i++) {
            series.take(mixture.next(random, i));
        }
        assertThat((double) passes[0] * window / updates)
                .as("values visited per update")
                .isLessThan(10);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void exceeds_awayFromTheLimit_agreesWithTheScore(
            @ForAll @IntRange(min = 2, max = 130) int window, @ForAll Mixture mixture, @ForAll long seed) {
        Random random = new Random(seed);
        SlidingStatistics statistics = new SlidingStatistics(window, 0);
        WindowedSeries series = new WindowedSeries(statistics);
        for (int i = 0; i < 300; i++) {
            double value = mixture.next(random, i);
            if (statistics.count > 1 && !statistics.isConstant()) {
                double score = Math.abs(statistics.score(value));
                double limit = 0.1 + 4 * random.nextDouble();
                if (Math.abs(score - limit) > 1e-9 * limit) {
                    assertThat(statistics.exceeds(value, limit * limit)).isEqualTo(score > limit);
                }
            }
            series.take(value);
        }
    }

    private static void assertAgree(SlidingSlope statistics, ExactWindow exact) {
        BigDecimal deviation = exact.deviation();
        assertNear("mean", statistics.mean(), exact.mean(), deviation.doubleValue());
        assertNear("deviation", statistics.deviation(), deviation, deviation.doubleValue());
        if (exact.count() > 1) {
            assertNear("slope", NumberFormatting.finite(statistics.slope()), exact.slope(), deviation.doubleValue());
        }
        assertThat(statistics.isConstant()).isEqualTo(deviation.signum() == 0);
    }
}
