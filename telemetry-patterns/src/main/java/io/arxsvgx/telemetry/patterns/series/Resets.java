// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where maintenance has set wear back: the values fall at once by far more than they scatter. */
final class Resets {
    private static final int SIDE = 5;
    private static final double DEVIATIONS = 4;
    private static final double SHARE = 0.2;

    private Resets() {}

    /** The first values after each fall of a series whose wear rises, oldest first. */
    static List<Integer> of(double[] values) {
        List<Integer> found = new ArrayList<>();
        int size = values.length;
        if (size < 2 * SIDE) {
            return found;
        }
        double noise = noise(values);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double least = Math.max(DEVIATIONS * noise, SHARE * (sorted[size - 1] - sorted[0]));
        for (int i = SIDE; least > 0 && i + SIDE <= size; i++) {
            if (fall(values, i) > least) {
                while (i + 1 + SIDE <= size && fall(values, i + 1) > fall(values, i)) {
                    i++;
                }
                found.add(i);
                i += SIDE;
            }
        }
        return found;
    }

    private static double fall(double[] values, int at) {
        return median(values, at - SIDE, at) - median(values, at, at + SIDE);
    }

    private static double median(double[] values, int from, int to) {
        double[] part = Arrays.copyOfRange(values, from, to);
        Arrays.sort(part);
        return part[part.length / 2];
    }

    /** The usual deviation of a value, from the median of the distances of neighbours. */
    private static double noise(double[] values) {
        double[] steps = new double[values.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = Math.abs(values[i + 1] - values[i]);
        }
        Arrays.sort(steps);
        return 1.4826 / Math.sqrt(2) * steps[steps.length / 2];
    }
}
