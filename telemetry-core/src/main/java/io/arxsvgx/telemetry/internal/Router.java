// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.SeriesEvaluator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives a series the plan of the rules that watch it when the rules of its type have changed. A rule that stays keeps its
 * cells and its open alert, wherever it stands in the new plan. Confined to the loop.
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

    /** Gives the plan; answers false if a condition could not be set up. */
    boolean route(SeriesState series) {
        TypeIndex index = series.index;
        Plan before = series.plan;
        List<RuleEntry> entries = index.watching(series.source());
        Plan known = index.sharedPlan(entries);
        Plan made = known != null ? known : plan(series, entries);
        Plan plan = move(series, before, made);
        if (plan != known) {
            boolean forAll = plan == made && plan.isComplete() && !index.isWatchedByName(series.source());
            if (forAll) {
                index.share(entries, plan);
            }
        }
        series.planVersion = index.version;
        return Arrays.stream(plan.kinds).allMatch(kind -> !kind.isSwitchedOff() || wasOff(before, kind));
    }

    private Plan plan(SeriesState series, List<RuleEntry> entries) {
        Map<Integer, List<RuleEntry>> byRank = new TreeMap<>();
        for (RuleEntry entry : entries) {
            byRank.computeIfAbsent(entry.rank, rank -> new ArrayList<>()).add(entry);
        }
        List<Plan.Kind> kinds = new ArrayList<>(byRank.size());
        int at = 0;
        for (List<RuleEntry> rules : byRank.values()) {
            Plan.Kind kind = kind(series, rules.toArray(RuleEntry[]::new), at);
            kinds.add(kind);
            at += kind.cells;
        }
        return new Plan(kinds);
    }

    private Plan.Kind kind(SeriesState series, RuleEntry[] entries, int at) {
        verdicts.expect(entries.length);
        try {
            List<AlertRule> rules =
                    Arrays.stream(entries).map(entry -> entry.rule).toList();
            SeriesEvaluator evaluator = requireNonNull(entries[0].provider.evaluator(rules), "evaluator");
            return new Plan.Kind(entries, evaluator, at);
        } catch (Throwable fault) {
            DistinctFaults.rethrowFatal(fault);
            failed(series, entries, fault);
            return new Plan.Kind(entries, SwitchedOff.INSTANCE, at);
        }
    }

    private static boolean wasOff(Plan before, Plan.Kind kind) {
        Plan.Kind old = same(before, kind);
        return old != null && old.isSwitchedOff();
    }

    /** The kind with just the same rules. */
    private static Plan.@Nullable Kind same(Plan plan, Plan.Kind kind) {
        int at = plan.indexOf(kind.rank);
        return at >= 0 && Arrays.equals(plan.kinds[at].rules, kind.rules) ? plan.kinds[at] : null;
    }

    private Plan move(SeriesState series, Plan before, Plan made) {
        Map<RuleEntry, long[]> cells = cells(series, before);
        Plan plan = made;
        for (int i = 0; i < plan.kinds.length; i++) {
            if (wasOff(before, plan.kinds[i])) {
                plan = plan.without(i);
            }
        }
        series.take(plan);
        for (int i = 0; i < plan.kinds.length; i++) {
            if (!begin(series, plan.kinds[i], cells)) {
                plan = plan.without(i);
                series.plan = plan;
            }
        }
        for (Plan.Kind kind : before.kinds) {
            if (kind.isSwitchedOff() && !isOff(plan, kind)) {
                // it was counted as failed, and now has another chance
                RuleEntry.countFailed(kind.rules, -1);
            }
        }
        for (Plan.Kind kind : plan.kinds) {
            if (kind.isSwitchedOff() && !wasOff(before, kind)) {
                RuleEntry.countFailed(kind.rules, 1);
            }
        }
        return plan;
    }

    private static boolean isOff(Plan plan, Plan.Kind kind) {
        Plan.Kind now = same(plan, kind);
        return now != null && now.isSwitchedOff();
    }

    /** The cells of each rule that has a state. */
    private Map<RuleEntry, long[]> cells(SeriesState series, Plan plan) {
        Map<RuleEntry, long[]> found = new HashMap<>();
        for (Plan.Kind kind : plan.kinds) {
            for (int rule = 0; rule < kind.rules.length; rule++) {
                try {
                    int[] indices = kind.evaluator.cellsOf(rule);
                    long[] cells = new long[indices.length];
                    for (int i = 0; i < indices.length; i++) {
                        cells[i] = series.wholeCell(kind.at + indices[i]);
                    }
                    if (!kind.isSwitchedOff()) {
                        found.put(kind.rules[rule], cells);
                    }
                } catch (Throwable fault) {
                    DistinctFaults.rethrowFatal(fault);
                    failed(series, new RuleEntry[] {kind.rules[rule]}, fault);
                }
            }
        }
        return found;
    }

    /** Prepares the cells of a kind; answers false if that failed. */
    private boolean begin(SeriesState series, Plan.Kind kind, Map<RuleEntry, long[]> known) {
        try {
            kind.evaluator.begin(series, kind.at);
            for (int rule = 0; rule < kind.rules.length; rule++) {
                copyState(series, kind, rule, known.get(kind.rules[rule]));
            }
            return true;
        } catch (Throwable fault) {
            DistinctFaults.rethrowFatal(fault);
            failed(series, kind.rules, fault);
            return false;
        }
    }

    /** Copies a rule's state from the plan before; a rule whose state has another size now starts without one. */
    private static void copyState(SeriesState series, Plan.Kind kind, int rule, long @Nullable [] before) {
        int[] indices = kind.evaluator.cellsOf(rule);
        if (before != null && before.length == indices.length) {
            for (int i = 0; i < indices.length; i++) {
                series.wholeCell(kind.at + indices[i], before[i]);
            }
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
