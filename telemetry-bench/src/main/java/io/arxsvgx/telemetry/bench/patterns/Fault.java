// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.patterns;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A fault in a series, from {@link #AT} on, named after the detector that should find it. */
enum Fault {
    /** A rise over the rest of the series, by 2 to 10. */
    TREND,
    /** Another level, by 1 to 8, or another scatter, by 2 to 5 times. */
    CHANGE_POINT,
    /** Another level, by 0.5 to 2, reached over 50 values. */
    DRIFT,
    /** 3 to 6 of 12 values at a distance of 6 to 40. */
    BURST,
    /** A burst in four types of a source at once. */
    TOGETHER,
    /** Failures in 5 to 50 % of the events, after 0 to 3 %. */
    STATUS,
    /** 15 values that deviate from a season by 2 to 12. */
    SEASONAL,
    /** 3 values beyond the limit, repeatedly. */
    BREACHES,
    /** A shape that occurred before a breach, repeated. */
    PRECURSOR,
    /** A shape that occurred once, repeated. */
    MOTIF,
    /** Degradation toward the limit, straight or bent. */
    MAINTENANCE,
    /** One source of six at another level, by 3 to 30. */
    PEERS;

    static final int AT = 400;
    private static final int LENGTH = 620;
    private static final int EARLIER = 200;
    private static final int SHAPE = 30;
    private static final double LIMIT = 60;

    private static final List<PatternBench> QUICK = List.of(
            PatternBench.GAUSSIAN,
            PatternBench.STUDENT_3,
            PatternBench.LOGNORMAL,
            PatternBench.PARETO_1_5,
            PatternBench.AR_0_9,
            PatternBench.AR_0_9_STUDENT_3,
            PatternBench.AR_0_99,
            PatternBench.RANDOM_WALK,
            PatternBench.SEASON_60,
            PatternBench.QUANTISED);

    String detector() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the first value of the fault. */
    int begin() {
        return switch (this) {
            case TREND -> AT - 200;
            case DRIFT -> AT - 100;
            case MAINTENANCE -> 100;
            default -> AT;
        };
    }

    /** Returns a scene with or without the fault. */
    Scene scene(Random random, int number, boolean planted) {
        PatternBench base = this == SEASONAL ? PatternBench.SEASON_60 : QUICK.get(number % QUICK.size());
        Scene scene = new Scene().above("type0", LIMIT);
        int sources = this == PEERS ? 6 : 1;
        int types = this == TOGETHER ? 4 : 1;
        int from = AT + random.nextInt(100);
        double size = random.nextDouble();
        for (int source = 0; source < sources; source++) {
            for (int type = 0; type < types; type++) {
                double[] values = base.values(random, LENGTH);
                boolean[] failed = new boolean[LENGTH];
                if (this == STATUS) {
                    double usual = 0.03 * random.nextDouble();
                    for (int i = 0; i < LENGTH; i++) {
                        failed[i] = random.nextDouble() < (planted && i >= from ? 0.05 + 0.45 * size : usual);
                    }
                }
                if (this == PRECURSOR) {
                    addShape(values, EARLIER, 4 + 12 * size, 0.4);
                    Arrays.fill(values, EARLIER + SHAPE + 2, EARLIER + SHAPE + 6, LIMIT + 5);
                }
                if (planted && (this != PEERS || source == 0)) {
                    plant(random, values, from, size);
                }
                scene.with("source" + source, "type" + type, values, failed);
            }
        }
        return scene;
    }

    private void plant(Random random, double[] values, int from, double size) {
        switch (this) {
            case TREND -> add(values, AT - 200, i -> (2 + 8 * size) * Math.min(1, i / 400.0));
            case CHANGE_POINT -> {
                if (random.nextBoolean()) {
                    add(values, from, i -> 1 + 7 * size);
                } else {
                    for (int i = from; i < LENGTH; i++) {
                        values[i] *= 2 + 3 * size;
                    }
                }
            }
            case DRIFT -> add(values, from - 100, i -> (0.5 + 1.5 * size) * Math.min(1, i / 50.0));
            case BURST, TOGETHER -> {
                int count = 3 + random.nextInt(4);
                for (int i = 0; i < count; i++) {
                    values[from + random.nextInt(12)] += 6 + 34 * size;
                }
            }
            case SEASONAL -> {
                for (int i = from; i < from + 15; i++) {
                    values[i] += 2 + 10 * size;
                }
            }
            case BREACHES -> {
                for (int i = from; i < LENGTH; i += 15 + random.nextInt(15)) {
                    Arrays.fill(values, i, Math.min(LENGTH, i + 3), LIMIT + 5);
                }
            }
            case PRECURSOR -> addShape(values, from, 4 + 12 * size, 0.4);
            case MOTIF -> {
                addShape(values, from - 100, 4 + 12 * size, 0.7);
                addShape(values, from, 4 + 12 * size, 0.7);
            }
            case MAINTENANCE -> {
                double bend = random.nextBoolean() ? 0.01 : 3;
                double reach = 0.3 + 0.65 * size;
                add(values, 100, i -> LIMIT * Math.expm1(bend * reach * i / 500) / Math.expm1(bend));
            }
            case PEERS -> add(values, from, i -> 3 + 27 * size);
            default -> {}
        }
    }

    private interface Course {
        double at(int step);
    }

    private static void add(double[] values, int from, Course course) {
        for (int i = from; i < values.length; i++) {
            values[i] += course.at(i - from);
        }
    }

    private static void addShape(double[] values, int from, double height, double speed) {
        for (int i = 0; i < SHAPE; i++) {
            values[from + i] += height * Math.sin(speed * i + 0.02 * i * i);
        }
    }
}
