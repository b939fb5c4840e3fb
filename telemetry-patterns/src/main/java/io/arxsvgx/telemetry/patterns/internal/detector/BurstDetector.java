// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.detector;

import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.patterns.internal.series.OutlierCounter;
import io.arxsvgx.telemetry.patterns.internal.stats.RareValues;
import org.jspecify.annotations.Nullable;

/**
 * A detector of bursts: several of the newest values are further from the median than the tail of the series explains.
 */
public final class BurstDetector implements SeriesDetector {
    private static final int MIN_VALUES = 3;
    private static final double MIN_SCORE = 4;

    @Override
    public String name() {
        return "burst";
    }

    @Override
    public @Nullable Finding detect(SeriesView view) {
        if (view.state.outliers.recentCount() < MIN_VALUES) {
            return null;
        }
        double[] late = view.state.newest(OutlierCounter.WINDOW);
        RareValues rare = RareValues.among(late, view.state.tail());
        if (rare.count() < MIN_VALUES || rare.count() > late.length / 2 || rare.score() < MIN_SCORE) {
            return null;
        }
        int unusual = rare.count();
        return Finding.of(
                        FailureType.ANOMALY,
                        "ranks and tail of the distances",
                        OutlierCounter.WINDOW,
                        view.span(OutlierCounter.WINDOW))
                .points(view.state.newest(64))
                .with("unusual", unusual)
                .with("score", rare.score())
                .build(
                        ConfidenceCalibration.burst(rare.score()),
                        0.2 + 0.03 * unusual,
                        view.id.describe()
                                + ": "
                                + unusual
                                + " of the last "
                                + OutlierCounter.WINDOW
                                + " values are outliers ("
                                + (rare.farthest() < view.state.tail().median ? "min " : "max ")
                                + ResultFormatting.text(rare.farthest())
                                + "), usual median "
                                + ResultFormatting.text(view.state.tail().median));
    }
}
