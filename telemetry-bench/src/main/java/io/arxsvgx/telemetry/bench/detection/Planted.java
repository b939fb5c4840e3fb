// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.detection;

import java.util.Random;

/** An anomaly in a generated series, over some successive values. Immutable. */
enum Planted {
    SPIKE(1) {
        @Override
        double change(double value, double before, double deviation, int age, Random random) {
            return value + 8 * deviation;
        }
    },
    DIP(3) {
        @Override
        double change(double value, double before, double deviation, int age, Random random) {
            return value - 6 * deviation;
        }
    },
    SHIFT(60) {
        @Override
        double change(double value, double before, double deviation, int age, Random random) {
            return value + 3 * deviation;
        }
    },
    FREEZE(60) {
        @Override
        double change(double value, double before, double deviation, int age, Random random) {
            return before;
        }
    },
    NOISE(60) {
        @Override
        double change(double value, double before, double deviation, int age, Random random) {
            return value + 2 * deviation * random.nextGaussian();
        }
    },
    RAMP(100) {
        @Override
        double change(double value, double before, double deviation, int age, Random random) {
            return value + 0.06 * age * deviation;
        }
    },
    FLUTTER(40) {
        @Override
        double change(double value, double before, double deviation, int age, Random random) {
            return value + (age % 2 == 0 ? 2 : -2) * deviation;
        }
    },
    SMOOTHED(60) {
        @Override
        double change(double value, double before, double deviation, int age, Random random) {
            return before + 0.05 * (value - before);
        }
    };

    private static final int LENGTH = 5_000;
    private static final int FIRST_ANOMALY_INDEX = 1_000;
    private static final int EVERY = 800;

    private final int length;

    Planted(int length) {
        this.length = length;
    }

    /**
     * Returns the changed value. {@code age} is the index of the value within the anomaly, {@code before} the value
     * before the anomaly.
     */
    abstract double change(double value, double before, double deviation, int age, Random random);

    /** Returns a series that contains this anomaly several times. */
    Labelled in(DatasetBase base, Random random) {
        double[] values = base.values(random, LENGTH);
        boolean[] wrong = new boolean[LENGTH];
        double mean = 0;
        for (double value : values) {
            mean += value / LENGTH;
        }
        double deviation = 0;
        for (double value : values) {
            deviation += Math.abs(value - mean) / LENGTH;
        }
        for (int block = FIRST_ANOMALY_INDEX; block + EVERY <= LENGTH; block += EVERY) {
            int begin = block + random.nextInt(EVERY - length);
            double before = values[begin - 1];
            for (int age = 0; age < length; age++) {
                double changed = change(values[begin + age], before, deviation, age, random);
                before = this == SMOOTHED ? changed : before;
                values[begin + age] = changed;
                wrong[begin + age] = true;
            }
        }
        return new Labelled(values, wrong);
    }
}
