// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.SeriesContext;

/**
 * Figures of the last values of a series, worked out anew for each event: there are few enough, and so nothing drifts. The
 * course of the series is told by six means, each of twice as many values as the one before it: of the present value, the
 * two before it, the four before those, and so on to the thirty-second. Confined to the processor thread.
 */
final class Recent {
    /** How many means tell the course. */
    static final int PIECES = 6;

    /** How many values the first four pieces have together. */
    static final int SHORT = 15;

    /** How many values all pieces have together. */
    static final int LONG = 63;

    /** Greater values count as this, so that no square overflows. */
    private static final double GREATEST = 1e150;

    /** The means, the present value first. */
    final double[] pieces = new double[PIECES];

    double shortMean;
    double longMean;

    /** The mean distance between neighbours. */
    double meanStep;

    /** The mean distance of the last 15 values from their mean. */
    double shortDeviation;

    /** A value in the range that is reckoned with. */
    static double bounded(double value) {
        return Math.abs(value) <= GREATEST ? value : Math.copySign(GREATEST, value);
    }

    /** Works out the figures of a series of which at least 63 values are kept. */
    void measureAll(SeriesContext series) {
        double longSum = 0;
        double shortSum = 0;
        double steps = 0;
        double before = bounded(series.ago(0));
        int age = 0;
        for (int piece = 0; piece < PIECES; piece++) {
            double sum = 0;
            for (int end = age + (1 << piece); age < end; age++) {
                double value = bounded(series.ago(age));
                steps += Math.abs(value - before);
                before = value;
                sum += value;
            }
            pieces[piece] = sum / (1 << piece);
            longSum += sum;
            if (age == SHORT) {
                shortSum = longSum;
            }
        }
        longMean = longSum / LONG;
        meanStep = steps / (LONG - 1);
        measureShort(series, shortSum);
    }

    /** Works out the figures of the last 15 values, of which at least so many are kept. */
    void measureShort(SeriesContext series) {
        double sum = 0;
        for (int age = 0; age < SHORT; age++) {
            sum += bounded(series.ago(age));
        }
        measureShort(series, sum);
    }

    private void measureShort(SeriesContext series, double sum) {
        shortMean = sum / SHORT;
        double deviations = 0;
        for (int age = 0; age < SHORT; age++) {
            deviations += Math.abs(bounded(series.ago(age)) - shortMean);
        }
        shortDeviation = deviations / SHORT;
    }
}
