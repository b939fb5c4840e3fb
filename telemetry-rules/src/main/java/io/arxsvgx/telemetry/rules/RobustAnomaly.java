// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Verdicts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** The {@code anomaly} rules of a series by median and median absolute deviation. Confined to the processor thread. */
final class RobustAnomaly extends AnomalyGroup {
    /*
     * Iglewicz, Hoaglin, "How to Detect and Handle Outliers", ASQC Basic References in Quality Control 16, 1993:
     * the modified z is 0.6745 (x - median) / MAD, and where MAD is 0 because more than half of the values are equal,
     * (x - median) / (1.2533 * mean absolute deviation). Either divisor estimates the deviation of normal data.
     * Values near the end of the range are scaled down by a power of two, so that no difference overflows.
     */
    private static final double MEDIAN_FACTOR = 0.6745;
    private static final double MEAN_FACTOR = 1.2533;
    private static final double GREAT = 0x1p1000;
    private static final double SCALED_DOWN = 0x1p-20;

    private SlidingMedian baseline = new SlidingMedian(BASELINE);

    // What the baseline was found to be, so that each limit costs one comparison: the modified z of a value is
    // factor * (value * scale - median) / spread.
    private double scale;
    private double median;
    private double spread;
    private double factor;

    RobustAnomaly(Limits limits) {
        super(limits);
    }

    @Override
    public void evaluate(double value, long time, Verdicts verdicts) {
        if (!Double.isNaN(tested)) {
            baseline.add(tested);
        }
        tested = value;
        compare(verdicts);
    }

    @Override
    int count() {
        return baseline.count();
    }

    @Override
    List<Double> baseline() {
        return baseline.newest();
    }

    @Override
    boolean isConstant() {
        return baseline.isConstant();
    }

    @Override
    double z() {
        measure();
        return factor * (tested * scale - median) / spread;
    }

    @Override
    boolean exceeds(double test) {
        measure();
        return isBeyond(test);
    }

    @Override
    String band() {
        measure();
        return "median " + Figures.band(median / scale, spread / factor / scale);
    }

    @Override
    RuleGroup emptied(Limits others) {
        return new RobustAnomaly(others);
    }

    @Override
    void adopt(RuleGroup group) {
        super.adopt(group);
        baseline = ((RobustAnomaly) group).baseline;
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

    private boolean isBeyond(double test) {
        if (spread == 0) {
            return differs(tested, baseline.least());
        }
        return factor * Math.abs(tested * scale - median) > test * spread;
    }

    private void measure() {
        double greatest = Math.max(Math.abs(baseline.least()), Math.abs(baseline.greatest()));
        scale = Math.max(greatest, Math.abs(tested)) > GREAT ? SCALED_DOWN : 1;
        median = baseline.median(scale);
        spread = baseline.medianDistance(median, scale);
        factor = MEDIAN_FACTOR;
        if (spread == 0 && !baseline.isConstant()) {
            spread = MEAN_FACTOR * baseline.meanDistance(median, scale);
            factor = 1;
        }
    }
}
