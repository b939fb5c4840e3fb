// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.loop;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.internal.join.RuleInputs;
import io.arxsvgx.telemetry.internal.state.ActiveAlert;
import io.arxsvgx.telemetry.internal.state.ActiveRule;
import io.arxsvgx.telemetry.internal.state.SeriesState;
import io.arxsvgx.telemetry.internal.state.TypeIndex;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.snapshot.RuleStatus;
import io.arxsvgx.telemetry.text.LabelSet;
import io.arxsvgx.telemetry.text.Suggestions;
import io.arxsvgx.telemetry.text.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A reader of the live status of rules. Thread-safe. */
public final class RuleStatusReader {
    private static final int LOOKED_AT_MOST = 1_000;

    private final EngineComponents parts;

    public RuleStatusReader(EngineComponents parts) {
        this.parts = parts;
    }

    public List<RuleStatus> all() {
        return parts.rules.list().stream().map(this::of).toList();
    }

    public @Nullable RuleStatus of(String id) {
        AlertRule rule = parts.rules.find(id);
        return rule == null ? null : of(rule);
    }

    private RuleStatus of(AlertRule rule) {
        ActiveRule entry = parts.rules.entry(rule.id());
        List<Alert> pending = new ArrayList<>();
        int firing = 0;
        if (entry != null) {
            addPending(pending, entry);
            firing = (int) entry.open.stream()
                    .filter(active -> active.alert.state() == AlertState.FIRING)
                    .count();
        }
        TypeIndex root = parts.registry.types().get(rule.field());
        TypeIndex index = root == null || entry == null ? root : root.find(entry);
        RuleStatus.Builder status = RuleStatus.builder()
                .rule(rule)
                .pending(pending)
                .firing(firing)
                .unknownActions(unknownActions(rule))
                .warnings(warnings(rule));
        if (index != null && rule.enabled()) {
            status.seriesMatched(matched(rule, index));
        }
        if (entry != null) {
            status.lastEvaluated(index == null ? null : lastEvaluated(entry, index))
                    .lastError(entry.lastError)
                    .seriesFailed((int) entry.seriesFailed.get());
        }
        return status.build();
    }

    /** Returns the pending alerts, by the time of their first breaching event. */
    public List<Alert> pending(int limit) {
        if (limit <= 0) {
            return List.of();
        }
        List<Alert> pending = new ArrayList<>();
        parts.rules.entries().forEach(entry -> addPending(pending, entry));
        pending.sort(Comparator.comparing(Alert::startsAt)
                .thenComparing(Alert::ruleId)
                .thenComparing(Alert::source)
                .thenComparing(Alert::type)
                .thenComparing(alert -> LabelSet.of(alert.seriesLabels())));
        return List.copyOf(pending.subList(Math.max(0, pending.size() - limit), pending.size()));
    }

    private void addPending(List<Alert> to, ActiveRule entry) {
        for (ActiveAlert active : entry.open) {
            if (active.alert.state() == AlertState.PENDING) {
                Alert alert = active.alert.now(parts.silences);
                if (alert.state() == AlertState.PENDING) {
                    to.add(alert);
                }
            }
        }
    }

    /** Returns the warnings about a rule, whether it was added or not. */
    public List<String> warnings(AlertRule rule) {
        Map<String, String> withoutEffect = parts.actions.withoutEffect();
        Stream<String> inert = rule.actions().stream()
                .distinct()
                .filter(withoutEffect::containsKey)
                .map(action -> "action \"" + action + "\" has no effect: " + withoutEffect.get(action));
        return Stream.concat(
                        unknownActions(rule).stream()
                                .map(action -> Suggestions.unknown("action", action, parts.actions.names())),
                        Stream.concat(inert, combineWithoutEffect(rule)))
                .toList();
    }

    private Stream<String> combineWithoutEffect(AlertRule rule) {
        if (rule.combine() == null) {
            return Stream.of();
        }
        List<String> inert = RuleInputs.conditionsOnSelections(rule, parts.rules.providers());
        return rule.by() == null && !inert.contains(rule.condition())
                ? Stream.of("combine has no effect without by")
                : inert.stream()
                        .map(condition -> "combine has no effect on condition \"" + condition
                                + "\", which evaluates each event that it selects");
    }

    /** Returns the actions of a rule that are not registered, each once. */
    public List<String> unknownActions(AlertRule rule) {
        return rule.actions().stream()
                .filter(action -> !parts.actions.names().contains(action))
                .distinct()
                .toList();
    }

    private static int matched(AlertRule rule, TypeIndex index) {
        boolean isForAnyLabels = index.selector != null || rule.match().isEmpty();
        if (rule.source().equals("*") && isForAnyLabels) {
            return index.series.size();
        }
        return (int) index.ofSource(rule.source())
                .filter(series -> isForAnyLabels || series.labels.matches(rule.match()))
                .count();
    }

    private @Nullable Instant lastEvaluated(ActiveRule entry, TypeIndex index) {
        long last = Long.MIN_VALUE;
        if (entry.rule.enabled() && entry.since >= 0) {
            last = watched(entry, index)
                    .mapToLong(series -> lastEvaluated(entry, series))
                    .max()
                    .orElse(last);
        }
        return last == Long.MIN_VALUE ? null : Timestamps.ofNanos(last);
    }

    /** Returns the time of the last event of a series that the rule has evaluated. */
    private long lastEvaluated(ActiveRule entry, SeriesState series) {
        return series.planVersion >= entry.since
                ? series.shown(series.time, parts.seriesClock.wallOffset())
                : Long.MIN_VALUE;
    }

    /** Returns one of the first series that a rule watches, or null. */
    static @Nullable SeriesState oneWatched(ActiveRule entry, TypeIndex index) {
        return watched(entry, index).limit(LOOKED_AT_MOST).findFirst().orElse(null);
    }

    private static Stream<SeriesState> watched(ActiveRule entry, TypeIndex index) {
        return index.ofSource(entry.rule.source()).filter(series -> entry.watches(series.source(), series.labels));
    }
}
