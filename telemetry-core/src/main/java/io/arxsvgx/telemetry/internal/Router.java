// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.SeriesEvaluator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a series' routes anew when the rules of its type have changed. A rule that stays keeps its state: a route with
 * the same rules is kept as it is, another one's rules are moved over, each with its saved state and open alert.
 * Confined to the loop.
 */
final class Router {
    private final DistinctFaults faults;
    private final Counter conditionFaults;
    private final VerdictBuffer verdicts;

    Router(DistinctFaults faults, Counter conditionFaults, VerdictBuffer verdicts) {
        this.verdicts = verdicts;
        this.faults = faults;
        this.conditionFaults = conditionFaults;
    }

    /** Makes the routes; answers false if a condition could not be set up. */
    boolean route(SeriesState series, TypeIndex index) {
        Map<String, List<RuleEntry>> byKind = new LinkedHashMap<>();
        for (RuleEntry entry : index.watching(series.source)) {
            byKind.computeIfAbsent(entry.provider.kind(), kind -> new ArrayList<>())
                    .add(entry);
        }
        List<Route> routes = new ArrayList<>(byKind.size());
        boolean complete = true;
        for (List<RuleEntry> entries : byKind.values()) {
            Route old = old(series, entries.get(0).provider.kind());
            Route route = route(series, old, entries.toArray(RuleEntry[]::new));
            complete &= route == old || route.evaluator != SwitchedOff.INSTANCE;
            routes.add(route);
        }
        series.routes = routes.isEmpty() ? SeriesState.NO_ROUTES : routes.toArray(Route[]::new);
        series.evaluators = routes.stream().map(route -> route.evaluator).toArray(SeriesEvaluator[]::new);
        series.routesVersion = index.version;
        return complete;
    }

    private Route route(SeriesState series, @Nullable Route old, RuleEntry[] entries) {
        if (old != null && Arrays.equals(old.rules, entries)) {
            return old;
        }
        verdicts.expect(entries.length);
        Route route = new Route(entries, evaluator(series, entries));
        if (old != null) {
            if (old.evaluator == SwitchedOff.INSTANCE) {
                // it was counted as failed, and now has another chance
                countFailed(old.rules, -1);
            }
            move(series, old, route);
        }
        return route;
    }

    private static @Nullable Route old(SeriesState series, String kind) {
        for (Route route : series.routes) {
            if (route.rules[0].provider.kind().equals(kind)) {
                return route;
            }
        }
        return null;
    }

    private SeriesEvaluator evaluator(SeriesState series, RuleEntry[] entries) {
        List<AlertRule> rules = Arrays.stream(entries).map(entry -> entry.rule).toList();
        try {
            return requireNonNull(entries[0].provider.evaluator(series, rules), "evaluator");
        } catch (Throwable fault) {
            DistinctFaults.rethrowFatal(fault);
            failed(series, entries, fault);
            countFailed(entries, 1);
            return SwitchedOff.INSTANCE;
        }
    }

    private void move(SeriesState series, Route from, Route to) {
        to.faults = from.faults;
        for (int i = 0; i < to.rules.length; i++) {
            int before = from.indexOf(to.rules[i]);
            if (before >= 0) {
                moveState(series, from, before, to, i);
                moveAlert(from, before, to, i);
            }
        }
    }

    private void moveState(SeriesState series, Route from, int before, Route to, int now) {
        SeriesEvaluator old = from.evaluator;
        SeriesEvaluator evaluator = to.evaluator;
        if (old == SwitchedOff.INSTANCE) {
            return;
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            old.save(before, new DataOutputStream(bytes));
            evaluator.restore(
                    now, old.stateVersion(), new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        } catch (Throwable fault) {
            DistinctFaults.rethrowFatal(fault);
            failed(series, new RuleEntry[] {to.rules[now]}, fault);
        }
    }

    private static void moveAlert(Route from, int before, Route to, int now) {
        Track track = from.track(before);
        if (track != null) {
            from.remove(track);
            track.route = to;
            track.rule = now;
            to.add(track);
        }
    }

    /** Counts that a condition was switched off on a series, or that it no longer is. */
    static void countFailed(RuleEntry[] entries, int change) {
        for (RuleEntry entry : entries) {
            entry.seriesFailed.add(change);
        }
    }

    /** Notes a condition's fault on its rules. */
    void failed(SeriesState series, RuleEntry[] entries, Throwable fault) {
        conditionFaults.add(1);
        String kind = entries[0].provider.kind();
        String error = "condition " + kind + " on " + series + ": " + DistinctFaults.text(fault);
        for (RuleEntry entry : entries) {
            entry.lastError = error;
        }
        faults.log("condition " + kind + " failed", fault);
    }
}
