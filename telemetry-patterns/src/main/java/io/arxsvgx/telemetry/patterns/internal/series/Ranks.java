// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

import java.util.Arrays;

/** Ranks in which ties have their mean rank. */
final class Ranks {
    private Ranks() {}

    /** Returns the rank of a value among sorted ones, from 1. */
    static double of(double[] sorted, double value) {
        int any = Arrays.binarySearch(sorted, value);
        int first = any;
        while (first > 0 && sorted[first - 1] == value) {
            first--;
        }
        int last = any;
        while (last + 1 < sorted.length && sorted[last + 1] == value) {
            last++;
        }
        return (first + last) / 2.0 + 1;
    }

    /** Returns the number of sorted values that are less; equal ones count half. */
    static double below(double[] sorted, double value) {
        return (first(sorted, value, false) + first(sorted, value, true)) / 2.0;
    }

    /** Returns the index of the first value that is not less, or that is more. */
    private static int first(double[] sorted, double value, boolean more) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < value || (more && sorted[middle] == value)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
