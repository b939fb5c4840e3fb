// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import io.arxsvgx.telemetry.rule.Wildcard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All series of one type, and the rules that look at that type. A series compares its version with this one's on each
 * event, so a changed rule costs nothing until a series that it may touch has an event. Written by the loop; any thread
 * may read {@code series}.
 */
final class TypeIndex {
    final String type;
    final Map<String, SeriesState> series = new ConcurrentHashMap<>();
    int version;

    private final Map<String, Map<String, RuleEntry>> exact = new LinkedHashMap<>();
    private final Map<String, RuleEntry> patterns = new LinkedHashMap<>();
    private int rules;

    TypeIndex(String type) {
        this.type = type;
    }

    void add(RuleEntry entry) {
        rulesLike(entry).put(entry.rule.id(), entry);
        rules++;
        version++;
        entry.since = version;
    }

    void remove(RuleEntry entry) {
        Map<String, RuleEntry> like = rulesLike(entry);
        like.remove(entry.rule.id());
        if (like.isEmpty() && like != patterns) {
            exact.remove(entry.rule.source());
        }
        rules--;
        version++;
    }

    boolean isUnused() {
        return rules == 0 && series.isEmpty();
    }

    /** The enabled rules that watch a source. */
    List<RuleEntry> watching(String source) {
        List<RuleEntry> found =
                new ArrayList<>(exact.getOrDefault(source, Map.of()).values());
        for (RuleEntry entry : patterns.values()) {
            if (entry.watches(source)) {
                found.add(entry);
            }
        }
        return found;
    }

    private Map<String, RuleEntry> rulesLike(RuleEntry entry) {
        String source = entry.rule.source();
        return Wildcard.isExact(source) ? exact.computeIfAbsent(source, any -> new LinkedHashMap<>()) : patterns;
    }
}
