// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.adaptive;

import io.arxsvgx.telemetry.condition.SeriesContext;

/**
 * Figures of the last values of a series, worked out anew for each event: there are few enough, and so nothing drifts. The
 * course of the series is told by six means, each of twice as many values as the one before it: of the present value, the
 * two before it, the four before those, and so on to the thirty-second. Confined to the processor thread.
 */
public final class RollingFeatures {
    /** How many means tell the course. */
    static final int PIECES = 6;

    /** How many values the first four pieces have together. */
    static final int SHORT = 15;

    /** How many values all pieces have together. */
    public static final int LONG = 63;

    /** Greater values count as this, so that no square overflows. */
    private static final double MAX_MAGNITUDE = 1e150;

    private final double[] differences = new double[LONG];
    private double base;
    private double present;

    /** The means, the present value first. */
    final double[] pieces = new double[PIECES];

    double shortMean;
    double longMean;

    /** The mean distance between neighbours. */
    double meanStep;

    /** The mean distance of the last 15 values from their mean. */
    double shortDeviation;

    /** A value in the range that is reckoned with. */
    public static double bounded(double value) {
        return Math.abs(value) <= MAX_MAGNITUDE ? value : Math.copySign(MAX_MAGNITUDE, value);
    }

    /** Takes the newest values, of which there are so many, at most 63, as far as they count. */
    void take(SeriesContext series, int count, ValueRange values) {
        // differences, so that at a large offset no digits are lost
        base = counted(series.valueAgo(0), values);
        present = values.present;
        differences[0] = 0;
        for (int age = 1; age < count; age++) {
            differences[age] = counted(series.valueAgo(age), values) - base;
        }
    }

    private static double counted(double value, ValueRange values) {
        if (value >= values.from && value <= values.to) {
            return value;
        }
        boolean isGlitch = value < values.glitchFrom || value > values.glitchTo;
        return isGlitch ? values.centre : Math.max(values.from, Math.min(values.to, bounded(value)));
    }

    /** Works out the figures of the 63 values taken. */
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

    /** Works out the figures of the last 15 of the values taken. */
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
