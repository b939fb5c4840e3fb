// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.loop;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.internal.state.ActiveAlert;
import io.arxsvgx.telemetry.internal.state.ActiveRule;
import io.arxsvgx.telemetry.internal.state.SeriesState;
import io.arxsvgx.telemetry.internal.state.TypeIndex;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.snapshot.RuleStatus;
import io.arxsvgx.telemetry.text.GlobPattern;
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
        TypeIndex index = parts.registry.types().get(rule.field());
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
                .thenComparing(Alert::type));
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
                        inert)
                .toList();
    }

    /** Returns the actions of a rule that are not registered, each once. */
    public List<String> unknownActions(AlertRule rule) {
        return rule.actions().stream()
                .filter(action -> !parts.actions.names().contains(action))
                .distinct()
                .toList();
    }

    private static int matched(AlertRule rule, TypeIndex index) {
        String source = rule.source();
        if (source.equals("*")) {
            return index.series.size();
        }
        if (GlobPattern.isExact(source)) {
            return index.series.containsKey(source) ? 1 : 0;
        }
        return (int) index.series.keySet().stream()
                .filter(name -> GlobPattern.matches(source, name))
                .count();
    }

    private @Nullable Instant lastEvaluated(ActiveRule entry, TypeIndex index) {
        long last = Long.MIN_VALUE;
        if (entry.rule.enabled() && entry.since >= 0) {
            String source = entry.rule.source();
            Map<String, SeriesState> all = index.series;
            if (GlobPattern.isExact(source)) {
                SeriesState series = all.get(source);
                last = series == null ? last : lastEvaluated(entry, series);
            } else {
                for (SeriesState series : all.values()) {
                    if (entry.watches(series.source())) {
                        last = Math.max(last, lastEvaluated(entry, series));
                    }
                }
            }
        }
        return last == Long.MIN_VALUE ? null : Timestamps.ofNanos(last);
    }

    /** Returns the time of the last event of a series that the rule has evaluated. */
    private long lastEvaluated(ActiveRule entry, SeriesState series) {
        return series.planVersion >= entry.since
                ? series.shown(series.time, parts.seriesClock.wallOffset())
                : Long.MIN_VALUE;
    }

    /** Returns a series that a rule watches, or null. */
    static @Nullable SeriesState watched(ActiveRule entry, TypeIndex index) {
        String source = entry.rule.source();
        if (GlobPattern.isExact(source)) {
            return index.series.get(source);
        }
        return index.series.values().stream()
                .limit(LOOKED_AT_MOST)
                .filter(series -> entry.watches(series.source()))
                .findFirst()
                .orElse(null);
    }
}
