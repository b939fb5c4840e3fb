// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One alert of the model. All times are nanoseconds; where several dates are right, all are kept. */
final class ReferenceAlert {
    /** Why an alert ended. */
    enum Reason {
        CONDITION,
        EXPIRED,
        REMOVED,
        DISABLED,
        REPLACED
    }

    final String ruleId;
    final String source;
    final String type;
    /** The rule as it is now. */
    AlertRule rule;

    AlertState state = AlertState.PENDING;
    Severity severity;
    /** The date of the first breaching event, and the series time at which it came. */
    final long startsAt;

    final long since;
    long[] firedAt = {};
    long[] endsAt = {};
    Reason reason;
    long occurrences = 1;
    final double firstValue;
    double lastValue;
    boolean isStale;
    boolean isAcknowledged;
    /** Series time of the first normal event of the hold; null while none is on. */
    Long heldSince;
    /** When the next repeat may be due: intervals may count from the firing or from the last call. */
    final Set<Long> repeats = new LinkedHashSet<>();

    boolean isRepeatDue;
    boolean hasRepeatedWhileStale;
    boolean hasUnsentFiring;
    boolean hasUnsentRaise;
    /** A call of the resolved alert that may come at once or when the silence ends. */
    boolean owesResolved;
    /** When it was last notified: the drain, and the event within it. */
    long calledInDrain = -1;

    long calledAfterEvent = -1;
    /** The calls of each action that was notified. */
    final Map<String, List<AlertState>> calls = new LinkedHashMap<>();

    ReferenceAlert(AlertRule rule, ReferenceSeries series, long startsAt, long since, double value) {
        this.rule = rule;
        ruleId = rule.id();
        severity = rule.severity();
        source = series.source;
        type = series.type;
        this.startsAt = startsAt;
        this.since = since;
        firstValue = value;
        lastValue = value;
    }

    boolean isOpen() {
        return state != AlertState.RESOLVED;
    }

    String key() {
        return ruleId + " on " + source + "/" + type;
    }

    void notified(String action, AlertState state) {
        calls.computeIfAbsent(action, name -> new ArrayList<>()).add(state);
    }
}
