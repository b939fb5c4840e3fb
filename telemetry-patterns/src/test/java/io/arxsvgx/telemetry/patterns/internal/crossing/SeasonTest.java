// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.crossing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Tests of the season of a window. */
class SeasonTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_750_000_000L * SECOND;

    private static Season season(long[] times, double[] values) {
        Season season = new Season(SeasonFit.maxPeriod(values.length));
        long last = Arrays.stream(times).max().orElseThrow();
        new SeasonFit(values.length).find(times, values, values.length, last, season);
        return season;
    }

    private static long[] seconds(int count) {
        long[] times = new long[count];
        Arrays.setAll(times, i -> START + i * SECOND);
        return times;
    }

    private static double wave(double seconds, double period) {
        return 10 * Math.sin(2 * Math.PI * seconds / period);
    }

    @Test
    void find_waveOnATrend_isItsDeviations() {
        double[] values = new double[300];
        Random random = new Random(1);
        Arrays.setAll(values, i -> 20 + 0.5 * i + wave(i, 30) + 0.5 * random.nextGaussian());

        Season season = season(seconds(300), values);

        assertThat(season.period()).isEqualTo(30);
        assertThat(season.step()).isEqualTo(SECOND);
        for (int i = 270; i < 400; i++) {
            assertThat(season.at(START + i * SECOND)).isCloseTo(wave(i, 30), within(1.0));
        }
    }

    @Test
    void find_gapsLateAndDoubleValues_isThatOfTheTimes() {
        Random random = new Random(2);
        long[] times = new long[500];
        double[] values = new double[500];
        for (int i = 0; i < 500; i++) {
            int second = i + i / 100 * 7 - (i % 37 == 5 ? 3 : 0) - (i % 41 == 0 ? 1 : 0);
            times[i] = START + second * SECOND + random.nextInt(100_000_000);
            values[i] = wave(second, 24) + 0.3 * random.nextGaussian();
        }

        Season season = season(times, values);

        assertThat(season.period()).isEqualTo(24);
        for (int second = 480; second < 560; second++) {
            assertThat(season.at(START + second * SECOND)).isCloseTo(wave(second, 24), within(2.5));
        }
    }

    @Test
    void find_valuesBeforeALongGap_doNotCount() {
        long[] times = new long[400];
        double[] values = new double[400];
        for (int i = 0; i < 400; i++) {
            times[i] = START + (i < 150 ? i : i + 5_000) * SECOND;
            values[i] = i < 150 ? wave(i, 17) : wave(i, 25);
        }
        assertThat(season(times, values).period()).isEqualTo(25);
    }

    @Test
    void find_noiseWalkAndTrend_isNone() {
        Random random = new Random(3);
        int found = 0;
        for (int run = 0; run < 200; run++) {
            double[] noise = new double[100];
            double[] walk = new double[100];
            double[] trend = new double[100];
            double last = 0;
            for (int i = 0; i < 100; i++) {
                noise[i] = random.nextGaussian();
                last += random.nextGaussian();
                walk[i] = last;
                trend[i] = 0.1 * i + random.nextGaussian();
            }
            found += season(seconds(100), noise).exists() ? 1 : 0;
            found += season(seconds(100), walk).exists() ? 1 : 0;
            found += season(seconds(100), trend).exists() ? 1 : 0;
        }
        assertThat(found).as("of 600").isLessThanOrEqualTo(12);
    }

    @Test
    void find_fewerThanThreePeriods_isNone() {
        double[] values = new double[100];
        Arrays.setAll(values, i -> wave(i, 40));
        assertThat(season(seconds(100), values).exists()).isFalse();
    }

    @Test
    void find_longWindow_isThePeriodBeyondTheDirectSums() {
        double[] values = new double[10_000];
        Random random = new Random(4);
        Arrays.setAll(values, i -> wave(i, 1_440) + random.nextGaussian());
        assertThat(season(seconds(10_000), values).period()).isBetween(1_425, 1_455);
    }

    /** The offsets are those of the greatest, or the least, of the forecasts of all steps ahead. */
    @Property(tries = 300, seed = "20260102", edgeCases = EdgeCasesMode.NONE)
    void setOffsets_anySeason_areThoseOfTheMostExtremeForecast(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 40) int period, @ForAll boolean isUpper) {
        Random random = new Random(seed);
        int steps = 1 + random.nextInt(period);
        double rise = random.nextInt(3) * random.nextGaussian();
        int sign = isUpper ? 1 : -1;
        Season season = new Season(period);
        season.set(period, SECOND, START);
        for (int phase = 0; phase < period; phase++) {
            season.deviation(phase, random.nextGaussian());
        }

        new SeasonFit(3 * period).setOffsets(season, sign, rise, steps);

        for (int phase = 0; phase < period; phase++) {
            double most = Double.NEGATIVE_INFINITY;
            for (int step = 0; step < steps; step++) {
                most = Math.max(most, sign * forecast(season, phase, step, rise));
            }
            int offset = season.offset(phase);
            assertThat(offset).isBetween(0, steps - 1);
            assertThat(sign * forecast(season, phase, offset, rise)).isCloseTo(most, within(1e-9));
        }
    }

    private static double forecast(Season season, int phase, int step, double rise) {
        return season.deviation((phase + step) % season.period()) + rise * step;
    }

    @Test
    void studentQuantile_degreesOfFreedom_areThoseOfTheTable() {
        assertThat(StudentQuantile.at999(6)).isCloseTo(5.208, within(0.06));
        assertThat(StudentQuantile.at999(8)).isCloseTo(4.501, within(0.03));
        assertThat(StudentQuantile.at999(10)).isCloseTo(4.144, within(0.01));
        assertThat(StudentQuantile.at999(30)).isCloseTo(3.385, within(0.001));
        assertThat(StudentQuantile.at999(98)).isCloseTo(3.176, within(0.001));
        assertThat(StudentQuantile.at999(1e9)).isCloseTo(3.0902, within(0.0001));
    }
}
