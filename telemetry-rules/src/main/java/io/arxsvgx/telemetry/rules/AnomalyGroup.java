// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Evaluation;
import io.arxsvgx.telemetry.rule.Evaluation.Verdict;
import io.arxsvgx.telemetry.rule.Verdicts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The {@code anomaly} rules of a series that measure deviations in the same way. Confined to the processor thread. */
abstract class AnomalyGroup extends RuleGroup {
    /** How many values a full baseline holds. */
    static final int BASELINE = 100;

    /** How many values there must be to test another one against. */
    static final int LEAST_BASELINE = 10;

    /** What is said to be constant tells two values apart from this relative difference on. */
    static final double CONSTANT_TOLERANCE = 1e-9;

    /**
     * The newest value, which enters the baseline when the next one comes; not a number while there is none. So after
     * an evaluation the baseline is still the one that was used, and can be explained.
     */
    double tested = Double.NaN;

    AnomalyGroup(Limits limits) {
        super(limits);
    }

    /** How many values the baseline holds. */
    abstract int count();

    /** The values of the baseline, oldest first. */
    abstract List<Double> baseline();

    /** Whether all values of the baseline are equal. */
    abstract boolean isConstant();

    /** How many deviations the tested value lies from the centre of the baseline, which is not constant. */
    abstract double z();

    /** Whether the tested value lies further from the centre than a limit, in the unit of {@link Limits#tests}. */
    abstract boolean exceeds(double test);

    /** The centre and the deviation in words. */
    abstract String band();

    /** Whether a value is another one than that of a constant baseline. */
    static boolean differs(double value, double same) {
        return Math.abs(value - same) > CONSTANT_TOLERANCE * Math.abs(same);
    }

    @Override
    final void compare(Verdicts verdicts) {
        if (count() < LEAST_BASELINE) {
            unknown(verdicts);
            return;
        }
        double[] tests = limits.tests;
        if (count() == BASELINE) {
            quiet = tests[0];
        }
        for (int at = 0; at < tests.length && exceeds(tests[at]); at++) {
            verdicts.breaching(limits.rules[at]);
        }
    }

    @Override
    final Evaluation explainLimit(int at) {
        List<Double> baseline = baseline();
        List<Double> values = new ArrayList<>(baseline);
        if (!Double.isNaN(tested)) {
            values.add(tested);
        }
        double limit = limits.limits[at];
        int count = baseline.size();
        if (count < LEAST_BASELINE) {
            String text = "warming up: " + count + " of at least " + LEAST_BASELINE + " values to compare with";
            return new Evaluation(Verdict.UNKNOWN, values, "z", Double.NaN, limit, text);
        }
        boolean breaching = exceeds(limits.tests[at]);
        Verdict verdict = breaching ? Verdict.BREACHING : Verdict.NORMAL;
        if (isConstant()) {
            double same = baseline.get(0);
            String text = tested + (breaching ? " differs from" : " is") + " the constant " + same + " of the last "
                    + count + " values";
            double difference = Figures.finite(tested - same);
            return new Evaluation(verdict, values, "difference", difference, CONSTANT_TOLERANCE * Math.abs(same), text);
        }
        double z = Figures.finite(z());
        String text = Figures.compared("z", z, limit, breaching) + ": " + tested + " against " + band() + " over "
                + count + " values";
        return new Evaluation(verdict, values, "z", z, limit, text);
    }

    @Override
    void adopt(RuleGroup group) {
        tested = ((AnomalyGroup) group).tested;
        quiet = NEVER_QUIET;
    }

    @Override
    void save(DataOutput out) throws IOException {
        out.writeDouble(tested);
    }

    @Override
    void restore(DataInput in) throws IOException {
        tested = in.readDouble();
        if (Double.isInfinite(tested)) {
            throw new IOException("saved state with the value " + tested);
        }
    }
}
