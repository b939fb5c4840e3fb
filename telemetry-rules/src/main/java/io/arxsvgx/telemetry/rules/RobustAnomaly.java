// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Verdicts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** The {@code anomaly} rules of a series by median and median absolute deviation. Confined to the processor thread. */
final class RobustAnomaly extends SlidingMedian implements AnomalyGroup {
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

    private Limits limits;
    private double tested = Double.NaN;

    // What the baseline was found to be, so that each limit costs one comparison: the modified z of a value is
    // factor * (value * scale - centre) / spread.
    private double scale = 1;
    private double centre;
    private double spread;
    private double factor = 1;

    RobustAnomaly(Limits limits) {
        super(BASELINE);
        this.limits = limits;
    }

    @Override
    public void evaluate(double value, long time, Verdicts verdicts) {
        if (!Double.isNaN(tested)) {
            add(tested);
        }
        tested = value;
        measure();
        compare(verdicts);
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public void limit(Limits others) {
        limits = others;
    }

    @Override
    public double tested() {
        return tested;
    }

    @Override
    public List<Double> baseline() {
        return newest();
    }

    @Override
    public double z() {
        return factor * (tested * scale - centre) / spread;
    }

    @Override
    public boolean isBeyond(double test) {
        if (spread == 0) {
            return AnomalyGroup.differs(tested, least());
        }
        return factor * Math.abs(tested * scale - centre) > test * spread;
    }

    @Override
    public String band() {
        return "median " + Figures.band(centre / scale, spread / factor / scale);
    }

    @Override
    public RuleGroup emptied(Limits others) {
        return new RobustAnomaly(others);
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
        measure();
    }

    private void measure() {
        if (size() < LEAST_BASELINE) {
            return;
        }
        double greatest = Math.max(Math.abs(least()), Math.abs(greatest()));
        scale = Math.max(greatest, Math.abs(tested)) > GREAT ? SCALED_DOWN : 1;
        centre = median(scale);
        spread = medianDistance(centre, scale);
        factor = MEDIAN_FACTOR;
        if (spread == 0 && !isConstant()) {
            spread = MEAN_FACTOR * meanDistance(centre, scale);
            factor = 1;
        }
    }
}
