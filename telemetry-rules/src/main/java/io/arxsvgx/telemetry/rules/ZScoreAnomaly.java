// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Verdicts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** The {@code anomaly} rules of a series by mean and standard deviation. Confined to the processor thread. */
final class ZScoreAnomaly extends AnomalyGroup {
    private SlidingStatistics baseline = new SlidingStatistics(BASELINE, false);

    ZScoreAnomaly(Limits limits) {
        super(limits);
    }

    @Override
    public void evaluate(double value, long time, Verdicts verdicts) {
        double entering = tested;
        tested = value;
        if (Double.isNaN(entering)) {
            unknown(verdicts);
            return;
        }
        baseline.take(entering);
        if (!baseline.isWithin(value, quiet)) {
            baseline.settle(entering);
            compare(verdicts);
        }
    }

    @Override
    int count() {
        return baseline.count;
    }

    @Override
    List<Double> baseline() {
        return baseline.newest(BASELINE);
    }

    @Override
    boolean isConstant() {
        return baseline.isConstant();
    }

    @Override
    double z() {
        return baseline.score(tested);
    }

    @Override
    boolean exceeds(double test) {
        return baseline.isConstant() ? differs(tested, baseline.mean()) : baseline.exceeds(tested, test);
    }

    @Override
    String band() {
        return Figures.band(baseline.mean(), baseline.deviation());
    }

    @Override
    RuleGroup emptied(Limits others) {
        return new ZScoreAnomaly(others);
    }

    @Override
    void adopt(RuleGroup group) {
        super.adopt(group);
        baseline = ((ZScoreAnomaly) group).baseline;
    }

    @Override
    void save(DataOutput out) throws IOException {
        super.save(out);
        baseline.save(out);
    }

    @Override
    void restore(DataInput in) throws IOException {
        super.restore(in);
        baseline.restore(in);
    }
}
