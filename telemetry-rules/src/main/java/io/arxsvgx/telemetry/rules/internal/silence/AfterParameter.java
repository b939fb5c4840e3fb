// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.silence;

import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.List;

/** The parameter {@code after}: a duration in seconds. Immutable. */
final class AfterParameter {
    private static final double MIN_SECONDS = 1e-9;
    private static final double MAX_SECONDS = 31_536_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private AfterParameter() {}

    static Parameter of(String meaning) {
        return Parameter.number("after", meaning)
                .within(MIN_SECONDS, MAX_SECONDS)
                .asRequired();
    }

    /** Returns the durations of rules in nanoseconds. */
    static long[] nanos(List<AlertRule> rules, Parameter after) {
        return rules.stream()
                .mapToLong(rule -> Math.round(after.number(rule) * NANOS_PER_SECOND))
                .toArray();
    }
}
