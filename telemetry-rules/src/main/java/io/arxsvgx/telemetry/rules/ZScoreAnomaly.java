// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Verdicts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** The {@code anomaly} rules of a series by mean and standard deviation. Confined to the processor thread. */
final class ZScoreAnomaly extends SlidingStatistics implements AnomalyGroup {
    private Limits limits;

    /** The least of the limits, which tells most events from those worth a closer look. */
    private double quiet = NEVER_QUIET;

    private double tested = Double.NaN;

    ZScoreAnomaly(Limits limits) {
        super(BASELINE, false);
        this.limits = limits;
    }

    @Override
    public void evaluate(double value, long time, Verdicts verdicts) {
        double entering = tested;
        tested = value;
        if (Double.isNaN(entering)) {
            unknown(verdicts);
            return;
        }
        take(entering);
        if (!isWithin(value, quiet)) {
            settle(entering);
            compare(verdicts);
            quiet = isFull() ? limits.tests[0] : NEVER_QUIET;
        }
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public void limit(Limits others) {
        limits = others;
        quiet = NEVER_QUIET;
    }

    @Override
    public double tested() {
        return tested;
    }

    @Override
    public int size() {
        return count;
    }

    @Override
    public List<Double> baseline() {
        return newest(BASELINE);
    }

    @Override
    public double z() {
        return score(tested);
    }

    @Override
    public boolean isBeyond(double test) {
        return isConstant() ? AnomalyGroup.differs(tested, mean()) : exceeds(tested, test);
    }

    @Override
    public String band() {
        return Figures.band(mean(), deviation());
    }

    @Override
    public RuleGroup emptied(Limits others) {
        return new ZScoreAnomaly(others);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeDouble(tested);
        super.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        tested = AnomalyGroup.readTested(in);
        super.restore(in);
    }
}
