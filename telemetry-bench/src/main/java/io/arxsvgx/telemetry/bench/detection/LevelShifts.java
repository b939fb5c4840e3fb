// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.detection;

import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.rules.AnomalyDetector;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * A program that measures the detector after a lasting shift of the level: Gaussian noise of deviation 1, 2,000 values
 * before the shift and 2,000 after it, then one spike. Argument: the number of runs for each row.
 */
public final class LevelShifts {
    private static final int LENGTH = 2_000;
    private static final double[] SHIFTS = {3, 10, 30, 100, 1_000, 1_000_000};
    private static final double SPIKE = 15;

    private LevelShifts() {}

    /** Runs the program. */
    public static void main(String[] args) {
        int runs = Integer.parseInt(args[0]);
        System.out.println("| shift | alarms | values until normal again: median, maximum | spike beyond the new level "
                + "| value midway between the levels | value at the old level is normal |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        for (double shift : SHIFTS) {
            row(shift, runs);
        }
    }

    private static void row(double shift, int runs) {
        int alarms = 0;
        int[] until = new int[runs];
        for (int run = 0; run < runs; run++) {
            AnomalyDetector detector = before(run);
            Random random = new Random(~run);
            for (int i = 1; i <= LENGTH; i++) {
                detector.accept(shift + random.nextGaussian());
                alarms += detector.isAlarm() ? 1 : 0;
                until[run] = until[run] == 0 && detector.verdict() == Verdict.NORMAL && i > 1 ? i : until[run];
            }
        }
        java.util.Arrays.sort(until);
        System.out.printf(
                Locale.ROOT,
                "| %,.0f | %.2f | %d, %d | %s | %s | %s |%n",
                shift,
                (double) alarms / runs,
                until[runs / 2],
                until[runs - 1],
                percent(shift, runs, true, level -> level + SPIKE),
                shift < 2 * SPIKE ? "–" : percent(shift, runs, true, level -> level / 2),
                percent(shift, runs, false, level -> 0));
    }

    /** Returns the percentage of runs in which one more value is, or is not, an alarm. */
    private static String percent(double shift, int runs, boolean alarm, DoubleUnaryOperator value) {
        int right = 0;
        for (int run = 0; run < runs; run++) {
            AnomalyDetector detector = before(run);
            Random random = new Random(~run);
            for (int i = 1; i <= LENGTH || detector.verdict() == Verdict.HOLDING; i++) {
                detector.accept(shift + random.nextGaussian());
            }
            detector.accept(value.applyAsDouble(shift));
            right += detector.isAlarm() == alarm ? 1 : 0;
        }
        return 100 * right / runs + " %";
    }

    private static AnomalyDetector before(int run) {
        AnomalyDetector detector = AnomalyDetector.create();
        Random random = new Random(run);
        for (int i = 0; i < LENGTH; i++) {
            detector.accept(random.nextGaussian());
        }
        return detector;
    }
}
