// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.adaptive;

import java.util.Random;

/** Kinds of values that cause large rounding errors in sums. */
public enum Mixture {
    BILLION_AND_A_THOUSANDTH {
        @Override
        public double next(Random random, int i) {
            return 1e9 + (random.nextDouble() - 0.5) * 2e-3;
        }
    },
    OUTLIERS {
        @Override
        public double next(Random random, int i) {
            return i % 37 == 11 ? (random.nextBoolean() ? 1e15 : -1e15) : 1e9 + random.nextGaussian() * 1e-3;
        }
    },
    GEOMETRIC_DECAY {
        @Override
        public double next(Random random, int i) {
            return 1e12 * Math.pow(0.11, i % 90);
        }
    },
    GEOMETRIC_GROWTH {
        @Override
        public double next(Random random, int i) {
            return -1e-9 * Math.pow(3.3, i % 60);
        }
    },
    LEVEL_SHIFTS {
        @Override
        public double next(Random random, int i) {
            return 1e6 * ((i / 53) % 7) * ((i / 53) % 2 == 0 ? 1 : -1) + random.nextGaussian() * 1e-4;
        }
    },
    CONSTANTS {
        @Override
        public double next(Random random, int i) {
            return (i / 61) % 3 * 0.1;
        }
    },
    ALTERNATION {
        @Override
        public double next(Random random, int i) {
            return i % 2 == 0 ? 1e9 : -1e9 + (i % 5);
        }
    },
    ULP_NOISE {
        @Override
        public double next(Random random, int i) {
            return 70.1 + (random.nextInt(3) - 1) * Math.ulp(70.1);
        }
    },
    ZERO_AND_ULPS {
        @Override
        public double next(Random random, int i) {
            return (i / 40) % 2 == 0 ? 0.0 : (random.nextInt(5) - 2) * 1e-300;
        }
    },
    RAMP {
        @Override
        public double next(Random random, int i) {
            return 1e9 + i * 0.001;
        }
    },
    TINY {
        @Override
        public double next(Random random, int i) {
            return random.nextGaussian() * 1e-290;
        }
    },
    HUGE {
        @Override
        public double next(Random random, int i) {
            return (random.nextDouble() - 0.5) * 2 * Double.MAX_VALUE;
        }
    },
    ALL_MAGNITUDES {
        @Override
        public double next(Random random, int i) {
            return random.nextGaussian() * Math.pow(10, random.nextInt(590) - 290);
        }
    },
    MAGNITUDES_IN_TURN {
        @Override
        public double next(Random random, int i) {
            return random.nextGaussian() * Math.pow(10, 280 - 140.0 * ((i / 70) % 5));
        }
    };

    public abstract double next(Random random, int i);
}
