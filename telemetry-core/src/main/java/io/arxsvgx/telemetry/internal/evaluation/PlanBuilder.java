// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.evaluation;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.internal.alert.SeriesClock;
import io.arxsvgx.telemetry.internal.concurrent.DistinctErrorLog;
import io.arxsvgx.telemetry.internal.concurrent.SingleWriterCounter;
import io.arxsvgx.telemetry.internal.state.ActiveRule;
import io.arxsvgx.telemetry.internal.state.DisabledEvaluator;
import io.arxsvgx.telemetry.internal.state.EvaluationPlan;
import io.arxsvgx.telemetry.internal.state.SeriesState;
import io.arxsvgx.telemetry.internal.state.TypeIndex;
import io.arxsvgx.telemetry.internal.state.VerdictBuffer;
import io.arxsvgx.telemetry.internal.storage.RuleState;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A builder of the plan of a series when the rules of its type have changed. A rule that remains keeps its state slots
 * and its open alert, whatever its index in the new plan. Confined to the loop.
 */
public final class PlanBuilder {
    private final DistinctErrorLog faults;
    private final SingleWriterCounter conditionFaults;
    private final VerdictBuffer verdicts;
    private final StreamLinker streams;
    private final SeriesClock clock;

    public PlanBuilder(
            DistinctErrorLog faults,
            SingleWriterCounter conditionFaults,
            VerdictBuffer verdicts,
            StreamLinker streams,
            SeriesClock clock) {
        this.clock = clock;
        this.streams = streams;
        this.verdicts = verdicts;
        this.faults = faults;
        this.conditionFaults = conditionFaults;
    }

    /** Sets the plan; returns false if a condition could not be set up. */
    public boolean kindState(SeriesState series) {
        TypeIndex index = series.index;
        EvaluationPlan before = series.plan;
        List<ActiveRule> entries = index.watching(series);
        EvaluationPlan known = index.sharedPlan(entries);
        EvaluationPlan made = known != null ? known : plan(series, entries);
        EvaluationPlan plan = move(series, before, made);
        if (plan != known) {
            boolean forAll = plan == made && plan.isComplete() && !index.isWatchedByName(series.source());
            if (forAll) {
                index.share(entries, plan);
            }
        }
        series.planVersion = index.version;
        streams.link(series);
        return Arrays.stream(plan.kinds).allMatch(kind -> !kind.isSwitchedOff() || wasDisabled(before, kind));
    }

    private EvaluationPlan plan(SeriesState series, List<ActiveRule> entries) {
        Map<Integer, List<ActiveRule>> byRank = new TreeMap<>();
        for (ActiveRule entry : entries) {
            byRank.computeIfAbsent(entry.rank, rank -> new ArrayList<>()).add(entry);
        }
        List<EvaluationPlan.Kind> kinds = new ArrayList<>(byRank.size());
        int at = 0;
        for (List<ActiveRule> rules : byRank.values()) {
            EvaluationPlan.Kind kind = kind(series, rules.toArray(ActiveRule[]::new), at);
            kinds.add(kind);
            at += kind.stateSlots;
        }
        return new EvaluationPlan(kinds);
    }

    private EvaluationPlan.Kind kind(SeriesState series, ActiveRule[] entries, int at) {
        verdicts.expect(entries.length);
        try {
            List<AlertRule> rules =
                    Arrays.stream(entries).map(entry -> entry.rule).toList();
            SeriesEvaluator evaluator = requireNonNull(entries[0].provider.evaluator(rules), "evaluator");
            return new EvaluationPlan.Kind(entries, evaluator, at);
        } catch (Throwable fault) {
            DistinctErrorLog.rethrowFatal(fault);
            failed(series, entries, fault);
            return new EvaluationPlan.Kind(entries, DisabledEvaluator.INSTANCE, at);
        }
    }

    private static boolean wasDisabled(EvaluationPlan before, EvaluationPlan.Kind kind) {
        EvaluationPlan.Kind old = same(before, kind);
        return old != null && old.isSwitchedOff();
    }

