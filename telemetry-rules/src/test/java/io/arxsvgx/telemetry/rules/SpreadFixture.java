// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SimpleCondition;

/** A condition in one class, found by the service loader: the spread of the last values. */
public final class SpreadFixture extends SimpleCondition {
    private static final Parameter LIMIT =
            Parameter.number("limit", "Spread above which it breaches.").asRequired();
    private static final Parameter COUNT = Parameter.integer("count", 1, 200, "Number of values in the window.")
            .withDefault(10);

    public SpreadFixture() {
        super(builder("spread")
                .overLast(COUNT)
                .figure("spread", window -> window.max() - window.min())
                .above(LIMIT));
    }
}
