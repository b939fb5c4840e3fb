// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import io.arxsvgx.telemetry.pattern.FailureType;
import org.jspecify.annotations.Nullable;

/** More events that failed, by their status, than there used to be. */
final class StatusDetector implements SeriesDetector {
    @Override
    public String name() {
        return "status";
    }

    @Override
    public @Nullable Finding look(SeriesView view) {
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
                        Trust.status(rate.score()),
                        0.3 + 0.7 * rate.recent(),
                        view.source
                                + "/"
                                + view.type
                                + ": "
                                + Figures.text(100 * rate.recent())
                                + " % of the last "
                                + rate.events()
                                + " events failed, "
                                + Figures.text(100 * rate.past())
                                + " % before");
    }
}
