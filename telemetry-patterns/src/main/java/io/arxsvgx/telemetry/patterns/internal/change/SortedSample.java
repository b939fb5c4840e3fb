// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.change;

import io.arxsvgx.telemetry.patterns.internal.series.ShellSort;

/** The median and the spread of some values, which are sorted in an array that is used again. Not thread-safe. */
final class SortedSample {
    /** The standard deviation of normal values in their median distances from the median. */
    private static final double USUAL = 1.4826;

    private final double[] sorted;
    private int size;

    /** Creates a sample for at most a number of values. */
    SortedSample(int most) {
        sorted = new double[most];
    }

    /** Replaces the values by a part of an array, which is not empty. */
    SortedSample of(double[] values, int from, int to) {
        size = to - from;
        System.arraycopy(values, from, sorted, 0, size);
        ShellSort.sort(sorted, size);
        return this;
    }

    /** Returns the median. */
    double median() {
        return sorted[(size - 1) / 2] / 2 + sorted[size / 2] / 2;
    }

    /** Returns the median distance from the median, scaled to the standard deviation of normal values. */
    double spread() {
        double median = median();
        int low = (size - 1) / 2;
        int high = low + 1;
        double distance = 0;
        // the sorted distances are a merger of those below and those above
        for (int i = 0; i <= size / 2; i++) {
            boolean isBelowNearer = low >= 0 && (high == size || median - sorted[low] <= sorted[high] - median);
            distance = isBelowNearer ? median - sorted[low--] : sorted[high++] - median;
        }
        return USUAL * distance;
    }
}
