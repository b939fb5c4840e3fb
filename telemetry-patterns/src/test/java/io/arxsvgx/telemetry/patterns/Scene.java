// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import io.arxsvgx.telemetry.pattern.DetectionContext;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.RiskAssessment;
import io.arxsvgx.telemetry.patterns.internal.state.SeriesId;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.series.SeriesHistory;
import io.arxsvgx.telemetry.text.LabelSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A context for a detector: series that grow by a value each second, and a record of its reports. */
final class Scene implements DetectionContext {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int KEPT = 64;

    private static final class Series {
        final List<Long> times = new ArrayList<>();
        final List<Double> values = new ArrayList<>();
        long failures;
    }

    final List<FailurePattern> patterns = new ArrayList<>();
    final Map<String, RiskAssessment> risks = new LinkedHashMap<>();
    final Map<String, Map<String, Object>> analytics = new LinkedHashMap<>();
    final Map<String, String> related = new LinkedHashMap<>();
    final List<AlertRule> rules = new ArrayList<>();
    private final Map<SeriesId, Series> series = new LinkedHashMap<>();
    private Runnable onSeries = () -> {};
    private long second;

    /** Sets a task that runs whenever the series are requested. */
    void onSeries(Runnable run) {
        onSeries = run;
    }

    /** Advances the clock by a second. */
    Scene tick() {
        second++;
        return this;
    }

    Scene value(String source, String type, double value) {
        return value(source, type, value, second * 1_000_000_000L);
    }

    Scene value(String source, String type, double value, long nanosSinceBegin) {
        return value(id(source, type), value, nanosSinceBegin);
    }

    Scene value(String source, String type, Map<String, String> labels, double value) {
        return value(new SeriesId(source, type, LabelSet.of(labels)), value, second * 1_000_000_000L);
    }

    private Scene value(SeriesId id, double value, long nanosSinceBegin) {
        Series one = series.computeIfAbsent(id, any -> new Series());
        one.times.add(BEGIN.getEpochSecond() * 1_000_000_000L + nanosSinceBegin);
        one.values.add(value);
        return this;
    }

    private static SeriesId id(String source, String type) {
        return new SeriesId(source, type, LabelSet.EMPTY);
    }

    Scene failure(String source, String type, double value) {
        value(source, type, value);
        series.get(id(source, type)).failures++;
        return this;
    }

    void forget(String source, String type) {
        series.remove(id(source, type));
    }

    void forget(String source, String type, Map<String, String> labels) {
        series.remove(new SeriesId(source, type, LabelSet.of(labels)));
    }

    Scene above(String field, double limit) {
        return rule(aboveRule(field, limit));
    }

    /** Returns a rule with an upper limit, to be completed. */
    static AlertRule.Builder aboveRule(String field, double limit) {
        return AlertRule.builder("high_" + field)
                .condition("threshold")
                .parameter("field", field)
                .parameter("operator", ">")
                .parameter("value", limit);
    }

    Scene rule(AlertRule.Builder rule) {
        rules.add(rule.build());
        return this;
    }

    @Override
    public Instant now() {
        return BEGIN.plusSeconds(second);
    }

    @Override
    public List<SeriesHistory> series() {
        onSeries.run();
        List<SeriesHistory> histories = new ArrayList<>();
        series.forEach((id, one) -> {
            int from = Math.max(0, one.values.size() - KEPT);
            List<Double> values = one.values.subList(from, one.values.size());
            List<Long> times = one.times.subList(from, one.times.size());
            SeriesHistory history = new SeriesHistory(
                    id.source(),
                    id.type(),
                    times.stream().mapToLong(Long::longValue).toArray(),
                    values.stream().mapToDouble(Double::doubleValue).toArray(),
                    one.values.size(),
                    values.size(),
                    one.failures);
            histories.add(history.withLabels(id.labels()));
        });
        return histories;
    }

    @Override
    public List<AlertRule> rules() {
        return List.copyOf(rules);
    }

    @Override
    public void relate(String source, String type, Map<String, String> labels, String text) {
        related.put(source + "/" + type + LabelSet.describe(labels), text);
    }

    @Override
    public void report(FailurePattern pattern) {
        patterns.add(pattern);
    }

    @Override
    public void report(RiskAssessment assessment) {
        risks.put(assessment.component(), assessment);
    }

    @Override
    public void report(String type, Map<String, Object> figures) {
        analytics.put(type, figures);
    }

    /** Returns the reports of patterns whose method starts with a text. */
    List<FailurePattern> byMethod(String begin) {
        return patterns.stream()
                .filter(pattern ->
                        String.valueOf(pattern.metadata().get("method")).startsWith(begin))
                .toList();
    }
}
