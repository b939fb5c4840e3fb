// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.replay;

/** What the three rules compare, of the newest event of any series; for a peer that cannot compute it. */
public final class MedianOfRuns {
    private final double[] rings;
    private final double[] sums;
    private final int[] counts;
    private final double[] figures = new double[2];
    private double value;

    /** Makes the windows of some series. */
    public MedianOfRuns(int seriesCount) {
        rings = new double[seriesCount * ThreeRules.RING];
        sums = new double[seriesCount * ThreeRules.SUMS];
        counts = new int[seriesCount];
    }

    /** Takes an event. */
    public void take(int series, double newest) {
        value = newest;
        ThreeRules.take(
                rings, series * ThreeRules.RING, sums, series * ThreeRules.SUMS, counts[series]++, newest, figures);
    }

    /** The value. */
    public double getValue() {
        return value;
    }

    /** The slope's size. */
    public double getSteepness() {
        return figures[0];
    }

    /** The z-score's size. */
    public double getDistance() {
        return figures[1];
    }
}
