// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import io.arxsvgx.telemetry.rule.Severity;
import java.util.List;
import java.util.Map;

/** A condition on one stream, which keeps all events that it has seen. All times are nanoseconds of the stream's time. */
abstract class NaiveCondition {
    /** The deadline of a condition that begins to breach at events alone. */
    static final long NEVER = Long.MAX_VALUE;

    private static final double NANOS_PER_SECOND = 1e9;

    /** Returns whether an event of these names is one of this condition. */
    abstract boolean reads(String type, Map<String, String> labels, String status);

    boolean reads(NaiveEvent event) {
        return reads(event.type(), event.labels(), event.status());
    }

    /** Evaluates an event that this condition reads. */
    abstract NaiveVerdict event(NaiveEvent event);

    /** Returns the verdict that holds at a time, for a condition that this one is part of. */
    abstract NaiveVerdict at(long now);

    /** Returns when this condition begins to breach without a further event. */
    long deadline() {
        return NEVER;
    }

    /** Evaluates the deadline, which has been reached. */
    NaiveVerdict meetDeadline(long at) {
        throw new IllegalStateException("no deadline at " + at);
    }

    /** Returns whether the last verdict ends when no event comes for long. */
    boolean becomesStale() {
        return true;
    }

    /** Returns the severity of a breach; null for that of the rule. */
    Severity severity() {
        return null;
    }

    // Parameters

    static double number(Map<?, ?> parameters, String key, double otherwise) {
        return parameters.get(key) instanceof Number number ? number.doubleValue() : otherwise;
    }

    static long nanos(Map<?, ?> parameters, String key, double otherwise) {
        return Math.round(number(parameters, key, otherwise) * NANOS_PER_SECOND);
    }

    static double seconds(long nanos) {
        return nanos / NANOS_PER_SECOND;
    }

    static List<?> list(Map<?, ?> parameters, String key) {
        return parameters.get(key) instanceof List<?> list ? list : List.of();
    }
}
