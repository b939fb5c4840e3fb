// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.anomaly;

import io.arxsvgx.telemetry.rules.internal.group.NumberFormatting;
import io.arxsvgx.telemetry.rules.internal.group.SharedLimits;
import io.arxsvgx.telemetry.rules.internal.window.SlidingMedian;

/** The {@code anomaly} rules of a series by median and median absolute deviation. Confined to the processor thread. */
public final class RobustAnomaly extends AnomalyGroup {
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

    private final SlidingMedian median;

    // Measurements of the open series' baseline, so that each limit costs one comparison: the modified z of a value is
    // factor * distance / spread.
    private double scale = 1;
    private double distance;
    private double spread;
    private double factor = 1;

    public RobustAnomaly(SharedLimits limits) {
        this(new SlidingMedian(BASELINE, 1), limits);
    }

    private RobustAnomaly(SlidingMedian median, SharedLimits limits) {
        super(median, limits);
        this.median = median;
    }

    @Override
    boolean isConstant() {
        return median.isConstant();
    }

    @Override
    public void measure() {
        if (!isReady()) {
            return;
        }
        double greatest = Math.max(Math.abs(median.least()), Math.abs(median.greatest()));
        scale = Math.max(greatest, Math.abs(tested())) > GREAT ? SCALED_DOWN : 1;
        distance = median.distance(tested(), scale);
        spread = median.medianDistance(scale);
        factor = MEDIAN_FACTOR;
        if (spread == 0) {
            spread = MEAN_FACTOR * median.meanDistance(scale);
            factor = 1;
        }
    }

    @Override
    double z() {
        return factor * distance / spread;
    }

    @Override
    boolean isOutlying(double test) {
        return factor * Math.abs(distance) > test * spread;
    }

    @Override
    String band() {
        return "median " + NumberFormatting.band(median.median(scale) / scale, spread / factor / scale);
    }
}
