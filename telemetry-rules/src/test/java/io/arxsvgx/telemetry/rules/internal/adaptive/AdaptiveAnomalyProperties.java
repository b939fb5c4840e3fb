// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.rules.AnomalyDetector;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The adaptive detector compared with its naive model, and its properties on any series. */
class AdaptiveAnomalyProperties {
    private static final int VALUES = 700;

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void accept_ordinarySeries_agreesWithTheNaiveModel(
            @ForAll Ordinary kind, @ForAll @IntRange(min = -6, max = 6) int exponent, @ForAll long seed) {
        Random random = new Random(seed);
        AnomalyDetector detector = AnomalyDetector.create();
        NaiveAdaptive naive = new NaiveAdaptive();
        for (int i = 0; i < VALUES; i++) {
            double value = Math.pow(10, exponent) * kind.next(random, i);
            detector.accept(value);
            naive.accept(value);
            assertThat(detector.score()).isCloseTo(naive.level, within(1e-6));
            if (Math.abs(naive.score - 1) < 1e-6) {
                return;
            }
            assertThat(detector.isAlarm()).isEqualTo(naive.alarm);
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void accept_anyMixture_staysWithinItsBounds(@ForAll Mixture mixture, @ForAll Mixture then, @ForAll long seed) {
        Random random = new Random(seed);
        AnomalyDetector detector = AnomalyDetector.create();
        for (int i = 0; i < VALUES; i++) {
            detector.accept((i / 300 % 2 == 0 ? mixture : then).next(random, i));
            assertThat(detector.score()).isGreaterThanOrEqualTo(0).isLessThan(1);
            assertThat(detector.alarmScore()).isBetween(0.0, 1.0);
            assertThat(detector.alarmScore() >= 0.5).isEqualTo(detector.isAlarm());
            Evaluation evaluation = detector.explain();
            assertThat(evaluation.verdict()).isEqualTo(detector.verdict());
            assertThat(evaluation.text()).doesNotContain("NaN").doesNotContain("Infinity");
        }
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void accept_twice_saysTheSame(@ForAll Mixture mixture, @ForAll long seed) {
        AnomalyDetector one = AnomalyDetector.create();
        AnomalyDetector other = AnomalyDetector.create();
        Random random = new Random(seed);
        Random again = new Random(seed);
        for (int i = 0; i < VALUES; i++) {
            one.accept(mixture.next(random, i));
            other.accept(mixture.next(again, i));
            assertThat(other.score()).isEqualTo(one.score());
            assertThat(other.alarmScore()).isEqualTo(one.alarmScore());
        }
    }

    /** Ordinary series, without values so far apart that the order of additions matters. */
    enum Ordinary {
        NOISE {
            @Override
            double next(Random random, int i) {
                return 10 + random.nextGaussian();
            }
        },
        WAVE_WITH_SPIKES {
            @Override
            double next(Random random, int i) {
                return Math.sin(i / 20.0) + 0.1 * random.nextGaussian() + (i % 311 == 300 ? 5 : 0);
            }
        },
        COUNTS {
            @Override
            double next(Random random, int i) {
                return random.nextInt(10) < 8 ? 0 : random.nextInt(20);
            }
        },
        SHIFTS {
            @Override
            double next(Random random, int i) {
                int step = i / 200;
                return 3.0 * step + random.nextGaussian();
            }
        },
        TWO_LEVELS {
            @Override
            double next(Random random, int i) {
                return (i / 250 % 2 == 0 ? 0 : 60) + random.nextGaussian() + (i == 620 ? 30 : 0);
            }
        },
        RAMP {
            @Override
            double next(Random random, int i) {
                return i + random.nextDouble();
            }
        };

        abstract double next(Random random, int i);
    }
}
