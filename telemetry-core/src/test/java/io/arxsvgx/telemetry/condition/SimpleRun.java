// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.condition.standalone.StandaloneSeries;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/** One rule of a condition on a series without a processor, and its verdict on the newest event. */
final class SimpleRun implements Verdicts {
    static final long SECOND = 1_000_000_000L;
    private static final String SOURCE = "s";
    private static final String TYPE = "t";

    private final SeriesEvaluator evaluator;
    private final StandaloneSeries series;
    private Verdict verdict = Verdict.UNKNOWN;
    private long time;

    private SimpleRun(SeriesEvaluator evaluator, StandaloneSeries series) {
        this.evaluator = evaluator;
        this.series = series;
    }

    /** A series without events. */
    static SimpleRun of(ConditionProvider condition, AlertRule rule) {
        Parameter.checkAll(condition.parameters(), rule.parameters());
        condition.check(rule);
        SeriesEvaluator evaluator = condition.evaluator(List.of(rule));
        return new SimpleRun(evaluator, StandaloneSeries.of(SOURCE, TYPE, evaluator));
    }

    static SimpleRun of(SimpleCondition.Builder condition, Object... parameters) {
        SimpleCondition built = condition.build();
        return of(built, rule(built, parameters));
    }

    static AlertRule rule(ConditionProvider condition, Object... parameters) {
        AlertRule.Builder rule =
                AlertRule.builder("rule").condition(condition.kind()).parameter(AlertRule.FIELD, TYPE);
        for (int i = 0; i < parameters.length; i += 2) {
            rule.parameter((String) parameters[i], parameters[i + 1]);
        }
        return rule.build();
    }

    /** The same events and state in another series, as after a restart. */
    SimpleRun restored(ConditionProvider condition, AlertRule rule) throws IOException {
        ByteArrayOutputStream events = new ByteArrayOutputStream();
        series.saveEvents(new DataOutputStream(events));
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        series.saveRule(0, new DataOutputStream(state));
        SeriesEvaluator other = condition.evaluator(List.of(rule));
        SimpleRun next = new SimpleRun(other, StandaloneSeries.restored(SOURCE, TYPE, other, in(events)));
        next.series.restoreRule(0, in(state));
        next.time = time;
        return next;
    }

    private static DataInputStream in(ByteArrayOutputStream bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }

    /** Evaluates values a second apart, and returns the verdict on the last one. */
    Verdict take(double... values) {
        for (double value : values) {
            takeAt(time + SECOND, value);
        }
        return verdict;
    }

    /** Evaluates a value at a time, which may lie before that of others. */
    Verdict takeAt(long at, double value) {
        time = at;
        verdict = Verdict.NORMAL;
        series.evaluate(value, at, this);
        if (explain().verdict() != verdict) {
            throw new AssertionError(verdict + " is explained as " + explain());
        }
        return verdict;
    }

    Evaluation explain() {
        return series.explain(0);
    }

    String text() {
        return explain().text();
    }

    SeriesEvaluator evaluator() {
        return evaluator;
    }

    @Override
    public void breaching(int rule) {
        verdict = Verdict.BREACHING;
    }

    @Override
    public void holding(int rule) {
        verdict = Verdict.HOLDING;
    }

    @Override
    public void unknown(int rule) {
        verdict = Verdict.UNKNOWN;
    }
}
