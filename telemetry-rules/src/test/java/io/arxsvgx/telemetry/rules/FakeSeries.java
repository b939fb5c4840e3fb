// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.ConditionProvider;
import io.arxsvgx.telemetry.rule.Evaluation;
import io.arxsvgx.telemetry.rule.Evaluation.Verdict;
import io.arxsvgx.telemetry.rule.Parameter;
import io.arxsvgx.telemetry.rule.SeriesContext;
import io.arxsvgx.telemetry.rule.SeriesEvaluator;
import io.arxsvgx.telemetry.rule.Verdicts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A series with rules of one condition, driven without a processor. */
final class FakeSeries implements SeriesContext, Verdicts {
    private final ConditionProvider condition;
    private final List<AlertRule> rules;
    private final SeriesEvaluator evaluator;
    private final Verdict[] verdicts;
    private final List<Double> history = new ArrayList<>();
    private long time;

    FakeSeries(ConditionProvider condition, List<AlertRule> rules) {
        for (AlertRule rule : rules) {
            Parameter.checkAll(condition.parameters(), rule.parameters());
            condition.check(rule);
        }
        this.condition = condition;
        this.rules = rules;
        this.evaluator = condition.evaluator(this, rules);
        this.verdicts = new Verdict[rules.size()];
    }

    /** A rule on this series' type. */
    static AlertRule rule(ConditionProvider condition, Object... parameters) {
        AlertRule.Builder rule = AlertRule.builder("rule " + Arrays.toString(parameters))
                .condition(condition.kind())
                .parameter(AlertRule.FIELD, "temperature");
        for (int i = 0; i < parameters.length; i += 2) {
            rule.parameter((String) parameters[i], parameters[i + 1]);
        }
        return rule.build();
    }

    /** A series with one rule. */
    static FakeSeries of(ConditionProvider condition, Object... parameters) {
        return new FakeSeries(condition, List.of(rule(condition, parameters)));
    }

    /** Takes an event a second after the last one, and answers the first rule's verdict. */
    Verdict take(double value) {
        return take(value, time + 1_000_000_000L);
    }

    Verdict take(double value, long at) {
        time = at;
        history.add(value);
        Arrays.fill(verdicts, Verdict.NORMAL);
        evaluator.evaluate(value, at, this);
        for (int rule = 0; rule < verdicts.length; rule++) {
            if (explain(rule).verdict() != verdicts[rule]) {
                throw new AssertionError(
                        "rule " + rule + " is " + verdicts[rule] + ", explained as " + explain(rule) + " at " + value);
            }
        }
        return verdicts[0];
    }

    /** Takes several events, and answers the first rule's verdict on the last one. */
    Verdict takeAll(double... values) {
        Verdict last = Verdict.UNKNOWN;
        for (double value : values) {
            last = take(value);
        }
        return last;
    }

    List<Verdict> verdicts() {
        return List.of(verdicts);
    }

    Evaluation explain() {
        return explain(0);
    }

    Evaluation explain(int rule) {
        return evaluator.explain(rule);
    }

    SeriesEvaluator evaluator() {
        return evaluator;
    }

    byte[] save(int rule) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        evaluator.save(rule, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    boolean restore(int rule, byte[] state) throws IOException {
        return evaluator.restore(rule, evaluator.stateVersion(), new DataInputStream(new ByteArrayInputStream(state)));
    }

    /** A new series at the same time, with the same rules, each restored from its saved state. */
    FakeSeries restored() throws IOException {
        FakeSeries other = new FakeSeries(condition, rules);
        other.time = time;
        for (int rule = 0; rule < rules.size(); rule++) {
            other.restore(rule, save(rule));
        }
        return other;
    }

    @Override
    public String source() {
        return "sensor_001";
    }

    @Override
    public String type() {
        return "temperature";
    }

    @Override
    public int recentValues(double[] into) {
        int count = Math.min(into.length, history.size());
        for (int i = 0; i < count; i++) {
            into[i] = history.get(history.size() - count + i);
        }
        return count;
    }

    @Override
    public void breaching(int rule) {
        say(rule, Verdict.BREACHING);
    }

    @Override
    public void holding(int rule) {
        say(rule, Verdict.HOLDING);
    }

    @Override
    public void unknown(int rule) {
        say(rule, Verdict.UNKNOWN);
    }

    private void say(int rule, Verdict verdict) {
        if (verdicts[rule] != Verdict.NORMAL) {
            throw new AssertionError("rule " + rule + " is both " + verdicts[rule] + " and " + verdict);
        }
        verdicts[rule] = verdict;
    }
}
