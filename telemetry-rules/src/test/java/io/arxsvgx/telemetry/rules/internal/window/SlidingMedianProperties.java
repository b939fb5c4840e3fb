// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.stream.DoubleStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SlidingMedianProperties {
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void figures_anyValues_areThoseOfTheSortedWindow(
            @ForAll @IntRange(min = 1, max = 40) int window,
            @ForAll @IntRange(min = 1, max = 30) int distinct,
            @ForAll long seed) {
        Random random = new Random(seed);
        SlidingMedian median = new SlidingMedian(window, 0);
        WindowedSeries series = new WindowedSeries(median);
        Deque<Double> model = new ArrayDeque<>();
        for (int i = 0; i < 150; i++) {
            double value = random.nextInt(distinct) - distinct / 2;
            series.take(value);
            model.addLast(value);
            if (model.size() > window) {
                model.removeFirst();
            }
            double centre = median(stream(model));
            assertThat(median.median(1)).isEqualTo(centre);
            assertThat(median.medianDistance(1)).isEqualTo(median(stream(model).map(x -> Math.abs(x - centre))));
            assertThat(median.meanDistance(1))
                    .isEqualTo(stream(model).map(x -> Math.abs(x - centre)).sum() / model.size());
            assertThat(series.newest(median.size())).containsExactlyElementsOf(model);
        }
    }

    private static DoubleStream stream(Deque<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue);
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
