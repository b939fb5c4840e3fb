// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Evaluation;
import io.arxsvgx.telemetry.rule.Evaluation.Verdict;
import io.arxsvgx.telemetry.rule.SeriesContext;
import io.arxsvgx.telemetry.rule.SeriesEvaluator;
import io.arxsvgx.telemetry.rule.Verdicts;
import io.arxsvgx.telemetry.rules.Thresholds.Sorted;
import io.arxsvgx.telemetry.rules.Thresholds.Threshold;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates the {@code threshold} rules of a series. Confined to the processor thread. */
final class ThresholdEvaluator implements SeriesEvaluator {
    /*
     * A value strictly between quietAbove and quietBelow breaches no rule, and no rule holds: most values cost these
     * two comparisons. The interval is that between the lower and the upper rules, cut at the next == limits on either
     * side of the latest value; it is empty while a rule holds, and where there is a != rule.
     */
    private static final int VERSION = 1;
    private static final int SHOWN = 32;

    private final SeriesContext series;
    private final Thresholds thresholds;

    /** The rules that have been breached and have not recovered since; null where no rule has a recovery value. */
    private final @Nullable Held held;

    private double quietAbove;
    private double quietBelow;
    private double latest = Double.NaN;

    ThresholdEvaluator(SeriesContext series, Thresholds thresholds) {
        this.series = series;
        this.thresholds = thresholds;
        this.held = thresholds.canHold ? new Held(thresholds.all.size()) : null;
        narrow(0);
    }

    @Override
    public void evaluate(double value, long time, Verdicts verdicts) {
        latest = value;
        if (!(value > quietAbove && value < quietBelow)) {
            compare(value, verdicts);
        }
    }

    @Override
    public Evaluation explain(int rule) {
        Threshold threshold = thresholds.all.get(rule);
        return new Evaluation(
                verdict(rule), recent(), "value", latest, threshold.limit(), text(threshold, verdict(rule)));
    }

    @Override
    public int stateVersion() {
        return VERSION;
    }

    @Override
    public void save(int rule, DataOutput out) throws IOException {
        out.writeBoolean(isHeld(rule));
    }

    @Override
    public boolean restore(int rule, int version, DataInput in) throws IOException {
        if (version != VERSION) {
            return false;
        }
        boolean wasHeld = in.readBoolean();
        if (wasHeld && !thresholds.all.get(rule).canHold()) {
            throw new IOException("saved state of a rule with a recovery value, for one that has none");
        }
        if (held != null) {
            if (wasHeld) {
                held.add(rule);
            } else {
                held.remove(rule);
            }
            narrow(0);
        }
        return true;
    }

    private void compare(double value, Verdicts verdicts) {
        breachFirst(thresholds.upper, value, verdicts);
        breachFirst(thresholds.lower, -value, verdicts);
        Sorted equal = thresholds.equal;
        for (int at = equal.firstFrom(value); at < equal.bounds.length && equal.bounds[at] == value; at++) {
            verdicts.breaching(equal.rules[at]);
        }
        Sorted unequal = thresholds.unequal;
        for (int at = 0; at < unequal.bounds.length; at++) {
            if (unequal.bounds[at] != value) {
                verdicts.breaching(unequal.rules[at]);
            }
        }
        if (held != null) {
            hold(held, value, verdicts);
        }
        narrow(value);
    }

    private void breachFirst(Sorted sorted, double value, Verdicts verdicts) {
        for (int at = 0; at < sorted.bounds.length && sorted.bounds[at] <= value; at++) {
            int rule = sorted.rules[at];
            verdicts.breaching(rule);
            if (held != null && thresholds.all.get(rule).canHold()) {
                held.add(rule);
            }
        }
    }

    /** Says which rules hold, and forgets those that have recovered; backwards, since that fills gaps from the end. */
    private void hold(Held rules, double value, Verdicts verdicts) {
        for (int place = rules.size() - 1; place >= 0; place--) {
            int rule = rules.get(place);
            Threshold threshold = thresholds.all.get(rule);
            if (!threshold.isBreached(value)) {
                if (threshold.isHeld(value)) {
                    verdicts.holding(rule);
                } else {
                    rules.remove(rule);
                }
            }
        }
    }

    /** Finds the interval of quiet around a value. */
    private void narrow(double value) {
        if (thresholds.unequal.bounds.length > 0 || (held != null && held.size() > 0)) {
            quietAbove = Double.POSITIVE_INFINITY;
            quietBelow = Double.NEGATIVE_INFINITY;
            return;
        }
        double[] equal = thresholds.equal.bounds;
        int next = thresholds.equal.firstFrom(value);
        double below = next > 0 ? equal[next - 1] : Double.NEGATIVE_INFINITY;
        double above = next < equal.length ? equal[next] : Double.POSITIVE_INFINITY;
        quietAbove = Math.max(-thresholds.lower.least(), below);
        quietBelow = Math.min(thresholds.upper.least(), above);
    }

    private boolean isHeld(int rule) {
        return held != null && held.contains(rule);
    }

    private Verdict verdict(int rule) {
        if (Double.isNaN(latest)) {
            return Verdict.UNKNOWN;
        }
        if (thresholds.all.get(rule).isBreached(latest)) {
            return Verdict.BREACHING;
        }
        return isHeld(rule) ? Verdict.HOLDING : Verdict.NORMAL;
    }

    private String text(Threshold threshold, Verdict verdict) {
        String limit = threshold.operator().symbol + " " + threshold.limit();
        return switch (verdict) {
            case BREACHING -> latest + " " + limit;
            case HOLDING ->
                latest + " is no longer " + limit + ", but has not recovered: it is " + threshold.operator().symbol
                        + " " + threshold.recovery();
            case NORMAL -> latest + " is not " + limit;
            case UNKNOWN -> "no value yet";
        };
    }

    private List<Double> recent() {
        double[] recent = new double[SHOWN];
        int count = series.recentValues(recent);
        return Arrays.stream(recent, 0, count).boxed().toList();
    }
}
