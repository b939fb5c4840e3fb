// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.sample;

import static io.arxsvgx.telemetry.rules.internal.sample.SampleSummary.number;

/**
 * A sum of doubles in three numbers of an array: a double-double, which is the nearest double and the rest, and the sum of huge
 * values divided by 2^64, so that no sum overflows. Exact while the bits of all values and sums are within a span of 104 bits,
 * as those of values within a factor of 10^15 are; otherwise the error is at most 2^-104 of the sum of the absolute values for
 * each addition. Thread-safe.
 *
 * <p>Source: algorithm 6, "AccurateDWPlusDW", of M. Joldes, J.-M. Muller, V. Popescu, "Tight and Rigorous Error Bounds for Basic
 * Building Blocks of Double-Word Arithmetic", ACM TOMS 44 (2), 2017.
 */
final class ExtendedSum {
    /** The number of numbers of a sum. */
    static final int NUMBERS = 3;

    private static final int HIGH = 0;
    private static final int LOW = 1;
    private static final int HUGE = 2;

    /** The least absolute value that is huge: even the sum of 2^60 smaller ones does not overflow. */
    private static final double MIN_HUGE = 0x1p960;

    private static final double SCALE = 0x1p-64;
    private static final double UNSCALE = 0x1p64;
    /** The maximum of a valid number, up to which rounding errors of huge parts do not overflow. */
    private static final double MAX_PART = 0x1p990;

    private ExtendedSum() {}

    /** Writes a sum of one value. */
    static void set(long[] sums, int at, double value) {
        boolean isHuge = Math.abs(value) >= MIN_HUGE;
        number(sums, at + HIGH, isHuge ? 0 : value);
        number(sums, at + LOW, 0);
        number(sums, at + HUGE, isHuge ? value * SCALE : 0);
    }

    /** Adds two sums into a third one, which may be one of them. */
    static void add(long[] left, int l, long[] right, int r, long[] into, int to) {
        double high = number(left, l + HIGH);
        double low = number(left, l + LOW);
        double huge = number(left, l + HUGE);
        double otherHuge = number(right, r + HUGE);
        add(into, to, high, low, number(right, r + HIGH), number(right, r + LOW));
        if (huge != 0 || otherHuge != 0) {
            double sum = huge + otherHuge;
            double error = errorOfSum(huge, otherHuge, sum) * UNSCALE;
            add(into, to, number(into, to + HIGH), number(into, to + LOW), error, 0);
            number(into, to + HUGE, sum);
        } else {
            number(into, to + HUGE, 0);
        }
    }

    private static void add(long[] into, int to, double high, double low, double otherHigh, double otherLow) {
        double highs = high + otherHigh;
        double lows = low + otherLow;
        double rest = errorOfSum(high, otherHigh, highs) + lows;
        double sum = highs + rest;
        double restOfSum = rest - (sum - highs);
        double last = errorOfSum(low, otherLow, lows) + restOfSum;
        double rounded = sum + last;
        number(into, to + HIGH, rounded);
        number(into, to + LOW, last - (rounded - sum));
    }

    /** The rounding error of a sum of two doubles (D. E. Knuth's 2Sum), which is a double. */
    private static double errorOfSum(double a, double b, double sum) {
        double ofB = sum - a;
        return (a - (sum - ofB)) + (b - ofB);
    }

    /** Returns the nearest double to a sum, which may be infinite. */
    static double rounded(long[] sums, int at) {
        return dividedBy(sums, at, 1);
    }

    /** Returns the nearest double to a sum divided by a positive whole number. */
    static double dividedBy(long[] sums, int at, double divisor) {
        double high = number(sums, at + HIGH);
        double low = number(sums, at + LOW);
        double huge = number(sums, at + HUGE);
        if (huge == 0) {
            return divided(high, low, divisor);
        }
        double scaled = huge + high * SCALE;
        double rest = errorOfSum(huge, high * SCALE, scaled) + low * SCALE;
        double nearest = scaled + rest;
        return divided(nearest, rest - (nearest - scaled), divisor) * UNSCALE;
    }

    /** Divides with the remainder of the first quotient, which is exact. */
    private static double divided(double high, double low, double divisor) {
        double quotient = high / divisor;
        double remainder = Math.fma(-quotient, divisor, high) + low;
        return quotient + remainder / divisor;
    }

    /** Returns a sum times 2^-64, which is finite. */
    static double scaled(long[] sums, int at) {
        return number(sums, at + HUGE) + (number(sums, at + HIGH) * SCALE + number(sums, at + LOW) * SCALE);
    }

    static boolean isValid(long[] sums, int at) {
        return isPart(number(sums, at + HIGH)) && isPart(number(sums, at + LOW)) && isPart(number(sums, at + HUGE));
    }

    private static boolean isPart(double number) {
        return Math.abs(number) <= MAX_PART;
    }
}
