// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.patterns.series.Outliers;
import org.jspecify.annotations.Nullable;

/** Bursts: several unusual values within a few. */
final class BurstDetector implements SeriesDetector {
    private static final int FEWEST = 3;

    @Override
    public String name() {
        return "burst";
    }

    @Override
    public @Nullable Finding look(SeriesView view) {
        int unusual = view.state.outliers.ofLate();
        if (unusual < FEWEST) {
            return null;
        }
        return Finding.of(FailureType.ANOMALY, "ewma score", Outliers.WINDOW, view.span(Outliers.WINDOW))
                .points(view.state.newest(64))
                .with("unusual", unusual)
                .with("worst_score", view.state.outliers.worst())
                .build(
                        1 - Math.pow(0.5, unusual),
                        0.2 + 0.03 * unusual,
                        view.source
                                + "/"
                                + view.type
                                + ": "
                                + unusual
                                + " of the last "
                                + Outliers.WINDOW
                                + " values are unusual, "
                                + Figures.text(view.state.outliers.worst())
                                + " deviations at worst");
    }
}
