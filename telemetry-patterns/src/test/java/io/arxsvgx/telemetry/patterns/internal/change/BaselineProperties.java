// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.condition.Verdicts;
import io.arxsvgx.telemetry.condition.standalone.StandaloneSeries;
import io.arxsvgx.telemetry.patterns.internal.series.Normal;
import io.arxsvgx.telemetry.patterns.internal.series.ShellSort;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The baseline of {@code change_point} agrees with its definition, computed naively. */
class BaselineProperties {
    private static double[] values(Random random, int size) {
        boolean isCoarse = random.nextBoolean();
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            double value = random.nextInt(20) == 0 ? 1e6 * random.nextGaussian() : random.nextGaussian();
            values[i] = isCoarse ? Math.rint(value) : value;
        }
        return values;
    }

    @Property(tries = 300, seed = "20260105", edgeCases = EdgeCasesMode.NONE)
    void sort_anyNumbers_isThatOfTheLibrary(@ForAll long seed, @ForAll @IntRange(max = 2_000) int size) {
        double[] expected = values(new Random(seed), size);
        double[] sorted = expected.clone();
        long[] whole = Arrays.stream(expected).mapToLong(Math::round).toArray();
        long[] sortedWhole = whole.clone();

        ShellSort.sort(sorted, size);
        ShellSort.sort(sortedWhole, size);

        Arrays.sort(expected);
        Arrays.sort(whole);
        for (int i = 0; i < size; i++) {
            // the order of 0 and -0 is open
            assertThat(sorted[i] == expected[i]).isTrue();
        }
        assertThat(sortedWhole).isEqualTo(whole);
    }

    @Property(tries = 500, seed = "20260106", edgeCases = EdgeCasesMode.NONE)
    void sample_anyValues_hasTheirMedianAndSpread(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int size) {
        double[] values = values(new Random(seed), size);
        SortedSample sample = new SortedSample(60).of(values, 0, size);

        Arrays.sort(values);
        double median = values[(size - 1) / 2] / 2 + values[size / 2] / 2;
        double[] distances = Arrays.stream(values)
                .map(value -> Math.abs(value - median))
                .sorted()
                .toArray();
        assertThat(sample.median()).isEqualTo(median);
        assertThat(sample.spread()).isCloseTo(1.4826 * distances[size / 2], within(1e-9));
    }

    /** The scores are the normal quantiles of the ranks of a residual, and of its distance, among the learnt ones. */
    @Property(tries = 200, seed = "20260107", edgeCases = EdgeCasesMode.NONE)
    void scores_ofTheNewestValue_areThoseOfItsRanks(@ForAll long seed, @ForAll @IntRange(max = 6) int steps) {
        Random random = new Random(seed);
        int learnt = Baseline.MIN_VALUES + steps * Baseline.LEARN_EVERY;
        double[] values = values(random, learnt + 1);
        StandaloneSeries standalone = StandaloneSeries.of("source", "type", new EmptySlots());
        SeriesContext series = standalone.context();
        for (int i = 0; i < learnt; i++) {
            standalone.evaluate(values[i], i);
        }
        Baseline baseline = new Baseline();
        baseline.learn(series, 0, 0, learnt);
        standalone.evaluate(values[learnt], learnt);
        baseline.learn(series, 0, 1, learnt);

        double newest = baseline.residual(series, 0);
        double[] residuals = new double[learnt - 1];
        for (int i = 0; i < residuals.length; i++) {
            residuals[i] = Double.longBitsToDouble(series.stateArray(0)[i]);
        }
        for (int i = 1; i < residuals.length; i++) {
            assertThat(residuals[i] >= residuals[i - 1]).isTrue();
        }
        double centre = residuals[residuals.length / 2];
        double[] distances = Arrays.stream(residuals)
                .map(residual -> Math.abs(residual - centre))
                .toArray();
        assertThat(baseline.levelScore(series, 0, newest)).isCloseTo(score(residuals, newest), within(1e-12));
        assertThat(baseline.spreadScore(series, 0, newest))
                .isCloseTo(score(distances, Math.abs(newest - centre)), within(0.05));
    }

    private static double score(double[] learnt, double value) {
        double below = Arrays.stream(learnt)
                .map(one -> one < value ? 1 : one == value ? 0.5 : 0)
                .sum();
        return Normal.score((below + 0.5) / (learnt.length + 1));
    }

    /** Slots for a baseline, and enough values. */
    private static final class EmptySlots implements SeriesEvaluator {
        @Override
        public void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {}

        @Override
        public Evaluation explain(SeriesContext series, int at, int rule) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int stateSlots() {
            return Baseline.STATE_SLOTS;
        }

        @Override
        public int newestValues() {
            return Baseline.MAX_VALUES + 2;
        }
    }
}
