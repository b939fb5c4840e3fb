// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.detection;

import io.arxsvgx.telemetry.rules.AnomalyDetector;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.Random;

/** The output of the detector, with default parameters, for the values of a series in order, and its cost. */
final class Detected {
    /** The source of CPU time, so that other load on the machine is not counted. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final int WARM_UP_ROUNDS = 40;
    private static final int WARM_UP_LENGTH = 10_000;

    private static long values;
    private static long nanos;
    private static int mostBytes;

    final double[] levels;
    final double[] alarmScores;

    private Detected(int length) {
        levels = new double[length];
        alarmScores = new double[length];
    }

    /** Lets the JVM compile the detector, on series that are in no file. */
    static void warmUp() {
        Random random = new Random(1);
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            double[] series = new double[WARM_UP_LENGTH];
            for (int i = 0; i < series.length; i++) {
                double noise = random.nextGaussian();
                series[i] = i % 997 == 0 ? 100 * noise : i % 5_000 > 4_500 ? round : Math.sin(i / 50.0) + noise * round;
            }
            of(series);
        }
        values = 0;
        nanos = 0;
    }

    /**
     * Runs the detector on values in order. A value that is not finite is skipped: it gets the figures of the value
     * before it.
     */
    static Detected of(double[] series) {
        Detected detected = new Detected(series.length);
        AnomalyDetector detector = AnomalyDetector.create();
        long begin = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < series.length; i++) {
            if (Double.isFinite(series[i])) {
                detector.accept(series[i]);
                detected.alarmScores[i] = detector.alarmScore();
            }
            detected.levels[i] = detector.score();
        }
        nanos += THREADS.getCurrentThreadCpuTime() - begin;
        values += series.length;
        mostBytes = Math.max(mostBytes, detector.bytes());
        return detected;
    }

    /** Prints the cost of all series so far. */
    static void printCost() {
        System.out.printf(
                Locale.ROOT,
                "%d values, %.0f ns of CPU time per value, %d bytes per series%n",
                values,
                (double) nanos / Math.max(1, values),
                mostBytes);
    }
}
