// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import java.util.Arrays;

/** Medians, which a few wild values do not move. */
final class Medians {
    private static final double SHIFT = 1;
    private static final double RATIO = 1.6;

    private Medians() {}

    static double of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    /** The median distance from the median. */
    static double distance(double[] values) {
        double middle = of(values);
        return of(Arrays.stream(values).map(value -> Math.abs(value - middle)).toArray());
    }

    /** Whether the newest values differ from those before them in their median or in their scatter about it. */
    static boolean confirm(double[] values, int newest) {
        double[] before = Arrays.copyOf(values, Math.max(0, values.length - newest));
        double[] since = Arrays.copyOfRange(values, before.length, values.length);
        double scatter = Math.max(distance(before), Math.ulp(of(before)));
        double ratio = Math.max(distance(since), Math.ulp(of(since))) / scatter;
        return Math.abs(of(since) - of(before)) > SHIFT * scatter || ratio > RATIO || ratio < 1 / RATIO;
    }
}
