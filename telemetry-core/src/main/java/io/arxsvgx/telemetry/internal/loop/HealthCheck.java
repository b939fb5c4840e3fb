// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.loop;

import io.arxsvgx.telemetry.internal.alert.AlertRegistry;
import io.arxsvgx.telemetry.internal.evaluation.RuleRegistry;
import io.arxsvgx.telemetry.internal.state.ActiveRule;
import io.arxsvgx.telemetry.internal.state.TypeIndex;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.snapshot.SystemStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The present problems of an engine, each in one line, and the resulting status. Immutable. */
final class HealthCheck {
    private static final int MAX_RULES = 10;

    final SystemStatus status;
    final List<String> problems;

    private HealthCheck(SystemStatus status, List<String> problems) {
        this.status = status;
        this.problems = List.copyOf(problems);
    }

    static HealthCheck of(ProcessorEngine engine, SubscriberPort subscribers) {
        List<String> found = new ArrayList<>();
        add(found, engine.healthProblem());
        boolean critical = !found.isEmpty() || engine.parts.alerts.active(Severity.CRITICAL) > 0;
        add(found, firing(engine.parts.alerts));
        addWarnings(found, engine, subscribers);
        if (critical) {
            return new HealthCheck(SystemStatus.CRITICAL, found);
        }
        return new HealthCheck(found.isEmpty() ? SystemStatus.HEALTHY : SystemStatus.WARNING, found);
    }

    private static void addWarnings(List<String> found, ProcessorEngine engine, SubscriberPort subscribers) {
        EngineComponents parts = engine.parts;
        if (engine.hasRecentDrops()) {
            found.add("events or calls of actions were dropped in the last interval");
        }
        addConditions(found, parts.rules);
        found.addAll(parts.actions.problems());
        found.addAll(parts.notifier.problems());
        found.addAll(subscribers.problems());
        found.addAll(parts.detection.problems());
        add(found, parts.store.problem());
        found.addAll(parts.store.problems());
        for (TypeIndex type : parts.registry.refusing()) {
            if (type.isFull(parts.registry.mostOfType())) {
                add(found, type.warning);
            }
        }
        if (parts.streams.refused.get() > 0
                && (parts.registry.isFull() || !parts.registry.refusing().isEmpty())) {
            found.add(
                    parts.streams.refused.get()
                            + " events were not evaluated by rules with by, whose streams count as series: series limit reached");
        }
        if (parts.registry.isFull() && parts.pipeline.seriesLimit.get() > 0) {
            found.add("series limit reached: " + parts.registry.size()
                    + " series; events of further series are discarded (maxSeries, which follows the heap by default)");
        }
    }

    /** Returns the numbers of critical and warning alerts that fire, in one line; null if none does. */
    private static @Nullable String firing(AlertRegistry alerts) {
        List<String> numbers = new ArrayList<>();
        long all = 0;
        for (Severity severity : List.of(Severity.CRITICAL, Severity.WARNING)) {
            long active = alerts.active(severity);
            all += active;
            if (active > 0) {
                numbers.add(active + " " + severity.label());
            }
        }
        return all == 0 ? null : String.join(", ", numbers) + (all == 1 ? " alert firing" : " alerts firing");
    }

    /** Adds the rules whose condition is disabled on a series after repeated faults, or could not be set up. */
    private static void addConditions(List<String> found, RuleRegistry rules) {
        int disabled = 0;
        for (ActiveRule entry : rules.entries()) {
            long series = entry.seriesFailed.get();
            if (series > 0 && ++disabled <= MAX_RULES) {
                found.add(
                        "rule \"" + entry + "\" is disabled on " + series + " series after faults: " + entry.lastError);
            }
        }
        if (disabled > MAX_RULES) {
            found.add((disabled - MAX_RULES) + " more rules are disabled on some series");
        }
    }

    private static void add(List<String> found, @Nullable String problem) {
        if (problem != null) {
            found.add(problem);
        }
    }
}
