// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.detection;

import io.arxsvgx.telemetry.rules.AnomalyDetector;
import java.util.Locale;

/** What the detector, with default parameters, says of the values of a series, one after the other; and what it cost. */
final class Detected {
    private static long values;
    private static long nanos;
    private static int mostBytes;

    final double[] levels;
    final double[] alarmScores;

    private Detected(int length) {
        levels = new double[length];
        alarmScores = new double[length];
    }

    /** Takes the values in order. A value that is not finite is passed over: it has the figures of the one before it. */
    static Detected of(double[] series) {
        Detected detected = new Detected(series.length);
        AnomalyDetector detector = AnomalyDetector.create();
        long begin = System.nanoTime();
        for (int i = 0; i < series.length; i++) {
            if (Double.isFinite(series[i])) {
                detector.accept(series[i]);
                detected.alarmScores[i] = detector.alarmScore();
            }
            detected.levels[i] = detector.level();
        }
        nanos += System.nanoTime() - begin;
        values += series.length;
        mostBytes = Math.max(mostBytes, detector.bytes());
        return detected;
    }

    /** Prints what all series so far have cost. */
    static void printCost() {
        System.out.printf(
                Locale.ROOT,
                "%d values, %.0f ns a value, %d bytes a series%n",
                values,
                (double) nanos / Math.max(1, values),
                mostBytes);
    }
}
