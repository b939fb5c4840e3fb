// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Evaluation;
import io.arxsvgx.telemetry.rule.Evaluation.Verdict;
import io.arxsvgx.telemetry.rule.Verdicts;
import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code anomaly} rules of a series that measure deviations in the same way. The newest value enters the baseline
 * when the next one comes, so that after an evaluation the baseline is still the one that was used, and can be
 * explained. Confined to the processor thread.
 */
interface AnomalyGroup extends RuleGroup {
    /** How many values a full baseline holds. */
    int BASELINE = 100;

    /** How many values there must be to test another one against. */
    int LEAST_BASELINE = 10;

    /** What is said to be constant tells two values apart from this relative difference on. */
    double CONSTANT_TOLERANCE = 1e-9;

    /** The newest value, not a number while there is none. */
    double tested();

    /** How many values the baseline holds. */
    int size();

    /** The values of the baseline, oldest first. */
    List<Double> baseline();

    /** Whether all values of the baseline are equal. */
    boolean isConstant();

    /** How many deviations the tested value lies from the centre of the baseline, which is not constant. */
    double z();

    /** Whether the tested value lies further from the centre than a limit, in the unit of {@link Limits#tests}. */
    boolean isBeyond(double test);

    /** The centre and the deviation in words. */
    String band();

    /** Whether a value is another one than that of a constant baseline. */
    static boolean differs(double value, double same) {
        return Math.abs(value - same) > CONSTANT_TOLERANCE * Math.abs(same);
    }

    /** Reads a value that is not a number where there was none. */
    static double readTested(DataInput in) throws IOException {
        double tested = in.readDouble();
        return Double.isNaN(tested) ? tested : SlidingWindow.finite(tested);
    }

    @Override
    default void compare(Verdicts verdicts) {
        if (size() < LEAST_BASELINE) {
            unknown(verdicts);
            return;
        }
        double[] tests = limits().tests;
        for (int at = 0; at < tests.length && isBeyond(tests[at]); at++) {
            verdicts.breaching(limits().rules[at]);
        }
    }

    @Override
    default Evaluation explainLimit(int at) {
        List<Double> baseline = baseline();
        List<Double> values = new ArrayList<>(baseline);
        if (!Double.isNaN(tested())) {
            values.add(tested());
        }
        double limit = limits().limits[at];
        int size = baseline.size();
        if (size < LEAST_BASELINE) {
            String text = "warming up: " + size + " of at least " + LEAST_BASELINE + " values to compare with";
            return new Evaluation(Verdict.UNKNOWN, values, "z", Double.NaN, limit, text);
        }
        boolean breaching = isBeyond(limits().tests[at]);
        Verdict verdict = breaching ? Verdict.BREACHING : Verdict.NORMAL;
        if (isConstant()) {
            return againstConstant(verdict, values, baseline.get(0));
        }
        double z = Figures.finite(z());
        String text = Figures.compared("z", z, limit, breaching) + ": " + tested() + " against " + band() + " over "
                + size + " values";
        return new Evaluation(verdict, values, "z", z, limit, text);
    }

    private Evaluation againstConstant(Verdict verdict, List<Double> values, double same) {
        String text = tested() + (verdict == Verdict.BREACHING ? " differs from" : " is") + " the constant " + same
                + " of the last " + size() + " values";
        double difference = Figures.finite(tested() - same);
        double limit = CONSTANT_TOLERANCE * Math.abs(same);
        return new Evaluation(verdict, values, "difference", difference, limit, text);
    }
}
