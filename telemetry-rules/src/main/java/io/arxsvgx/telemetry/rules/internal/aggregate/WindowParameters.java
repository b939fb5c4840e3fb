// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.internal.threshold.Operator;
import java.time.Duration;

/** The parameters that conditions over a window share. Immutable. */
public final class WindowParameters {
    private static final double MIN_SECONDS = 1e-9;
    private static final double MAX_SECONDS = Duration.ofDays(365).toSeconds();
    private static final int MAX_COUNT = 1_000_000_000;
    private static final double NANOS_PER_SECOND = 1e9;

    /** The comparison of the figure with the limit. */
    public static final Parameter OPERATOR = Parameter.choice(
                    "operator", Operator.symbols(), "Comparison of the figure with the limit.")
            .asRequired();

    /** The length of the window, required. */
    public static final Parameter WITHIN =
            within("Length of the window before the newest event, in seconds.").asRequired();

    /** The number of values from which on there is a verdict. */
    public static final Parameter MIN_COUNT =
            minCount("Number of values in the window from which on there is a verdict.");

    private WindowParameters() {}

    /** A limit with its meaning. */
    static Parameter value(String meaning) {
        return Parameter.number("value", meaning).asRequired();
    }

    /** A length of a window, in seconds. */
    static Parameter within(String meaning) {
        return Parameter.number("within", meaning).within(MIN_SECONDS, MAX_SECONDS);
    }

    /** A minimum number of events, 1 by default. */
    static Parameter minCount(String meaning) {
        return count("min_count", meaning).withDefault(1);
    }

    /** A number of events. */
    static Parameter count(String name, String meaning) {
        return Parameter.integer(name, 1, MAX_COUNT, meaning);
    }

    /** Returns the length of a rule's window in nanoseconds. */
    static long nanos(Parameter within, AlertRule rule) {
        return Math.max(1, Math.round(within.number(rule) * NANOS_PER_SECOND));
    }

    /** Returns a duration as the value of {@link #WITHIN}. */
    public static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / NANOS_PER_SECOND;
    }
}
