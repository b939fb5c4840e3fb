// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.stats;

import java.util.Arrays;

/**
 * How far the values of a series lie from their median, and how heavy the tail of these distances is, so that what is rare in
 * one series is told from what is rare in another. Beyond its largest distances but a few, a tail is taken to fall like a
 * power: Hill, Annals of Statistics 3 (1975); Weissman, JASA 73 (1978). Immutable.
 */
public final class TailIndex {
    private static final int MIN_VALUES = 30;
    /** The part of the distances that the tail is judged by. */
    private static final double PART = 0.1;
    /** The power is drawn toward this, as if so many more distances had it; and is never taken for lighter. */
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

    /** Of the first so many values; nothing is rare where there are too few. */
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

    /** Anything else is rare where all but one have been the same. */
    private static TailIndex constant(double[] past, double median) {
        return new TailIndex(median, Math.ulp(median) + Double.MIN_NORMAL, 1.0 / past.length, 1, 1);
    }

    /** The part of the values that stand for themselves, when each hangs on the one before. */
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

    /** The chance of a value at least so far off, 0 to 1. */
    public double chance(double value) {
        double off = Math.abs(value - median) / begin;
        return off > 1 ? share * Math.pow(off, -power) : 1;
    }
}
