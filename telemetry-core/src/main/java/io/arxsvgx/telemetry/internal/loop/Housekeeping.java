// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.loop;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertKind;
import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.internal.alert.AlertFactory;
import io.arxsvgx.telemetry.internal.alert.AlertTransition;
import io.arxsvgx.telemetry.internal.state.ActiveRule;
import io.arxsvgx.telemetry.internal.state.AlertRecord;
import io.arxsvgx.telemetry.internal.state.EvaluationPlan;
import io.arxsvgx.telemetry.internal.state.SeriesState;
import io.arxsvgx.telemetry.internal.state.TypeIndex;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;

/** The periodic work of the loop. Confined to the loop, except {@link #hasRecentDrops}. */
final class Housekeeping {
    private static final long TICK = 100_000_000L;
    private static final long PAGE = 10_000_000_000L;
    private static final int MAX_REPORTED_RULES = 100;

    private final ProcessorEngine engine;
    private final EngineComponents parts;
    private final SubscriberPort subscribers;
    private final Logger log;
    private final long sweepTime;
    private volatile boolean hasRecentDrops;
    private boolean begun;
    private long lastTick;
    private long lastInterval;
    private long lastPage;
    private long dropped;
    private long overflows;
    private double sweepDue;

    Housekeeping(ProcessorEngine engine, SubscriberPort subscribers, Logger log) {
        this.engine = engine;
        this.parts = engine.parts;
        this.subscribers = subscribers;
        this.log = log;
        this.sweepTime = Math.max(TICK, engine.settings.seriesExpiry() / 16);
    }

    /** Returns whether events were dropped in the last interval. */
    boolean hasRecentDrops() {
        return hasRecentDrops;
    }

    void at(long clock) {
        if (!begun) {
            begun = true;
            lastTick = clock;
            lastInterval = clock;
            lastPage = clock;
        }
        unsilence(parts.silences.now());
        long since = clock - lastTick;
        if (since >= TICK) {
            lastTick = clock;
            tick(clock, since);
        }
        if (clock - lastInterval >= engine.settings.processingInterval()) {
            lastInterval = clock;
            interval();
        }
    }

    private void tick(long clock, long since) {
        parts.actions.check(clock);
        parts.store.check(clock);
        parts.detection.check(clock);
        subscribers.check(clock);
        parts.notifier.tick();
        if (clock - lastPage >= PAGE) {
            lastPage = clock;
            parts.latency.startPeriod();
        }
        sweep(clock, since);
    }

    /** Checks all series for expiry, a few at a time, once per sixteenth of the expiry time. */
    private void sweep(long clock, long since) {
        int size = parts.registry.size();
        sweepDue = Math.min(size, sweepDue + (double) size * since / sweepTime);
        int steps = (int) sweepDue;
        if (steps > 0) {
            sweepDue -= steps;
            parts.registry.sweep(steps, clock - engine.settings.seriesExpiry());
        }
    }

    /** Calls the actions that were suppressed by silences that have ended; called before the events of a pass. */
    void beforeEvents() {
        unsilence(parts.silences.now().minusNanos(1));
    }

    private void unsilence(Instant at) {
        if (parts.dispatcher.haveSilencesChanged(at)) {
            parts.alerts.forEachFiring(parts.dispatcher::silenceChanged);
        }
        for (AlertRecord entry : parts.dispatcher.unsilenced(at)) {
            Alert alert = entry.atLastStep();
            ActiveRule rule = alert.kind() == AlertKind.RULE ? parts.rules.entry(alert.ruleId()) : null;
            parts.dispatcher.step(
                    entry,
                    AlertTransition.REPEATED,
                    rule == null ? engine.settings.patternActions() : rule.rule.actions());
        }
    }

    private void interval() {
        long droppedNow = engine.drops.total();
        long overflowsNow = parts.actions.overflows();
        hasRecentDrops = droppedNow != dropped || overflowsNow != overflows;
        dropped = droppedNow;
        overflows = overflowsNow;
        warnOfSeries();
        subscribers.snapshotDue();
        parts.detection.due();
        if (log.isDebugEnabled()) {
            logRulesNotFiring();
        }
    }

    private void warnOfSeries() {
        for (TypeIndex type : parts.registry.refusing()) {
            if (type.warning == null) {
                String warning = SeriesFlood.describe(type, parts.registry);
                type.warning = warning;
                log.warn(warning);
            }
        }
    }

    private void logRulesNotFiring() {
        int reported = 0;
        for (ActiveRule entry : parts.rules.entries()) {
            if (entry.open.isEmpty()) {
                if (++reported > MAX_REPORTED_RULES) {
                    log.debug("more than {} rules do not fire; the others are not logged", MAX_REPORTED_RULES);
                    return;
                }
                log.debug("rule {} does not fire: {}", entry, whyNotFiring(entry));
            }
        }
    }

    private static String matching(Map<String, String> match) {
        return match.isEmpty() ? "" : " and labels " + match;
    }

    private String whyNotFiring(ActiveRule entry) {
        if (!entry.rule.enabled()) {
            return "the rule is disabled";
        }
        TypeIndex root = parts.registry.types().get(entry.rule.field());
        TypeIndex index = root == null ? null : root.find(entry);
        if (root == null || root.series.isEmpty()) {
            Map<String, TypeIndex> types = parts.registry.types();
            List<String> known = types.values().stream()
                    .filter(type -> !type.series.isEmpty())
                    .map(type -> type.type)
                    .limit(10)
                    .toList();
            return "no event of type \"" + entry.rule.field() + "\" received; received types: " + known;
        }
        SeriesState series = index == null ? null : RuleStatusReader.oneWatched(entry, index);
        if (series == null) {
            return "no series matches source \"" + entry.rule.source() + "\"" + matching(entry.rule.match());
        }
        for (EvaluationPlan.Kind kind : series.plan.kinds) {
            int at = kind.indexOf(entry);
            if (at >= 0) {
                Evaluation last = AlertFactory.explain(series, kind, at);
                return "on " + series + " " + last.text();
            }
        }
        return series + " has had no event since the rule was added";
    }
}
