// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.detection;

import io.arxsvgx.telemetry.internal.alert.RelatedSeries;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.RiskAssessment;
import io.arxsvgx.telemetry.text.LabelSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The bounded results of failure detection. Thread-safe. */
public final class PatternRegistry implements RelatedSeries {
    private static final int MAX_PATTERNS = 10_000;
    private static final int MAX_COMPONENTS = 10_000;
    private static final int MAX_ASSESSMENTS = 100;
    private static final long RATE_WINDOW = 600_000_000_000L;

    private final Map<String, FailurePattern> patterns = new LinkedHashMap<>();
    private final Map<String, RiskAssessment> risks = new LinkedHashMap<>();
    private final Map<String, ArrayDeque<RiskAssessment>> riskHistories = new LinkedHashMap<>();
    private final Map<String, Object> analytics = new TreeMap<>();
    private final Map<String, String> related = new ConcurrentHashMap<>();
    private final ArrayDeque<Long> foundAt = new ArrayDeque<>();
    private long found;

    /** Adds a pattern; returns the one it replaces, or null if it is new. */
    synchronized @Nullable FailurePattern add(FailurePattern pattern, long now) {
        FailurePattern before = patterns.put(pattern.patternId(), pattern);
        if (before == null) {
            found++;
            foundAt.add(now);
            if (patterns.size() > MAX_PATTERNS) {
                patterns.remove(patterns.keySet().iterator().next());
            }
            if (foundAt.size() > MAX_PATTERNS) {
                foundAt.remove();
            }
        }
        return before;
    }

    synchronized void add(RiskAssessment risk) {
        risks.remove(risk.component());
        risks.put(risk.component(), risk);
        ArrayDeque<RiskAssessment> history = riskHistories.computeIfAbsent(risk.component(), any -> new ArrayDeque<>());
        history.add(risk);
        if (history.size() > MAX_ASSESSMENTS) {
            history.remove();
        }
        if (risks.size() > MAX_COMPONENTS) {
            String oldest = risks.keySet().iterator().next();
            risks.remove(oldest);
            riskHistories.remove(oldest);
        }
    }

    /** Returns the kept assessments of a component, newest last. */
    public synchronized List<RiskAssessment> riskHistory(String component) {
        ArrayDeque<RiskAssessment> history = riskHistories.get(component);
        return history == null ? List.of() : List.copyOf(history);
    }

    /** Sets the correlated series of a series as text; empty for none. */
    void relate(String source, String type, Map<String, String> labels, String text) {
        String key = key(source, type, labels);
        if (text.isEmpty()) {
            related.remove(key);
        } else if (related.containsKey(key) || related.size() < MAX_COMPONENTS) {
            related.put(key, text);
        }
    }

    @Override
    public @Nullable String describe(String source, String type, Map<String, String> labels) {
        return related.isEmpty() ? null : related.get(key(source, type, labels));
    }

    private static String key(String source, String type, Map<String, String> labels) {
        return source + "/" + type + LabelSet.describe(labels);
    }

    synchronized void add(String type, Map<String, Object> figures) {
        if (analytics.containsKey(type) || analytics.size() < MAX_COMPONENTS) {
            analytics.put(type, Map.copyOf(figures));
        }
    }

    /** Returns the newest patterns, newest last. */
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

    /** Returns the number of patterns found per minute. */
    public synchronized double rate(long now) {
        while (!foundAt.isEmpty() && now - foundAt.peek() > RATE_WINDOW) {
            foundAt.remove();
        }
        return foundAt.size() * 60e9 / RATE_WINDOW;
    }
}