    /** Returns the kind with the same rules, or null. */
    private static EvaluationPlan.@Nullable Kind same(EvaluationPlan plan, EvaluationPlan.Kind kind) {
        int at = plan.indexOf(kind.rank);
        return at >= 0 && Arrays.equals(plan.kinds[at].rules, kind.rules) ? plan.kinds[at] : null;
    }

    private EvaluationPlan move(SeriesState series, EvaluationPlan before, EvaluationPlan made) {
        Map<ActiveRule, RuleState> slots = stateSlots(series, before);
        EvaluationPlan plan = made;
        for (int i = 0; i < plan.kinds.length; i++) {
            if (wasDisabled(before, plan.kinds[i])) {
                plan = plan.without(i);
            }
        }
        series.setPlan(plan);
        for (int i = 0; i < plan.kinds.length; i++) {
            if (!begin(series, plan.kinds[i], slots)) {
                plan = plan.without(i);
                series.plan = plan;
            }
        }
        for (EvaluationPlan.Kind kind : before.kinds) {
            if (kind.isSwitchedOff() && !isOff(plan, kind)) {
                // it was counted as failed, and is retried now
                ActiveRule.countFailed(kind.rules, -1);
            }
        }
        for (EvaluationPlan.Kind kind : plan.kinds) {
            if (kind.isSwitchedOff() && !wasDisabled(before, kind)) {
                ActiveRule.countFailed(kind.rules, 1);
            }
        }
        return plan;
    }

    private static boolean isOff(EvaluationPlan plan, EvaluationPlan.Kind kind) {
        EvaluationPlan.Kind now = same(plan, kind);
        return now != null && now.isSwitchedOff();
    }

    /** Returns the state slots of each rule that has a state. */
    private Map<ActiveRule, RuleState> stateSlots(SeriesState series, EvaluationPlan plan) {
        Map<ActiveRule, RuleState> found = new HashMap<>();
        for (EvaluationPlan.Kind kind : plan.kinds) {
            for (int rule = 0; rule < kind.rules.length; rule++) {
                try {
                    int[] indices = kind.evaluator.stateSlotsOf(rule);
                    if (!kind.isSwitchedOff()) {
                        found.put(kind.rules[rule], RuleState.of(series, kind.at, indices));
                    }
                } catch (Throwable fault) {
                    DistinctErrorLog.rethrowFatal(fault);
                    failed(series, new ActiveRule[] {kind.rules[rule]}, fault);
                }
            }
        }
        return found;
    }

    /** Initialises the state slots of a kind; returns false if that failed. */
    private boolean begin(SeriesState series, EvaluationPlan.Kind kind, Map<ActiveRule, RuleState> known) {
        try {
            kind.evaluator.initState(series, kind.at);
            if (kind.deadlines != null) {
                kind.deadlines.begin(series, kind.at, clock.of(series));
            }
            for (int rule = 0; rule < kind.rules.length; rule++) {
                copyState(series, kind, rule, known.get(kind.rules[rule]));
            }
            return true;
        } catch (Throwable fault) {
            DistinctErrorLog.rethrowFatal(fault);
            failed(series, kind.rules, fault);
            return false;
        }
    }

    /** Copies a rule's state from the previous plan; a rule whose state has changed its size starts without one. */
    private static void copyState(SeriesState series, EvaluationPlan.Kind kind, int rule, @Nullable RuleState before) {
        int[] indices = kind.evaluator.stateSlotsOf(rule);
        if (before != null && before.size() == indices.length) {
            before.copyTo(series, kind.at, indices);
        }
    }

    /** Records a condition's fault on its rules. */
    void failed(SeriesState series, ActiveRule[] entries, Throwable fault) {
        conditionFaults.add(1);
        String kind = entries[0].provider.kind();
        String error = "condition " + kind + " on " + series + ": " + DistinctErrorLog.text(fault);
        for (ActiveRule entry : entries) {
            entry.failed(error);
        }
        faults.log("condition " + kind + " failed", fault);
    }
}
