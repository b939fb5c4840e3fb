// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.adaptive;

import io.arxsvgx.telemetry.condition.SeriesContext;

/**
 * Features of the last values of a series. They are computed from the values again for each event, so that nothing drifts.
 * The shape of the series consists of six means, each over twice as many values as the one before it: the present value, the
 * two values before it, the four before those, and so on to 32 values. Confined to the processor thread.
 */
public final class RollingFeatures {
    /** The number of means in the shape. */
    static final int PIECES = 6;

    /** The number of values in the first four pieces. */
    static final int SHORT = 15;

    /** The number of values in all pieces. */
    public static final int LONG = 63;

    /** The limit of absolute values, so that no square overflows. */
    private static final double MAX_MAGNITUDE = 1e150;

    private final double[] differences = new double[LONG];
    private double base;
    private double present;

    /** The means, the present value first. */
    final double[] pieces = new double[PIECES];

    double shortMean;
    double longMean;

    /** The mean absolute difference of neighbours. */
    double meanStep;

    /** The mean distance of the last 15 values from their mean. */
    double shortDeviation;

    /** Limits a value to the magnitude that features are computed with. */
    public static double bounded(double value) {
        return Math.abs(value) <= MAX_MAGNITUDE ? value : Math.copySign(MAX_MAGNITUDE, value);
    }

    /** Loads the newest {@code count} values, at most 63, limited by a range. */
    void load(SeriesContext series, int count, ValueRange values) {
        // differences keep the digits at a large offset
        base = limited(series.valueAgo(0), values);
        present = values.present;
        differences[0] = 0;
        for (int age = 1; age < count; age++) {
            differences[age] = limited(series.valueAgo(age), values) - base;
        }
    }

    private static double limited(double value, ValueRange values) {
        if (value >= values.from && value <= values.to) {
            return value;
        }
        boolean isGlitch = value < values.glitchFrom || value > values.glitchTo;
        return isGlitch ? values.centre : Math.max(values.from, Math.min(values.to, bounded(value)));
    }

    /** Computes the features of the 63 loaded values. */
    void measureAll() {
        double longSum = 0;
        double steps = 0;
        double before = 0;
        int age = 0;
        for (int piece = 0; piece < PIECES; piece++) {
            double sum = 0;
            for (int end = age + (1 << piece); age < end; age++) {
                double difference = differences[age];
                steps += Math.abs(difference - before);
                before = difference;
                sum += difference;
            }
            pieces[piece] = base + sum / (1 << piece);
            longSum += sum;
        }
        pieces[0] = present;
        longMean = base + longSum / LONG;
        meanStep = steps / (LONG - 1);
        measureShort();
    }

    /** Computes the features of the newest 15 of the loaded values. */
    void measureShort() {
        double sum = 0;
        for (int age = 0; age < SHORT; age++) {
            sum += differences[age];
        }
        double mean = sum / SHORT;
        shortMean = base + mean;
        double deviations = 0;
        for (int age = 0; age < SHORT; age++) {
            deviations += Math.abs(differences[age] - mean);
        }
        shortDeviation = deviations / SHORT;
    }
}
