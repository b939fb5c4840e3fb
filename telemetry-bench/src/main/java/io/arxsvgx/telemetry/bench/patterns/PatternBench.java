// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.patterns;

import java.util.Random;

/** Series without failures, of scale 1: about half of the values are within 1 of the level. */
enum PatternBench {
    /** Independent and normal. */
    GAUSSIAN,
    /** Independent, Student's t with 3 degrees of freedom. */
    STUDENT_3,
    /** Independent, the exponential of normal values. */
    LOGNORMAL,
    /** Independent, Pareto with exponent 1.5, without a variance. */
    PARETO_1_5,
    /** Autoregressive, with 0.9 of each deviation carried over to the next. */
    AR_0_9,
    /** Autoregressive, with 0.99 of each deviation carried over to the next. */
    AR_0_99,
    /** Autoregressive, with 0.9 of each deviation carried over to the next, and steps of Student's t. */
    AR_0_9_STUDENT_3,
    /** The sum of independent steps. */
    RANDOM_WALK,
    /** Noise on a season of 60 values. */
    SEASON_60,
    /** Noise on a season of 86,400 values, a day of one value per second. */
    DAY,
    /** Whole numbers that only grow. */
    COUNTER,
    /** Mostly zero, with rare values. */
    SPARSE,
    /** Normal, rounded to whole numbers of a coarse scale. */
    QUANTISED;

    private static final double SEASON = 8;

    /** Returns a number of values. */
    double[] values(Random random, int size) {
        double[] values = new double[size];
        double share = this == AR_0_99 ? 0.99 : 0.9;
        double now = random.nextGaussian() / Math.sqrt(1 - share * share);
        double phase = 2 * Math.PI * random.nextDouble();
        for (int i = 0; i < size; i++) {
            double noise = random.nextGaussian();
            double heavy = noise / Math.sqrt((square(random) + square(random) + square(random)) / 3);
            now = switch (this) {
                case RANDOM_WALK -> now + noise;
                case COUNTER -> now + (random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 0);
                case AR_0_9_STUDENT_3 -> share * now + heavy;
                default -> share * now + noise;
            };
            values[i] = switch (this) {
                case GAUSSIAN -> noise;
                case STUDENT_3 -> heavy;
                case LOGNORMAL -> Math.exp(noise);
                case PARETO_1_5 -> Math.pow(1 - random.nextDouble(), -1 / 1.5);
                case AR_0_9, AR_0_9_STUDENT_3, AR_0_99 -> now * Math.sqrt(1 - share * share);
                case RANDOM_WALK -> now;
                case COUNTER -> Math.rint(now);
                case SEASON_60 -> SEASON * Math.sin(2 * Math.PI * i / 60 + phase) + noise;
                case DAY -> SEASON * Math.sin(2 * Math.PI * i / 86_400 + phase) + noise;
                case SPARSE -> random.nextInt(20) == 0 ? 1 + Math.abs(noise) : 0;
                case QUANTISED -> Math.rint(noise);
            };
        }
        return values;
    }

    private static double square(Random random) {
        double value = random.nextGaussian();
        return value * value;
    }
}
