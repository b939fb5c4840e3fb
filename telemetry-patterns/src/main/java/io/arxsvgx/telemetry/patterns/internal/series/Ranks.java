// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

import java.util.Arrays;

/** Ranks, where those that tie share the mean of theirs. */
final class Ranks {
    private Ranks() {}

    /** The rank of a value among sorted ones, from 1. */
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

    /** How many sorted values are less, and those that are the same counted half. */
    static double below(double[] sorted, double value) {
        return (first(sorted, value, false) + first(sorted, value, true)) / 2.0;
    }

    /** The place of the first value that is not less, or that is more. */
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
