// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.detector;

import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.patterns.internal.state.FailureRate;
import org.jspecify.annotations.Nullable;

/** A detector of a rising share of events with a failure status. */
public final class FailureRateDetector implements SeriesDetector {
    @Override
    public String name() {
        return "status";
    }

    @Override
    public @Nullable Finding detect(SeriesView view) {
        FailureRate rate = view.state.failures;
        if (!rate.isHigh()) {
            return null;
        }
        return Finding.of(FailureType.ANOMALY, "binomial score", rate.events(), view.span(rate.events()))
                .points(view.state.newest(64))
                .with("failure_rate", rate.recent())
                .with("past_failure_rate", rate.past())
                .with("score", rate.score())
                .build(
                        ConfidenceCalibration.status(rate.score()),
                        0.3 + 0.7 * rate.recent(),
                        view.id.describe()
                                + ": "
                                + ResultFormatting.text(100 * rate.recent())
                                + " % of the last "
                                + rate.events()
                                + " events failed, "
                                + ResultFormatting.text(100 * rate.past())
                                + " % before");
    }
}
