// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.condition;

import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SimpleCondition;

/** The condition {@code stuck}: a sensor reports nearly the same value for too long. */
public final class StuckCondition extends SimpleCondition {
    private static final Parameter SECONDS = Parameter.number("seconds", "How long the value must not change.")
            .within(1, 3_600)
            .withDefault(60);
    private static final Parameter TOLERANCE = Parameter.number(
                    "tolerance", "The spread below which the value counts as unchanged, in the unit of the series.")
            .within(0, 1_000)
            .withDefault(0.01);

    /** Creates the condition, for the service loader. */
    public StuckCondition() {
        super(builder("stuck")
                .description("The value has not changed for a time.")
                .over(SECONDS)
                .figure("spread", window -> window.size() < 3 ? Double.NaN : window.max() - window.min())
                .below(TOLERANCE));
    }
}
