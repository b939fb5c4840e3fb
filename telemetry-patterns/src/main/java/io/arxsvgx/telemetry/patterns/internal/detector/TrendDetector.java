// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.detector;

import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.patterns.internal.series.MannKendall;
import io.arxsvgx.telemetry.patterns.internal.series.SeasonalMeans;
import io.arxsvgx.telemetry.patterns.internal.series.TrendEstimate;
import io.arxsvgx.telemetry.patterns.internal.state.CounterDetection;
import io.arxsvgx.telemetry.patterns.internal.stats.Medians;
import io.arxsvgx.telemetry.patterns.internal.stats.RobustScale;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A detector of lasting rises and falls, without the season. */
public final class TrendDetector implements SeriesDetector {
    static final int WINDOW = 256;
    private static final int MIN_VALUES = 30;
    /**
     * The minimum score, in standard errors. A series is analysed often, so that one false positive in a thousand would
     * be too many.
     */
    private static final double MIN_SCORE = 3.5;
    /** The distance from the median to which values are clipped, in usual distances; a straight line reaches 2. */
    static final double MAX_RESIDUAL = 6;

    /**
     * The maximum ratio of the score of the whole to that of its weaker half: 2.8 times by its length, and more by
     * chance.
     */
    private static final double WHOLE = 4;

    private static final double HANGS_ON = 0.7;
    private static final double WALK = 4;

    @Override
    public String name() {
        return "trend";
    }

    @Override
    public @Nullable Finding detect(SeriesView view) {
        double[] values = withoutSeason(view, WINDOW);
        if (values.length < MIN_VALUES) {
            return null;
        }
        double[] tamed = Medians.clipped(values, MAX_RESIDUAL);
        TrendEstimate trend = MannKendall.of(tamed);
        double rise = trend.slope() * values.length;
        double scatter = RobustScale.aboutLine(tamed);
        double score = Math.min(Math.abs(trend.score()), inBothHalves(tamed, rise));
        if (score < MIN_SCORE
                || mayBeAWalk(trend)
                || !(Math.abs(rise) > scatter)
                || CounterDetection.are(view.state.newest(WINDOW))) {
            return null;
        }
        double perSecond = 1e9 / view.regular().stepNanos();
        return Finding.of(FailureType.TREND, "mann-kendall, pre-whitened", values.length, view.span(values.length))
                .points(values)
                .with("slope_per_second", trend.slope() * perSecond)
                .with("slope_low", trend.slopeLow() * perSecond)
                .with("slope_high", trend.slopeHigh() * perSecond)
                .with("score", Math.copySign(score, rise))
                .build(
                        ConfidenceCalibration.trend(score),
                        Math.min(0.79, 0.1 + 0.05 * Math.abs(rise) / (scatter + 1e-300)),
                        view.id.describe()
                                + (rise > 0 ? " rises" : " falls")
                                + " by "
                                + ResultFormatting.text(Math.abs(rise))
                                + " within "
                                + ResultFormatting.text(view.span(values.length)));
    }

    /**
     * Returns the score of the weaker half, scaled to the whole, since the score grows with the power 1.5 of the
     * length; negative if a half has the opposite direction.
     */
    private static double inBothHalves(double[] values, double rise) {
        int middle = values.length / 2;
        double first = MannKendall.of(Arrays.copyOf(values, middle)).score();
        double second = MannKendall.of(Arrays.copyOfRange(values, middle, values.length))
                .score();
        return WHOLE * Math.min(Math.signum(rise) * first, Math.signum(rise) * second);
    }

    /**
     * Returns whether the values depend on their predecessors so much that a random walk would explain them. Random
     * walks are not reported.
     */
    private static boolean mayBeAWalk(TrendEstimate trend) {
        return trend.share() > HANGS_ON && Math.abs(trend.walkScore()) < WALK;
    }

    /** Returns the newest values on equal steps, without their season if there is one. */
    static double[] withoutSeason(SeriesView view, int most) {
        List<Integer> periods = view.periods();
        double[] values = view.regular().values();
        if (!periods.isEmpty()) {
            int period = periods.get(periods.size() - 1);
            double[] season = SeasonalMeans.of(values, values.length, period);
            for (int i = 0; i < values.length; i++) {
                values[i] -= season[i % season.length];
            }
        }
        return values.length <= most ? values : Arrays.copyOfRange(values, values.length - most, values.length);
    }
}
