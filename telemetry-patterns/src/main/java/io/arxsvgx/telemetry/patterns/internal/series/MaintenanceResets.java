// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A search for maintenance that has reset the degradation: the values drop at once by far more than their scatter. */
final class MaintenanceResets {
    private static final int SIDE = 5;
    private static final double DEVIATIONS = 4;
    private static final double SHARE = 0.2;

    private MaintenanceResets() {}

    /**
     * A drop.
     *
     * @param end the index after the last value before it
     * @param begin the index of the first value after it
     */
    record Reset(int end, int begin) {}

    /**
     * Returns the drops of a series whose degradation rises, oldest first.
     *
     * @param all the values
     * @param measured true for values that were measured; the others bridge gaps, in which maintenance is likely
     */
    static List<Reset> of(double[] all, boolean[] measured) {
        int[] places = IntStream.range(0, all.length).filter(i -> measured[i]).toArray();
        double[] values = IntStream.of(places).mapToDouble(place -> all[place]).toArray();
        List<Reset> found = new ArrayList<>();
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
                found.add(new Reset(places[i - 1] + 1, places[i]));
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

    /** Returns the usual deviation of a value, from the median of the distances of neighbours. */
    private static double noise(double[] values) {
        double[] steps = new double[values.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = Math.abs(values[i + 1] - values[i]);
        }
        Arrays.sort(steps);
        return 1.4826 / Math.sqrt(2) * steps[steps.length / 2];
    }
}
