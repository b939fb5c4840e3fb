// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.evaluation;

import io.arxsvgx.telemetry.internal.alert.AlertStateMachine;
import io.arxsvgx.telemetry.internal.alert.AlertTimer;
import io.arxsvgx.telemetry.internal.alert.SeriesClock;
import io.arxsvgx.telemetry.internal.label.StreamSelector;
import io.arxsvgx.telemetry.internal.state.ActiveRule;
import io.arxsvgx.telemetry.internal.state.EvaluationPlan;
import io.arxsvgx.telemetry.internal.state.SeriesRegistry;
import io.arxsvgx.telemetry.internal.state.SeriesState;
import io.arxsvgx.telemetry.internal.state.SeriesStream;
import io.arxsvgx.telemetry.internal.state.TypeIndex;
import io.arxsvgx.telemetry.text.GlobPattern;
import io.arxsvgx.telemetry.text.LabelSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The watch over series by rules with deadlines, which begins when such a rule is added and not at the next event. A rule
 * that waits for silence and names its source exactly awaits a series that has not had an event yet. Confined to the loop.
 */
public final class SilenceWatch {
    private final SeriesRegistry registry;
    private final PlanBuilder plans;
    private final AlertStateMachine alerts;
    private final AlertTimer timer;
    private final SeriesClock clock;

    public SilenceWatch(
            SeriesRegistry registry, PlanBuilder plans, AlertStateMachine alerts, AlertTimer timer, SeriesClock clock) {
        this.registry = registry;
        this.plans = plans;
        this.alerts = alerts;
        this.timer = timer;
        this.clock = clock;
    }

    /** Begins to watch the series of a new rule. */
    void added(ActiveRule entry, TypeIndex index) {
        if (!entry.hasDeadlines()) {
            return;
        }
        List<SeriesState> watched = index.ofSource(entry.rule.source())
                .filter(series -> entry.watches(series.source(), series.labels))
                .toList();
        for (SeriesState series : watched) {
            plans.kindState(series);
            timer.watch(series);
            series.updateFastPath();
        }
        boolean isKnown = watched.stream().anyMatch(series -> series.count() > 0);
        boolean isOfItsOwn = entry.parent == null && !entry.isJoined();
        if (isOfItsOwn && entry.isForSilence() && !isKnown && GlobPattern.isExact(entry.rule.source())) {
            await(entry, index);
        }
    }

    private void await(ActiveRule entry, TypeIndex index) {
        LabelSet labels = labels(entry);
        SeriesState series = labels == null ? null : series(entry, index, labels);
        if (series == null) {
            return;
        }
        if (series.count() == 0 && series.time == Long.MIN_VALUE) {
            series.newestAt(clock.wallNow(), clock.now(), clock.wallNow(), clock.wallOffset());
            series.downtime = clock.downtime();
        }
        entry.awaited = series;
        plans.kindState(series);
        timer.watch(series);
        series.updateFastPath();
    }

    private @Nullable SeriesState series(ActiveRule entry, TypeIndex index, LabelSet labels) {
        if (entry.selector == null) {
            return registry.find(entry.rule.source(), index.type, labels);
        }
        SeriesStream stream = registry.stream(index, entry.rule.source(), entry.selector.group(labels));
        return stream == null ? null : stream.state();
    }

    /** Returns the labels of the series that a rule awaits; null if its patterns leave them open. */
    private static @Nullable LabelSet labels(ActiveRule entry) {
        StreamSelector selector = entry.selector;
        Map<String, String> match = selector == null ? entry.rule.match() : selector.match();
        boolean isExact = match.values().stream().allMatch(GlobPattern::isExact);
        return isExact ? LabelSet.of(match) : null;
    }

    /** Ends the wait for a series at the first event of one that a rule watches, which has its plan. */
    void seen(SeriesState series) {
        for (EvaluationPlan.Kind kind : series.plan.kinds) {
            if (kind.isForSilence()) {
                for (ActiveRule entry : kind.rules) {
                    seen(entry, series);
                }
            }
        }
    }

    private void seen(ActiveRule entry, SeriesState series) {
        SeriesState awaited = entry.awaited;
        if (awaited != null && awaited != series && awaited.count() == 0) {
            timer.beforeEvent(awaited, clock.of(awaited));
            alerts.recover(awaited, entry, "an event of " + series + " has come", clock.now());
        }
        entry.awaited = null;
    }

    /** Continues to watch all series after they were restored. */
    public void restored() {
        for (SeriesState series : registry.allWithStreams()) {
            if (series.count() > 0) {
                seen(series);
            }
            if (series.plan.hasDeadlines) {
                timer.watch(series);
                series.updateFastPath();
            }
        }
    }
}
