// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.replay;

/** The figures that the three rules compare, of the newest event of any series, for a peer that cannot compute them. */
public final class MedianOfRuns {
    private final double[] rings;
    private final double[] sums;
    private final int[] counts;
    private final double[] figures = new double[2];
    private double value;

    /** Creates the windows of a number of series. */
    public MedianOfRuns(int seriesCount) {
        rings = new double[seriesCount * ThreeRules.RING];
        sums = new double[seriesCount * ThreeRules.SUMS];
        counts = new int[seriesCount];
    }

    /** Adds an event. */
    public void take(int series, double newest) {
        value = newest;
        ThreeRules.take(
                rings, series * ThreeRules.RING, sums, series * ThreeRules.SUMS, counts[series]++, newest, figures);
    }

    /** Returns the value. */
    public double getValue() {
        return value;
    }

    /** Returns the absolute slope. */
    public double getSteepness() {
        return figures[0];
    }

    /** Returns the absolute z-score. */
    public double getDistance() {
        return figures[1];
    }
}
