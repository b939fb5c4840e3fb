// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.patterns;

import io.arxsvgx.telemetry.patterns.series.ChangePoint;
import io.arxsvgx.telemetry.patterns.series.ChangePoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Whether the confidence of change points means something: of those told with so much confidence, how many are right. Series
 * of 400 values with autoregressive noise (share 0, 0.4 or 0.8, a fifth of them with heavy tails); half of them change in the
 * middle, by 0.5 to 5 deviations in level or 1.5 to 4 times in scatter. Right is within 20 values of the middle of such a one.
 * Arguments: the file to write (CSV), series (20,000 by default).
 */
public final class Calibration {
    private static final int LENGTH = 400;
    private static final int NEAR = 20;
    private static final double[] SHARES = {0, 0.4, 0.8};

    private Calibration() {}

    /** Draws, looks and writes. */
    public static void main(String[] args) throws IOException {
        int series = args.length > 1 ? Integer.parseInt(args[1]) : 20_000;
        Random random = new Random(5);
        int[] told = new int[10];
        int[] right = new int[10];
        double[] confidence = new double[10];
        for (int i = 0; i < series; i++) {
            boolean changes = i % 2 == 0;
            ChangePoints points = new ChangePoints();
            for (double value : values(random, i, changes)) {
                ChangePoint change = points.next(value);
                if (change != null) {
                    int bin = Math.min(9, (int) (change.confidence() * 10));
                    told[bin]++;
                    confidence[bin] += change.confidence();
                    right[bin] += changes && Math.abs(change.index() - LENGTH / 2) <= NEAR ? 1 : 0;
                }
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add("confidence,told,right");
        for (int bin = 0; bin < 10; bin++) {
            if (told[bin] > 0) {
                lines.add(String.format(
                        Locale.ROOT,
                        "%.3f,%d,%.3f",
                        confidence[bin] / told[bin],
                        told[bin],
                        (double) right[bin] / told[bin]));
            }
        }
        Files.write(Path.of(args[0]), lines);
    }

    private static double[] values(Random random, int number, boolean changes) {
        double share = SHARES[number % SHARES.length];
        boolean heavy = number % 5 == 0;
        boolean level = random.nextBoolean();
        double shift = level ? (0.5 + 4.5 * random.nextDouble()) / Math.sqrt(1 - share * share) : 0;
        double scatter = level ? 1 : 1.5 + 2.5 * random.nextDouble();
        double[] values = new double[LENGTH];
        double now = 0;
        for (int i = 0; i < LENGTH; i++) {
            boolean after = changes && i >= LENGTH / 2;
            double noise = random.nextGaussian();
            double step = heavy ? noise / Math.sqrt((square(random) + square(random) + square(random)) / 3) : noise;
            now = share * now + step * (after ? scatter : 1);
            values[i] = now + (after ? shift : 0);
        }
        return values;
    }

    private static double square(Random random) {
        double value = random.nextGaussian();
        return value * value;
    }
}
