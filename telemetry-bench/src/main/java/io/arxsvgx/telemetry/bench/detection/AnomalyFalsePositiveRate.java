// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.detection;

import io.arxsvgx.telemetry.rules.AnomalyDetector;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleSupplier;

/**
 * A program that counts the false positives on series without anomalies, and prints a table. Arguments: the number of
 * runs for each mean, and optionally a sensitivity.
 */
public final class AnomalyFalsePositiveRate {
    private static final int[] MARKS = {1_000, 10_000, 100_000};

    private AnomalyFalsePositiveRate() {}

    /** Runs the program. */
    public static void main(String[] args) {
        int runs = Integer.parseInt(args[0]);
        double sensitivity = args.length > 1 ? Double.parseDouble(args[1]) : 0.8;
        System.out.println("| series | by 1,000 values | by 10,000 | by 100,000 |");
        System.out.println("| --- | --- | --- | --- |");
        double first = 0;
        for (DatasetBase base : DatasetBase.values()) {
            double[] alarms = new double[MARKS.length];
            for (int run = 0; run < runs; run++) {
                count(base.values(new Random(run)), AnomalyDetector.create(sensitivity), alarms);
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.2f | %.1f | %.1f |%n",
                    base.label,
                    alarms[0] / runs,
                    alarms[1] / runs,
                    alarms[2] / runs);
            first += alarms[0] / runs / DatasetBase.values().length;
        }
        System.out.printf(Locale.ROOT, "mean over all kinds in the first 1,000 values: %.2f%n", first);
    }

    private static void count(DoubleSupplier values, AnomalyDetector detector, double[] alarms) {
        int seen = 0;
        int found = 0;
        for (int mark = 0; mark < MARKS.length; mark++) {
            for (; seen < MARKS[mark]; seen++) {
                detector.accept(values.getAsDouble());
                found += detector.isAlarm() ? 1 : 0;
            }
            alarms[mark] += found;
        }
    }
}
