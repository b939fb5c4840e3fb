// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.patterns;

import io.arxsvgx.telemetry.patterns.internal.series.MannKendall;
import io.arxsvgx.telemetry.patterns.internal.series.TrendEstimate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A program that measures how often the trend test finds a trend in noise, and how often it finds a trend of three
 * standard errors of the slope, which is the error of the best linear unbiased estimate. The noise is autoregressive of
 * order 1. Arguments: the file to write (CSV), series of each combination (4,000 by default).
 */
public final class TrendAccuracy {
    private static final double[] SHARES = {0, 0.2, 0.4, 0.6, 0.8, 0.9};
    private static final int[] LENGTHS = {50, 100, 200, 500};
    private static final double ERRORS = 3;

    private TrendAccuracy() {}

    /** Runs the program. */
    public static void main(String[] args) throws IOException {
        int series = args.length > 1 ? Integer.parseInt(args[1]) : 4_000;
        List<String> lines = new ArrayList<>();
        lines.add("share,length,false_alarms,power,false_alarms_one_sided,power_one_sided");
        for (double share : SHARES) {
            for (int length : LENGTHS) {
                double[] without = rates(share, length, 0, series);
                double[] with = rates(share, length, ERRORS * slopeError(share, length), series);
                String line = String.format(
                        Locale.ROOT,
                        "%.1f,%d,%.4f,%.4f,%.4f,%.4f",
                        share,
                        length,
                        without[0],
                        with[0],
                        without[1],
                        with[1]);
                lines.add(line);
            }
        }
        Files.write(Path.of(args[0]), lines);
    }

    private static double[] rates(double share, int length, double slope, int series) {
        Random random = new Random(7);
        int either = 0;
        int rising = 0;
        for (int i = 0; i < series; i++) {
            TrendEstimate trend = MannKendall.of(noise(random, share, length, slope));
            either += trend.confidence() >= 0.95 ? 1 : 0;
            rising += trend.rising() >= 0.95 ? 1 : 0;
        }
        return new double[] {(double) either / series, (double) rising / series};
    }

    private static double[] noise(Random random, double share, int length, double slope) {
        double[] values = new double[length];
        double now = random.nextGaussian() / Math.sqrt(1 - share * share);
        for (int i = 0; i < length; i++) {
            values[i] = now + slope * i;
            now = share * now + random.nextGaussian();
        }
        return values;
    }

    /**
     * Returns the error of the generalized least-squares slope, for noise of known share whose steps have deviation 1.
     */
    private static double slopeError(double share, int length) {
        double whole = 1 - share * share;
        double line = 0;
        double square = 0;
        for (int i = 1; i < length; i++) {
            double time = i - share * (i - 1);
            whole += (1 - share) * (1 - share);
            line += (1 - share) * time;
            square += time * time;
        }
        return 1 / Math.sqrt(square - line * line / whole);
    }
}
