// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.detection;

import java.util.Random;
import java.util.function.DoubleSupplier;

/** Series without anomalies. Immutable. */
enum DatasetBase {
    NOISE("Gaussian noise") {
        @Override
        DoubleSupplier values(Random random) {
            return random::nextGaussian;
        }
    },
    EXPONENTIAL("exponential") {
        @Override
        DoubleSupplier values(Random random) {
            return () -> -Math.log(1 - random.nextDouble());
        }
    },
    STUDENT("Student, 3 degrees") {
        @Override
        DoubleSupplier values(Random random) {
            return () -> random.nextGaussian() / Math.sqrt((square(random) + square(random) + square(random)) / 3);
        }
    },
    PARETO("Pareto, exponent 1.5") {
        @Override
        DoubleSupplier values(Random random) {
            return () -> Math.pow(1 - random.nextDouble(), -1 / 1.5);
        }
    },
    AUTOREGRESSIVE("autoregressive 0.99") {
        @Override
        DoubleSupplier values(Random random) {
            return walk(random, 0.99);
        }
    },
    WALK("random walk") {
        @Override
        DoubleSupplier values(Random random) {
            return walk(random, 1);
        }
    },
    DRIFT("slow drift with noise") {
        @Override
        DoubleSupplier values(Random random) {
            return new DoubleSupplier() {
                private int number;

                @Override
                public double getAsDouble() {
                    return number++ * 0.001 + random.nextGaussian();
                }
            };
        }
    },
    SEASON("daily and weekly season") {
        @Override
        DoubleSupplier values(Random random) {
            return new DoubleSupplier() {
                private int number;

                @Override
                public double getAsDouble() {
                    double day = 2 * Math.PI * number++ / 288;
                    return 10 * Math.sin(day) + 4 * Math.sin(day / 7) + random.nextGaussian();
                }
            };
        }
    },
    COUNTER("counter") {
        @Override
        DoubleSupplier values(Random random) {
            return counter(random, 0);
        }
    },
    COUNTER_WITH_RESETS("counter with resets") {
        @Override
        DoubleSupplier values(Random random) {
            return counter(random, 0.001);
        }
    },
    SPARSE("sparse") {
        @Override
        DoubleSupplier values(Random random) {
            return () -> random.nextInt(50) > 0 ? 0 : 5 + random.nextGaussian();
        }
    },
    SPARSE_AND_HEAVY("sparse and heavy") {
        @Override
        DoubleSupplier values(Random random) {
            return () -> random.nextInt(50) > 0 ? 0 : Math.exp(1.5 * random.nextGaussian());
        }
    },
    BURSTS("bursts") {
        @Override
        DoubleSupplier values(Random random) {
            return new DoubleSupplier() {
                private int left;

                @Override
                public double getAsDouble() {
                    left = left > 0 ? left - 1 : random.nextInt(200) == 0 ? 20 : 0;
                    return (left > 0 ? 10 : 1) * (1 + 0.2 * random.nextGaussian());
                }
            };
        }
    },
    QUANTISED("quantised") {
        @Override
        DoubleSupplier values(Random random) {
            return () -> Math.rint(2 * random.nextGaussian()) / 2;
        }
    },
    BINARY("binary") {
        @Override
        DoubleSupplier values(Random random) {
            return () -> random.nextInt(4) == 0 ? 1 : 0;
        }
    },
    CONSTANT("constant") {
        @Override
        DoubleSupplier values(Random random) {
            return () -> 42;
        }
    };

    /** The name in tables. */
    final String label;

    DatasetBase(String label) {
        this.label = label;
    }

    /** Returns a supplier of successive values. */
    abstract DoubleSupplier values(Random random);

    /** Returns a number of its values. */
    double[] values(Random random, int count) {
        DoubleSupplier next = values(random);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = next.getAsDouble();
        }
        return values;
    }

    private static double square(Random random) {
        double number = random.nextGaussian();
        return number * number;
    }

    private static DoubleSupplier walk(Random random, double memory) {
        return new DoubleSupplier() {
            private double at;

            @Override
            public double getAsDouble() {
                at = memory * at + random.nextGaussian();
                return at;
            }
        };
    }

    private static DoubleSupplier counter(Random random, double resets) {
        return new DoubleSupplier() {
            private double at;

            @Override
            public double getAsDouble() {
                at = random.nextDouble() < resets ? 0 : at + random.nextInt(10);
                return at;
            }
        };
    }
}
