// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import io.arxsvgx.telemetry.text.GlobPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An index of the series of one type, and of the rules for that type. A series compares its version with that of the
 * index on each event, so a changed rule has no cost until an affected series has an event. Written by the loop; any
 * thread may read {@code series}.
 */
public final class TypeIndex {
    private static final int MAX_SHARED_PLANS = 1_024;

    public final String type;
    public final Map<String, SeriesState> series = new ConcurrentHashMap<>();
    public int version;
    /** The plans of series that no rule watches by exact source, by their rules; of the present version. */
    private final Map<List<ActiveRule>, EvaluationPlan> shared = new HashMap<>();

    private final Map<String, Map<String, ActiveRule>> exact = new LinkedHashMap<>();
    private final Map<String, ActiveRule> patterns = new LinkedHashMap<>();
    private int rules;

    TypeIndex(String type) {
        this.type = type;
    }

    public void add(ActiveRule entry) {
        rulesLike(entry).put(entry.rule.id(), entry);
        rules++;
        rulesChanged();
        entry.since = version;
    }

    public void remove(ActiveRule entry) {
        Map<String, ActiveRule> like = rulesLike(entry);
        like.remove(entry.rule.id());
        if (like.isEmpty() && like != patterns) {
            exact.remove(entry.rule.source());
        }
        rules--;
        rulesChanged();
    }

    private void rulesChanged() {
        version++;
        shared.clear();
    }

    /** Returns the plan of rules that watch a source by pattern alone; null if it has to be created. */
    @Nullable
    public EvaluationPlan sharedPlan(List<ActiveRule> entries) {
        return shared.get(entries);
    }

    /** Adds a plan that several series may share. */
    public void share(List<ActiveRule> entries, EvaluationPlan plan) {
        if (shared.size() < MAX_SHARED_PLANS) {
            shared.put(entries, plan);
        }
    }

    boolean isUnused() {
        return rules == 0 && series.isEmpty();
    }

    /** Returns whether a rule watches a source by its exact name. */
    public boolean isWatchedByName(String source) {
        return exact.containsKey(source);
    }

    /** Returns the enabled rules that watch a source. */
    public List<ActiveRule> watching(String source) {
        List<ActiveRule> found =
                new ArrayList<>(exact.getOrDefault(source, Map.of()).values());
        for (ActiveRule entry : patterns.values()) {
            if (entry.watches(source)) {
                found.add(entry);
            }
        }
        return found;
    }

    private Map<String, ActiveRule> rulesLike(ActiveRule entry) {
        String source = entry.rule.source();
        return GlobPattern.isExact(source) ? exact.computeIfAbsent(source, any -> new LinkedHashMap<>()) : patterns;
    }
}
