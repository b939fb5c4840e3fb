// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.detector;

import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.patterns.internal.series.SeasonalMeans;
import io.arxsvgx.telemetry.patterns.internal.stats.Medians;
import io.arxsvgx.telemetry.patterns.internal.stats.RobustScale;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A detector of deviations of the newest values from a season that was strong before. */
public final class SeasonalDeviationDetector implements SeriesDetector {
    private static final double STRONG = 0.6;
    private static final double FAR = 4;
    private static final int NEWEST = 5;

    @Override
    public String name() {
        return "seasonal";
    }

    @Override
    public @Nullable Finding detect(SeriesView view) {
        double[] values = view.regular().values();
        if (view.periods().isEmpty() || values.length < 4 * NEWEST) {
            return null;
        }
        int period = view.periods().get(view.periods().size() - 1);
        int past = values.length - NEWEST;
        double[] season = SeasonalMeans.of(values, past, period);
        double strength = strength(values, past, season);
        double[] rest = new double[values.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = values[i] - season[i % season.length];
        }
        double[] before = Arrays.copyOfRange(rest, Math.max(0, past - 3 * period), past);
        double usual = RobustScale.deviation(before);
        double departure = Medians.of(Arrays.copyOfRange(rest, past, rest.length)) - Medians.of(before);
        if (strength < STRONG || !(Math.abs(departure) > FAR * usual)) {
            return null;
        }
        double score = Math.abs(departure) / (usual + 1e-300);
        Duration length = Duration.ofNanos(period * view.regular().stepNanos());
        return Finding.of(FailureType.SEASONAL, "classical decomposition", values.length, view.span(values.length))
                .points(values)
                .with("period_seconds", length.toNanos() / 1e9)
                .with("strength", strength)
                .with("departure", departure)
                .with("score", Math.min(score, 1e6))
                .build(
                        ConfidenceCalibration.season(score * strength),
                        Math.min(0.79, 0.05 * score),
                        view.id.describe()
                                + ": "
                                + ResultFormatting.text(Math.abs(departure))
                                + (departure < 0 ? " below" : " above")
                                + " its usual "
                                + ResultFormatting.text(length)
                                + " cycle");
    }

    /** Returns the share of the variance that the season explains, 0 to 1. */
    static double strength(double[] values, int end, double[] season) {
        double[] with = Arrays.copyOf(values, end);
        double[] without = new double[end];
        for (int i = 0; i < end; i++) {
            without[i] = values[i] - season[i % season.length];
        }
        double all = RobustScale.aboutLine(with);
        double rest = RobustScale.aboutLine(without);
        return all > 0 ? Math.max(0, 1 - rest * rest / (all * all)) : 0;
    }
}
