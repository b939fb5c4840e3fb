// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.window;

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

/**
 * A series with rules of one condition, driven without a processor. For conditions that read them, each event is of the inputs 0
 * and 1 unless others are set, and has the status {@code ERROR} if its value is above 75, otherwise {@code OK}.
 */
public final class FakeSeries implements Verdicts {
    private static final String SOURCE = "sensor_001";
    private static final String TYPE = "temperature";
    private static final double MIN_ERROR = 75;

    private final ConditionProvider condition;
    private final List<AlertRule> rules;
    private final SeriesEvaluator evaluator;
    private final StandaloneSeries series;
    private final Verdict[] verdicts;
    private int fastPathEvents;
    private long time;

    public FakeSeries(ConditionProvider condition, List<AlertRule> rules) {
        this(condition, rules, null);
    }

    private FakeSeries(ConditionProvider condition, List<AlertRule> rules, byte[] events) {
        for (AlertRule rule : rules) {
            Parameter.checkAll(condition.parameters(), rule.parameters());
            condition.check(rule);
        }
        this.condition = condition;
        this.rules = rules;
        this.evaluator = condition.evaluator(rules);
        this.series = series(evaluator, events).inputs(0, 1);
        this.verdicts = new Verdict[rules.size()];
    }

    private static StandaloneSeries series(SeriesEvaluator evaluator, byte[] events) {
        if (events == null) {
            return StandaloneSeries.of(SOURCE, TYPE, evaluator);
        }
        try {
            return StandaloneSeries.restored(SOURCE, TYPE, evaluator, in(events));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A rule on this series' type. */
    public static AlertRule rule(ConditionProvider condition, Object... parameters) {
        AlertRule.Builder rule = AlertRule.builder("rule " + Arrays.toString(parameters))
                .condition(condition.kind())
                .parameter(AlertRule.FIELD, TYPE);
        for (int i = 0; i < parameters.length; i += 2) {
            rule.parameter((String) parameters[i], parameters[i + 1]);
        }
        return rule.build();
    }

    /** A series with one rule. */
    public static FakeSeries of(ConditionProvider condition, Object... parameters) {
        return new FakeSeries(condition, List.of(rule(condition, parameters)));
    }

    /** Evaluates an event one second after the last one, and returns the first rule's verdict. */
    public Verdict take(double value) {
        return take(value, time + 1_000_000_000L);
    }

    public Verdict take(double value, long at) {
        Arrays.fill(verdicts, Verdict.NORMAL);
        evaluate(value, at, this);
        for (int rule = 0; rule < verdicts.length; rule++) {
            if (explain(rule).verdict() != verdicts[rule]) {
                throw new AssertionError(
                        "rule " + rule + " is " + verdicts[rule] + ", explained as " + explain(rule) + " at " + value);
            }
        }
        return verdicts[0];
    }

    /** Evaluates an event as the processor does: by the fast path where possible. */
    public void evaluate(double value, long at, Verdicts into) {
        time = at;
        series.status(value > MIN_ERROR ? "ERROR" : "OK");
        if (series.evaluate(value, at, into)) {
            fastPathEvents++;
        }
    }

    public long count() {
        return series.context().count();
    }

    public SeriesContext context() {
        return series.context();
    }

    /** The number of events that the fast path has evaluated. */
    public int fastPathEvents() {
        return fastPathEvents;
    }

    /** Sets the inputs of the following events. */
    public FakeSeries inputs(int... inputs) {
        series.inputs(inputs);
        return this;
    }

    /** Evaluates several events, and returns the first rule's verdict on the last one. */
    public Verdict takeAll(double... values) {
        Verdict last = Verdict.UNKNOWN;
        for (double value : values) {
            last = take(value);
        }
        return last;
    }

    public List<Verdict> verdicts() {
        return List.of(verdicts);
    }

    public Evaluation explain() {
        return explain(0);
    }

    public Evaluation explain(int rule) {
        return series.explain(rule);
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

    /** A new series with the same events, and with rules that have seen none. */
    public FakeSeries restoredEvents(List<AlertRule> rules) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        series.saveEvents(new DataOutputStream(bytes));
        FakeSeries other = new FakeSeries(condition, rules, bytes.toByteArray());
        other.time = time;
        return other;
    }

    /** A new series with the same events and other rules; rules that remain keep their state slots, as in a processor. */
    public FakeSeries with(List<AlertRule> others) throws IOException {
        FakeSeries other = restoredEvents(others);
        for (int rule = 0; rule < others.size(); rule++) {
            int before = rules.indexOf(others.get(rule));
            if (before >= 0) {
                int[] from = evaluator.stateSlotsOf(before);
                int[] to = other.evaluator.stateSlotsOf(rule);
                if (from.length != to.length) {
                    throw new AssertionError(
                            others.get(rule) + " had " + from.length + " state slots, now " + to.length);
                }
                for (int i = 0; i < from.length; i++) {
                    other.series.context().stateLong(to[i], series.context().stateLong(from[i]));
                    other.series
                            .context()
                            .stateArray(
                                    to[i], series.context().stateArray(from[i]).clone());
                }
            }
        }
        return other;
    }

    /** A new series at the same time, with the same rules, each restored from its saved state. */
    public FakeSeries restored() throws IOException {
        FakeSeries other = restoredEvents(rules);
        for (int rule = 0; rule < rules.size(); rule++) {
            other.restore(rule, save(rule));
        }
        return other;
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
