// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.RiskAssessment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What failure detection has found, bounded. Thread-safe. */
public final class PatternBook {
    private static final int MOST_PATTERNS = 10_000;
    private static final int MOST_COMPONENTS = 10_000;
    private static final long RATE_WINDOW = 600_000_000_000L;

    private final Map<String, FailurePattern> patterns = new LinkedHashMap<>();
    private final Map<String, RiskAssessment> risks = new LinkedHashMap<>();
    private final Map<String, Object> analytics = new TreeMap<>();
    private final ArrayDeque<Long> foundAt = new ArrayDeque<>();
    private long found;

    /** Notes a pattern; answers the one it replaces, or null if it is new. */
    synchronized @Nullable FailurePattern note(FailurePattern pattern, long now) {
        FailurePattern before = patterns.put(pattern.patternId(), pattern);
        if (before == null) {
            found++;
            foundAt.add(now);
            if (patterns.size() > MOST_PATTERNS) {
                patterns.remove(patterns.keySet().iterator().next());
            }
            if (foundAt.size() > MOST_PATTERNS) {
                foundAt.remove();
            }
        }
        return before;
    }

    synchronized void note(RiskAssessment risk) {
        risks.remove(risk.component());
        risks.put(risk.component(), risk);
        if (risks.size() > MOST_COMPONENTS) {
            risks.remove(risks.keySet().iterator().next());
        }
    }

    synchronized void note(String type, Map<String, Object> figures) {
        if (analytics.containsKey(type) || analytics.size() < MOST_COMPONENTS) {
            analytics.put(type, Map.copyOf(figures));
        }
    }

    /** The newest patterns, newest last. */
    public synchronized List<FailurePattern> newest(int limit) {
        List<FailurePattern> all = new ArrayList<>(patterns.values());
        return List.copyOf(all.subList(Math.max(0, all.size() - Math.max(0, limit)), all.size()));
    }

    public synchronized List<RiskAssessment> risks() {
        return List.copyOf(risks.values());
    }

    public synchronized Map<String, Object> analytics() {
        return Map.copyOf(analytics);
    }

    public synchronized long count() {
        return found;
    }

    /** Patterns found per minute. */
    synchronized double rate(long now) {
        while (!foundAt.isEmpty() && now - foundAt.peek() > RATE_WINDOW) {
            foundAt.remove();
        }
        return foundAt.size() * 60e9 / RATE_WINDOW;
    }
}
