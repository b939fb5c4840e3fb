// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.stats;

import java.util.Arrays;

/**
 * A test whether one group of values is higher than another, by ranks, so that heavy tails do not matter: Mann and
 * Whitney, Annals of Mathematical Statistics 18 (1947).
 */
public final class MannWhitney {
    private MannWhitney() {}

    /**
     * Returns the standard score of the second group's ranks among all; ties have their mean rank; 0 if all are equal.
     */
    public static double score(double[] first, double[] second) {
        int size = first.length + second.length;
        double[] all = Arrays.copyOf(first, size);
        System.arraycopy(second, 0, all, first.length, second.length);
        double[] ranks = Ranking.ranks(all);
        double sum = 0;
        for (int i = first.length; i < size; i++) {
            sum += ranks[i];
        }
        double middle = (size - 1) / 2.0;
        double squares = 0;
        for (double rank : ranks) {
            squares += (rank - middle) * (rank - middle);
        }
        double variance = squares / (size * Math.max(1.0, size - 1)) * first.length * second.length;
        return variance > 0 ? (sum - second.length * middle) / Math.sqrt(variance) : 0;
    }
}
