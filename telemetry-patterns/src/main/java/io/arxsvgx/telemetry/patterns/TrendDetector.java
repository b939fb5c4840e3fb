// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.patterns.series.SeasonalMeans;
import io.arxsvgx.telemetry.patterns.series.Trend;
import io.arxsvgx.telemetry.patterns.series.TrendTest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lasting rises and falls, apart from the season. */
final class TrendDetector implements SeriesDetector {
    static final int WINDOW = 256;
    private static final int FEWEST = 30;
    private static final double SURE = 0.999;
    private static final double HANGS_ON = 0.7;
    private static final double WALK = 3;

    @Override
    public String name() {
        return "trend";
    }

    @Override
    public @Nullable Finding look(SeriesView view) {
        double[] values = withoutSeason(view, WINDOW);
        if (values.length < FEWEST) {
            return null;
        }
        Trend trend = TrendTest.of(values);
        double rise = trend.slope() * values.length;
        double scatter = Scatter.aboutLine(values);
        if (trend.confidence() < SURE || mayBeAWalk(trend) || !(Math.abs(rise) > scatter)) {
            return null;
        }
        double perSecond = 1e9 / view.regular().stepNanos();
        return Finding.of(FailureType.TREND, "mann-kendall, pre-whitened", values.length, view.span(values.length))
                .points(values)
                .with("slope_per_second", trend.slope() * perSecond)
                .with("slope_low", trend.slopeLow() * perSecond)
                .with("slope_high", trend.slopeHigh() * perSecond)
                .with("score", trend.score())
                .build(
                        Math.min(trend.confidence(), 1 - scatter / (scatter + 10 * Math.abs(rise))),
                        Math.min(0.79, 0.1 + 0.05 * Math.abs(rise) / (scatter + 1e-300)),
                        view.source
                                + "/"
                                + view.type
                                + (rise > 0 ? " rises" : " falls")
                                + " by "
                                + Figures.text(Math.abs(rise))
                                + " within "
                                + Figures.text(view.span(values.length)));
    }

    /** Where each value hangs on the one before so much, a walk would do as well; nobody is told of walks. */
    private static boolean mayBeAWalk(Trend trend) {
        return trend.share() > HANGS_ON && Math.abs(trend.walkScore()) < WALK;
    }

    /** The newest values on equal steps, less their season if there is one. */
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
        return values.length <= most
                ? values
                : java.util.Arrays.copyOfRange(values, values.length - most, values.length);
    }
}
