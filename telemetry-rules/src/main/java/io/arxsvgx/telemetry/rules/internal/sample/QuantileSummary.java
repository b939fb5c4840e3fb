// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.sample;

import java.util.Arrays;
import java.util.Comparator;

/**
 * A quantile, as far as its comparison with one limit needs it. A summary is the number of values below the limit, the number of
 * values equal to it, the greatest value below and the least value above. The quantile q of n values is interpolated linearly
 * between the order statistics next to the rank q (n - 1), as by NumPy's default and by Prometheus' {@code
 * quantile_over_time}. Both neighbours are on one side of the limit, which decides, or they are among the numbers of the
 * summary, so that the quantile itself is known. Confined to the processor thread.
 *
 * <p>So the comparison is exact, in constant time and space for a sample. A sketch of the whole distribution, such as DDSketch
 * (C. Masson, J. E. Rim, H. K. Lee, PVLDB 12 (12), 2019) or KLL (Z. Karnin, K. Lang, E. Liberty, FOCS 2016), answers any
 * quantile with an error in value or in rank, has hundreds of counters, and cannot forget the values that leave a window.
 *
 * <p>Each entry also has its value, for explanations, which sort the values of the window. An entry of merged values has the
 * newest one.
 */
public final class QuantileSummary extends ValueSummary {
    private static final int VALUE = SampleRing.NUMBERS;
    private static final int BELOW = VALUE + 1;
    private static final int EQUAL = VALUE + 2;
    private static final int GREATEST_BELOW = VALUE + 3;
    private static final int LEAST_ABOVE = VALUE + 4;
    private static final int LENGTH = 5;

    private final double quantile;
    private final double limit;

    /** A quantile from 0 to 1 that is compared with a limit. */
    public QuantileSummary(double quantile, double limit) {
        super(LENGTH);
        this.quantile = quantile;
        this.limit = limit;
    }

    @Override
    void write(long[] entry, double value) {
        number(entry, VALUE, value);
        entry[BELOW] = value < limit ? 1 : 0;
        entry[EQUAL] = value == limit ? 1 : 0;
        number(entry, GREATEST_BELOW, value < limit ? value : Double.NEGATIVE_INFINITY);
        number(entry, LEAST_ABOVE, value > limit ? value : Double.POSITIVE_INFINITY);
    }

    @Override
    void merge(long[] left, int l, long[] right, int r, long[] into, int to) {
        into[to + BELOW] = left[l + BELOW] + right[r + BELOW];
        into[to + EQUAL] = left[l + EQUAL] + right[r + EQUAL];
        number(
                into,
                to + GREATEST_BELOW,
                Math.max(number(left, l + GREATEST_BELOW), number(right, r + GREATEST_BELOW)));
        number(into, to + LEAST_ABOVE, Math.min(number(left, l + LEAST_ABOVE), number(right, r + LEAST_ABOVE)));
    }

    @Override
    void join(SampleRing ring, int olderEntry, int newerEntry, boolean isInOlder) {
        super.join(ring, olderEntry, newerEntry, isInOlder);
        ring.numbers[ring.position(olderEntry) + VALUE] = ring.numbers[ring.position(newerEntry) + VALUE];
    }

    /** Returns the quantile if it is between the sides of the limit; otherwise the value next to the limit on its side. */
    @Override
    public double figure(SampleWindow window) {
        long[] total = window.total();
        long below = total[BELOW];
        long notAbove = below + total[EQUAL];
        double rank = quantile * (window.count() - 1);
        long lower = (long) rank;
        long upper = rank == lower ? lower : lower + 1;
        if (upper < below) {
            return number(total, GREATEST_BELOW);
        }
        if (lower >= notAbove) {
            return number(total, LEAST_ABOVE);
        }
        double from = lower < below ? number(total, GREATEST_BELOW) : limit;
        double to = upper < notAbove ? limit : number(total, LEAST_ABOVE);
        return interpolated(from, to, rank - lower);
    }

    private static double interpolated(double from, double to, double share) {
        double distance = to - from;
        double between = distance <= Double.MAX_VALUE ? from + share * distance : from * (1 - share) + to * share;
        return Math.max(from, Math.min(to, between));
    }

    @Override
    public double explained(SampleWindow window) {
        double figure = figure(window);
        double estimate = estimate(window.ring(), quantile * (window.count() - 1));
        if (figure < limit) {
            return Math.min(estimate, figure);
        }
        return figure > limit ? Math.max(estimate, figure) : figure;
    }

    /** Computes the quantile of the values, each as often as its entry has values. */
    private double estimate(SampleRing ring, double rank) {
        Weighted[] sorted = new Weighted[ring.size];
        for (int k = 0; k < sorted.length; k++) {
            sorted[k] = new Weighted(number(ring.numbers, ring.position(k) + VALUE), ring.count(k));
        }
        Arrays.sort(sorted, Comparator.comparingDouble(Weighted::value));
        long lower = (long) rank;
        return interpolated(at(sorted, lower), at(sorted, rank == lower ? lower : lower + 1), rank - lower);
    }

    private static double at(Weighted[] sorted, long rank) {
        long before = 0;
        for (Weighted one : sorted) {
            before += one.count;
            if (before > rank) {
                return one.value;
            }
        }
        return sorted[sorted.length - 1].value;
    }

    @Override
    boolean isValid(long[] numbers, int position) {
        double greatestBelow = number(numbers, position + GREATEST_BELOW);
        double leastAbove = number(numbers, position + LEAST_ABOVE);
        return Double.isFinite(number(numbers, position + VALUE))
                && isCount(numbers[position + BELOW])
                && isCount(numbers[position + EQUAL])
                && greatestBelow < limit
                && leastAbove > limit;
    }

    private record Weighted(double value, long count) {}
}
