// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.patterns;

import io.arxsvgx.telemetry.pattern.DetectionContext;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.RiskAssessment;
import io.arxsvgx.telemetry.patterns.FailureDetection;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.series.SeriesHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prepared series of one value per second, which are passed to failure detection step by step. Not thread-safe. */
final class Scene implements DetectionContext {
    private static final long BEGIN = 1_750_000_000L;

    private static final class Series {
        final String source;
        final String type;
        final double[] values;
        final boolean[] failed;

        Series(String source, String type, double[] values, boolean[] failed) {
            this.source = source;
            this.type = type;
            this.values = values;
            this.failed = failed;
        }
    }

    /** A pattern that was found: its first report, and its highest confidence. */
    static final class Found {
        final FailurePattern first;
        final int second;
        double confidence;
        double severity;
        Object score = 0;

        Found(FailurePattern first, int second) {
            this.first = first;
            this.second = second;
        }

        /** Returns whether it was found after a fault had begun, in the source of the fault. */
        boolean isSince(Fault fault) {
            return second > fault.begin() && first.source().equals("source0");
        }

        String detector() {
            return String.valueOf(first.metadata().get("detector"));
        }
    }

    private final List<Series> series = new ArrayList<>();
    private final List<AlertRule> rules = new ArrayList<>();
    private final Map<String, Found> found = new LinkedHashMap<>();
    private int second;
    private int shown;

    Scene with(String source, String type, double[] values) {
        return with(source, type, values, new boolean[values.length]);
    }

    Scene with(String source, String type, double[] values, boolean[] failed) {
        series.add(new Series(source, type, values, failed));
        return this;
    }

    Scene above(String type, double limit) {
        rules.add(AlertRule.builder("high_" + type)
                .condition("threshold")
                .parameter("field", type)
                .parameter("operator", ">")
                .parameter("value", limit)
                .build());
        return this;
    }

    /** Passes on all values, a number of seconds at a time. Returns the patterns that were found. */
    Collection<Found> play(int round) {
        FailureDetection detection = FailureDetection.builder().budget(1).build();
        int length = series.get(0).values.length;
        while (second < length) {
            shown = Math.min(round, length - second);
            second += shown;
            detection.detect(this);
        }
        return found.values();
    }

    @Override
    public Instant now() {
        return Instant.ofEpochSecond(BEGIN + second);
    }

    @Override
    public List<SeriesHistory> series() {
        long[] times = new long[shown];
        for (int i = 0; i < shown; i++) {
            times[i] = (BEGIN + second - shown + 1 + i) * 1_000_000_000L;
        }
        List<SeriesHistory> all = new ArrayList<>();
        for (Series one : series) {
            long failures = 0;
            for (int i = 0; i < second; i++) {
                failures += one.failed[i] ? 1 : 0;
            }
            double[] newest = Arrays.copyOfRange(one.values, second - shown, second);
            all.add(new SeriesHistory(one.source, one.type, times, newest, second, shown, failures));
        }
        return all;
    }

    @Override
    public List<AlertRule> rules() {
        return rules;
    }

    @Override
    public void report(FailurePattern pattern) {
        Found known = found.computeIfAbsent(pattern.patternId(), id -> new Found(pattern, second));
        if (pattern.confidence() >= known.confidence) {
            known.confidence = pattern.confidence();
            known.score = pattern.metadata().getOrDefault("score", 0);
        }
        known.severity = Math.max(known.severity, pattern.severity());
    }

    @Override
    public void report(RiskAssessment assessment) {}

    @Override
    public void report(String type, Map<String, Object> figures) {}
}
