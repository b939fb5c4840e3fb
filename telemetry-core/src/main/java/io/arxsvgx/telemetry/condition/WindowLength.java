// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import io.arxsvgx.telemetry.text.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The length of the windows of a {@link SimpleCondition}: a number of values or a time, the same for all rules or by a
 * parameter of the rule. Immutable.
 *
 * @param isTime whether it is a time
 * @param fixed the length as a number of values or nanoseconds, where no parameter gives it
 * @param parameter the parameter that gives the length, as a number of values or seconds; or null
 */
record WindowLength(boolean isTime, long fixed, @Nullable Parameter parameter) {
    static final int MAX_VALUES = 100_000;
    static final Duration MAX_DURATION = Duration.ofDays(365);
    private static final double MAX_SECONDS = MAX_DURATION.toSeconds();
    private static final double NANOS_PER_SECOND = 1e9;

    static WindowLength values(int number) {
        return new WindowLength(false, checkedValues("overLast", number), null);
    }

    /** Checks a number of values that is passed to a builder. */
    static int checkedValues(String what, int number) {
        if (number < 1 || number > MAX_VALUES) {
            throw new IllegalArgumentException(what + ": expected 1 to " + MAX_VALUES + " values, got " + number);
        }
        return number;
    }

    static WindowLength time(Duration duration) {
        if (duration.compareTo(Duration.ofNanos(1)) < 0 || duration.compareTo(MAX_DURATION) > 0) {
            throw new IllegalArgumentException(
                    "over: expected a positive duration of at most 365 days, got " + Durations.format(duration));
        }
        return new WindowLength(true, duration.toNanos(), null);
    }

    static WindowLength values(Parameter parameter) {
        boolean isBounded = parameter.type() == Parameter.Type.INTEGER
                && parameter.minimum() >= 1
                && parameter.maximum() <= MAX_VALUES;
        if (!isBounded) {
            throw new IllegalArgumentException("overLast: expected a parameter for a whole number within 1 to "
                    + MAX_VALUES + ", got \"" + parameter.name() + "\", which allows " + parameter.allowed());
        }
        return new WindowLength(false, 0, parameter);
    }

    static WindowLength time(Parameter seconds) {
        boolean isBounded = seconds.type() != Parameter.Type.TEXT
                && seconds.minimum() >= 1 / NANOS_PER_SECOND
                && seconds.maximum() <= MAX_SECONDS;
        if (!isBounded) {
            throw new IllegalArgumentException("over: expected a parameter for a number of seconds within 1e-9 to "
                    + (long) MAX_SECONDS + ", got \"" + seconds.name() + "\", which allows " + seconds.allowed());
        }
        return new WindowLength(true, 0, seconds);
    }

    /** The window of a rule. */
    RuleWindow window(RuleParameters parameters, int maxValues, int minValues) {
        if (isTime) {
            long nanos = parameter == null ? fixed : Math.round(parameters.number(parameter) * NANOS_PER_SECOND);
            return new TimeWindow(nanos, maxValues, minValues);
        }
        int length = parameter == null ? (int) fixed : parameters.integer(parameter);
        return new CountWindow(length, minValues == 0 ? length : Math.min(minValues, length));
    }
}
