// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.window;

import static io.arxsvgx.telemetry.rules.internal.window.ExactWindow.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.rules.internal.adaptive.Mixture;
import io.arxsvgx.telemetry.rules.internal.group.NumberFormatting;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SlidingRegressionProperties {
    private static final long START = 1_800_000_000_000_000_000L;

    /** How times follow one another. */
    enum Clock {
        STEADY {
            @Override
            long next(Random random, long i) {
                return START + i * 1_000_000_000L;
            }
        },
        FAST {
            @Override
            long next(Random random, long i) {
                return START + i;
            }
        },
        OUT_OF_ORDER {
            @Override
            long next(Random random, long i) {
                return START + i * 1_000_000L + random.nextInt(50_000_000);
            }
        },
        IN_GROUPS {
            @Override
            long next(Random random, long i) {
                return START + i / 30 * 1_000_000_000L;
            }
        },
        WITH_GAPS {
            @Override
            long next(Random random, long i) {
                return START + i / 47 * 1_000_000_000_000_000L + i;
            }
        },
        ANY {
            @Override
            long next(Random random, long i) {
                return random.nextLong();
            }
        };

        abstract long next(Random random, long i);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void slope_anyTimesAndValues_agreesWithExactArithmetic(
            @ForAll @IntRange(min = 2, max = 130) int window,
            @ForAll Clock clock,
            @ForAll Mixture mixture,
            @ForAll long seed) {
        Random random = new Random(seed);
        SlidingRegression slope = new SlidingRegression(window);
        WindowedSeries series = new WindowedSeries(slope);
        ExactWindow exact = new ExactWindow(window);
        for (int i = 0; i < 400; i++) {
            double value = mixture.next(random, i);
            long time = clock.next(random, i);
            series.take(value, time);
            exact.add(value, time);
            if (i < 10 || random.nextInt(10) == 0) {
                assertAgree(slope, exact);
            }
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void restore_atAnyPoint_goesOnBitForBit(
            @ForAll @IntRange(min = 2, max = 130) int window,
            @ForAll @IntRange(min = 0, max = 400) int point,
            @ForAll Clock clock,
            @ForAll Mixture mixture,
            @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        SlidingRegression original = new SlidingRegression(window);
        WindowedSeries series = new WindowedSeries(original);
        for (int i = 0; i < point; i++) {
            series.take(mixture.next(random, i), clock.next(random, i));
        }
        SlidingRegression restored = new SlidingRegression(window);
        WindowedSeries other = series.restored(restored);

        for (int i = point; i < point + 200; i++) {
            double value = mixture.next(random, i);
            long time = clock.next(random, i);
            series.take(value, time);
            other.take(value, time);
            assertThat(restored.slope()).isEqualTo(Double.valueOf(original.slope()));
        }
        assertThat(other.saved()).isEqualTo(series.saved());
    }

    private static void assertAgree(SlidingRegression slope, ExactWindow exact) {
        BigDecimal expected = exact.slopePerSecond();
        assertThat(slope.isInstant()).isEqualTo(expected == null);
        if (expected != null) {
            double unit = Math.max(exact.deviation().doubleValue(), 1e-260) / exact.deviationOfTimes();
            assertNear("slope", NumberFormatting.finite(slope.slope()), expected, unit);
        }
    }
}
