// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.detector;

import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.patterns.internal.series.CusumDrift;
import org.jspecify.annotations.Nullable;

/** A detector of drift: small deviations that accumulate. */
public final class DriftDetector implements SeriesDetector {
    @Override
    public String name() {
        return "drift";
    }

    @Override
    public @Nullable Finding detect(SeriesView view) {
        CusumDrift drift = view.state.drift;
        if (!drift.isDrifting()) {
            return null;
        }
        double score = drift.score();
        double away = Math.abs(drift.departure()) / (drift.learntDeviation() + 1e-300);
        int values = Math.min(view.state.size(), CusumDrift.LEARNING * 2);
        return Finding.of(FailureType.CUMULATIVE, "cusum", values, view.span(values))
                .points(view.state.newest(64))
                .with("learnt_median", drift.learntMedian())
                .with("learnt_deviation", drift.learntDeviation())
                .with("score", score)
                .build(
                        ConfidenceCalibration.drift(Math.abs(score)),
                        Math.min(0.79, 0.2 * away),
                        view.id.describe()
                                + " drifts "
                                + (score > 0 ? "up" : "down")
                                + " from "
                                + ResultFormatting.text(drift.learntMedian())
                                + ", so far by "
                                + ResultFormatting.text(Math.abs(drift.departure())));
    }
}
