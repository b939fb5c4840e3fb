// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.condition.Verdicts;
import io.arxsvgx.telemetry.condition.standalone.StandaloneSeries;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A series with rules of one condition, evaluated without a processor. */
public final class EvaluatedSeries implements Verdicts {
    public static final long SECOND = 1_000_000_000L;
    private static final String TYPE = "temperature";

    private final ConditionProvider condition;
    private final List<AlertRule> rules;
    private final SeriesEvaluator evaluator;
    private final StandaloneSeries series;
    private final Verdict[] verdicts;
    private long time;
    private int breaches;

    public EvaluatedSeries(ConditionProvider condition, List<AlertRule> rules) {
        this(condition, rules, null);
    }

    private EvaluatedSeries(ConditionProvider condition, List<AlertRule> rules, byte @Nullable [] events) {
        for (AlertRule rule : rules) {
            Parameter.checkAll(condition.parameters(), rule.parameters());
            condition.check(rule);
        }
        this.condition = condition;
        this.rules = rules;
        evaluator = condition.evaluator(rules);
        series = series(evaluator, events);
        verdicts = new Verdict[rules.size()];
    }

    private static StandaloneSeries series(SeriesEvaluator evaluator, byte @Nullable [] events) {
        if (events == null) {
            return StandaloneSeries.of("sensor_001", TYPE, evaluator);
        }
        try {
            return StandaloneSeries.restored("sensor_001", TYPE, evaluator, in(events));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns a rule on the series, with parameters as name, value, name, value. */
    public static AlertRule rule(ConditionProvider condition, Object... parameters) {
        AlertRule.Builder rule = AlertRule.builder("rule " + Arrays.toString(parameters))
                .condition(condition.kind())
                .parameter(AlertRule.FIELD, TYPE);
        for (int i = 0; i < parameters.length; i += 2) {
            rule.parameter((String) parameters[i], parameters[i + 1]);
        }
        return rule.build();
    }

    /** Returns a series with one rule. */
    public static EvaluatedSeries of(ConditionProvider condition, Object... parameters) {
        return new EvaluatedSeries(condition, List.of(rule(condition, parameters)));
    }

    /** Evaluates an event one second after the previous one; returns the first rule's verdict. */
    public Verdict add(double value) {
        return add(value, time + SECOND);
    }

    /** Evaluates an event; returns the first rule's verdict, which its explanation must agree with. */
    public Verdict add(double value, long at) {
        Arrays.fill(verdicts, Verdict.NORMAL);
        time = at;
        series.evaluate(value, at, this);
        for (int rule = 0; rule < verdicts.length; rule++) {
            if (explain(rule).verdict() != verdicts[rule]) {
                throw new AssertionError("rule " + rule + " is " + verdicts[rule] + ", explained as " + explain(rule));
            }
        }
        return verdicts[0];
    }

    /** Evaluates events; returns the first rule's verdict on the last one. */
    public Verdict addAll(double... values) {
        Verdict last = Verdict.UNKNOWN;
        for (double value : values) {
            last = add(value);
        }
        return last;
    }

    /** Evaluates an event without a check of the explanation. */
    public void evaluate(double value, long at, Verdicts into) {
        time = at;
        series.evaluate(value, at, into);
    }

    public List<Verdict> verdicts() {
        return List.of(verdicts);
    }

    /** Returns how many times a rule was breaching. */
    public int breaches() {
        return breaches;
    }

    public Evaluation explain() {
        return explain(0);
    }

    public Evaluation explain(int rule) {
        return series.explain(rule);
    }

    public SeriesContext context() {
        return series.context();
    }

    public SeriesEvaluator evaluator() {
        return evaluator;
    }

    public byte[] save(int rule) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        series.saveRule(rule, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    public boolean restore(int rule, byte[] state) throws IOException {
        return series.restoreRule(rule, in(state));
    }

    private static DataInputStream in(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    /** Returns a series with the same events, and with rules that have seen none. */
    public EvaluatedSeries restoredEvents(List<AlertRule> others) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        series.saveEvents(new DataOutputStream(bytes));
        EvaluatedSeries other = new EvaluatedSeries(condition, others, bytes.toByteArray());
        other.time = time;
        return other;
    }

    /** Returns a series with the same events and other rules, of which those that remain are restored at their new index. */
    public EvaluatedSeries restored(List<AlertRule> others) throws IOException {
        EvaluatedSeries other = restoredEvents(others);
        for (int rule = 0; rule < others.size(); rule++) {
            int before = rules.indexOf(others.get(rule));
            if (before >= 0 && !other.restore(rule, save(before))) {
                throw new AssertionError(others.get(rule) + " was not restored");
            }
        }
        return other;
    }

    @Override
    public void breaching(int rule) {
        breaches++;
        report(rule, Verdict.BREACHING);
    }

    @Override
    public void holding(int rule) {
        report(rule, Verdict.HOLDING);
    }

    @Override
    public void unknown(int rule) {
        report(rule, Verdict.UNKNOWN);
    }

    private void report(int rule, Verdict verdict) {
        if (verdicts[rule] != Verdict.NORMAL) {
            throw new AssertionError("rule " + rule + " is both " + verdicts[rule] + " and " + verdict);
        }
        verdicts[rule] = verdict;
    }
}
