// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.patterns;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * A program that measures the condition {@code change_point} on series without a change, in values per breach, and after a
 * change, in values until the breach. Argument: the number of values of each series.
 */
public final class ChangePointRunLengths {
    private static final double[] SENSITIVITIES = {0, 0.25, 0.5, 0.75, 1};
    private static final double[][] CHANGES = {
        {1.5, 1}, {2, 1}, {3, 1}, {5, 1}, {20, 1}, {0, 2}, {0, 3}, {0, 5}, {0, 0.3}, {0, 0.1}
    };
    private static final int RUNS = 400;
    private static final int BEFORE = 500;
    private static final int AFTER = 200;

    private ChangePointRunLengths() {}

    /** Runs the program. */
    public static void main(String[] args) {
        int size = Integer.parseInt(args[0]);
        System.out.println("| sensitivity | " + String.join(" | ", names()) + " |");
        System.out.println("| --- |" + " --- |".repeat(PatternBench.values().length));
        for (double sensitivity : SENSITIVITIES) {
            StringBuilder row = new StringBuilder("| " + sensitivity);
            for (PatternBench bench : PatternBench.values()) {
                int breaches = breaches(sensitivity, bench.values(new Random(7), size));
                row.append(" | ").append(breaches == 0 ? "> " + size : String.valueOf(size / breaches));
            }
            System.out.println(row + " |");
        }
        for (double sensitivity : SENSITIVITIES) {
            for (double[] change : CHANGES) {
                System.out.println(delays(sensitivity, change[0], change[1]));
            }
        }
    }

    private static String[] names() {
        return Arrays.stream(PatternBench.values())
                .map(bench -> bench.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
    }

    private static int breaches(double sensitivity, double[] values) {
        ChangePointSeries series = new ChangePointSeries(sensitivity);
        int breaches = 0;
        for (double value : values) {
            breaches += series.add(value) ? 1 : 0;
        }
        return breaches;
    }

    private static String delays(double sensitivity, double shift, double factor) {
        int[] delays = new int[RUNS];
        int found = 0;
        for (int run = 0; run < RUNS; run++) {
            delays[run] = delay(sensitivity, shift, factor, new Random(run));
            found += delays[run] <= AFTER ? 1 : 0;
        }
        Arrays.sort(delays);
        return String.format(
                Locale.ROOT,
                "sensitivity %.2f, shift %.1f, spread x %.1f: found %d %%, after %s values (90 %%: %s)",
                sensitivity,
                shift,
                factor,
                100 * found / RUNS,
                text(delays[RUNS / 2]),
                text(delays[RUNS * 9 / 10]));
    }

    private static String text(int delay) {
        return delay > AFTER ? "more than " + AFTER : String.valueOf(delay);
    }

    private static int delay(double sensitivity, double shift, double factor, Random random) {
        ChangePointSeries series = new ChangePointSeries(sensitivity);
        for (int i = 0; i < BEFORE; i++) {
            series.add(random.nextGaussian());
        }
        for (int i = 1; i <= AFTER; i++) {
            if (series.add(shift + factor * random.nextGaussian())) {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }
}
