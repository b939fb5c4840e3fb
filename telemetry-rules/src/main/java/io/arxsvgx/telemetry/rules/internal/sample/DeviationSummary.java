// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.sample;

/**
 * The population standard deviation. A summary is the number of values, their mean as a double-double, so that the error does
 * not depend on the ratio of mean and deviation, and the deviation. Merges cannot overflow, and equal values have the deviation
 * 0. Confined to the processor thread.
 *
 * <p>Source: the pairwise update of T. F. Chan, G. H. Golub, R. J. LeVeque, "Updating Formulae and a Pairwise Algorithm for
 * Computing Sample Variances", COMPSTAT 1982, for the square root of the mean square instead of the sum of squares.
 */
public final class DeviationSummary extends ValueSummary {
    private static final int VALUES = SampleRing.NUMBERS;
    private static final int MEAN = VALUES + 1;
    private static final int REST_OF_MEAN = VALUES + 2;
    private static final int DEVIATION = VALUES + 3;
    private static final int LENGTH = 4;

    /** Numbers up to this do not overflow when they are added, and larger ones times {@link #DOWN} do not either. */
    private static final double LARGE = 0x1p1000;

    private static final double DOWN = 0x1p-100;

    /** Numbers between these have squares that neither overflow nor underflow. */
    private static final double MIN_SQUARABLE = 0x1p-480;

    private static final double MAX_SQUARABLE = 0x1p480;
    private static final double SCALE = 0x1p600;

    public DeviationSummary() {
        super(LENGTH);
    }

    @Override
    void write(long[] entry, double value) {
        entry[VALUES] = 1;
        number(entry, MEAN, value);
        number(entry, REST_OF_MEAN, 0);
        number(entry, DEVIATION, 0);
    }

    @Override
    void merge(long[] left, int l, long[] right, int r, long[] into, int to) {
        // the mean moves by the smaller share of the difference
        if (left[l + VALUES] >= right[r + VALUES]) {
            mergeSmaller(left, l, right, r, into, to);
        } else {
            mergeSmaller(right, r, left, l, into, to);
        }
    }

    private static void mergeSmaller(long[] large, int l, long[] small, int s, long[] into, int to) {
        long values = large[l + VALUES] + small[s + VALUES];
        double share = (double) small[s + VALUES] / values;
        double largest = Math.max(Math.abs(number(large, l + MEAN)), Math.abs(number(small, s + MEAN)));
        double scale = largest < LARGE ? 1 : DOWN;
        double mean = number(large, l + MEAN) * scale;
        double rest = number(large, l + REST_OF_MEAN) * scale;
        double otherMean = number(small, s + MEAN) * scale;
        double difference = difference(otherMean, number(small, s + REST_OF_MEAN) * scale, mean, rest);
        double deviation =
                merged(number(large, l + DEVIATION) * scale, number(small, s + DEVIATION) * scale, difference, share);
        into[to + VALUES] = values;
        writeMean(into, to, mean, rest, difference * share, scale);
        number(into, to + DEVIATION, deviation / scale);
    }

    /** The difference of two double-doubles. */
    private static double difference(double a, double restOfA, double b, double restOfB) {
        double difference = a - b;
        double ofB = difference - a;
        double error = (a - (difference - ofB)) - (b + ofB);
        return difference + (error + (restOfA - restOfB));
    }

    private static void writeMean(long[] into, int to, double mean, double rest, double step, double scale) {
        double sum = mean + step;
        double ofStep = sum - mean;
        double error = (mean - (sum - ofStep)) + (step - ofStep) + rest;
        double rounded = sum + error;
        number(into, to + MEAN, rounded / scale);
        number(into, to + REST_OF_MEAN, (error - (rounded - sum)) / scale);
    }

    /** The deviation of the values of two summaries, the second of which has a share of them. */
    private static double merged(double large, double small, double difference, double share) {
        double largest = Math.max(Math.max(large, small), Math.abs(difference));
        if (largest == 0) {
            return 0;
        }
        double scale = largest < MIN_SQUARABLE ? SCALE : largest > MAX_SQUARABLE ? 1 / SCALE : 1;
        double a = large * scale;
        double b = small * scale;
        double d = difference * scale;
        return Math.sqrt((1 - share) * (a * a) + share * (b * b) + share * (1 - share) * (d * d)) / scale;
    }

    @Override
    public double figure(SampleWindow window) {
        return number(window.total(), DEVIATION);
    }

    @Override
    boolean isValid(long[] numbers, int position) {
        double deviation = number(numbers, position + DEVIATION);
        return isCount(numbers[position + VALUES])
                && numbers[position + VALUES] > 0
                && Double.isFinite(number(numbers, position + MEAN))
                && Double.isFinite(number(numbers, position + REST_OF_MEAN))
                && deviation >= 0
                && deviation <= Double.MAX_VALUE;
    }
}
