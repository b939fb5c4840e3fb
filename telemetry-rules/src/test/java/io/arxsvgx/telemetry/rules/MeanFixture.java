// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SimpleCondition;
import io.arxsvgx.telemetry.condition.ValueWindow;

/** A condition in one class, found by the service loader: the mean of the last seconds. */
public final class MeanFixture extends SimpleCondition {
    private static final Parameter LIMIT =
            Parameter.number("limit", "Mean above which it breaches.").asRequired();
    private static final Parameter SECONDS = Parameter.number("seconds", "Length of the window in seconds.")
            .within(1, 60)
            .withDefault(10);

    public MeanFixture() {
        super(builder("mean")
                .over(SECONDS)
                .maxValues(100)
                .figure("mean", ValueWindow::mean)
                .above(LIMIT));
    }
}
