// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.stats;

import java.util.Arrays;

/**
 * The distances of a series' values from their median, and the heaviness of their tail. It measures how rare a value is
 * in this series. The tail is modelled as a power law: Hill, Annals of Statistics 3 (1975); Weissman, JASA 73 (1978).
 * Immutable.
 */
public final class TailIndex {
    private static final int MIN_VALUES = 30;
    /** The share of the largest distances that define the tail. */
    private static final double PART = 0.1;
    /**
     * The prior exponent toward which the estimate is shrunk, with the weight of a few distances; the tail is never
     * treated as lighter than the maximum.
     */
    private static final double PRIOR_POWER = 2;

    private static final double PRIOR_WEIGHT = 2;
    private static final double LIGHTEST = 6;

    public final double median;
    private final double begin;
    private final double share;
    private final double power;
    final double independent;

    private TailIndex(double median, double begin, double share, double power, double independent) {
        this.median = median;
        this.begin = begin;
        this.share = share;
        this.power = power;
        this.independent = independent;
    }

    /** Computes the tail of the first values; if there are too few, no value is rare. */
    public static TailIndex of(double[] values, int end) {
        if (end < MIN_VALUES) {
            return new TailIndex(0, Double.POSITIVE_INFINITY, 1, 1, 0);
        }
        double[] past = Arrays.copyOf(values, end);
        double median = Medians.of(past);
        double[] distances = Arrays.stream(past)
                .map(value -> Math.abs(value - median))
                .sorted()
                .toArray();
        int part = (int) (PART * end);
        while (part > 0 && !(distances[end - 1 - part] > 0)) {
            part--;
        }
        double begin = distances[end - 1 - part];
        if (!(begin > 0)) {
            return constant(past, median);
        }
        double logs = PRIOR_WEIGHT / PRIOR_POWER;
        for (int i = end - part; i < end; i++) {
            logs += Math.log(Math.max(1, distances[i] / begin));
        }
        double power = (part + PRIOR_WEIGHT) / logs;
        return new TailIndex(
                median, begin, (part + 1.0) / (end + 1), Math.min(LIGHTEST, power), independent(past, median, begin));
    }

    /** Returns the tail of values that are all equal except one: any other value is rare. */
    private static TailIndex constant(double[] past, double median) {
        return new TailIndex(median, Math.ulp(median) + Double.MIN_NORMAL, 1.0 / past.length, 1, 1);
    }

    /** Returns the share of independent values, given the autocorrelation. */
    private static double independent(double[] past, double median, double most) {
        double products = 0;
        double squares = 0;
        double before = 0;
        for (double value : past) {
            double off = Math.max(-most, Math.min(most, value - median));
            products += off * before;
            squares += off * off;
            before = off;
        }
        double share = squares > 0 ? Math.max(0, products / squares) : 0;
        return Math.max(0, (1 - share) / (1 + share));
    }

    /** Returns the probability of a value at least so far from the median, 0 to 1. */
    public double chance(double value) {
        double off = Math.abs(value - median) / begin;
        return off > 1 ? share * Math.pow(off, -power) : 1;
    }
}
