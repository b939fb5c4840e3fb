// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import static io.arxsvgx.telemetry.rules.internal.window.ExactWindow.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.rules.internal.adaptive.Mixture;
import io.arxsvgx.telemetry.rules.internal.window.ExactWindow;
import io.arxsvgx.telemetry.rules.internal.window.FakeSeries;
import java.math.BigDecimal;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Verdicts of the fast path and of full evaluation, compared with exact arithmetic. */
class FastPathProperties {
    private static final int UPDATES = 1_000;
    private static final double TOLERANCE = 1e-9;

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void trend_anyMixture_agreesWithExactArithmetic(
            @ForAll @IntRange(min = 2, max = 130) int window,
            @ForAll Mixture mixture,
            @ForAll Mixture then,
            @ForAll @IntRange(min = -14, max = 14) int exponent,
            @ForAll long seed) {
        Random random = new Random(seed);
        double limit = Math.pow(10, exponent);
        FakeSeries series = FakeSeries.of(new TrendCondition(), "window", window, "threshold", limit);
        ExactWindow exact = new ExactWindow(window);
        for (int i = 0; i < UPDATES; i++) {
            double value = (i / 300 % 2 == 0 ? mixture : then).next(random, i);
            Verdict verdict = series.take(value);
            exact.add(value);
            if (exact.count() == window && random.nextInt(10) == 0) {
                BigDecimal slope = exact.slope();
                double unit = exact.deviation().doubleValue();
                assertNear("slope", series.explain().computed(), slope, unit);
                assertVerdict(verdict, Math.abs(slope.doubleValue()), limit, TOLERANCE * unit);
            }
        }
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void anomaly_anyMixture_agreesWithExactArithmetic(
            @ForAll Mixture mixture,
            @ForAll Mixture then,
            @ForAll @IntRange(min = 5, max = 100) int percent,
            @ForAll long seed) {
        Random random = new Random(seed);
        FakeSeries series = FakeSeries.of(new AnomalyCondition(), "sensitivity", percent / 100.0, "method", "zscore");
        double limit = 2 / (percent / 100.0);
        ExactWindow exact = new ExactWindow(100);
        for (int i = 0; i < UPDATES; i++) {
            double value = (i / 300 % 2 == 0 ? mixture : then).next(random, i);
            Verdict verdict = series.take(value);
            if (exact.count() == 100 && random.nextInt(10) == 0) {
                double unit = exact.deviation().doubleValue();
                BigDecimal distance =
                        new BigDecimal(value).subtract(exact.mean()).abs();
                if (unit > 0) {
                    assertVerdict(verdict, distance.doubleValue(), limit * unit, TOLERANCE * unit * (2 + limit));
                }
            }
            exact.add(value);
        }
    }

    private static void assertVerdict(Verdict verdict, double figure, double limit, double tolerance) {
        if (Math.abs(figure - limit) > tolerance + 2 * Math.ulp(figure)) {
            assertThat(verdict)
                    .as("%s against %s", figure, limit)
                    .isEqualTo(figure > limit ? Verdict.BREACHING : Verdict.NORMAL);
        }
    }

    /** Ensures that the other properties cover the fast path. */
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void steadySeries_almostAlways_isEvaluatedByTheFastPath(
            @ForAll @IntRange(min = 4, max = 130) int window, @ForAll long seed) {
        Random random = new Random(seed);
        FakeSeries trend = FakeSeries.of(new TrendCondition(), "window", window, "threshold", 5);
        FakeSeries anomaly = FakeSeries.of(new AnomalyCondition(), "sensitivity", 0.2, "method", "zscore");
        FakeSeries constant = FakeSeries.of(new AnomalyCondition(), "method", "zscore");
        for (int i = 0; i < 10_000; i++) {
            double value = 70 + random.nextGaussian();
            trend.take(value);
            anomaly.take(value);
            constant.take(0);
        }
        assertThat(trend.fastPathEvents()).isGreaterThan(9_000);
        assertThat(anomaly.fastPathEvents()).isGreaterThan(9_000);
        assertThat(constant.fastPathEvents()).isGreaterThan(9_000);
    }
}
