// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import io.arxsvgx.telemetry.rule.Severity;

/** An alert of the model. All times are nanoseconds. */
final class NaiveAlert {
    /** The type of the event that opened it; null if a deadline did. */
    final String type;
    /** The date at which it began to breach, and the time of the stream then. */
    final long startsAt;

    final long since;
    boolean isFiring;
    boolean isStale;
    /** The time of the stream when an event came to the stale alert. */
    long unfrozenAt = Long.MIN_VALUE;
    /** The time of the stream at the first normal event of the hold; null while none is on. */
    Long heldSince;

    Severity severity;
    Severity maxSeverity;

    NaiveAlert(String type, long startsAt, long since) {
        this.type = type;
        this.startsAt = startsAt;
        this.since = since;
    }

    void breach(Severity current) {
        severity = current;
        if (maxSeverity == null || current.compareTo(maxSeverity) > 0) {
            maxSeverity = current;
        }
    }
}
