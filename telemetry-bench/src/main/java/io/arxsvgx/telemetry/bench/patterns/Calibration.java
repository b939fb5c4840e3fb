// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.patterns;

import io.arxsvgx.telemetry.patterns.internal.series.ChangePoint;
import io.arxsvgx.telemetry.patterns.internal.series.ChangePoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A program that checks confidences: the share of reported patterns with a given confidence that are right. Each
 * detector runs on scenes of 620 values on ten kinds of series without failures, including heavy tails and random
 * walks. A third of the scenes contain the fault of the detector. A pattern is right if it is in one of these and not
 * before the fault begins. Findings in the other scenes are weighted as if nine of ten scenes were without faults. A
 * pattern counts with its highest confidence, at which it raises an alert. Change points are also checked alone: series
 * of 400 values with autoregressive noise (share 0, 0.4 or 0.8, a fifth of them with heavy tails). Half of them change
 * in the middle, by 0.5 to 5 deviations in level or 1.5 to 4 times in scatter; right is a report within 20 values of
 * the change. Arguments: the file to write (CSV), the number of scenes of each detector (180 by default), and
 * optionally a file for each pattern with its score.
 */
public final class Calibration {
    private static final int LENGTH = 400;
    private static final int NEAR = 20;
    private static final int ALONE = 20_000;
    private static final int ROUND = 10;
    /** The first seed; the confidences were fitted to seeds from 0 on. */
    private static final int FIRST_SEED = 1_000_000;

    /** The weight of each scene without a fault, of which there are two for each other: nine of ten. */
    private static final double QUIET = 4.5;

    private static final double[] SHARES = {0, 0.4, 0.8};

    private Calibration() {}

    /** The reports by confidence. */
    private static final class Table {
        private final int[] reported = new int[10];
        private final double[] weight = new double[10];
        private final double[] right = new double[10];
        private final double[] confidence = new double[10];

        void add(double sure, boolean isRight, double counts) {
            int bin = Math.min(9, (int) (sure * 10));
            reported[bin]++;
            weight[bin] += counts;
            confidence[bin] += counts * sure;
            right[bin] += isRight ? counts : 0;
        }

        void write(String detector, List<String> lines) {
            for (int bin = 0; bin < reported.length; bin++) {
                if (reported[bin] > 0) {
                    lines.add(String.format(
                            Locale.ROOT,
                            "%s,%.3f,%d,%.3f",
                            detector,
                            confidence[bin] / weight[bin],
                            reported[bin],
                            right[bin] / weight[bin]));
                }
            }
        }
    }

    /** Runs the program. */
    public static void main(String[] args) throws IOException {
        int scenes = args.length > 1 ? Integer.parseInt(args[1]) : 180;
        List<String> lines = new ArrayList<>();
        List<String> all = new ArrayList<>();
        lines.add("detector,confidence,reported,right");
        Table every = new Table();
        for (Fault fault : Fault.values()) {
            Table table = new Table();
            for (int i = 0; i < scenes; i++) {
                boolean planted = i / 10 % 3 == 0;
                for (Scene.Found found :
                        fault.scene(new Random(FIRST_SEED + i), i, planted).play(ROUND)) {
                    if (found.detector().equals(fault.detector())) {
                        boolean right = planted && found.isSince(fault);
                        double weight = planted ? 1 : QUIET;
                        table.add(found.confidence, right, weight);
                        every.add(found.confidence, right, weight);
                        all.add(String.join(
                                ",",
                                found.detector(),
                                String.valueOf(i % 10),
                                String.valueOf(found.score),
                                String.valueOf(found.confidence),
                                String.valueOf(right),
                                String.valueOf(planted)));
                    }
                }
            }
            table.write(fault.detector(), lines);
        }
        every.write("all", lines);
        alone().write("change points only", lines);
        Files.write(Path.of(args[0]), lines);
        if (args.length > 2) {
            Files.write(Path.of(args[2]), all);
        }
    }

    private static Table alone() {
        Table table = new Table();
        Random random = new Random(5);
        for (int i = 0; i < ALONE; i++) {
            boolean changes = i % 2 == 0;
            ChangePoints points = new ChangePoints();
            for (double value : values(random, i, changes)) {
                ChangePoint change = points.next(value);
                if (change != null) {
                    table.add(change.confidence(), changes && Math.abs(change.index() - LENGTH / 2) <= NEAR, 1);
                }
            }
        }
        return table;
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
