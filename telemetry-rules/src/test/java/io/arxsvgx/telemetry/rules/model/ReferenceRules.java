// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.model.ReferenceAlert.Reason;
import io.arxsvgx.telemetry.rules.model.ReferenceSeries.Watch;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules of the model, and what their changes do to open alerts. */
final class ReferenceRules {
    private final Map<String, AlertRule> rules = new LinkedHashMap<>();
    private final ReferenceProcessor processor;

    ReferenceRules(ReferenceProcessor processor) {
        this.processor = processor;
    }

    Collection<AlertRule> all() {
        return rules.values();
    }

    Map<String, AlertRule> copy() {
        return new LinkedHashMap<>(rules);
    }

    /** Another process has these rules. */
    void become(Map<String, AlertRule> next) {
        List.copyOf(rules.keySet()).stream().filter(id -> !next.containsKey(id)).forEach(this::remove);
        next.values().forEach(this::add);
    }

    void add(AlertRule rule) {
        AlertRule old = rules.put(rule.id(), rule);
        if (old == null) {
            return;
        }
        boolean isLive = old.enabled() && rule.enabled() && isSameCondition(old, rule);
        Reason reason = rule.enabled() ? Reason.REPLACED : Reason.DISABLED;
        for (ReferenceSeries one : processor.series.values()) {
            Watch watch = one.watches.get(rule.id());
            if (watch != null && isLive) {
                replace(one, watch, old, rule);
            } else if (watch != null) {
                checkWindow(old, rule);
                end(one, watch, reason);
            }
        }
    }

    private static void checkWindow(AlertRule old, AlertRule rule) {
        if (rule.condition().equals("trend") && rule.parameters().equals(old.parameters())) {
            throw new UnspecifiedException("whether a window outlasts a change that leaves its condition as it is");
        }
    }

    boolean remove(String id) {
        processor.series.values().stream()
                .filter(one -> one.watches.containsKey(id))
                .forEach(one -> end(one, one.watches.get(id), Reason.REMOVED));
        return rules.remove(id) != null;
    }

    /** A rule no longer watches a series: that is dated by the wall clock or by the time of the series. */
    private void end(ReferenceSeries one, Watch watch, Reason reason) {
        if (watch.open != null) {
            long[] dates = processor.dates(one, processor.now(one));
            long[] withWall = Arrays.copyOf(dates, dates.length + 1);
            withWall[dates.length] = processor.wall();
            processor.resolve(watch, reason, processor.wall(), withWall);
        }
        one.watches.values().remove(watch);
    }

    private static boolean isSameCondition(AlertRule old, AlertRule rule) {
        return old.condition().equals(rule.condition())
                && old.parameters().equals(rule.parameters())
                && old.source().equals(rule.source())
                && old.forDuration().equals(rule.forDuration());
    }

    private void replace(ReferenceSeries one, Watch watch, AlertRule old, AlertRule rule) {
        ReferenceAlert alert = watch.open;
        if (alert == null) {
            return;
        }
        alert.rule = rule;
        boolean isRaised = rule.severity().compareTo(alert.severity) > 0;
        alert.severity = rule.severity();
        if (alert.state == AlertState.PENDING) {
            return;
        }
        if (alert.heldSince != null && !old.keepFiringFor().equals(rule.keepFiringFor())) {
            throw new UnspecifiedException("keepFiringFor changed during the hold");
        }
        boolean isRepeated = !rule.repeatInterval().isZero();
        if (isRepeated && !old.repeatInterval().equals(rule.repeatInterval())) {
            throw new UnspecifiedException("repeatInterval changed while firing");
        }
        if (!isRepeated) {
            alert.repeats.clear();
        }
        if (isRaised) {
            raise(alert, processor.now(one));
        }
    }

    private void raise(ReferenceAlert alert, long now) {
        alert.isAcknowledged = false;
        if (!alert.rule.repeatInterval().isZero()) {
            alert.repeats.add(now + alert.rule.repeatInterval().toNanos());
        }
        alert.hasUnsentRaise |= !processor.notifications.firing(alert, processor.wall(), processor.wall());
    }
}
